"""Which words are said: a practice's own where a second person approved them, else those that come with the program."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bridgework.messages.kinds import LANGUAGES
from bridgework.messages.templates import Place, places_for, shipped, with_subject
from bridgework.records.models import Referral, Wording
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import require_system
from bridgework.rules.purposes import purpose_of
from bridgework.rules.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be said: to whom in which mood, about which kind of visit, by which practice (None: by the program)."""

    practice_id: UUID | None
    kind: str
    channel: str
    language: str
    purpose: str = ""
    anxious: bool = False

    @classmethod
    def of(cls, kind: str, channel: str, language: str, facts: Mapping[str, Any]) -> "Said":
        """From the facts of a message, those of `word_facts` included; a language without words is English."""
        practice_id = facts.get("practice_id")
        return cls(
            UUID(str(practice_id)) if practice_id else None,
            kind,
            channel,
            language if language in LANGUAGES else "en",
            str(facts.get("purpose") or ""),
            bool(facts.get("anxious")),
        )


@dataclass(frozen=True, slots=True)
class InForce:
    """Words in the form of a template, and which version of the practice's own they are; None: the program's."""

    text: str
    wording_id: UUID | None = None


def words_in_force(viewer: Viewer, wanted: Iterable[Said]) -> dict[Said, str]:
    """The words for each, in the form of a template; one query for all of them, and none where no practice is named.

    Of several places the most fitting one that has words counts (`places_for`), and there the practice's before the program's. What has no
    words at all is left out. Only for the system and for members of the practices that are asked for.
    """
    return {key: one.text for key, one in wordings_in_force(viewer, wanted).items()}


def wordings_in_force(viewer: Viewer, wanted: Iterable[Said]) -> dict[Said, InForce]:
    """The same, with the version of the practice's own words that each is."""
    keys = set(wanted)
    practices = {key.practice_id for key in keys if key.practice_id is not None}
    if viewer.kind != "system" and practices - {viewer.practice_id}:
        raise NotAllowed("These are the words of another practice.")
    own = _own_words(practices, {key.kind for key in keys}) if practices else {}
    found = {key: _words(key, own) for key in keys}
    return {key: one for key, one in found.items() if one is not None}


def word_facts(viewer: Viewer, referral_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """What picks the words for a patient, by referral: `practice_id`, `purpose` and `anxious`. One query; for the system only.

    It is asked when a message goes out and stands in no message: what a visit is for is nothing that an outbox should know.
    """
    require_system(viewer)
    rows = Referral.objects.filter(pk__in=referral_ids, recipient_practice__isnull=False).values_list(
        "pk",
        "recipient_practice_id",
        "recipient_practice__specialty",
        "case__procedure",
        "case__anxiety",
        "triage__treatment",
        "patient__birth_date",
        "patient__is_nervous",
        "created_at",
    )
    return {
        key: {
            "practice_id": str(practice),
            "purpose": purpose_of(
                procedure or "", specialty=specialty, treatment=treatment or "", age=(asked_at.date() - born).days // 365 if born else None
            ),
            "anxious": bool(nervous or anxiety == "severe"),
        }
        for key, practice, specialty, procedure, anxiety, treatment, born, nervous, asked_at in rows
    }


def _own_words(practices: set[UUID], kinds: set[str]) -> dict[tuple[UUID, str, str, str, Place], InForce]:
    rows = Wording.objects.filter(practice_id__in=practices, kind__in=kinds, approved_at__isnull=False, retired_at=None)
    columns = rows.values_list("practice_id", "kind", "channel", "language", "purpose", "anxious", "subject", "body", "pk")
    return {
        (practice, kind, channel, language, (purpose, anxious)): InForce(with_subject(subject, body), pk)
        for practice, kind, channel, language, purpose, anxious, subject, body, pk in columns
    }


def _words(key: Said, own: dict[tuple[UUID, str, str, str, Place], InForce]) -> InForce | None:
    for place in places_for(key.purpose, key.anxious):
        if key.practice_id and (said := own.get((key.practice_id, key.kind, key.channel, key.language, place))):
            return said
        if (text := shipped(key.kind, key.channel, key.language, *place)) is not None:
            return InForce(text)
    return None
