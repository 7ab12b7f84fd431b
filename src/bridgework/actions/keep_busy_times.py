from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.lock_provider import lock_provider
from bridgework.records.models import BusyCalendar, BusyTime


@transaction.atomic
def keep_busy_times(
    calendar_id: UUID, times: Sequence[tuple[datetime, datetime]], *, fingerprint: str, address: str, now: datetime
) -> bool:
    """Stores what a calendar said last, instead of what it said before; whether anything was read at all.

    Visits that are booked stay: those that a busy time overlaps are shown to the desk. The provider's time is locked first, so that no
    booking looks at half of it. What came from another `address` than the calendar has by now is dropped.
    """
    owner = BusyCalendar.objects.filter(pk=calendar_id).values_list("provider_id", flat=True).first()
    if owner is None:
        return False
    lock_provider(owner)
    calendar = BusyCalendar.objects.select_for_update().filter(pk=calendar_id, address=address).first()
    if calendar is None:
        return False
    if calendar.fingerprint != fingerprint:
        wanted = set(times)
        there = {(row.starts_at, row.ends_at): row.pk for row in BusyTime.objects.filter(calendar=calendar)}
        BusyTime.objects.filter(pk__in=[key for span, key in there.items() if span not in wanted]).delete()
        new = [
            BusyTime(calendar=calendar, provider_id=owner, starts_at=starts_at, ends_at=ends_at)
            for starts_at, ends_at in sorted(wanted - there.keys())
        ]
        BusyTime.objects.bulk_create(new, batch_size=1000)
    calendar.read_at = calendar.tried_at = now
    calendar.problem, calendar.fingerprint = "", fingerprint
    calendar.save(update_fields=["read_at", "tried_at", "problem", "fingerprint"])
    return True


@transaction.atomic
def note_unread_calendar(calendar_id: UUID, *, problem: str, address: str, now: datetime) -> None:
    """The calendar could not be read: what it said last stays, until it is too old to be believed."""
    BusyCalendar.objects.filter(pk=calendar_id, address=address).update(tried_at=now, problem=problem[:300])
