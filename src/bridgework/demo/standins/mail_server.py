"""The mail server: takes every e-mail for everybody and keeps it."""

import asyncio
import base64
import email
import email.policy
import secrets
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bridgework.demo.standins.faults import Faults
from bridgework.demo.standins.store import Arrived, Store, now

MAX_MAIL_BYTES = 40 * 1024 * 1024


class Mailboxes:
    """What the mail server does with what it is told (aiosmtpd's handler; its method names are given)."""

    def __init__(self, store: Store, faults: Faults) -> None:
        self.store = store
        self.faults = faults

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        fault = self.faults.due("smtp_refuse", "smtp_later", "smtp_drop")
        if fault == "smtp_refuse":
            return "550 5.1.1 There is nobody of this name here"
        if fault == "smtp_later":
            return "451 4.7.1 Please try again later"
        if fault == "smtp_drop":
            hang_up(server)
            return "421 Bye"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        for address in envelope.rcpt_tos:
            self.store.add(arrived_of(content, address, str(envelope.mail_from)))
        if self.faults.due("smtp_drop_after"):
            hang_up(server)
        return "250 OK"


def hang_up(server: SMTP) -> None:
    """Ends a connection without a word."""
    if isinstance(server.transport, asyncio.Transport):
        server.transport.abort()


def arrived_of(content: bytes, address: str, sender: str) -> Arrived:
    """An e-mail as it is kept."""
    mail = email.message_from_bytes(content, _class=EmailMessage, policy=email.policy.default)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    return Arrived(
        id=f"EM{secrets.token_hex(12)}",
        kind="mail",
        direction="out",
        to=address.lower(),
        sender=str(mail.get("From", sender)),
        text=text_of(plain),
        html=text_of(html),
        subject=str(mail.get("Subject", "")),
        message_id=str(mail.get("Message-ID", "")),
        at=now(),
        files=tuple(
            (part.get_filename() or "file", part.get_content_type(), base64.b64encode(bytes(part.get_payload(decode=True) or b"")).decode())
            for part in mail.iter_attachments()
            if isinstance(part, EmailMessage)
        ),
    )


def text_of(part: Any) -> str:
    """The text of one part of an e-mail, whatever its declared encoding."""
    if part is None:
        return ""
    try:
        return str(part.get_content()).replace("\r\n", "\n")
    except (LookupError, UnicodeError, ValueError):
        return bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")


def mail_server(store: Store, faults: Faults, host: str, port: int) -> Controller:
    """The mail server, ready to be started in a thread of its own."""
    return Controller(Mailboxes(store, faults), hostname=host, port=port, data_size_limit=MAX_MAIL_BYTES, ident="Bridgework demo mailboxes")
