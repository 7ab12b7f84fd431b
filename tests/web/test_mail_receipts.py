"""The mail service reports: an e-mail that came back is acted on, and a stranger's report is not believed."""

import json
from base64 import b64encode

import pytest
from django.conf import LazySettings
from django.test import Client

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.records.models import Patient, PlannedMessage
from people import NOW, Cast
from sending import claim_message, finish_attempt

ADDRESS = "/hooks/email/status"


@pytest.fixture
def message(cast: Cast, settings: LazySettings) -> PlannedMessage:
    settings.MAIL_SERVICE, settings.MAIL_REPORTS = "postmark", "service:secret"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "service:secret"}
    referral = make.sent(cast)
    Patient.objects.update(preferred_channel="email", email="ana@example.com")
    accept_referral(make.coordinator(cast, referral), referral.pk, now=NOW)
    message = referral.messages.get(kind="pick_a_time")
    claimed = claim_message(message.pk, now=message.due_at)
    assert claimed is not None
    assert claimed.channel == "email"
    finish_attempt(claimed.attempt_id, outcome="accepted", provider_id="b7", now=message.due_at)
    return message


def report(client: Client, *, secret: str = "service:secret", **event: str) -> int:
    login = b64encode(secret.encode()).decode()
    body = json.dumps({"MessageID": "b7", "BouncedAt": "2026-11-20T10:00:02Z", "DeliveredAt": "2026-11-20T10:00:02Z"} | event)
    return client.post(ADDRESS, body, content_type="application/json", headers={"Authorization": f"Basic {login}"}).status_code


def test_what_came_back_goes_out_by_the_other_channel(client: Client, message: PlannedMessage) -> None:
    assert report(client, RecordType="Bounce", Type="HardBounce") == 204
    assert report(client, RecordType="Bounce", Type="HardBounce") == 204

    message.refresh_from_db()
    assert (message.channel, message.status) == ("sms", "planned")
    assert message.attempts.get().sentence.startswith("The e-mail came back")


def test_what_was_delivered_stays_so(client: Client, message: PlannedMessage) -> None:
    assert report(client, RecordType="Delivery", Recipient="ana@example.com") == 204
    assert report(client, RecordType="Bounce", Type="HardBounce") == 204

    message.refresh_from_db()
    assert message.status == "delivered"


def test_a_stranger_is_not_believed(client: Client, message: PlannedMessage) -> None:
    assert report(client, RecordType="Bounce", Type="HardBounce", secret="service:guess") == 403

    message.refresh_from_db()
    assert message.status == "sent"


def test_without_a_service_there_is_no_such_address(client: Client, message: PlannedMessage, settings: LazySettings) -> None:
    settings.MAIL_SERVICE = ""
    assert report(client, RecordType="Delivery") == 404


def test_a_report_has_a_limit(client: Client, message: PlannedMessage) -> None:
    assert report(client, RecordType="Delivery", Recipient="x" * 1_100_000) == 413
