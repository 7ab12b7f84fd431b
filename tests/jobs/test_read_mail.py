"""Our own mailbox, from a real IMAP server to what follows: a bounce changes the channel, an answer is kept once."""

import pytest
from django.conf import LazySettings

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.jobs.read_mail import read_mail
from bridgework.records.models import InboundMessage, Patient, PlannedMessage
from imap_server import address, put, server
from people import NOW, Cast
from sending import claim_message, finish_attempt

__all__ = ["address", "server"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def message(cast: Cast) -> PlannedMessage:
    referral = make.sent(cast)
    Patient.objects.filter(pk=referral.patient_id).update(preferred_channel="email", email="ana@example.com")
    accept_referral(make.coordinator(cast, referral), referral.pk, now=NOW)
    message: PlannedMessage = referral.messages.get(kind="pick_a_time")
    claimed = claim_message(message.pk, now=message.due_at)
    assert claimed is not None
    finish_attempt(claimed.attempt_id, outcome="accepted", provider_id=f"<{message.pk}@harbor.example>", now=message.due_at)
    return message


def test_what_comes_back_and_what_is_answered(message: PlannedMessage, server: int, address: str, settings: LazySettings) -> None:
    settings.MAILBOX = address
    name = f"<{message.pk}@harbor.example>"
    bounce = (
        "From: MAILER-DAEMON@mail.example\r\nTo: desk@harbor.example\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="edge"\r\n\r\n--edge\r\n\r\nSorry.\r\n'
        "--edge\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--edge\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {name}\r\n\r\n--edge--\r\n"
    )
    answer = (
        f"From: Ana@example.com\r\nTo: desk@harbor.example\r\nMessage-ID: <a1@example.com>\r\nIn-Reply-To: {name}\r\n\r\nPlease call me\r\n"
    )
    put(server, bounce, answer, "From: x@example.com\r\nMessage-ID: <a2@example.com>\r\nIn-Reply-To: <nonsense@x>\r\n\r\nHello\r\n")

    for _ in range(2):
        read_mail()

    message.refresh_from_db()
    assert (message.channel, message.status) == ("sms", "planned")
    kept = list(InboundMessage.objects.order_by("provider_id").values_list("sender", "text", "in_reply_to"))
    assert kept == [("ana@example.com", "Please call me", message.pk), ("x@example.com", "Hello", None)]


def test_a_mailbox_that_cannot_be_read_is_tried_again(settings: LazySettings, caplog: pytest.LogCaptureFixture) -> None:
    settings.MAILBOX = "imap://desk:secret@127.0.0.1:1/INBOX"
    read_mail()
    assert "could not be read" in caplog.text
    assert "secret" not in caplog.text


def test_without_a_mailbox_nothing_is_read(settings: LazySettings) -> None:
    settings.MAILBOX = ""
    read_mail()
