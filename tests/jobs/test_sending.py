"""A planned message reaches the phone or the mailbox by the product's own path, once, whatever the services do."""

import threading
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest
from django.conf import LazySettings
from django.db import connection

import make
from bridgework.actions.claim_messages import Claimed, claim_messages
from bridgework.actions.record_opt_out import record_opt_out
from bridgework.actions.weigh_messages import stopped_among
from bridgework.connections.door import Message, Outcome
from bridgework.jobs import ways_out
from bridgework.jobs.carry_out import attempt, carry_out
from bridgework.jobs.in_words import with_words
from bridgework.jobs.send_message import resolve_in_flight, send_message, sweep_due_messages
from bridgework.jobs.ways_out import send_out
from bridgework.records.models import MessageAttempt, OptOut, PlannedMessage, Referral
from bridgework.rules.delivery import GIVE_UP_AFTER, LOOK_AFTER
from bridgework.rules.outgoing import STALE_AFTER
from people import Cast
from standins_for_tests import PATIENCE_SECONDS, Standins

BY_DAY = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
LATER = LOOK_AFTER + timedelta(minutes=1)


@pytest.fixture
def referral(cast: Cast) -> Referral:
    referral = make.accepted(cast)
    # Made in daylight; the test runs at whatever hour it is.
    for message in referral.messages.all():
        message.facts |= {"at_any_hour": True}
        message.save()
    return referral


def told(referral: Referral, kind: str = "pick_a_time") -> PlannedMessage:
    return referral.messages.get(kind=kind)


def texts(standins: Standins) -> list[str]:
    return [message.text for message in standins.store.all() if message.kind == "sms"]


def mails(standins: Standins) -> list[str]:
    return [message.subject for message in standins.store.all() if message.kind == "mail"]


def test_a_text_message_with_the_link(referral: Referral, standins: Standins) -> None:
    send_message(str(told(referral).pk))
    send_message(str(told(referral).pk))

    assert told(referral).status == "sent"
    [text] = texts(standins)
    assert text.startswith("Harbor Endodontics: pick a time for your second look: http")
    assert "/p/" in text
    kept = MessageAttempt.objects.get(message=told(referral)).words
    secret = text[text.index("/p/") + 3 :].split()[0]
    assert kept == text.replace(secret, "…"), "word for word, but for the secret of the link"


def test_an_email_to_the_desk_with_a_link_and_nothing_of_the_patient(referral: Referral, standins: Standins) -> None:
    send_message(str(told(referral, "new_referral").pk))

    [mail] = [message for message in standins.store.all() if message.kind == "mail"]
    assert f"/referrals/{referral.pk}/" in mail.text
    assert str(referral.number) in mail.subject
    assert referral.patient.family_name not in mail.text + mail.subject
    assert told(referral, "new_referral").status == "sent"
    assert MessageAttempt.objects.get(message=told(referral, "new_referral")).words == "", "only what patients are told is kept"


def test_a_silent_service_is_asked_and_the_message_is_not_repeated(referral: Referral, standins: Standins) -> None:
    sent_to_a_silent_service(standins, "timeout", told(referral))
    assert told(referral).status == "sending"

    resolve_in_flight(datetime.now(UTC))
    assert told(referral).status == "sending", "too early to ask"
    standins.wait_for(lambda: bool([message for message in standins.store.all() if message.sent_at]))
    resolve_in_flight(datetime.now(UTC) + LATER)

    assert told(referral).status == "sent"
    assert len(texts(standins)) == 1
    assert MessageAttempt.objects.get(message=told(referral)).provider_id.startswith("SM")


def test_what_got_lost_on_the_way_is_sent_again(referral: Referral, standins: Standins) -> None:
    sent_to_a_silent_service(standins, "timeout_lost", told(referral))

    resolve_in_flight(datetime.now(UTC) + LATER)
    assert told(referral).status == "planned"
    told_now(referral)
    send_message(str(told(referral).pk))

    assert told(referral).status == "sent"
    assert len(texts(standins)) == 1


@pytest.mark.parametrize(("fault", "is_killed"), [("timeout", False), ("timeout_lost", False), ("timeout_lost", True)])
def test_a_text_without_a_link_is_known_by_its_words(referral: Referral, standins: Standins, fault: str, is_killed: bool) -> None:
    answer = told(referral)
    PlannedMessage.objects.filter(pk=answer.pk).update(kind="reply_call", facts=answer.facts | {"at_any_hour": True})
    sent_to_a_silent_service(standins, fault, answer)
    if is_killed:
        MessageAttempt.objects.filter(message=answer).update(words="", outcome="", finished_at=None)
    if fault == "timeout":
        standins.wait_for(lambda: bool([message for message in standins.store.all() if message.sent_at]))

    resolve_in_flight(datetime.now(UTC) + LATER)

    # Whether the words of a killed worker are those that it said nobody knows: what is not found by them is not said again.
    gone = {"timeout": "sent", "timeout_lost": "sending" if is_killed else "planned"}
    assert told(referral, "reply_call").status == gone[fault]
    told_now(referral)
    send_message(str(answer.pk))
    assert len(texts(standins)) == (0 if gone[fault] == "sending" else 1)


def test_an_earlier_text_with_the_same_link_is_not_taken_for_this_one(cast: Cast, referral: Referral, standins: Standins) -> None:
    send_message(str(told(referral).pk))
    make.book(cast, referral, make.clock(referral) + timedelta(minutes=1))
    booked = told(referral, "visit_booked")
    booked.facts |= {"at_any_hour": True, "starts_at": (datetime.now(UTC) + timedelta(days=9)).isoformat()}
    booked.save()
    sent_to_a_silent_service(standins, "timeout_lost", booked)

    resolve_in_flight(datetime.now(UTC) + LATER)

    assert told(referral, "visit_booked").status == "planned"


def test_a_service_that_cannot_be_asked_for_hours_is_given_to_a_person(referral: Referral, standins: Standins) -> None:
    sent_to_a_silent_service(standins, "timeout", told(referral))
    from_now_on_unreachable(standins)

    resolve_in_flight(datetime.now(UTC) + LATER)
    assert told(referral).status == "sending"
    resolve_in_flight(datetime.now(UTC) + GIVE_UP_AFTER + LATER)

    assert told(referral).status == "unclear"
    assert referral.events.filter(kind="message_unclear").exists()


@pytest.mark.parametrize("fault", ["429", "503", "smtp_later"])
def test_a_busy_service_is_tried_later(referral: Referral, standins: Standins, fault: str) -> None:
    kind = "new_referral" if fault.startswith("smtp") else "pick_a_time"
    standins.board.faults.order(fault, 1)

    send_message(str(told(referral, kind).pk))

    assert told(referral, kind).status == "planned"
    assert told(referral, kind).due_at > datetime.now(UTC)


def test_a_mail_server_that_hangs_up_after_taking_it_leaves_the_decision_to_a_person(referral: Referral, standins: Standins) -> None:
    standins.board.faults.order("smtp_drop_after", 1)

    send_message(str(told(referral, "new_referral").pk))
    resolve_in_flight(datetime.now(UTC) + LATER)
    send_message(str(told(referral, "new_referral").pk))

    assert told(referral, "new_referral").status == "unclear"
    assert len(mails(standins)) == 1


def test_an_unknown_address_and_a_landline(referral: Referral, standins: Standins) -> None:
    standins.board.faults.order("smtp_refuse", 1)
    PlannedMessage.objects.filter(kind="pick_a_time").update(address="+15005550009")

    send_message(str(told(referral, "new_referral").pk))
    send_message(str(told(referral).pk))

    assert told(referral, "new_referral").status == "failed"
    assert (told(referral).status, told(referral).channel) == ("planned", "email")
    send_message(str(told(referral).pk))
    assert mails(standins) == ["Pick a time for your second look with Harbor Endodontics"]


def test_without_a_text_message_service_the_patient_gets_an_email(referral: Referral, standins: Standins, settings: LazySettings) -> None:
    settings.SMS_URL = ""
    ways_out.forget_text_messages()

    send_message(str(told(referral).pk))
    send_message(str(told(referral).pk))

    assert len(mails(standins)) == 1
    assert texts(standins) == []


def test_a_job_that_was_lost_is_found_by_the_sweep(referral: Referral, standins: Standins) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    sweep_due_messages()
    sweep_due_messages()

    told = referral.messages.exclude(status="dropped")  # the receipt gave way to the link
    assert set(told.values_list("status", flat=True)) == {"sent"}
    assert len(standins.store.all()) == told.count()


def test_one_without_words_does_not_hold_up_the_others(referral: Referral, standins: Standins) -> None:
    referral.messages.filter(kind="new_referral").update(kind="never_heard_of")
    sweep_due_messages()

    assert told(referral).status == "sent"
    assert told(referral, "never_heard_of").status == "failed"
    assert referral.events.get(kind="message_failed").details["why"] == "This message could not be put into words."


def test_a_stop_that_comes_while_others_are_sent_is_heard(
    cast: Cast, referral: Referral, standins: Standins, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = told(referral)
    monkeypatch.setattr("bridgework.jobs.carry_out.AT_ONCE", 1)
    monkeypatch.setattr("bridgework.jobs.carry_out.WRITE_EVERY_SECONDS", 0.01)
    asked = threading.Event()
    claimed = sorted(claim_messages(now=datetime.now(UTC)).claimed, key=lambda one: one.message_id == patient.pk)
    looks = []

    def heard(messages: list[Claimed]) -> set[UUID]:
        looks.append(messages)
        if len(looks) > 1:
            OptOut.objects.get_or_create(channel="sms", address=patient.address, defaults={"at": BY_DAY, "word": "STOP"})
            asked.set()  # nothing goes out before this look has ended
        return stopped_among(messages)

    def slow(channel: str, message: Message) -> Outcome:
        asked.wait(PATIENCE_SECONDS)
        return send_out(channel, message)

    monkeypatch.setattr("bridgework.jobs.carry_out.stopped_among", heard)
    carry_out(claimed, send=slow)

    assert texts(standins) == []
    assert told(referral).status == "planned"
    told_now(referral)
    sweep_due_messages()
    assert told(referral).status == "dropped"


@pytest.mark.usefixtures("committed_db")
def test_the_database_calls_as_soon_as_a_stop_is_stored(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2):
        make.accepted(cast, of=make.patient(cast.lakeview, phone=f"+1312555020{number}"))
    monkeypatch.setattr("bridgework.jobs.carry_out.AT_ONCE", 1)
    monkeypatch.setattr("bridgework.jobs.carry_out.WRITE_EVERY_SECONDS", 3600)
    sent: list[str] = []
    asked: list[None] = []
    monkeypatch.setattr("bridgework.jobs.carry_out.stopped_among", lambda messages: (asked.append(None), stopped_among(messages))[1])

    def send(channel: str, message: Message) -> Outcome:
        sent.append(message.to)
        if len(sent) == 1:  # the other one writes STOP, to another process of ours, while the first is on its way
            record_opt_out(
                "sms", *({"+13125550200", "+13125550201"} - {message.to}), our_address="", word="STOP", source="reply", now=BY_DAY
            )
            connection.close()
            while len(asked) < 2:
                time.sleep(0.001)
        return Outcome("accepted", provider_id=message.id)

    at = max(PlannedMessage.objects.filter(kind="pick_a_time").values_list("due_at", flat=True))
    claimed = claim_messages(now=at).claimed
    carry_out([one for one in claimed if one.kind == "pick_a_time"], send=send)

    assert len(sent) == 1
    assert set(PlannedMessage.objects.filter(kind="pick_a_time").values_list("status", flat=True)) == {"sent", "planned"}


def test_what_waited_too_long_in_its_worker_is_given_back(referral: Referral, standins: Standins) -> None:
    claimed = claim_messages(now=datetime.now(UTC), only=[told(referral).pk]).claimed

    ending = attempt(with_words(claimed)[0], time.monotonic() - STALE_AFTER.total_seconds() - 1, send_out)

    assert ending.outcome == "retry"
    assert texts(standins) == []


def told_now(referral: Referral) -> None:
    referral.messages.filter(status="planned").update(due_at=BY_DAY)


def sent_to_a_silent_service(standins: Standins, fault: str, message: PlannedMessage) -> None:
    """One attempt that gets no answer, by a worker that waits a moment instead of ten seconds."""
    sender = ways_out.text_messages()
    assert sender is not None
    standins.board.faults.order(fault, 1)
    patience, sender.http.timeout = sender.http.timeout, httpx.Timeout(0.2)
    send_message(str(message.pk))
    sender.http.timeout = patience
    standins.wait_for_faults()


def from_now_on_unreachable(standins: Standins) -> None:
    sender = ways_out.text_messages()
    assert sender is not None
    sender.http.base_url = "http://127.0.0.1:9/"
