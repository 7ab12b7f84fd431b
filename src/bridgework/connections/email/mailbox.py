"""What comes back to our own mail address: e-mail that could not be delivered, complaints, and what patients answer.

Read over IMAP, where e-mail goes out over SMTP and no mail service reports. Sources: RFC 3464 (delivery status notifications), RFC 5965
(complaint reports), RFC 3834 (answers of machines).
"""

import contextlib
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr
from functools import partial
from html import unescape
from itertools import islice
from typing import cast
from urllib.parse import unquote, urlsplit
from uuid import UUID

import nh3
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError
from mailparser_reply import EmailReplyParser

from bridgework.connections.door import Inbound, Receipt, ReceiptStatus

SECONDS = 20.0
MOST_BYTES = 2 * 1024 * 1024
"""A bounce brings the letter along, an answer quotes it; what is larger brings a picture, and is left to whoever reads the mailbox."""
MOST_TEXT = 4_000
MOST_REPORTS = 10
"""Of one letter: it has one reader, and a server tells of them a few times at most."""
STOP = "STOP"
ACTIONS: dict[str, ReceiptStatus] = {
    "failed": "undelivered",
    "delayed": "queued",
    "delivered": "delivered",
    "relayed": "sent",
    "expanded": "sent",
}
"""RFC 3464, 2.3.3."""
CAME_BACK = "The e-mail came back: the address does not take it."
UNWANTED = "The reader called it unwanted."
_WROTE = re.compile(r"^([> ]*)El\s([^\n]{4,160}(?:\n[^\n]{0,80})?)\sescribió:[ ]*$", re.MULTILINE)
"""A Spanish mail program's line over what it quotes, which the reader of answers knows in English only."""

_LONG_LINE = re.compile(r"([^\n]{200,400}) +(?=[^\n])|([^\n]{400})(?=[^\n])")
"""Lines are broken before the answer is looked for: on one long line that is made for it, looking takes minutes."""

_OURS = re.compile(r"<([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})@")
_TOKEN = re.compile(r"\+([0-9a-fA-F]{32})@")
"""The name of one of our messages: as a Message-ID, and behind the plus of the address at which it is answered."""
_LINE_ENDS = re.compile(r"<br\s*/?>|</p>|</div>", re.IGNORECASE)


class MailboxTrouble(Exception):
    """The mailbox cannot be read now; the words are fit for a log."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A letter that nobody has read yet: what it says of letters of ours, or what a person wrote; neither where a machine answered."""

    uid: str
    receipts: tuple[Receipt, ...] = ()
    written: Inbound | None = None


@contextmanager
def mailbox(address: str) -> "Iterator[OurMailbox]":
    """The mailbox at `imaps://user:password@host/folder` (`imap+tls://` for STARTTLS, `imap://` without TLS). Raises MailboxTrouble."""
    parts = urlsplit(address)
    # imaplib by itself believes whatever certificate it is shown.
    trusted = ssl.create_default_context()
    kinds: dict[str, Callable[..., BaseMailBox]] = {
        "imaps": partial(MailBox, ssl_context=trusted),
        "imap+tls": partial(MailBoxStartTls, ssl_context=trusted),
        "imap": MailBoxUnencrypted,
    }
    port = parts.port or (993 if parts.scheme == "imaps" else 143)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    try:
        box = kinds[parts.scheme](parts.hostname or "localhost", port, timeout=SECONDS)
        try:
            box.login(unquote(parts.username or ""), unquote(parts.password or ""), folder)
            yield OurMailbox(box)
        finally:
            with contextlib.suppress(OSError, ImapToolsError, imaplib.IMAP4.error):
                box.logout()
            with contextlib.suppress(OSError):
                box.client.shutdown()  # logging out closes nothing where logging in was refused
    except (OSError, ImapToolsError, imaplib.IMAP4.error) as error:
        raise MailboxTrouble(f"Our mailbox could not be read ({type(error).__name__}).") from error


class OurMailbox:
    """An open mailbox."""

    def __init__(self, box: BaseMailBox) -> None:
        self.box = box

    def unread(self, limit: int) -> Iterator[Unread]:
        """What nobody has read, the oldest first. Nothing is marked: what is not `done` comes again."""
        uids = self.box.uids("UNSEEN")[:limit]
        if not uids:
            return
        sizes = {
            mail.uid: mail.size_rfc822 for mail in self.box.fetch(f"UID {','.join(uids)}", mark_seen=False, headers_only=True, bulk=True)
        }
        for uid in uids:
            if sizes.get(uid, 0) > MOST_BYTES:
                yield Unread(uid)
                continue
            if letter := self._letter(uid):
                yield letter

    def _letter(self, uid: str) -> Unread | None:
        """One letter; None where it is not there any more. Whoever writes to us decides what the parser meets: it must not hold up the next."""
        try:
            for mail in self.box.fetch(f"UID {uid}", mark_seen=False):
                return read_letter(uid, mail.obj)
        except (OSError, ImapToolsError, imaplib.IMAP4.error):
            raise
        except Exception:  # a letter nested too deep, a character set that raises: what cannot be read says nothing
            return Unread(uid)
        return None

    def done(self, uid: str) -> None:
        """It counts as read from now on; it is not deleted."""
        self.box.flag([uid], MailMessageFlags.SEEN, True)


def read_letter(uid: str, mail: Message) -> Unread:
    """One letter. What cannot be read, and what a machine answered, says nothing."""
    if mail.get_content_type() == "multipart/report":
        return Unread(uid, receipts=tuple(islice(_reports(mail), MOST_REPORTS)))
    if str(mail.get("Auto-Submitted", "no")).lower() != "no" or str(mail.get("Precedence", "")).lower() in (
        "bulk",
        "list",
        "junk",
        "auto_reply",
    ):
        return Unread(uid)
    sender, recipient = (keepable(parseaddr(str(mail.get(header, "")))[1].lower()) for header in ("From", "To"))
    name, text = keepable(str(mail.get("Message-ID", "")).strip()), keepable(own_words(_text_of(mail)))
    if str(mail.get("Subject", "")).strip().upper() == STOP:
        text = STOP  # a mail program's own button (`send`); what it writes below is not the reader's
    if not sender or not name or not text:
        return Unread(uid)
    return Unread(uid, written=Inbound(name[:200], sender[:254], recipient[:254], text, in_reply_to=answered_name(mail)))


def keepable(text: str) -> str:
    """A text that a database takes: without NUL, and with a question mark where half a character stood."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def answered_name(mail: Message) -> str:
    """Our own name of the message that a letter answers (`send.EmailSender.message_id`); "" where it names none.

    Some mail programs name only the last letter, some the whole thread, and some neither: then the address that it was sent to may tell.
    """
    named = [str(mail.get("In-Reply-To", "")), *reversed(str(mail.get("References", "")).split())]
    written_to = [str(header) for name in ("To", "Cc", "Delivered-To", "X-Original-To") for header in mail.get_all(name, [])]
    names = (_OURS.search(text) for text in named)
    tokens = (_TOKEN.search(text) for text in written_to)
    found = next((match for match in (*names, *tokens) if match), None)
    return str(UUID(found[1])) if found else ""


def own_words(text: str) -> str:
    """What the person wrote, without the letter that they answered, signature and the like; at most MOST_TEXT characters."""
    said = _WROTE.sub(r"\1On \2 wrote:", _LONG_LINE.sub(r"\1\2\n", text.replace("\r\n", "\n")[: MOST_TEXT * 4])).strip()
    if not said:
        return ""
    replies = EmailReplyParser(languages=["en", "es"]).read(text=said).replies
    return (replies[0].content if replies else "").strip("_- \n")[:MOST_TEXT]


def _reports(report: Message) -> Iterator[Receipt]:
    name = next((found for part in report.walk() if (found := _original_name(part))), "")
    kind = str(report.get_param("report-type") or "").lower()
    if not _OURS.match(name):
        return  # of somebody else's letter; each would be kept as a job
    if kind == "feedback-report":
        yield Receipt(name, "complained", sentence=UNWANTED)
    for part in report.walk():
        if kind == "delivery-status" and part.get_content_type() == "message/delivery-status":
            for about in cast("list[Message]", part.get_payload()):
                action = str(about.get("Action", "")).strip().lower()
                if action in ACTIONS:
                    yield Receipt(name, ACTIONS[action], str(about.get("Status", ""))[:12], CAME_BACK if action == "failed" else "")


def _original_name(part: Message) -> str:
    """The Message-ID of the letter that a report is about: it comes along whole or with its headers."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload()
        return str(inner[0].get("Message-ID", "")).strip() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else ""
    if kind == "text/rfc822-headers":
        found = re.search(r"^Message-ID:\s*(<[^>\s]+>)", str(part.get_payload()), re.IGNORECASE | re.MULTILINE)
        return found[1] if found else ""
    return ""


def _text_of(mail: Message) -> str:
    parts = {part.get_content_type(): part for part in reversed(list(mail.walk())) if not part.is_multipart()}
    part = parts.get("text/plain") or parts.get("text/html")
    data = part.get_payload(decode=True) if part else b""
    if part is None or not isinstance(data, bytes):
        return ""
    try:
        text = data.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):  # a character set that nobody knows, or one that is none for letters ("idna", "undefined")
        text = data.decode("utf-8", "replace")
    if part.get_content_type() != "text/html":
        return text
    return unescape(nh3.clean(_LINE_ENDS.sub("\n", text), tags=set()))
