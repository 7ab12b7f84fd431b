"""The contradictions of a referral with what was answered to them, and the history that they are compared with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from bridgework.lookups.films import FilmFacts, as_attached
from bridgework.lookups.visible import visible_to
from bridgework.records.models import ConsultReport, ContradictionAnswer, Referral
from bridgework.rules.contradictions import CaseFacts, Contradiction, PastTreatment
from bridgework.rules.contradictions.history import past_treatments
from bridgework.rules.facts import INITIATOR, RECIPIENT, Side, Viewer

RIGHT, CORRECTED, WRONG = "right", "corrected", "wrong"
ANSWERS: dict[Side, tuple[str, ...]] = {INITIATOR: (RIGHT, CORRECTED), RECIPIENT: (RIGHT, WRONG)}
"""What each side can say: the sender corrects its own case, the receiving practice finds out and writes down what is meant."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody answered to a contradiction; `sentence` is the question as it was asked then. Times are UTC. `side` is theirs."""

    code: str
    fingerprint: str
    sentence: str
    answer: str
    reason: str
    who: str
    practice: str
    side: Side
    at: datetime

    @property
    def is_right(self) -> bool:
        """Whether it is right as it stands; else it was corrected, or the receiving practice found out that it is not right."""
        return self.answer == RIGHT


@dataclass(frozen=True, slots=True)
class Question:
    """A contradiction as a page asks it, with the answers that were given to the very same facts: the latest of each side, the latest first."""

    code: str
    field: str
    sentence: str
    source: str
    fingerprint: str
    answers: tuple[Answered, ...] = ()

    @property
    def answer(self) -> Answered | None:
        """The latest."""
        return next(iter(self.answers), None)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Who has answered."""
        return tuple(answer.side for answer in self.answers)


def answers_of(viewer: Viewer, referral_id: UUID) -> tuple[Answered, ...]:
    """The latest answer of each side to each question about a referral that the viewer may see, the latest first; empty for any other
    referral.
    """
    rows = ContradictionAnswer.objects.filter(visible_to(viewer, "referral__"), referral_id=referral_id).order_by("-at", "-id")
    columns = (
        "code",
        "fingerprint",
        "sentence",
        "answer",
        "reason",
        "who",
        "practice__name",
        "at",
        "practice_id",
        "referral__sender_practice_id",
    )
    latest: dict[tuple[str, str, Side], Answered] = {}
    for code, fingerprint, sentence, answer, reason, who, practice, at, own, sender in rows.values_list(*columns):
        side = INITIATOR if own in (None, sender) else RECIPIENT
        answered = Answered(code, fingerprint, sentence, answer, reason, who, practice or "", side, at)
        latest.setdefault((code, fingerprint, side), answered)
    return tuple(latest.values())


def questions_with_answers(found: Iterable[Contradiction], answered: Iterable[Answered]) -> tuple[Question, ...]:
    """Each contradiction with its answers; what was not answered comes first, otherwise the order stays."""
    by_facts: dict[tuple[str, str], list[Answered]] = {}
    for answer in answered:
        by_facts.setdefault((answer.code, answer.fingerprint), []).append(answer)
    asked = [
        Question(
            each.code, each.field, each.sentence, each.source, each.fingerprint, tuple(by_facts.get((each.code, each.fingerprint), ()))
        )
        for each in found
    ]
    return tuple(sorted(asked, key=lambda question: question.answer is not None))


def settled(questions: Iterable[Question], answered: Iterable[Answered]) -> tuple[Answered, ...]:
    """Answers to questions that are no longer asked, as the facts have changed or as this viewer does not know all of them."""
    asked = {(question.code, question.fingerprint) for question in questions}
    return tuple(answer for answer in answered if (answer.code, answer.fingerprint) not in asked)


def history_of(viewer: Viewer, patient_id: UUID, *, besides: UUID | None = None) -> tuple[PastTreatment, ...]:
    """What final reports on the patient's other referrals, as far as the viewer may see them, say was done to which tooth."""
    known = visible_to(viewer, "referral__") & Q(referral__patient_id=patient_id)
    if besides is not None:
        known &= ~Q(referral_id=besides)
    rows = (
        ConsultReport.objects.filter(known, kind="final", treatment_status="done", sent_at__isnull=False)
        .order_by("sent_at")
        .values_list("referral__teeth", "referral__case__procedure", "treatment_status", "treatment_done")
    )
    return tuple(
        past
        for teeth, procedure, status, done in rows
        for past in past_treatments(teeth, procedure=procedure or "", status=status, treatment_done=done)
    )


def facts_of(viewer: Viewer, row: Referral, films: tuple[FilmFacts, ...]) -> CaseFacts:
    """What is compared, from a referral with its patient and sending practice; the caller adds the wanted records and the day.

    Teeth in the free text are read as the sender writes them, whoever looks, so that both sides ask the same.
    """
    return CaseFacts(
        case=row.case,
        teeth=tuple(row.teeth),
        sites=tuple(row.sites),
        attached=as_attached(films),
        history=history_of(viewer, row.patient_id, besides=row.pk),
        patient_name=(row.patient.family_name, row.patient.given_name),
        born=row.patient.birth_date,
        tooth_system=row.sender_practice.tooth_system,
    )
