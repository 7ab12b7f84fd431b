"""Claimed messages as they go out: the words in force are read for all of them at once, and each is then put into words without a database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings

from bridgework.actions.claim_messages import Claimed
from bridgework.connections.door import Message
from bridgework.lookups.our_numbers import own_numbers
from bridgework.lookups.words_in_force import InForce, Said, word_facts, wordings_in_force
from bridgework.messages.compose import compose, confirm_address, desk_address, guest_address, patient_address, patient_token, reply_address
from bridgework.messages.kinds import ANSWERS, TO_INVITED, TO_PATIENTS
from bridgework.rules.facts import SYSTEM

NO_WORDS = InForce("")
FROM_PRACTICE = frozenset((*TO_PATIENTS, *ANSWERS))
"""What a practice says to its patients: in its name, and from its number."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A claimed message with the words in force; `template` is "" where those of the program are said, `wording_id` the version of the
    practice's own.

    `from_number` is the number of the practice that a text to a patient goes out from, "" for that of the installation.
    """

    claimed: Claimed
    template: str
    from_number: str = ""
    wording_id: UUID | None = None


def with_words(claimed: Sequence[Claimed]) -> list[Worded]:
    """Each with the practice's own words, if it has any for the purpose of the visit and the mood of the patient, and the
    number that it texts from; three queries for all.
    """
    about = word_facts(SYSTEM, {one.referral_id for one in claimed if one.referral_id})
    full = [replace(one, facts=one.facts | about[one.referral_id]) if one.referral_id in about else one for one in claimed]
    said = [Said.of(one.kind, one.channel, one.language, one.facts) for one in full]
    found = wordings_in_force(SYSTEM, said)
    texting = {key.practice_id for key in said if key.channel == "sms" and key.kind in FROM_PRACTICE and key.practice_id}
    numbers = own_numbers(SYSTEM, texting)
    return [
        _worded(one, found.get(key, NO_WORDS), numbers.get(key.practice_id, "") if key.practice_id in texting else "")
        for one, key in zip(full, said, strict=True)
    ]


def _worded(claimed: Claimed, found: InForce, number: str) -> Worded:
    """Words under trial stand over those in force; which they are is known from the trial."""
    return Worded(claimed, claimed.template, number) if claimed.template else Worded(claimed, found.text, number, found.wording_id)


def in_words(claimed: Claimed, template: str = "", from_number: str = "") -> Message:
    """The message as it goes out. An office off the network has a page only where it was given a link."""
    link = token = ""
    if claimed.link_secret:
        link = patient_address(settings.URL, claimed.link_secret, claimed.message_id)
        token = patient_token(claimed.link_secret, claimed.message_id)
    elif claimed.confirm_secret:
        link = confirm_address(settings.URL, claimed.confirm_secret)
    elif claimed.guest_secret:
        link = guest_address(settings.URL, claimed.guest_secret)
    elif path := claimed.facts.get("path"):
        link = f"{settings.URL}{path}"
    elif claimed.kind in TO_INVITED:
        link = f"{settings.URL}/"
    elif claimed.facts.get("on_network") and claimed.referral_id:
        link = desk_address(settings.URL, claimed.referral_id)
    words = compose(claimed.kind, claimed.channel, claimed.language, claimed.facts, link, template)
    is_theirs = claimed.kind in FROM_PRACTICE and claimed.channel == "email"
    answer_at = reply_address(settings.MAIL_REPLIES, claimed.message_id) if is_theirs else ""
    return Message(
        id=str(claimed.message_id),
        to=claimed.address,
        text=words.body,
        subject=words.subject,
        token=token,
        reply_to=answer_at,
        stop_at=(answer_at or (parseaddr(settings.DEFAULT_FROM_EMAIL)[1] if settings.MAILBOX else "")) if is_theirs else "",
        from_number=from_number,
        from_name=str(claimed.facts.get("practice") or "") if is_theirs else "",
    )
