"""Other referrals that may be about the same patient, tooth and problem, as far as the viewer may know of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from bridgework.lookups.alike_persons import alike_persons, person_of
from bridgework.lookups.case_words import teeth_written
from bridgework.lookups.visible import received_by, side_in, visible_to
from bridgework.records.models import Patient, Referral, ReferralEvent
from bridgework.records.only_row import only_row
from bridgework.rules import referral_states as states
from bridgework.rules.duplicates import RECENT, Asked, find_duplicates
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import NotFound

MOST_LOOKED_AT = 60
_COLUMNS = (
    *("number", "teeth", "case", "specialty", "reason", "state", "created_at", "sent_at", "ended_at", "previous_id"),
    *(f"patient__{name}" for name in ("family_name", "given_name", "birth_date", "phone", "email")),
    *("sender_practice__name", "recipient_practice__name"),
)


@dataclass(frozen=True, slots=True)
class LikeReferral:
    """A referral that may be the same one. Times are UTC; `reasons` are sentences, `other_side` is the practice on the other end."""

    id: UUID
    number: int
    is_sure: bool
    reasons: tuple[str, ...]
    patient: str
    teeth: str
    reason: str
    state: str
    other_side: str
    sent_at: datetime | None


def duplicates_of(viewer: Viewer, referral_id: UUID, *, now: datetime, tooth_system: str = "universal") -> tuple[LikeReferral, ...]:
    """What may be the same as this referral, the surest first. Those that somebody has already decided about are left out.

    Each side looks among what it may see: the sender among what it sent, the receiving desk among what it received, from whomever.
    Raises NotFound where the viewer may not know of the referral.
    """
    row = only_row(_with_columns(Referral.objects.filter(visible_to(viewer), pk=referral_id)))
    if row is None:
        raise NotFound
    decided = _decided(row, viewer)
    near = {other.pk: other for other in _near(viewer, row, now) if other.number not in decided}
    found = find_duplicates(_asked(row), map(_asked, near.values()), now)
    return tuple(_told(viewer, near[one.id], one.likeness == "same", one.reasons, tooth_system) for one in found)


def _decided(row: Referral, viewer: Viewer) -> set[int]:
    """Numbers of referrals that somebody of the viewer's practice saw beside this one, and kept both."""
    seen = ReferralEvent.objects.filter(Q(practice_id=viewer.practice_id), referral=row, kind="duplicate_kept")
    return {int(number) for details in seen.values_list("details", flat=True) for number in details.get("numbers", ())}


def _near(viewer: Viewer, row: Referral, now: datetime) -> Iterable[Referral]:
    """Referrals of persons who may be the same: the chart entry itself, and those whom the practice knows by a like name or the same phone."""
    side = side_in(viewer, row)
    ours = received_by(viewer.practice_id) if side == RECIPIENT else Q(sender_practice_id=viewer.practice_id)
    rows: QuerySet[Referral] = Referral.objects.filter(
        visible_to(viewer),
        ours,
        Q(ended_at=None) | Q(ended_at__gt=now - RECENT),
        patient_id__in=_persons(viewer, row.patient),
        discarded_at=None,
    )
    # One that follows from another is known to; so is the one that it follows from.
    rows = rows.exclude(pk__in=[key for key in (row.pk, row.previous_id) if key]).exclude(previous_id=row.pk)
    return _with_columns(rows).order_by("-created_at")[:MOST_LOOKED_AT]


def _with_columns(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """The same rows with what is compared and told of them, and no more."""
    return rows.select_related("patient", "sender_practice", "recipient_practice").only(*_COLUMNS)


def _persons(viewer: Viewer, patient: Patient) -> set[UUID]:
    return {patient.pk} | alike_persons(viewer, patient.pk, person_of(patient))


def _asked(row: Referral) -> Asked:
    patient = row.patient
    return Asked(
        id=row.pk,
        patient_id=row.patient_id,
        person=person_of(patient),
        teeth=tuple(row.teeth),
        procedure=row.case.get("procedure", ""),
        specialty=row.specialty,
        at=row.sent_at or row.created_at,
        ended_at=row.ended_at,
    )


def _told(viewer: Viewer, row: Referral, is_sure: bool, reasons: tuple[str, ...], tooth_system: str) -> LikeReferral:
    is_ours = row.sender_practice_id == viewer.practice_id
    other_side = row.recipient_practice if is_ours else row.sender_practice
    return LikeReferral(
        id=row.pk,
        number=row.number,
        is_sure=is_sure,
        reasons=reasons,
        patient=row.patient.full_name,
        teeth=teeth_written(row.teeth, tooth_system),
        reason=row.reason,
        state=states.MEANING[row.state],
        other_side=other_side.name if other_side else "",
        sent_at=row.sent_at,
    )
