"""Which of the open times to offer first: three that are three choices, and can all be held for one patient."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from bridgework.rules.booking import Slot
from bridgework.rules.deadlines import zone_named

_MIDDAY = time(12)


def best_times(slots: Sequence[Slot], tier: str, provider_id: UUID | None = None, n: int = 3) -> tuple[Slot, ...]:
    """The `n` times to offer first, in order of time; no two overlap, so that all of them can be held for one patient.

    Emergency and urgent: the earliest ones, whoever the provider is; where several are free at once, the wanted one, else somebody who is not
    among those chosen yet. Soon and elective: the wanted provider's where there are any;
    the earliest, then times that differ from it in day and in half of day, so that three offers are three choices.
    """
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.provider_id != provider_id))
    wanted = [slot for slot in ordered if slot.provider_id == provider_id]
    hurry = tier in ("emergency", "urgent")
    chosen: list[Slot] = []
    for pool in (ordered,) if hurry else (wanted, ordered):
        while len(chosen) < n:
            rest = [slot for slot in pool if all(are_apart(slot, other) for other in chosen)]
            if not rest:
                break
            chosen.append(_another_provider(rest, provider_id, chosen) if hurry else _most_different(rest, chosen))
    return tuple(sorted(chosen, key=lambda slot: slot.starts_at))


def are_apart(slot: Slot, other: Slot) -> bool:
    """Whether both times can be held for one patient: neither reaches into what is kept free around the other."""
    return slot.blocked_until <= other.blocked_from or other.blocked_until <= slot.blocked_from


def _another_provider(slots: list[Slot], provider_id: UUID | None, chosen: list[Slot]) -> Slot:
    """The earliest of them; of several at that time the wanted provider's, else one whose time is not chosen yet."""
    seen = [slot.provider_id for slot in chosen]
    at_once = [slot for slot in slots if slot.starts_at == slots[0].starts_at]
    return min(at_once, key=lambda slot: (slot.provider_id != provider_id, seen.count(slot.provider_id)))


def _most_different(slots: list[Slot], chosen: list[Slot]) -> Slot:
    """The slot to offer beside those chosen: another day is worth waiting two days for, the other half of the day one day."""
    taken = [_day_and_half(slot) for slot in chosen]
    days, halves = {day for day, _ in taken}, {half for _, half in taken}

    def cost(slot: Slot) -> datetime:
        day, half = _day_and_half(slot)
        return slot.starts_at + timedelta(days=2 * (day in days) + (half in halves and len(halves) == 1))

    return min(slots, key=cost)


def _day_and_half(slot: Slot) -> tuple[date, bool]:
    local = slot.starts_at.astimezone(zone_named(slot.zone) or UTC)
    return local.date(), local.time() >= _MIDDAY
