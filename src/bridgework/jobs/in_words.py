"""Claimed messages as they go out: the words in force are read for all of them at once, and each is then put into words without a database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from bridgework.actions.claim_messages import Claimed
from bridgework.connections.door import Message
from bridgework.lookups.words_in_force import Said, word_facts, words_in_force
from bridgework.messages.compose import compose, confirm_address, desk_address, guest_address, patient_address, patient_token
from bridgework.messages.kinds import TO_INVITED
from bridgework.rules.facts import SYSTEM


@dataclass(frozen=True, slots=True)
class Worded:
    """A claimed message with the words in force; `template` is "" where those of the program are said."""

    claimed: Claimed
    template: str


def with_words(claimed: Sequence[Claimed]) -> list[Worded]:
    """Each with the practice's own words, if it has any for the purpose of the visit and the mood of the patient; two queries for all."""
    about = word_facts(SYSTEM, {one.referral_id for one in claimed if one.referral_id})
    full = [replace(one, facts=one.facts | about[one.referral_id]) if one.referral_id in about else one for one in claimed]
    said = [Said.of(one.kind, one.channel, one.language, one.facts) for one in full]
    found = words_in_force(SYSTEM, said)
    return [Worded(one, one.template or found.get(key, "")) for one, key in zip(full, said, strict=True)]


def in_words(claimed: Claimed, template: str = "") -> Message:
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
    elif claimed.facts.get("path"):
        link = settings.URL + claimed.facts["path"]
    words = compose(claimed.kind, claimed.channel, claimed.language, claimed.facts, link, template)
    return Message(id=str(claimed.message_id), to=claimed.address, text=words.body, subject=words.subject, token=token)
