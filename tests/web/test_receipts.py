"""The text message service reports by signed calls, in any order and as often as it likes."""

from datetime import datetime

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

import make
from bridgework.connections.sms.receive import signature_of
from bridgework.jobs.take_receipt import NotKnownYet, take_receipt
from bridgework.records.models import MessageReceipt, PlannedMessage
from bridgework.rules.delivery import LATE_RECEIPT_PAUSES
from job_context import tried
from people import Cast
from sending import claim_message, finish_attempt

ADDRESS = "/hooks/sms/status"


@pytest.fixture
def message(cast: Cast, settings: LazySettings) -> PlannedMessage:
    settings.SMS_TOKEN = "the-token"
    return make.accepted(cast).messages.get(kind="pick_a_time")


def send(message: PlannedMessage, name: str = "SM1") -> datetime:
    claimed = claim_message(message.pk, now=message.due_at)
    assert claimed is not None
    finish_attempt(claimed.attempt_id, outcome="accepted", provider_id=name, now=message.due_at)
    return message.due_at


def report(client: Client, settings: LazySettings, status: str, *, name: str = "SM1", token: str = "the-token", **more: str) -> int:
    form = {"MessageSid": name, "MessageStatus": status, "To": "+13125550190", "AccountSid": "AC1"} | more
    signature = signature_of(settings.URL + ADDRESS, form, token)
    return client.post(ADDRESS, form, headers={"X-Twilio-Signature": signature}).status_code


def waiting_receipts() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'bridgework.jobs.take_receipt'")
        return int(cursor.fetchone()[0])


def test_in_any_order_and_twice(client: Client, settings: LazySettings, message: PlannedMessage) -> None:
    send(message)

    answers = [report(client, settings, status) for status in ("queued", "delivered", "sent", "sent", "delivered")]

    assert set(answers) == {204}
    assert MessageReceipt.objects.count() == 3
    message.refresh_from_db()
    assert message.status == "delivered"


def test_without_the_right_signature_nothing_is_believed(client: Client, settings: LazySettings, message: PlannedMessage) -> None:
    send(message)

    assert report(client, settings, "delivered", token="another") == 403
    assert client.post(ADDRESS, {"MessageSid": "SM1", "MessageStatus": "delivered"}).status_code == 403
    assert not MessageReceipt.objects.exists()


def test_where_no_service_is_set_up_nobody_can_sign(client: Client, settings: LazySettings, message: PlannedMessage) -> None:
    settings.SMS_TOKEN = ""

    assert report(client, settings, "delivered", token="") == 403


def test_a_number_that_does_not_work_sends_it_by_email(client: Client, settings: LazySettings, message: PlannedMessage) -> None:
    send(message)

    report(client, settings, "undelivered", ErrorCode="30006")

    message.refresh_from_db()
    assert (message.status, message.channel) == ("planned", "email")
    assert message.attempts.get().sentence == "The number is a landline."


def test_a_receipt_that_is_faster_than_the_answer_is_kept(client: Client, settings: LazySettings, message: PlannedMessage) -> None:
    assert report(client, settings, "delivered", name="SM2") == 204
    assert waiting_receipts() == 1
    with pytest.raises(NotKnownYet):
        take_receipt(tried(0), "SM2", "delivered")

    send(message, "SM2")
    take_receipt(tried(1), "SM2", "delivered")

    message.refresh_from_db()
    assert message.status == "delivered"


def test_a_receipt_of_nobody_is_let_go_in_the_end(message: PlannedMessage) -> None:
    take_receipt(tried(len(LATE_RECEIPT_PAUSES)), "SM-of-another", "delivered")
    decisions = [take_receipt.get_retry_exception(NotKnownYet(), tried(number).job) for number in range(len(LATE_RECEIPT_PAUSES) + 1)]
    assert [bool(decision) for decision in decisions] == [True] * len(LATE_RECEIPT_PAUSES) + [False]


def test_what_a_person_wrote_back_is_no_receipt(client: Client, settings: LazySettings, message: PlannedMessage) -> None:
    assert report(client, settings, "received", Body="Thanks") == 204
    assert waiting_receipts() == 0


def test_it_is_only_posted_to_and_only_briefly(client: Client, message: PlannedMessage) -> None:
    assert client.get(ADDRESS).status_code == 405
    assert client.post(ADDRESS, {"MessageSid": "x" * 20_000}).status_code == 413
