from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from bridgework.actions.ledger import write_audit
from bridgework.actions.lock_provider import lock_provider
from bridgework.records.models import Availability, Location, Operatory, Provider, VisitType
from bridgework.rules import permissions
from bridgework.rules.facts import TIERS, Viewer
from bridgework.rules.refusals import NotComplete

LONGEST_OPENING = 14 * 24
"""Hours before which a block that is kept for some can open to everybody."""


@transaction.atomic
def add_availability(
    viewer: Viewer,
    *,
    provider_id: UUID,
    location_id: UUID,
    weekdays: Sequence[int],
    starts: time,
    ends: time,
    now: datetime,
    reserved_tier: str = "",
    reserved_visit_type_id: UUID | None = None,
    opens_hours_before: int | None = None,
    operatory_id: UUID | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> list[Availability]:
    """A clinician sees patients at a location on these weekdays (0 is Monday), local time of the location, between two days where given.

    With one day as first and last these are extra hours of that day, holiday or not. A block may be kept for a tier or a kind of visit, and
    open to everybody `opens_hours_before` it begins. Visits that are booked stay. Raises NotComplete for what is not the practice's, hours
    that end before they start or overlap with others of that clinician, NotAllowed, NotFound.
    """
    permissions.require(viewer, "run_practice")
    practice_id = permissions.practice_of(viewer)
    lock_provider(provider_id)
    provider = Provider.objects.filter(pk=provider_id, practice_id=practice_id, is_active=True).first()
    location = Location.objects.filter(pk=location_id, practice_id=practice_id).first()
    if provider is None or location is None:
        raise NotComplete("Not added.", {"provider": "Choose a clinician and a location of your practice."})
    if operatory_id and not Operatory.objects.filter(pk=operatory_id, location=location, is_active=True).exists():
        raise NotComplete("Not added.", {"operatory": "Choose an operatory of that location."})
    if reserved_visit_type_id and not VisitType.objects.filter(pk=reserved_visit_type_id, practice_id=practice_id).exists():
        raise NotComplete("Not added.", {"reserved_for": "Choose from the list."})
    days = sorted({day for day in weekdays if 0 <= day <= 6})
    problems = _problems(days, starts, ends, reserved_tier, opens_hours_before, first_day, last_day)
    if problems:
        raise NotComplete("Not added.", problems)
    if _hours_between(provider, days, starts, ends, first_day, last_day).exists():
        raise NotComplete("Not added.", {"starts": f"{provider.name} has hours at that time already. Remove those first."})
    is_kept = bool(reserved_tier or reserved_visit_type_id)
    added = [
        Availability(
            provider=provider,
            location=location,
            weekday=day,
            starts=starts,
            ends=ends,
            reserved_tier=reserved_tier,
            reserved_visit_type_id=reserved_visit_type_id,
            opens_hours_before=opens_hours_before if is_kept else None,
            operatory_id=operatory_id,
            first_day=first_day,
            last_day=last_day,
        )
        for day in days
    ]
    Availability.objects.bulk_create(added)
    write_audit(viewer, "add_availability", now, [])
    return added


def _problems(
    days: Sequence[int],
    starts: time,
    ends: time,
    reserved_tier: str,
    opens_hours_before: int | None,
    first_day: date | None,
    last_day: date | None,
) -> dict[str, str]:
    """Field -> sentence for what can be no hours of anybody."""
    problems = {}
    if not days:
        problems["weekdays"] = "Choose at least one day."
    if starts >= ends:
        problems["ends"] = "The hours end before they start."
    if reserved_tier and reserved_tier not in TIERS:
        problems["reserved_for"] = "Choose from the list."
    if opens_hours_before is not None and not 0 <= opens_hours_before <= LONGEST_OPENING:
        problems["opens_hours_before"] = "A block can open to everybody up to 14 days before."
    if first_day and last_day and last_day < first_day:
        problems["last_day"] = "The last day is before the first."
    return problems


def _hours_between(
    provider: Provider, days: Sequence[int], starts: time, ends: time, first_day: date | None, last_day: date | None
) -> QuerySet[Availability]:
    """Hours of the clinician at a part of that time already."""
    found = Availability.objects.filter(provider=provider, weekday__in=days, starts__lt=ends, ends__gt=starts)
    if first_day:
        found = found.filter(Q(last_day=None) | Q(last_day__gte=first_day))
    if last_day:
        found = found.filter(Q(first_day=None) | Q(first_day__lte=last_day))
    return found
