from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from bridgework.actions.defer_job import defer_jobs
from bridgework.actions.release_holds import TAKEN_WHEN_LAPSED
from bridgework.lookups.open_times import find_open_time
from bridgework.lookups.visit_length import length_of
from bridgework.records.constraints import refusing
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Appointment, Location, Provider, Referral, VisitType
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete, SlotTaken


def _lapsed(provider_id: UUID, now: datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(provider_id=provider_id, status="held", held_until__lte=now)


LAPSED = KeptQuestion(lambda provider_id, now: _lapsed(provider_id, now).values_list("referral_id"), UUID, datetime)
VISIT_TYPE = KeptQuestion(lambda key, practice_id: VisitType.objects.filter(pk=key, practice_id=practice_id, is_active=True), UUID, UUID)
GONE = "That time is no longer open. Nothing was changed; please choose another time."


def claim_time(
    referral: Referral,
    viewer: Viewer,
    *,
    provider: Provider,
    visit_type_id: UUID,
    starts_at: datetime,
    now: datetime,
    status: str,
    purpose: str = "",
    until: datetime | None = None,
) -> Appointment:
    """Takes a time of a locked provider for a locked referral: checks that it is open, then writes the appointment row.

    Raises SlotTaken where the time is not open (any more), NotComplete where provider or visit type are not the receiving practice's.
    """
    sees_patients_here = provider.practice_id == referral.recipient_practice_id and provider.is_active and provider.sees_patients
    visit_type = VISIT_TYPE.only_row(visit_type_id, provider.practice_id) if sees_patients_here else None
    if visit_type is None:
        raise NotComplete("No time taken yet.", {"slot": "Choose a time of this practice."})
    # A lapsed hold is nobody's any more, even before the job has given it back.
    whose = {referral_id for (referral_id,) in LAPSED(provider.pk, now)}
    if whose:
        _lapsed(provider.pk, now).update(status="released", changed_at=now, reason=TAKEN_WHEN_LAPSED)
    # Their referrals are not locked here (provider before referral, one referral at a time), so a job tells of it.
    defer_jobs("tell_released_holds", [{"referral_id": str(referral_id)} for referral_id in whose - {referral.pk}])
    minutes = length_of(referral, visit_type.pk)
    slot = find_open_time(provider.pk, visit_type, starts_at, now=now, tier=referral.tier, minutes=minutes)
    if slot is None:
        raise SlotTaken(GONE)
    with refusing():
        return Appointment.objects.create(
            referral=referral,
            provider=provider,
            location=Location(pk=slot.location_id),
            operatory_id=slot.operatory_id,
            visit_type=visit_type,
            starts_at=starts_at,
            ends_at=slot.ends_at,
            blocked_from=slot.blocked_from,
            blocked_until=slot.blocked_until,
            status=status,
            held_until=min(until, starts_at) if until else None,
            purpose=purpose,
            booked_by_id=viewer.person_id,
            booked_by_name=viewer.name,
            created_at=now,
            changed_at=now,
        )
