"""Puts a planned message into words. Neutral and short: nothing of the problem, no tooth, no finding, on any channel.

Sources for the limits on text messages to patients: US TCPA health-care exemption (name and contact of the practice, at most 160
characters, no promotion).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from bridgework.messages.gsm import segments, to_gsm
from bridgework.messages.kinds import LANGUAGES
from bridgework.messages.moments import moment_in_words, month_in_words
from bridgework.messages.templates import fill, read_template, without_subject
from bridgework.messages.visit_words import visit_in_words
from bridgework.rules.contact import display_phone

_AS_THEY_ARE = ("code", "missing", "choices", "words", "sent", "booked", "seen", "reported", "open", "what")
"""Facts that are words or numbers already."""

MOST_SEGMENTS = {"en": 1, "es": 2}
"""Text messages that one message may take: Spanish needs about a quarter more room."""
MOST_WRITTEN = 3
"""The same for an answer that a person wrote."""


HIDDEN = "…"
"""Stands for the secret of a patient's link in words that are kept: whoever reads them must not come in by it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A message as it goes out; a text message has no subject."""

    subject: str
    body: str

    def to_keep(self, secret: str = "") -> str:
        """What it tells, its subject above it, with the secret of its link left out."""
        whole = f"{self.subject}\n\n{self.body}".strip()
        return whole.replace(secret, HIDDEN) if secret else whole


def compose(kind: str, channel: str, language: str, facts: Mapping[str, Any], link: str = "", template: str = "") -> Words:
    """The words of a message. `facts` are those that were planned with it: names and numbers of practices, times as ISO 8601 in UTC.

    A language that has no words gets English. `link` is the whole address to open, "" where the reader has none. `template` are the words in
    force at the practice (`lookups.words_in_force`); "": those that come with the program. An answer that a person wrote is in the facts.
    """
    language = language if language in LANGUAGES else "en"
    values = _values(facts, language, link)
    template = template or read_template(
        kind, channel, language, purpose=str(facts.get("purpose") or ""), anxious=bool(facts.get("anxious"))
    )
    if channel == "sms":
        return Words("", _short_enough(template, values, MOST_WRITTEN if kind == "staff_answer" else MOST_SEGMENTS[language]))
    subject, body = without_subject(fill(template, values))
    return Words(subject[:1].upper() + subject[1:], body + "\n")


def patient_address(base_url: str, secret: str, message_id: UUID) -> str:
    """The address of the patient's page, as this one message carries it."""
    return f"{base_url}/p/{patient_token(secret, message_id)}"


def patient_token(secret: str, message_id: UUID) -> str:
    """The part of the address that no other message carries: by it, a text message is found again at the service that took it."""
    return f"{secret}/?{message_mark(message_id)}"


def message_mark(message_id: UUID) -> str:
    """What tells a message from the others that carry the same link: six hexadecimal digits."""
    return sha256(message_id.bytes).hexdigest()[:6]


def reply_address(mailbox: str, message_id: UUID) -> str:
    """The address at which an answer to this one e-mail comes in: the mailbox's own, with the message's name behind a plus (RFC 5233).

    "" where there is no such mailbox.
    """
    local, at, domain = mailbox.rpartition("@")
    return f"{local}+{message_id.hex}@{domain}" if at else ""


def desk_address(base_url: str, referral_id: UUID) -> str:
    """The address of a referral on the desk; whoever opens it signs in first."""
    return f"{base_url}/referrals/{referral_id}/"


def guest_address(base_url: str, secret: str) -> str:
    """The address at which an office without an account follows its referral."""
    return f"{base_url}/g/{secret}/"


def confirm_address(base_url: str, secret: str) -> str:
    """The address that proves a guest's e-mail address: it was in no other message."""
    return f"{base_url}/r/confirm/{secret}/"


def _values(facts: Mapping[str, Any], language: str, link: str) -> dict[str, str]:
    reader_zone = str(facts.get("zone") or facts["practice_zone"])
    place = ", ".join(part for part in (facts.get("place"), facts.get("street"), facts.get("city")) if part)
    return {
        "number": str(facts.get("number", "")),
        "practice": str(facts["practice"]),
        "phone": display_phone(str(facts["phone"])),
        "sender": str(facts.get("sender", "")),
        "where": place,
        "when": _moment(facts.get("starts_at"), str(facts["practice_zone"]), language, reader_zone),
        "respond_by": _moment(facts.get("respond_by"), reader_zone, language, str(facts["practice_zone"])),
        "link": link,
        "visit": visit_in_words(str(facts.get("purpose") or ""), language),
        "month": month_in_words(str(facts["month"]), language) if facts.get("month") else "",
        **{name: str(facts.get(name, "")) for name in _AS_THEY_ARE},
    }


def _moment(iso: str | None, zone: str, language: str, other_zone: str) -> str:
    return moment_in_words(datetime.fromisoformat(iso), zone, language, reader_zone=other_zone) if iso else ""


def _short_enough(template: str, values: dict[str, str], most: int) -> str:
    """The text within the limit, with the practice's name shortened by whole words where it must be; never without a name."""
    name = to_gsm(values["practice"]).split()
    while True:
        text = to_gsm(fill(template, values | {"practice": " ".join(name)}))
        if segments(text) <= most or len(name) == 1:
            return text
        name.pop()
