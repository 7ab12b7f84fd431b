from collections.abc import Sequence
from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.actions.lock_provider import lock_provider
from bridgework.records.models import Availability, Location, Provider
from bridgework.rules import permissions
from bridgework.rules.facts import TIERS, Viewer
from bridgework.rules.refusals import NotComplete


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
) -> list[Availability]:
    """A clinician sees patients at a location on these weekdays (0 is Monday), local time of the location; perhaps only of a tier.

    Visits that are booked stay. Raises NotComplete for a clinician or location of another practice, hours that end before they start or
    overlap with others of that clinician, NotAllowed, NotFound.
    """
    permissions.require(viewer, "run_practice")
    practice_id = permissions.practice_of(viewer)
    lock_provider(provider_id)
    provider = Provider.objects.filter(pk=provider_id, practice_id=practice_id, is_active=True).first()
    location = Location.objects.filter(pk=location_id, practice_id=practice_id).first()
    if provider is None or location is None:
        raise NotComplete("Not added.", {"provider": "Choose a clinician and a location of your practice."})
    days = sorted({day for day in weekdays if 0 <= day <= 6})
    if not days:
        raise NotComplete("Not added.", {"weekdays": "Choose at least one day."})
    if starts >= ends:
        raise NotComplete("Not added.", {"ends": "The hours end before they start."})
    if reserved_tier and reserved_tier not in TIERS:
        raise NotComplete("Not added.", {"reserved_tier": "Choose from the list."})
    if Availability.objects.filter(provider=provider, weekday__in=days, starts__lt=ends, ends__gt=starts).exists():
        raise NotComplete("Not added.", {"starts": f"{provider.name} has hours at that time already. Remove those first."})
    added = [
        Availability(provider=provider, location=location, weekday=day, starts=starts, ends=ends, reserved_tier=reserved_tier)
        for day in days
    ]
    Availability.objects.bulk_create(added)
    write_audit(viewer, "add_availability", now, [])
    return added
