"""The words that stand on a patient's own page: what to expect at this kind of visit, and what helps after it."""

from dataclasses import dataclass

from bridgework.lookups.words_in_force import Said, word_facts, words_in_force
from bridgework.messages.compose import compose
from bridgework.messages.kinds import LANGUAGES
from bridgework.records.models import Referral
from bridgework.records.only_row import only_row
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.refusals import NotFound

PAGE_KINDS = ("what_to_expect", "after_care_notes")


@dataclass(frozen=True, slots=True)
class VisitWords:
    """Paragraphs, in the page's language. `is_for_nervous`: they are those for somebody who said that they are nervous."""

    expect: tuple[str, ...]
    after: tuple[str, ...]
    is_for_nervous: bool


def find_visit_words(viewer: Viewer, language: str) -> VisitWords:
    """For the viewer's own referral, by what the visit is for and by mood. Raises NotFound for anybody but a patient."""
    if viewer.kind != "patient" or viewer.referral_id is None or viewer.patient_id is None:
        raise NotFound
    rows = Referral.objects.select_related("recipient_practice", "sender_practice").filter(
        pk=viewer.referral_id, patient_id=viewer.patient_id, recipient_practice__isnull=False
    )
    referral = only_row(rows)
    practice = referral.recipient_practice if referral else None
    if referral is None or practice is None:
        raise NotFound
    language = language if language in LANGUAGES else "en"
    facts = word_facts(SYSTEM, [referral.pk])[referral.pk] | {
        "practice": practice.name,
        "phone": practice.phone,
        "practice_zone": practice.time_zone,
        "sender": referral.sender_practice.name,
    }
    keys = {kind: Said.of(kind, "page", language, facts) for kind in PAGE_KINDS}
    words = words_in_force(SYSTEM, keys.values())

    def paragraphs(kind: str) -> tuple[str, ...]:
        body = compose(kind, "page", language, facts, template=words[keys[kind]]).body
        return tuple(part.strip() for part in body.split("\n\n") if part.strip())

    return VisitWords(paragraphs("what_to_expect"), paragraphs("after_care_notes"), bool(facts["anxious"]))
