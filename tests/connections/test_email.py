"""E-mail over real SMTP: against the demo's mail server, and against servers that break off where it hurts."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from django.core.mail.backends.base import BaseEmailBackend

from bridgework.connections.door import Enclosure, Message
from bridgework.connections.email.send import EmailSender, is_address
from bridgework.connections.email.smtp import SmtpBackend
from ports import free_port
from standins_for_tests import PATIENCE_SECONDS, Standins, running_standins

MESSAGE = Message(
    id="0198-planned",
    to="desk@lakeview.example",
    subject="We have received your referral – Zähne",
    text="Hello,\n\nit has arrived. ¿Está bien?\n",
    html="<p>It has arrived.</p>",
    reply_to="desk@harbor.example",
    enclosures=(Enclosure("report.pdf", "application/pdf", b"%PDF-1.7"),),
)


@pytest.fixture(scope="module")
def standins() -> Iterator[Standins]:
    with running_standins() as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_left_over(standins: Standins) -> None:
    standins.board.faults.clear()
    standins.store.forget()


def sender_to(port: int, seconds: float = PATIENCE_SECONDS) -> EmailSender:
    backend = SmtpBackend(alias="default", host="127.0.0.1", port=port, timeout=seconds)
    return EmailSender(backend, from_address="Harbor Endodontics <desk@harbor.example>", domain="harbor.example")


def test_a_message_arrives_whole_under_its_own_id(standins: Standins) -> None:
    outcome = sender_to(standins.smtp_port).send(MESSAGE)
    assert (outcome.kind, outcome.provider_id) == ("accepted", "<0198-planned@harbor.example>")
    (mail,) = standins.store.all()
    assert (mail.to, mail.subject, mail.message_id) == (MESSAGE.to, MESSAGE.subject, outcome.provider_id)
    assert (mail.text.strip(), mail.html.strip()) == (MESSAGE.text.strip(), MESSAGE.html)
    assert mail.files == (("report.pdf", "application/pdf", "JVBERi0xLjc="),)
    assert mail.sender == "Harbor Endodontics <desk@harbor.example>"


def test_a_patients_mail_names_the_practice_and_has_a_button_to_stop(standins: Standins) -> None:
    named = replace(MESSAGE, from_name="Tidewater, Oral Surgery", stop_at="desk+1@harbor.example")
    composed = sender_to(standins.smtp_port).composed(named)
    assert composed.from_email == '"Tidewater, Oral Surgery" <desk@harbor.example>'
    assert composed.message()["List-Unsubscribe"] == "<mailto:desk+1@harbor.example?subject=STOP>"
    assert "List-Unsubscribe" not in sender_to(standins.smtp_port).composed(MESSAGE).message()


def test_the_same_message_has_the_same_id_in_every_attempt(standins: Standins) -> None:
    sender = sender_to(standins.smtp_port)
    sender.send(MESSAGE)
    sender.send(MESSAGE)
    assert len({mail.message_id for mail in standins.store.all()}) == 1


@pytest.mark.parametrize(
    ("fault", "kind", "arrived"),
    [("smtp_refuse", "refused", 0), ("smtp_later", "retry", 0), ("smtp_drop", "retry", 0), ("smtp_drop_after", "unclear", 1)],
)
def test_where_it_breaks_decides_what_it_means(standins: Standins, fault: str, kind: str, arrived: int) -> None:
    standins.board.faults.order(fault, 1)
    outcome = sender_to(standins.smtp_port).send(MESSAGE)
    assert outcome.kind == kind
    assert outcome.sentence.endswith(".")
    assert MESSAGE.to not in outcome.sentence
    assert len(standins.store.all()) == arrived


def test_a_server_that_is_not_there_is_tried_again() -> None:
    assert sender_to(free_port()).send(MESSAGE).kind == "retry"


@contextmanager
def server_that_says(*answers: bytes) -> Iterator[tuple[int, threading.Event]]:
    """A mail server that gives these answers, one to each line it hears, and then says nothing more: its port, and when it has come there."""
    listener, said_all = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as heard:
            for answer in answers:
                connection.sendall(answer)
                lines = iter(heard.readline, b"")
                if not any(line.strip() == b"." or not answer.startswith(b"354") for line in lines):
                    return  # the other side has gone
            said_all.set()
            heard.read(1)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with listener:
        yield listener.getsockname()[1], said_all
    thread.join(PATIENCE_SECONDS)


GREETED = (b"220 hello\r\n", b"250 hello\r\n", b"250 sender ok\r\n", b"250 recipient ok\r\n", b"354 go on\r\n")


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ((), "retry"),
        ((b"554 not today\r\n",), "retry"),
        (GREETED[:2], "retry"),
        ((*GREETED[:2], b"550 we do not like you\r\n", b"250 reset\r\n"), "refused"),
        ((*GREETED[:2], b"451 later\r\n", b"250 reset\r\n"), "retry"),
        (GREETED[:3], "retry"),
        (GREETED, "unclear"),
        ((*GREETED, b"554 spam\r\n", b"250 reset\r\n"), "refused"),
        ((*GREETED, b"452 full\r\n", b"250 reset\r\n"), "retry"),
        ((*GREETED, b"250 taken\r\n"), "accepted"),
    ],
)
def test_every_answer_and_every_silence(answers: tuple[bytes, ...], kind: str) -> None:
    for seconds in (0.4, 4, 40):  # a busy machine keeps silent where the server would have spoken
        with server_that_says(*answers) as (port, said_all):
            outcome = sender_to(port, seconds).send(MESSAGE)
        if said_all.is_set():
            break
    assert outcome.kind == kind


@pytest.mark.parametrize(
    "to", ["", "nobody", "two@a.example, three@b.example", "a b@c.example", "x@y\r\nBcc: all@z.example", "Name <a@b.example>", "@b"]
)
def test_what_is_no_address_is_refused_before_anything_is_sent(standins: Standins, to: str) -> None:
    assert not is_address(to)
    assert sender_to(standins.smtp_port).send(Message("m", to, "Hello")).kind == "refused"
    assert standins.store.all() == []


def test_a_line_end_in_the_subject_is_refused(standins: Standins) -> None:
    outcome = sender_to(standins.smtp_port).send(Message("m", MESSAGE.to, "Hello", subject="Hello\r\nBcc: all@z.example"))
    assert outcome.kind == "refused"
    assert standins.store.all() == []


class Service(BaseEmailBackend):
    """A mail service over HTTP, as django-anymail's backends behave."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def send_messages(self, email_messages: object) -> int:
        raise self.error


class Answer:
    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


def api_error(status: int | None) -> AnymailAPIError:
    error = AnymailAPIError("no")
    error.status_code = status
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (api_error(429), "retry"),
        (api_error(401), "retry"),
        (api_error(422), "refused"),
        (api_error(500), "unclear"),
        (api_error(None), "unclear"),
        (AnymailRecipientsRefused("no"), "refused"),
        (ConnectionResetError(), "unclear"),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_mail_services_over_http(error: Exception, kind: str) -> None:
    sender = EmailSender(Service(error), from_address="desk@harbor.example", domain="harbor.example")
    assert sender.send(MESSAGE).kind == kind
