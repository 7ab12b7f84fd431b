"""The next open time of each tier is the first of all open times of that tier."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.booking import Busy, Closure, open_slots
from bridgework.rules.facts import TIERS
from bridgework.rules.next_open import next_open
from bridgework.rules.weekly_hours import Pattern

LIN, OKAFOR = UUID(int=1), UUID(int=2)
EAST, WEST = UUID(int=11), UUID(int=12)
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 24, 15, 20, tzinfo=UTC)
BUFFER = timedelta(minutes=5)

patterns = st.builds(
    lambda provider, place, weekday, starts, hours, tier: Pattern(
        provider, place[0], weekday, time(starts), time(starts + hours), place[1], tier
    ),
    st.sampled_from([LIN, OKAFOR]),
    st.sampled_from([(EAST, "America/New_York"), (WEST, "Pacific/Honolulu"), (EAST, "Pacific/Kiritimati")]),
    st.integers(0, 6),
    st.integers(0, 18),
    st.integers(1, 5),
    st.sampled_from(["", "emergency", "urgent", "soon"]),
)
chains = st.builds(
    lambda first, hours, tier: [first, replace(first, starts=first.ends, ends=time(min(first.ends.hour + hours, 23)), reserved_tier=tier)],
    patterns.filter(lambda one: one.ends.hour < 23),
    st.integers(1, 2),
    st.sampled_from(["", "emergency", "soon"]),
)
"""Blocks that follow each other without a gap."""
moments = st.integers(0, 24 * 14).map(lambda hours: datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hours))
busy_times = st.builds(
    lambda provider, starts_at, hours: Busy(provider, starts_at, starts_at + timedelta(hours=hours)),
    st.sampled_from([LIN, OKAFOR]),
    moments,
    st.integers(1, 30),
)
closures = st.builds(lambda starts_at: Closure(starts_at, starts_at + timedelta(hours=40)), moments)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(patterns.map(lambda one: [one]) | chains, max_size=6),
    st.lists(busy_times, max_size=12),
    st.lists(closures, max_size=1),
    st.sampled_from([40, 90]),
    st.sampled_from([1, 5, 12]),
)
def test_it_is_the_first_of_all(blocks: list[list[Pattern]], taken: list[Busy], shut: list[Closure], minutes: int, days: int) -> None:
    length, working = timedelta(minutes=minutes), [one for chain in blocks for one in chain]

    def is_holiday(day: date) -> bool:
        return day.day == 26

    found = next_open(working, shut, taken, length=length, buffer=BUFFER, first_day=MONDAY, days=days, now=NOW, is_holiday=is_holiday)

    for tier in TIERS:
        slots = open_slots(
            working,
            shut,
            taken,
            length=length,
            buffer=BUFFER,
            first_day=MONDAY,
            days=days,
            now=NOW,
            tier=tier,
            is_holiday=is_holiday,
        )
        assert found.get(tier) == (slots[0].starts_at if slots else None)


def test_who_is_booked_out_has_none() -> None:
    working = [Pattern(LIN, EAST, day, time(8), time(17), "America/Chicago") for day in range(5)]
    taken = [Busy(LIN, NOW - timedelta(days=1), NOW + timedelta(days=60))]

    assert next_open(working, [], taken, length=timedelta(minutes=40), buffer=BUFFER, first_day=MONDAY, days=28, now=NOW) == {}
