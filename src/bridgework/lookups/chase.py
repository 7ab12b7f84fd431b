"""Where the chase for missing records stands: what its rule decides on, and what both sides are told."""

from dataclasses import dataclass
from datetime import datetime

from bridgework.records.models import RecordsChase, Referral
from bridgework.records.only_row import only_row
from bridgework.rules.chase import ChaseFacts, is_decided_without, is_of_use, next_chase_step
from bridgework.rules.deadlines import WorkingHours


@dataclass(frozen=True, slots=True)
class Chase:
    """Records are being chased now: how often the sender was reminded, when next, or since when a person has it. Times are UTC."""

    began_at: datetime
    reminders: int
    reminded_at: datetime | None
    next_at: datetime | None
    person_since: datetime | None


def chase_of(row: Referral, *, is_missing: bool) -> Chase | None:
    """The chase of a referral that the caller may see, as both sides are told of it; None where none is going on.

    Whether it still goes on is decided now, not by the job: the page never promises a reminder that will not go out.
    """
    chase = only_row(RecordsChase.objects.filter(referral_id=row.pk, ended_at=None))
    if chase is None or next_chase_step(chase_facts(row, chase, is_missing=is_missing), WorkingHours()).act == "over":
        return None
    return Chase(chase.began_at, chase.reminders, chase.reminded_at, chase.next_at, chase.person_since)


def next_chase_at() -> datetime | None:
    """When the next step of any chase is due (UTC); None where nothing is chased by itself."""
    due = RecordsChase.objects.filter(ended_at=None, next_at__isnull=False).order_by("next_at", "referral_id")
    return due.values_list("next_at", flat=True).first()


def chase_facts(row: Referral, chase: RecordsChase, *, is_missing: bool) -> ChaseFacts:
    """What decides the next step; `is_missing` says whether something that is needed is not there, what was asked for by hand aside."""
    return ChaseFacts(
        tier=row.tier,
        last_at=chase.reminded_at or chase.began_at,
        reminders=chase.reminders,
        is_missing=is_missing or (row.records_asked_at is not None and not row.records_complete),
        is_decided=is_decided_without(
            state=row.state,
            sent_at=row.sent_at,
            reviewed_at=row.reviewed_at,
            records_asked_at=row.records_asked_at,
            records_complete=row.records_complete,
        ),
        is_of_use=is_of_use(row.state),
        can_be_reached=bool(row.sender_practice.email),
        given_up_at=chase.person_since,
    )
