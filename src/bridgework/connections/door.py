"""The shapes at the door to every outside system: what is sent, what became of it, what came in, what could not be read.

Plain frozen data. A connection never reads or writes the tables: an action or a job hands it a `Message` and stores the `Outcome`.
No sentence in here names a patient, a number or an address, so every one of them may be logged and shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

OutcomeKind = Literal["accepted", "refused", "retry", "unclear"]
ReceiptStatus = Literal["queued", "sent", "delivered", "undelivered", "failed", "read", "complained"]
"""complained = it has arrived, and the reader wants no more by this channel."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that travels with a message. `name` is what the reader sees; it must not carry more than the message itself may."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One planned message, ready to go.

    `id` is the planned message's own id and never changes between attempts; e-mail derives its Message-ID from it.
    `token` is the part of the text that occurs in no other message (the link token): after an attempt that ended unclear it finds the
    message again at a provider that has no idempotency key. Empty when there is none.
    `to` is one address in the channel's form: E.164 for SMS, addr-spec for e-mail. `from_number` is the number that a text goes out from where
    it is not the account's own, `from_name` whose name an e-mail's reader sees beside our address, `stop_at` the address to
    which a mail program may send the reader's wish for no more.
    """

    id: str
    to: str
    text: str
    subject: str = ""
    html: str = ""
    token: str = ""
    reply_to: str = ""
    from_number: str = ""
    from_name: str = ""
    stop_at: str = ""
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt.

    accepted  the other side has taken it over; `provider_id` names it there
    refused   it will never be taken; trying again is useless, another channel or a person must
    retry     it was certainly not taken; the same message may be tried again later
    unclear   it may have been taken: look before trying again (`sms.find_sent`), or leave it to a person
    """

    kind: OutcomeKind
    provider_id: str = ""
    sentence: str = ""
    code: str = ""
    retry_after_seconds: int | None = None


class Sender(Protocol):
    """Carries one message out. Never raises for what the other side or the network does: that is an `Outcome`."""

    def send(self, message: Message) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider reports later about a message it had accepted. `at` is UTC, or None where the provider gives no time."""

    provider_id: str
    status: ReceiptStatus
    code: str = ""
    sentence: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message that a person wrote to us. `sender` and `recipient` are addresses in the channel's form.

    `in_reply_to` is our own name of the message that it answers (`Message.id`), where the channel tells it, as an e-mail does.
    """

    provider_id: str
    sender: str
    recipient: str
    text: str
    in_reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that came in could not be read. One sentence, fit to show the person who sent it; nothing of it was kept half done."""

    sentence: str


class Receiver(Protocol):
    """Turns a provider's call into a receipt or a message, after making sure that it is the provider who calls."""

    def receive(self, url: str, form: Mapping[str, str], signature: str) -> Receipt | Inbound | Unreadable: ...
