"""Text messages: the real client against the demo's stand-in for the service, over loopback."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bridgework.connections.door import Inbound, Message, Receipt, Unreadable
from bridgework.connections.sms.receive import SmsReceiver, is_news, signature_of
from bridgework.connections.sms.send import SmsAccount, SmsSender
from ports import free_port
from standins_for_tests import PATIENCE_SECONDS, Standins, running_standins

MESSAGE = Message(id="m1", to="+12025550101", text="Harbor Endodontics: choose a time: https://example.org/p/tok-1", token="tok-1")
SINCE = datetime(2026, 11, 21, 9, tzinfo=UTC) - timedelta(days=400)


@pytest.fixture(scope="module")
def standins() -> Iterator[Standins]:
    with running_standins() as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_left_over(standins: Standins) -> None:
    standins.board.faults.clear()
    standins.store.forget()
    standins.store.opted_out.clear()
    standins.heard.clear()


@pytest.fixture
def sender(standins: Standins) -> Iterator[SmsSender]:
    made = SmsSender(account(standins), answer_seconds=PATIENCE_SECONDS)
    yield made
    made.close()


def sent_to_a_silent_service(standins: Standins, fault: str) -> str:
    """What an attempt came to that got no answer."""
    standins.board.faults.order(fault, 1)
    impatient = SmsSender(account(standins), answer_seconds=0.2)
    outcome = impatient.send(MESSAGE)
    impatient.close()
    standins.wait_for_faults()
    return outcome.kind


def everything_is_delivered(standins: Standins) -> bool:
    return {message.status for message in standins.store.all()} == {"delivered"}


def account(standins: Standins, **changes: str) -> SmsAccount:
    given = {"base_url": standins.url, "account_sid": "ACdemo", "auth_token": "demo-token", "from_number": "+15005550006"}
    return SmsAccount(**given | changes)


def test_a_message_is_accepted_and_arrives(standins: Standins, sender: SmsSender) -> None:
    outcome = sender.send(MESSAGE)
    assert outcome.kind == "accepted"
    kept = standins.store.get(outcome.provider_id)
    assert kept is not None
    assert (kept.to, kept.text, kept.sender) == (MESSAGE.to, MESSAGE.text, "+15005550006")


@pytest.mark.parametrize(("to", "code"), [("+15005550001", "21211"), ("555", "21211"), ("+15005550009", "21614")])
def test_a_bad_number_is_refused_for_good(sender: SmsSender, to: str, code: str) -> None:
    outcome = sender.send(Message("m", to, "Hello"))
    assert (outcome.kind, outcome.code) == ("refused", code)
    assert outcome.sentence.endswith(".")
    assert to not in outcome.sentence


def test_who_wrote_stop_is_not_written_to(standins: Standins, sender: SmsSender) -> None:
    standins.store.opt(MESSAGE.to, "+15005550006", out=True)
    outcome = sender.send(MESSAGE)
    assert (outcome.kind, outcome.code) == ("refused", "21610")


@pytest.mark.parametrize(("fault", "kind", "wait"), [("429", "retry", 2), ("503", "retry", None), ("500", "unclear", None)])
def test_faults_of_the_service(standins: Standins, sender: SmsSender, fault: str, kind: str, wait: int | None) -> None:
    standins.board.faults.order(fault, 1)
    outcome = sender.send(MESSAGE)
    assert (outcome.kind, outcome.retry_after_seconds) == (kind, wait)
    assert sender.send(MESSAGE).kind == "accepted"


def test_a_message_that_was_taken_without_an_answer_is_found_and_not_sent_again(standins: Standins, sender: SmsSender) -> None:
    assert sent_to_a_silent_service(standins, "timeout") == "unclear"
    standins.wait_for(lambda: everything_is_delivered(standins))
    found = sender.find_sent(MESSAGE.to, SINCE, MESSAGE.token)
    assert found.kind == "accepted"
    assert standins.store.get(found.provider_id) is not None


def test_a_message_that_was_lost_is_known_to_be_lost(standins: Standins, sender: SmsSender) -> None:
    assert sent_to_a_silent_service(standins, "timeout_lost") == "unclear"
    sender.send(Message("m2", MESSAGE.to, "another message, tok-2"))
    assert sender.find_sent(MESSAGE.to, SINCE, MESSAGE.token).kind == "retry"
    assert sender.find_sent(MESSAGE.to, SINCE, "").kind == "unclear"


def test_the_search_turns_pages(standins: Standins, sender: SmsSender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridgework.connections.sms.send.PAGE_SIZE", 3)
    sender.send(MESSAGE)
    for number in range(7):
        sender.send(Message(f"x{number}", MESSAGE.to, f"other {number}"))
    standins.wait_for(lambda: everything_is_delivered(standins))
    assert sender.find_sent(MESSAGE.to, SINCE, MESSAGE.token).kind == "accepted"
    monkeypatch.setattr("bridgework.connections.sms.send.MAX_LISTED_PAGES", 1)
    assert sender.find_sent(MESSAGE.to, SINCE, MESSAGE.token).kind == "unclear"


def test_a_service_that_is_not_there_is_tried_again() -> None:
    sender = SmsSender(SmsAccount(f"http://127.0.0.1:{free_port()}", "AC", "t", "+15005550006"))
    assert sender.send(MESSAGE).kind == "retry"
    assert sender.find_sent(MESSAGE.to, SINCE, "tok").kind == "unclear"
    sender.close()


def test_a_wrong_token_is_our_own_fault(standins: Standins) -> None:
    sender = SmsSender(account(standins, auth_token="wrong"))
    outcome = sender.send(MESSAGE)
    assert (outcome.kind, outcome.code) == ("retry", "20003")
    assert "settings" in outcome.sentence
    assert "wrong" not in repr(sender.account)
    sender.close()


# Calls from the service


def test_the_published_example_of_a_signature() -> None:
    """The example of Twilio's documentation on validating requests."""
    form = {"CallSid": "CA1234567890ABCDE", "Caller": "+14158675309", "Digits": "1234", "From": "+14158675309", "To": "+18005551212"}
    assert signature_of("https://mycompany.com/myapp.php?foo=1&bar=2", form, "12345") == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def receive(form: dict[str, str], token: str = "demo-token", signature: str | None = None) -> Receipt | Inbound | Unreadable:
    url = "https://example.org/sms?x=1"
    return SmsReceiver("demo-token").receive(url, form, signature if signature is not None else signature_of(url, form, token))


def test_receipts_and_replies_are_read() -> None:
    delivered = receive({"MessageSid": "SM1", "MessageStatus": "delivered", "RawDlrDoneDate": "2611211530"})
    assert delivered == Receipt("SM1", "delivered", at=datetime(2026, 11, 21, 15, 30, tzinfo=UTC))
    failed = receive({"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30005"})
    assert failed == Receipt("SM1", "undelivered", "30005", "The number is not in use.")
    reply = receive({"MessageSid": "SM2", "SmsStatus": "received", "From": "+12025550101", "To": "+15005550006", "Body": "STOP"})
    assert reply == Inbound("SM2", "+12025550101", "+15005550006", "STOP")


def test_unsigned_and_senseless_calls_are_not_believed() -> None:
    good = {"MessageSid": "SM1", "MessageStatus": "delivered"}
    for answer in (receive(good, "other"), receive(good, signature=""), receive(good, signature="é")):
        assert answer == Unreadable("This call is not signed by the text message service.")
    assert SmsReceiver("").receive("u", {}, signature_of("u", {}, "")) == Unreadable("This call is not signed by the text message service.")
    assert isinstance(receive({"MessageStatus": "delivered"}), Unreadable)
    assert isinstance(receive({"MessageSid": "SM1", "MessageStatus": "teleported"}), Unreadable)


def test_late_and_repeated_receipts_say_nothing_new() -> None:
    assert is_news("", "queued")
    assert is_news("sent", "delivered")
    assert not is_news("delivered", "sent")
    assert not is_news("delivered", "delivered")
    assert not is_news("delivered", "undelivered")


def test_receipts_come_signed_and_in_order(standins: Standins) -> None:
    url = standins.listener_url
    sender = SmsSender(account(standins, status_callback=url))
    outcome = sender.send(MESSAGE)
    sender.close()
    standins.wait_for(lambda: len(standins.heard) == 3)
    receipts = [SmsReceiver("demo-token").receive(url, form, signature) for form, signature in standins.heard]
    assert [receipt.status for receipt in receipts if isinstance(receipt, Receipt)] == ["queued", "sent", "delivered"]
    assert all(isinstance(receipt, Receipt) and receipt.provider_id == outcome.provider_id for receipt in receipts)


@pytest.mark.parametrize(
    ("fault", "statuses"),
    [
        ("duplicate_callback", ["queued", "queued", "sent", "sent", "delivered", "delivered"]),
        ("reordered_callback", ["queued", "delivered", "sent"]),
        ("late_callback", ["queued", "sent", "delivered"]),
        ("undelivered", ["queued", "sent", "undelivered"]),
        ("wrong_signature", [None, None, None]),
    ],
)
def test_ordered_faults_of_receipts(standins: Standins, fault: str, statuses: list[str | None]) -> None:
    url = standins.listener_url
    standins.board.faults.order(fault, 1)
    sender = SmsSender(account(standins, status_callback=url))
    sender.send(MESSAGE)
    sender.close()
    standins.wait_for(lambda: len(standins.heard) == len(statuses))
    time.sleep(0.05)
    receipts = [SmsReceiver("demo-token").receive(url, form, signature) for form, signature in standins.heard]
    assert [getattr(receipt, "status", None) for receipt in receipts] == statuses
