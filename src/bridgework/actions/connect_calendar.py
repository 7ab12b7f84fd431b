from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.defer_job import defer_job_once
from bridgework.actions.ledger import write_audit
from bridgework.actions.lock_provider import lock_provider
from bridgework.records.models import BusyCalendar, Provider
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.outside_calendar import STALE_AFTER, check_address
from bridgework.rules.refusals import NotComplete, NotFound


@transaction.atomic
def connect_calendar(viewer: Viewer, provider_id: UUID, *, address: str, stale_after_hours: int, now: datetime) -> BusyCalendar:
    """The practice's own calendar of a clinician is read from this address from now on, and blocks new bookings; it replaces another one.

    Until it has been read, the times of the clinician can only be asked for. Raises NotComplete, NotFound, NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    if not Provider.objects.filter(pk=provider_id, practice_id=permissions.practice_of(viewer)).exists():
        raise NotFound
    problem = check_address(address.strip())
    if problem:
        raise NotComplete("Not connected.", {"address": problem})
    if stale_after_hours not in STALE_AFTER:
        raise NotComplete("Not connected.", {"stale_after_hours": "Choose from the list."})
    lock_provider(provider_id)
    BusyCalendar.objects.filter(provider_id=provider_id).delete()
    calendar = BusyCalendar.objects.create(
        provider_id=provider_id, address=address.strip(), stale_after_hours=stale_after_hours, added_at=now
    )
    defer_job_once("read_calendar", f"read_calendar {calendar.pk}", calendar_id=str(calendar.pk))
    write_audit(viewer, "connect_calendar", now, [])
    return calendar


@transaction.atomic
def disconnect_calendar(viewer: Viewer, provider_id: UUID, *, now: datetime) -> None:
    """The calendar is not read any more and blocks nothing. Raises NotFound, NotAllowed."""
    permissions.require(viewer, "run_practice")
    own = BusyCalendar.objects.filter(provider_id=provider_id, provider__practice_id=permissions.practice_of(viewer))
    lock_provider(provider_id)
    if not own.delete()[0]:
        raise NotFound
    write_audit(viewer, "disconnect_calendar", now, [])


@transaction.atomic
def read_calendar_now(viewer: Viewer, provider_id: UUID, *, now: datetime) -> None:
    """Has it read at once instead of by the clock. Raises NotFound, NotAllowed."""
    permissions.require(viewer, "run_practice")
    calendar = BusyCalendar.objects.filter(provider_id=provider_id, provider__practice_id=permissions.practice_of(viewer)).first()
    if calendar is None:
        raise NotFound
    defer_job_once("read_calendar", f"read_calendar {calendar.pk}", calendar_id=str(calendar.pk))
    write_audit(viewer, "read_calendar_now", now, [])
