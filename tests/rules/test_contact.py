"""Phone numbers, the zone a patient lives in, and quiet hours over both changes of clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.contact import (
    check_phone,
    decide_channel,
    decide_zone,
    display_phone,
    earliest_sending,
    is_quiet,
    normalize_phone,
    zone_of_zip,
)

CHICAGO = "America/Chicago"


@pytest.mark.parametrize("typed", ["312-555-0123", "(312) 555 0123", "+1 312 555 0123", "1 312.555.0123", "3125550123 "])
def test_one_number_in_many_ways(typed: str) -> None:
    assert normalize_phone(typed) == "+13125550123"
    assert check_phone(typed) is None


@pytest.mark.parametrize("typed", ["", "555-0123", "call me", "312-555-01234", "+1", "3125550123 x5", "1" * 60])
def test_what_cannot_be_dialed_gets_a_sentence(typed: str) -> None:
    assert normalize_phone(typed) is None
    assert "is not a phone number" in (check_phone(typed) or "")


def test_numbers_are_shown_as_people_write_them() -> None:
    assert display_phone("+13125550123") == "(312) 555-0123"
    assert display_phone("+525512345678") == "+52 55 1234 5678"
    assert display_phone("unknown") == "unknown"


@pytest.mark.parametrize(
    ("given_zone", "zip_code", "practice", "zone", "why"),
    [
        ("America/Denver", "60601", CHICAGO, "America/Denver", "told by the patient"),
        ("", "85001", CHICAGO, "America/Phoenix", "from the ZIP code 85001"),
        ("Mars/Olympus", "96801-1234", CHICAGO, "Pacific/Honolulu", "from the ZIP code 96801"),
        ("", "00000", CHICAGO, CHICAGO, "the practice's"),
        ("", "09001", CHICAGO, CHICAGO, "the practice's"),
        ("", "1234", "Mars/Olympus", "UTC", "no time zone is known"),
    ],
)
def test_where_the_patient_lives(given_zone: str, zip_code: str, practice: str, zone: str, why: str) -> None:
    found = decide_zone(given_zone, zip_code, practice)
    assert found.zone == zone
    assert found.reason.startswith(why)


def test_only_five_digits_are_a_zip_code() -> None:
    assert zone_of_zip("٨٥٠٠١") == ""
    assert zone_of_zip("8500a") == ""


@pytest.mark.parametrize(
    ("local", "sent"),
    [
        ("2026-11-20T08:00", "2026-11-20T08:00"),
        ("2026-11-20T20:59", "2026-11-20T20:59"),
        ("2026-11-20T21:00", "2026-11-21T08:00"),
        ("2026-11-20T03:00", "2026-11-20T08:00"),
        ("2026-03-07T22:00", "2026-03-08T08:00"),  # over the night that is an hour short
        ("2026-10-31T22:00", "2026-11-01T08:00"),  # and the one that is an hour long
    ],
)
def test_nothing_before_eight_or_from_nine_on(local: str, sent: str) -> None:
    zone = ZoneInfo(CHICAGO)
    asked = datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)
    assert earliest_sending(asked, CHICAGO).astimezone(zone) == datetime.fromisoformat(sent).replace(tzinfo=zone)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants bounds without zone


@settings(max_examples=60, deadline=None, database=None)
@given(moments, st.sampled_from([CHICAGO, "America/Phoenix", "Pacific/Honolulu", "Australia/Lord_Howe", "Mars/Olympus"]))
def test_what_waits_waits_less_than_half_a_day_and_never_into_quiet_hours(now: datetime, zone: str) -> None:
    sent = earliest_sending(now, zone)
    assert not is_quiet(sent, zone)
    assert now <= sent <= now + timedelta(hours=12, minutes=1)
    assert earliest_sending(sent, zone) == sent
    if sent != now and zone != "Mars/Olympus":
        assert sent.astimezone(ZoneInfo(zone)).time() == time(8)


@pytest.mark.parametrize(
    ("preferred", "phone", "email", "channel"),
    [
        ("sms", "+13125550123", "a@example.org", "sms"),
        ("email", "+13125550123", "a@example.org", "email"),
        ("phone", "+13125550123", "a@example.org", "phone"),
        ("sms", "", "a@example.org", "email"),
        ("email", "+13125550123", "", "sms"),
        ("pigeon", "", "", "letter"),
    ],
)
def test_the_preferred_channel_where_it_reaches_the_patient(preferred: str, phone: str, email: str, channel: str) -> None:
    assert decide_channel(preferred, phone, email) == channel


@pytest.mark.parametrize(
    ("preferred", "stopped", "channel"),
    [
        ("sms", {"sms"}, "email"),
        ("email", {"email"}, "sms"),
        ("sms", {"email"}, "sms"),
        ("phone", {"sms", "email"}, "phone"),
        ("sms", {"sms", "email"}, "sms"),
    ],
)
def test_what_was_stopped_is_passed_over_where_another_way_is_open(preferred: str, stopped: set[str], channel: str) -> None:
    assert decide_channel(preferred, "+13125550123", "a@example.org", stopped=stopped) == channel
