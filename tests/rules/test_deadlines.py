"""Working time over nights, weekends, holidays and both changes of clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules import deadlines
from bridgework.rules.deadlines import (
    Window,
    WorkingHours,
    add_working_days,
    add_working_time,
    check_zone,
    end_of_window,
    hours_from,
    is_open,
    next_opening,
    open_on,
    respond_by,
)

CHICAGO = WorkingHours("America/Chicago")
THANKSGIVING = date(2026, 11, 26)
HOLIDAYS = WorkingHours("America/Chicago", is_holiday=lambda day: day == THANKSGIVING)
CLOSED = WorkingHours("America/Chicago", week=((),) * 7)
WITH_LUNCH = hours_from(
    "America/Chicago", {str(day): [["08:00", "12:00"], ["13:00", "17:00"]] for day in range(4)} | {"4": [["08:00", "12:00"]]}
)
quick = settings(max_examples=60, deadline=None, database=None)


def utc(text: str) -> datetime:
    """A Chicago wall time as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=deadlines.zone_named("America/Chicago")).astimezone(UTC)


@pytest.mark.parametrize(
    ("tier", "sent", "due"),
    [
        ("emergency", "2026-11-21T23:50", "2026-11-22T00:20"),  # Saturday night: round the clock
        ("urgent", "2026-11-18T09:00", "2026-11-18T13:00"),
        ("urgent", "2026-11-18T15:00", "2026-11-19T10:00"),  # two hours left today, two tomorrow
        ("urgent", "2026-11-20T16:00", "2026-11-23T11:00"),  # over the weekend
        ("urgent", "2026-11-21T11:00", "2026-11-23T12:00"),
        ("soon", "2026-11-18T09:12", "2026-11-19T09:12"),
        ("elective", "2026-11-20T09:12", "2026-11-23T09:12"),
        ("elective", "2026-11-21T09:12", "2026-11-24T08:00"),  # Saturday counts from Monday morning
    ],
)
def test_response_windows(tier: str, sent: str, due: str) -> None:
    assert respond_by(tier, utc(sent), CHICAGO) == utc(due)


def test_a_holiday_is_no_working_day() -> None:
    assert respond_by("urgent", utc("2026-11-25T15:00"), HOLIDAYS) == utc("2026-11-27T10:00")
    assert add_working_days(utc("2026-11-25T15:00"), 1, HOLIDAYS) == utc("2026-11-27T15:00")
    assert respond_by("emergency", utc("2026-11-26T15:00"), HOLIDAYS) == utc("2026-11-26T15:30")


def test_a_practice_sets_its_own_windows_and_an_unknown_tier_waits_a_day() -> None:
    quick_windows = {"elective": Window(working_time=timedelta(hours=1))}
    assert respond_by("elective", utc("2026-11-18T09:00"), CHICAGO, quick_windows) == utc("2026-11-18T10:00")
    assert respond_by("urgent", utc("2026-11-18T09:00"), CHICAGO, quick_windows) == utc("2026-11-18T13:00")
    assert respond_by("unheard of", utc("2026-11-18T09:00"), CHICAGO) == utc("2026-11-19T09:00")


def test_work_that_fills_the_day_is_due_at_closing_time() -> None:
    assert add_working_time(utc("2026-11-18T08:00"), timedelta(hours=9), CHICAGO) == utc("2026-11-18T17:00")
    back_to_back = hours_from("America/Chicago", {"2": [["08:00", "12:00"], ["12:00", "17:00"]]})
    assert add_working_time(utc("2026-11-18T08:00"), timedelta(hours=5), back_to_back) == utc("2026-11-18T13:00")


def test_two_working_days_go_around_the_weekend() -> None:
    assert end_of_window(utc("2026-11-19T10:00"), Window(working_days=2), CHICAGO) == utc("2026-11-23T10:00")


def test_lunch_and_a_short_friday() -> None:
    assert add_working_time(utc("2026-11-18T11:00"), timedelta(hours=2), WITH_LUNCH) == utc("2026-11-18T14:00")
    assert add_working_days(utc("2026-11-19T15:00"), 1, WITH_LUNCH) == utc("2026-11-20T12:00")
    assert add_working_days(utc("2026-11-17T12:30"), 1, WITH_LUNCH) == utc("2026-11-18T13:00")
    assert not is_open(utc("2026-11-18T12:30"), WITH_LUNCH)


def test_open_until_the_closing_minute() -> None:
    assert is_open(utc("2026-11-18T08:00"), CHICAGO)
    assert not is_open(utc("2026-11-18T17:00"), CHICAGO)
    assert not is_open(utc("2026-11-21T10:00"), CHICAGO)
    assert not is_open(utc("2026-11-26T10:00"), HOLIDAYS)


def test_both_changes_of_clock_keep_wall_time() -> None:
    # The night of 8 March 2026 is an hour short, that of 1 November an hour long: neither moves an opening.
    assert add_working_time(utc("2026-03-06T16:00"), timedelta(hours=2), CHICAGO) == utc("2026-03-09T09:00")
    assert add_working_time(utc("2026-10-30T16:00"), timedelta(hours=2), CHICAGO) == utc("2026-11-02T09:00")
    assert add_working_days(utc("2026-03-06T16:00"), 1, CHICAGO) == utc("2026-03-09T16:00")


def test_hours_in_the_hour_that_spring_skips_do_not_exist() -> None:
    skipped = WorkingHours("America/Chicago", week=(((time(2, 30), time(3, 15)),),) * 7)
    short = WorkingHours("America/Chicago", week=(((time(1), time(4)),),) * 7)
    assert open_on(date(2026, 3, 8), skipped) == ()
    [(opens, closes)] = open_on(date(2026, 3, 8), short)
    assert closes - opens == timedelta(hours=2)


def test_a_practice_without_hours_still_has_deadlines() -> None:
    now = utc("2026-11-18T09:00")
    assert next_opening(now, CLOSED) is None
    assert add_working_time(now, timedelta(hours=4), CLOSED) == now + timedelta(hours=4)
    assert add_working_days(now, 2, CLOSED) == now + timedelta(days=2)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "America", "America/Chicago\x00", "x" * 300])
def test_an_unknown_zone_gets_a_sentence(name: str) -> None:
    assert "There is no time zone" in (check_zone(name) or "")


def test_a_known_zone_gets_none() -> None:
    assert check_zone("America/Chicago") is None


@pytest.mark.parametrize(
    ("zone", "weekly", "words"),
    [
        ("Mars/Olympus", {}, "There is no time zone “Mars/Olympus”."),
        ("UTC", {"7": []}, "“7” is not a day of the week"),
        ("UTC", {"0": [["9 o'clock", "17:00"]]}, "The hours of Monday are not times"),
        ("UTC", {"1": [["17:00", "08:00"]]}, "The hours of Tuesday end before they start"),
        ("UTC", {"1": [["08:00", "08:00"]]}, "The hours of Tuesday end before they start"),
        ("UTC", {"1": [["08:00", "12:00"], ["11:00", "17:00"]]}, "or overlap"),
        ("UTC", {"1": 5}, "are not times"),
    ],
)
def test_hours_that_cannot_be_are_refused_in_a_sentence(zone: str, weekly: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        hours_from(zone, weekly)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants bounds without zone
pairs = st.tuples(st.integers(6, 12), st.integers(13, 20)).map(lambda hours: ((time(hours[0]), time(hours[1])),))
practices = st.builds(
    WorkingHours,
    zone=st.sampled_from(["America/Chicago", "America/Phoenix", "Europe/Berlin", "Australia/Lord_Howe", "UTC"]),
    week=st.tuples(*[st.one_of(st.just(()), pairs)] * 5, st.just(()), st.just(())).filter(any),
    is_holiday=st.sampled_from([lambda _: False, lambda day: day.day % 10 == 5]),
)
amounts = st.integers(1, 60 * 30).map(lambda minutes: timedelta(minutes=minutes))


def _open_or_closing(moment: datetime, hours: WorkingHours) -> bool:
    return is_open(moment, hours) or is_open(moment - timedelta(microseconds=1), hours)


@quick
@given(moments, amounts, practices)
def test_what_is_due_in_working_time_is_due_while_open(start: datetime, amount: timedelta, hours: WorkingHours) -> None:
    due = add_working_time(start, amount, hours)
    assert due >= start + amount
    assert _open_or_closing(due, hours)
    assert add_working_time(start, amount + timedelta(minutes=5), hours) > due


@quick
@given(moments, st.integers(0, 60 * 24 * 9), amounts, practices)
def test_what_starts_later_is_due_no_earlier(start: datetime, minutes: int, amount: timedelta, hours: WorkingHours) -> None:
    later = start + timedelta(minutes=minutes)
    assert add_working_time(later, amount, hours) >= add_working_time(start, amount, hours)
    assert add_working_days(later, 1, hours) >= add_working_days(start, 1, hours)


@quick
@given(moments, st.integers(1, 4), practices)
def test_working_days_end_while_open_and_add_up(start: datetime, days: int, hours: WorkingHours) -> None:
    due = add_working_days(start, days, hours)
    assert due > start
    assert _open_or_closing(due, hours)
    assert add_working_days(start, days + 1, hours) > due
