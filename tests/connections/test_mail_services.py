"""E-mail over a mail service's HTTP API instead of SMTP, and what the service reports: Postmark's public protocol, spoken by a little server."""

import json
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from anymail.backends.postmark import EmailBackend
from django.conf import LazySettings
from django.test import RequestFactory

from bridgework.config.environment import mail_service
from bridgework.connections.door import Message, Receipt, Unreadable
from bridgework.connections.email.receive import SERVICES, EmailReceiver, service_view
from bridgework.connections.email.send import EmailSender

MESSAGE = Message(id="0198-planned", to="ana@example.com", subject="Your visit", text="Hello\n", html="<p>Hello</p>")
TAKEN = {"To": MESSAGE.to, "SubmittedAt": "2026-11-20T10:00:00Z", "MessageID": "b7bc2f4a-e38e", "ErrorCode": 0, "Message": "OK"}
NOT_AN_ADDRESS = {"ErrorCode": 300, "Message": "Invalid 'To' address: 'ana@example.com'."}
SUPPRESSED = {
    "ErrorCode": 406,
    "Message": "You tried to send to recipient(s) that have been marked as inactive. Found inactive addresses: ana@example.com. "
    "Inactive recipients are ones that have generated a hard bounce, a spam complaint, or a manual suppression.",
}


@contextmanager
def postmark(status: int, answer: Mapping[str, object]) -> Iterator[tuple[EmailSender, list[dict[str, Any]]]]:
    """A sender to a server that answers so, and what it was sent."""
    sent: list[dict[str, Any]] = []

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        backend = EmailBackend(server_token="a-token", api_url=f"http://127.0.0.1:{server.server_port}/", alias="default")
        yield EmailSender(backend, from_address="desk@harbor.example", domain="harbor.example"), sent
        server.shutdown()


def test_the_service_names_the_message_for_its_reports_and_follows_nobody() -> None:
    with postmark(200, TAKEN) as (sender, sent):
        outcome = sender.send(MESSAGE)
    assert (outcome.kind, outcome.provider_id) == ("accepted", "b7bc2f4a-e38e")
    (mail,) = sent
    assert (mail["To"], mail["TextBody"], mail["TrackOpens"], mail["TrackLinks"]) == (MESSAGE.to, MESSAGE.text, False, "None")


@pytest.mark.parametrize(
    ("status", "answer", "kind"),
    [
        (422, NOT_AN_ADDRESS, "refused"),
        (422, SUPPRESSED, "refused"),
        (401, {"ErrorCode": 10, "Message": "Bad token"}, "retry"),
        (429, {"ErrorCode": 429, "Message": "Slow down"}, "retry"),
        (500, {"ErrorCode": 500, "Message": "Trouble"}, "unclear"),
    ],
)
def test_what_the_services_answer_means(status: int, answer: dict[str, object], kind: str) -> None:
    with postmark(status, answer) as (sender, _):
        outcome = sender.send(MESSAGE)
    assert outcome.kind == kind
    assert MESSAGE.to not in outcome.sentence


def call(event: object, *, secret: str = "service:secret") -> tuple[Receipt, ...] | Unreadable:
    login = b64encode(secret.encode()).decode()
    body = event if isinstance(event, str) else json.dumps(event)
    request = RequestFactory().post(
        "/hooks/email/status", body, content_type="application/json", headers={"Authorization": f"Basic {login}"}
    )
    return EmailReceiver("postmark").receive(request)


@pytest.fixture(autouse=True)
def secret(settings: LazySettings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": "service:secret"}


@pytest.mark.parametrize(
    ("event", "status"),
    [
        ({"RecordType": "Delivery", "MessageID": "b7", "DeliveredAt": "2026-11-20T10:00:02Z", "Recipient": "ana@example.com"}, "delivered"),
        (
            {"RecordType": "Bounce", "Type": "HardBounce", "MessageID": "b7", "BouncedAt": "2026-11-20T10:00:02Z", "Email": "a@b.c"},
            "undelivered",
        ),
        ({"RecordType": "Bounce", "Type": "Transient", "MessageID": "b7", "BouncedAt": "2026-11-20T10:00:02Z", "Email": "a@b.c"}, "queued"),
        (
            {
                "RecordType": "SpamComplaint",
                "Type": "SpamComplaint",
                "MessageID": "b7",
                "BouncedAt": "2026-11-20T10:00:02Z",
                "Email": "a@b.c",
            },
            "complained",
        ),
    ],
)
def test_a_report_is_a_receipt(event: dict[str, str], status: str) -> None:
    told = call(event)
    assert isinstance(told, tuple)
    assert [(receipt.provider_id, receipt.status) for receipt in told] == [("b7", status)]


def test_opening_a_mail_is_nobodys_business() -> None:
    assert call({"RecordType": "Open", "MessageID": "b7", "ReceivedAt": "2026-11-20T10:00:02Z", "Recipient": "ana@example.com"}) == ()


@pytest.mark.parametrize("shown", ["", "service:guess"])
def test_a_stranger_is_not_believed(shown: str) -> None:
    assert isinstance(call({"RecordType": "Delivery", "MessageID": "b7"}, secret=shown), Unreadable)


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"', "{}", '{"RecordType": "Bounce"}'])
def test_what_cannot_be_read_harms_nothing(body: str) -> None:
    assert isinstance(call(body), (Unreadable, tuple))


def test_every_service_that_is_offered_can_be_read_and_sent_by(settings: LazySettings) -> None:
    options = "webhook_key=k api_key=k api_token=k secret_key=k server_token=k sender_domain=d webhook_signing_key=k signing_secret=s"
    for service in SERVICES:
        settings.ANYMAIL = mail_service(service, options) | {"WEBHOOK_SECRET": "service:secret"}
        assert service_view(service).esp_name == SERVICES[service]
