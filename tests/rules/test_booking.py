"""Open times against a slow, plain restatement of the rule, and what is offered first."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from time import process_time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.best_times import best_times
from bridgework.rules.booking import Busy, Closure, Slot, open_slots
from bridgework.rules.public_holidays import is_public_holiday
from bridgework.rules.weekly_hours import Pattern, is_kept, may_use

CHICAGO = ZoneInfo("America/Chicago")
LIN, OKAFOR, ROSS = (UUID(int=number) for number in (1, 2, 3))
ROOM = UUID(int=21)
EAST, DOWNTOWN = UUID(int=11), UUID(int=12)
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)


def at(text: str) -> datetime:
    """A Chicago wall time as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=CHICAGO).astimezone(UTC)


def pattern(provider: UUID = LIN, weekday: int = 0, starts: int = 8, ends: int = 12, tier: str = "", location: UUID = EAST) -> Pattern:
    return Pattern(provider, location, weekday, time(starts), time(ends), "America/Chicago", tier)


def starts_of(slots: tuple[Slot, ...]) -> list[str]:
    return [f"{slot.starts_at.astimezone(CHICAGO):%d %H:%M}" for slot in slots]


def search(
    patterns: list[Pattern], busy: list[Busy] | None = None, closures: list[Closure] | None = None, **more: object
) -> tuple[Slot, ...]:
    asked: dict[str, object] = {"length": HOUR, "first_day": MONDAY, "days": 1, "now": NOW} | more
    return open_slots(patterns, closures or [], busy or [], **asked)


def test_an_empty_morning_is_offered_on_the_grid() -> None:
    assert starts_of(search([pattern(ends=10)])) == ["23 08:00", "23 08:15", "23 08:30", "23 08:45", "23 09:00"]


def test_a_visit_blocks_its_time_and_the_buffer_of_the_new_one_is_kept_before_it() -> None:
    visit = Busy(LIN, at("2026-11-23T09:00"), at("2026-11-23T10:10"))
    first = search([pattern()], buffer=QUARTER)[0]
    assert (first.ends_at, first.blocked_until) == (at("2026-11-23T09:00"), at("2026-11-23T09:15"))
    assert starts_of(search([pattern()], [visit], grid=HOUR / 2)) == ["23 08:00", "23 10:30", "23 11:00"]
    assert starts_of(search([pattern()], [visit], grid=HOUR / 2, buffer=timedelta(minutes=10))) == ["23 10:30", "23 11:00"]


def test_nothing_is_offered_on_a_holiday() -> None:
    week = [pattern(weekday=day, ends=9) for day in range(5)]
    offered = starts_of(search(week, days=7, is_holiday=lambda day: is_public_holiday(day, "US")))
    assert offered == ["23 08:00", "24 08:00", "25 08:00", "27 08:00"]  # the 26th is Thanksgiving


def test_another_providers_visit_blocks_nothing() -> None:
    visit = Busy(OKAFOR, at("2026-11-23T08:00"), at("2026-11-23T12:00"))
    assert len(search([pattern()], [visit])) == len(search([pattern()]))


def test_a_visit_at_one_location_blocks_the_provider_at_all() -> None:
    both = [pattern(location=EAST), pattern(location=DOWNTOWN)]
    assert search(both, [Busy(LIN, at("2026-11-23T08:00"), at("2026-11-23T12:00"))]) == ()


def test_a_hold_stands_until_it_lapses() -> None:
    hold = Busy(LIN, at("2026-11-23T08:00"), at("2026-11-23T12:00"), held_until=NOW + QUARTER)
    assert search([pattern()], [hold]) == ()
    assert search([pattern()], [hold], now=NOW + QUARTER) != ()


def test_closures_of_provider_location_and_practice() -> None:
    morning = (at("2026-11-23T08:00"), at("2026-11-23T12:00"))
    patterns = [pattern(), pattern(OKAFOR, location=DOWNTOWN)]
    assert {slot.provider_id for slot in search(patterns, closures=[Closure(*morning, provider_id=LIN)])} == {OKAFOR}
    assert {slot.provider_id for slot in search(patterns, closures=[Closure(*morning, location_id=DOWNTOWN)])} == {LIN}
    assert search(patterns, closures=[Closure(*morning)]) == ()


def test_nothing_before_now_and_nothing_outside_the_range() -> None:
    assert starts_of(search([pattern()], now=at("2026-11-23T10:50"))) == ["23 11:00"]
    assert starts_of(search([pattern()], now=at("2026-11-23T11:00"))) == ["23 11:00"]
    assert search([pattern(weekday=1)]) == ()
    assert search([pattern()], days=0) == ()
    assert len({slot.starts_at.date() for slot in search([pattern()], days=15)}) == 3


def test_dates_bound_a_pattern() -> None:
    bounded = Pattern(LIN, EAST, 0, time(8), time(12), "America/Chicago", first_day=date(2026, 11, 30), last_day=date(2026, 12, 7))
    assert {slot.starts_at.date() for slot in search([bounded], days=28)} == {date(2026, 11, 30), date(2026, 12, 7)}


def test_a_reserved_block_is_for_its_tier_and_those_more_urgent() -> None:
    block = [pattern(tier="urgent")]
    assert search(block, tier="emergency")
    assert search(block, tier="urgent")
    assert search(block, tier="soon") == ()
    assert search(block)[0].reserved_tier == "urgent"
    assert may_use("", "elective")


@pytest.mark.parametrize(("sunday", "hours"), [(date(2026, 3, 8), 2), (date(2026, 11, 1), 4)])
def test_the_nights_of_the_change_of_clock_have_their_real_length(sunday: date, hours: int) -> None:
    slots = open_slots(
        [pattern(weekday=6, starts=1, ends=4)], [], [], length=HOUR, first_day=sunday, days=1, now=at("2026-01-01T00:00"), grid=HOUR
    )
    assert len(slots) == hours
    assert len({slot.starts_at for slot in slots}) == hours


def test_a_pattern_keeps_its_wall_time_over_the_change() -> None:
    slots = search([pattern()], first_day=date(2026, 10, 26), days=8, now=at("2026-10-01T00:00"), grid=4 * HOUR)
    assert starts_of(slots) == ["26 08:00", "02 08:00"]
    assert slots[1].starts_at - slots[0].starts_at == timedelta(days=7, hours=1)


def test_the_time_before_a_visit_is_kept_free_too() -> None:
    visit = Busy(LIN, at("2026-11-23T09:00"), at("2026-11-23T10:00"))
    slots = search([pattern()], [visit], lead=QUARTER, grid=QUARTER)
    assert starts_of(slots) == ["23 08:00", "23 10:15", "23 10:30", "23 10:45", "23 11:00"]
    assert slots[0].blocked_from == at("2026-11-23T07:45")


def test_a_room_is_taken_by_whoever_is_in_it() -> None:
    shared = [replace(pattern(LIN), operatory_id=ROOM), replace(pattern(OKAFOR), operatory_id=ROOM)]
    morning = Busy(OKAFOR, at("2026-11-23T08:00"), at("2026-11-23T12:00"), operatory_id=ROOM)
    assert search(shared, [morning]) == ()
    assert {slot.provider_id for slot in search([*shared, pattern(ROSS)], [morning])} == {ROSS}
    assert {slot.operatory_id for slot in search(shared)} == {ROOM}


def test_extra_hours_hold_on_a_holiday() -> None:
    thanksgiving = date(2026, 11, 26)
    extra = replace(pattern(weekday=3, ends=9), first_day=thanksgiving, last_day=thanksgiving)
    assert starts_of(search([pattern(weekday=3), extra], days=14, is_holiday=lambda day: day == thanksgiving))[0] == "26 08:00"


def test_a_kept_block_opens_when_it_is_unused() -> None:
    block = replace(pattern(tier="urgent"), opens_before=4 * HOUR)
    begins = at("2026-11-23T08:00")
    assert search([block], tier="elective", now=begins - 4 * HOUR - QUARTER) == ()
    opened = search([block], tier="elective", now=begins - 4 * HOUR)
    assert opened
    assert {slot.reserved_tier for slot in opened} == {""}


def test_a_long_visit_goes_on_in_the_next_block_where_that_is_open_to_it() -> None:
    morning = [pattern(ends=11), replace(pattern(starts=11, ends=12, tier="emergency"), opens_before=4 * HOUR)]
    long: dict[str, Any] = {"length": HOUR * 3 / 2, "grid": HOUR / 2}
    assert starts_of(search(morning, tier="elective", **long)) == ["23 08:00", "23 08:30", "23 09:00", "23 09:30"]
    assert starts_of(search(morning, tier="emergency", **long))[-2:] == ["23 10:00", "23 10:30"]
    opened = search(morning, tier="elective", now=at("2026-11-23T07:30"), **long)
    assert starts_of(opened)[-1] == "23 10:30"
    assert {slot.reserved_tier for slot in opened} == {""}
    # Not into another room, nor over a gap, nor on a day on which the next block is not worked.
    separate: list[dict[str, Any]] = [{"operatory_id": ROOM}, {"starts": time(11, 15)}, {"last_day": MONDAY - timedelta(days=1)}]
    for apart in separate:
        assert starts_of(search([morning[0], replace(morning[1], **apart)], tier="emergency", **long))[-1] == "23 09:30"
    extra = [replace(one, first_day=MONDAY, last_day=MONDAY) for one in morning]
    assert starts_of(search(extra, tier="emergency", is_holiday=lambda _: True, **long))[-1] == "23 10:30"


def test_a_block_for_a_kind_of_visit_is_for_that_kind_and_for_emergencies() -> None:
    planning, other = UUID(int=31), UUID(int=32)
    block = replace(pattern(), reserved_kind=planning)
    assert search([block], kind=planning, tier="elective")
    assert search([block], kind=other, tier="urgent") == ()
    assert search([block], kind=other, tier="emergency")
    assert not is_kept(block, NOW, tier=None, kind=None, now=NOW)


@settings(max_examples=60, deadline=None, database=None)
@given(
    st.sampled_from(["America/Chicago", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Phoenix", "Asia/Kolkata"]),
    st.sampled_from([date(2026, 3, 6), date(2026, 3, 27), date(2026, 4, 3), date(2026, 10, 2), date(2026, 10, 23), date(2026, 10, 30)]),
    st.integers(0, 22),
    st.integers(1, 6),
    st.sampled_from([30, 60]),
    st.sampled_from([0, 15]),
)
def test_over_every_change_of_clock_times_are_real_apart_and_on_the_wall(
    zone: str, first: date, opens: int, hours: int, length: int, kept: int
) -> None:
    """Four days around a change: every time lies within its hours on the wall clock, lasts as long as it should, and no two are the same."""
    place, visit, free = ZoneInfo(zone), timedelta(minutes=length), timedelta(minutes=kept)
    closes = min(opens + hours, 23)
    days = [Pattern(LIN, EAST, weekday, time(opens), time(closes), zone) for weekday in range(7)]
    slots = open_slots(days, [], [], length=visit, buffer=free, lead=free, first_day=first, days=4, now=at("2026-01-01T00:00"))
    assert len({slot.starts_at for slot in slots}) == len(slots)
    for slot in slots:
        assert slot.ends_at - slot.starts_at == visit
        assert slot.blocked_until - slot.blocked_from == visit + 2 * free
        begin = slot.starts_at.astimezone(place)
        assert first <= begin.date() < first + timedelta(days=4)
        # No later than the closing on the wall; the instant of an hour that the clock skips is the one after it.
        assert slot.ends_at <= datetime.combine(begin.date(), time(closes), place).astimezone(UTC)
        assert slot.starts_at >= datetime.combine(begin.date(), time(opens), place).astimezone(UTC)


@settings(max_examples=25, deadline=None, database=None)
@given(st.integers(1, 40))
def test_the_first_so_many_are_the_first_of_all(most: int) -> None:
    week = [pattern(provider, day) for provider in (LIN, OKAFOR) for day in range(5)]
    assert search(week, days=10, most=most) == search(week, days=10)[:most]


def test_an_unknown_zone_offers_nothing_and_a_visit_without_length_is_refused() -> None:
    assert search([Pattern(LIN, EAST, 0, time(8), time(12), "Mars/Olympus")]) == ()
    for nothing in ({"length": timedelta()}, {"grid": timedelta()}):
        with pytest.raises(ValueError, match="must have a length"):
            search([pattern()], **nothing)


minutes = st.integers(0, 60 * 24 * 7 // 5).map(lambda fives: at("2026-11-23T00:00") + timedelta(minutes=5 * fives))
visits = st.builds(
    lambda provider, starts_at, length, held: Busy(
        provider, starts_at, starts_at + timedelta(minutes=length), NOW + held if held else None
    ),
    st.sampled_from([LIN, OKAFOR]),
    minutes,
    st.integers(5, 180),
    st.sampled_from([None, HOUR, -HOUR]),
)
patterns = st.builds(
    pattern,
    st.sampled_from([LIN, OKAFOR]),
    st.integers(0, 6),
    st.integers(7, 11),
    st.integers(12, 18),
    location=st.sampled_from([EAST, DOWNTOWN]),
)
closures = st.builds(lambda start, provider: Closure(start, start + 5 * HOUR, provider), minutes, st.sampled_from([None, LIN]))


@settings(max_examples=40, deadline=None, database=None)
@given(
    st.lists(patterns, min_size=1, max_size=4),
    st.lists(visits, max_size=10),
    st.lists(closures, max_size=2),
    st.sampled_from([30, 60, 90]),
    st.sampled_from([0, 10]),
)
def test_exactly_the_free_times_are_offered(
    working: list[Pattern], taken: list[Busy], shut: list[Closure], length: int, buffer: int
) -> None:
    visit, kept = timedelta(minutes=length), timedelta(minutes=buffer)
    found = open_slots(working, shut, taken, length=visit, buffer=kept, first_day=MONDAY, days=7, now=NOW)
    expected = set()
    for block in working:
        day = MONDAY + timedelta(days=block.weekday)
        start = datetime.combine(day, block.starts, CHICAGO).astimezone(UTC)
        while start + visit <= datetime.combine(day, block.ends, CHICAGO).astimezone(UTC):
            mine = [busy for busy in taken if busy.provider_id == block.provider_id]
            mine += [
                Busy(block.provider_id, closure.starts_at, closure.ends_at)
                for closure in shut
                if closure.provider_id in (None, block.provider_id)
            ]
            standing = [busy for busy in mine if busy.held_until is None or busy.held_until > NOW]
            if all(busy.ends_at <= start or start + visit + kept <= busy.starts_at for busy in standing):
                expected.add((block.provider_id, start))
            start += QUARTER
    assert {(slot.provider_id, slot.starts_at) for slot in found} == expected
    assert list(found) == sorted(found, key=lambda slot: slot.starts_at)
    assert len({(slot.provider_id, slot.starts_at) for slot in found}) == len(found)


@settings(max_examples=40, deadline=None, database=None)
@given(
    st.lists(patterns, min_size=1, max_size=5), st.sampled_from(["emergency", "urgent", "soon", "elective"]), st.sampled_from([None, LIN])
)
def test_offers_never_overlap_and_hold_the_earliest(working: list[Pattern], tier: str, wanted: UUID | None) -> None:
    slots = open_slots(working, [], [], length=HOUR, buffer=QUARTER, first_day=MONDAY, days=14, now=NOW)
    best = best_times(slots, tier, wanted)
    assert len(best) <= 3
    assert set(best) <= set(slots)
    assert all(one.blocked_until <= other.starts_at for one, other in pairwise(best))
    if tier in ("emergency", "urgent"):
        assert best[0].starts_at == slots[0].starts_at
    elif wanted and any(slot.provider_id == wanted for slot in slots):
        assert any(slot.provider_id == wanted for slot in best)


def test_an_urgent_patient_gets_the_earliest_and_an_elective_one_a_choice() -> None:
    week = [pattern(provider, day, starts, ends) for provider in (LIN, OKAFOR) for day in range(5) for starts, ends in ((8, 12), (13, 17))]
    slots = search(week, days=14)
    assert starts_of(best_times(slots, "emergency", OKAFOR)) == ["23 08:00", "23 09:00", "23 10:00"]
    assert starts_of(best_times(search(week, buffer=QUARTER), "urgent")) == ["23 08:00", "23 09:15", "23 10:30"]
    elective = best_times(slots, "elective", OKAFOR)
    assert {slot.provider_id for slot in elective} == {OKAFOR}
    assert len({slot.starts_at.date() for slot in elective}) == 3
    assert {slot.starts_at.astimezone(CHICAGO).hour < 12 for slot in elective} == {True, False}


def test_of_two_providers_free_at_the_same_time_the_wanted_one_is_offered() -> None:
    slots = search([pattern(LIN), pattern(OKAFOR)])
    for wanted in (LIN, OKAFOR):
        assert {slot.provider_id for slot in best_times(slots, "urgent", wanted)} == {wanted}


def test_a_wanted_provider_with_one_time_left_is_filled_up_with_others() -> None:
    slots = search([pattern(LIN, ends=9), pattern(OKAFOR)])
    best = best_times(slots, "elective", LIN)
    assert [slot.provider_id for slot in best].count(LIN) == 1
    assert len(best) == 3
    assert best_times((), "elective") == ()


def test_two_weeks_of_three_providers_are_searched_in_milliseconds() -> None:
    week = [
        pattern(provider, day, starts, ends) for provider in (LIN, OKAFOR, ROSS) for day in range(5) for starts, ends in ((8, 12), (13, 17))
    ]
    taken = [
        Busy(provider, at("2026-11-23T08:00") + 5 * number * HOUR, at("2026-11-23T09:00") + 5 * number * HOUR)
        for provider in (LIN, OKAFOR, ROSS)
        for number in range(60)
    ]

    def seconds() -> float:
        begun = process_time()
        search(week, taken, days=14, grid=timedelta(minutes=10))
        return process_time() - begun

    assert min(seconds() for _ in range(5)) < 0.02
