"""Which times are offered to a patient first: by tier, by the clinician they know, and by when they said they like to come.

In a hurry the earliest times count and nothing else. Otherwise a wish moves a time up, but hides none: three offers are three choices even
where no time fits the wish.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from bridgework.rules.best_times import are_apart, best_times
from bridgework.rules.booking import Slot
from bridgework.rules.deadlines import zone_named

HALVES = ("morning", "afternoon")
_FIRST, _MORE = 3, 12
_MIDDAY = time(12)
_WORTH_WAITING = timedelta(days=4)
"""How much later a time may be that fits a wish, before an earlier one that does not fit is offered instead."""


@dataclass(frozen=True, slots=True)
class Wish:
    """When a patient likes to come: a half of the day ("" for any) and weekdays, 0 for Monday (none for any)."""

    half: str = ""
    weekdays: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not self.half and not self.weekdays


ANY_TIME = Wish()


def read_wish(stored: Mapping[str, Any]) -> Wish:
    """The wish in its stored shape {"half": "morning", "weekdays": [0, 2]}; what is no wish counts as none."""
    half = stored.get("half")
    days = stored.get("weekdays")
    listed = days if isinstance(days, (list, tuple)) else ()
    weekdays = frozenset(int(day) for day in listed if str(day).isdecimal() and int(day) < 7)
    return Wish(half if half in HALVES else "", weekdays if len(weekdays) < 7 else frozenset())


def stored_wish(wish: Wish) -> dict[str, Any]:
    """The shape that is stored; {} for no wish."""
    return {} if wish.is_empty else {"half": wish.half, "weekdays": sorted(wish.weekdays)}


def misses(starts_at: datetime, zone: str, wish: Wish) -> int:
    """How many parts of the wish a time does not fit, in local time of its place."""
    local = starts_at.astimezone(zone_named(zone) or UTC)
    half = "afternoon" if local.time() >= _MIDDAY else "morning"
    return (wish.half not in ("", half)) + bool(wish.weekdays and local.weekday() not in wish.weekdays)


def best_offers(slots: Sequence[Slot], tier: str, *, provider_id: UUID | None = None, wish: Wish = ANY_TIME) -> tuple[Slot, ...]:
    """The three times to offer first, in order of time; no two overlap, so that all of them can be held for one patient.

    Without a wish, and for an emergency or an urgent patient, as `booking.best_times`. With one, times that fit it come first, as long as they
    are not later than others by four days for each part of the wish; where they fit alike, another day than those chosen.
    """
    if wish.is_empty or tier in ("emergency", "urgent"):
        return best_times(slots, tier, provider_id, _FIRST)
    own = [slot for slot in slots if slot.provider_id == provider_id]
    chosen: list[Slot] = []
    for pool in (own, list(slots)):
        while len(chosen) < _FIRST:
            rest = [slot for slot in pool if all(are_apart(slot, other) for other in chosen)]
            if not rest:
                break
            chosen.append(min(rest, key=lambda slot: (_cost(slot, wish, chosen), slot.starts_at, str(slot.provider_id))))
    return tuple(sorted(chosen, key=lambda slot: slot.starts_at))


def more_offers(slots: Sequence[Slot], tier: str, besides: Sequence[Slot]) -> tuple[Slot, ...]:
    """Further times beside those that are offered first, not all of them from the first morning: the first of each half day where they are.

    In a hurry the first of each half day and of every provider: whoever has time soonest.
    """
    hurry = tier in ("emergency", "urgent")
    first: dict[tuple[int, bool, UUID | None], Slot] = {}
    for slot in sorted(slots, key=lambda slot: slot.starts_at):
        is_late = slot.starts_at.astimezone(zone_named(slot.zone) or UTC).time() >= _MIDDAY
        first.setdefault((_day(slot), is_late, slot.provider_id if hurry else None), slot)
    return tuple(slot for slot in first.values() if slot not in besides)[:_MORE]


def _cost(slot: Slot, wish: Wish, chosen: list[Slot]) -> datetime:
    days = {_day(other) for other in chosen}
    return slot.starts_at + _WORTH_WAITING * misses(slot.starts_at, slot.zone, wish) + timedelta(days=2) * (_day(slot) in days)


def _day(slot: Slot) -> int:
    return slot.starts_at.astimezone(zone_named(slot.zone) or UTC).toordinal()
