"""What a receiving practice wants with a referral: its records on its terms, and its own questions in the version that is asked or was.

Of rows that the caller may already see: nothing here is about a patient.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from bridgework.records.models import FormQuestion, Practice
from bridgework.rules.completeness import Minimum, minimum_for
from bridgework.rules.forms.own import OwnQuestion, Wording, field_of


def wanted_from(recipient: Practice | None, *, specialty: str, sender: str) -> tuple[Minimum, ...]:
    """The records that the practice wants of a sender of that specialty; what the specialty starts with where nobody was chosen yet."""
    if recipient is None:
        return minimum_for(specialty, sender=sender)
    return minimum_for(recipient.specialty, recipient.minimum_records, sender=sender, terms=recipient.record_terms)


def own_questions_of(recipient: Practice | None) -> tuple[OwnQuestion, ...]:
    """The questions that a practice asks now, in its order."""
    return own_questions_by([recipient.pk]).get(recipient.pk, ()) if recipient else ()


def own_questions_by(practice_ids: Collection[UUID]) -> dict[UUID, tuple[OwnQuestion, ...]]:
    """The same of several practices in one query; those that ask nothing are left out."""
    found: dict[UUID, tuple[OwnQuestion, ...]] = {}
    rows = FormQuestion.objects.filter(practice_id__in=practice_ids, ended_at=None).order_by("position", "id") if practice_ids else ()
    for row in rows:
        found[row.practice_id] = (*found.get(row.practice_id, ()), own_question(row))
    return found


def questions_as_asked(version_ids: Iterable[str]) -> tuple[OwnQuestion, ...]:
    """The versions that were answered, whichever practice asked them and whether or not they are still asked."""
    ids = [found for text in version_ids if (found := _uuid(text))]
    return tuple(own_question(row) for row in FormQuestion.objects.filter(pk__in=ids).order_by("position", "id")) if ids else ()


def questions_to_answer(recipient_id: UUID | None, given: Iterable[str], kept: Iterable[str]) -> tuple[OwnQuestion, ...]:
    """Of the versions that were `given` an answer, those that may have one: any version of the recipient's, and those `kept` before.

    A page may have been open while a question changed, and a draft may come from one that went elsewhere.
    """
    ids = [found for text in given if (found := _uuid(text))]
    if not ids:
        return ()
    allowed = Q(practice_id=recipient_id) | Q(pk__in=[found for text in kept if (found := _uuid(text))])
    return tuple(own_question(row) for row in FormQuestion.objects.filter(allowed, pk__in=ids).order_by("position", "id"))


def own_question(row: FormQuestion) -> OwnQuestion:
    """One version as the rules know it."""
    wording = Wording(row.label, row.kind, row.hint, tuple(row.choices), row.unit, row.lowest, row.highest, tuple(row.procedures))
    return OwnQuestion(
        id=str(row.pk),
        field=field_of(str(row.pk), wording),
        is_required=row.is_required,
        procedures=tuple(row.procedures),
        position=row.position,
        version=row.version,
        is_current=row.ended_at is None,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
