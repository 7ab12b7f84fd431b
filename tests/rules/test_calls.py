"""Who is called, when, and what follows from how it went."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.calls import (
    LATEST,
    OUTCOMES,
    CallFacts,
    after_call,
    check_call_back,
    decide_call,
    within_hours,
)
from bridgework.rules.facts import TIERS

NOON = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
CHICAGO = "America/Chicago"
moments = st.integers(0, 1_000_000).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
zones = st.sampled_from((CHICAGO, "America/New_York", "Pacific/Honolulu", "Europe/Madrid"))


def facts(**changes: object) -> CallFacts:
    usual: dict[str, object] = {
        "state": "3.0",
        "tier": "elective",
        "next_step": "offer_times",
        "since": NOON,
        "due_at": NOON + timedelta(hours=5),
        "zone": CHICAGO,
        "can_be_messaged": True,
    }
    return CallFacts(**usual | changes)  # type: ignore[arg-type]


def test_whoever_has_the_link_is_called_when_nobody_chose_in_time() -> None:
    call = decide_call(facts())
    assert call is not None
    assert (call.reason, call.due_at) == ("no_choice", NOON + timedelta(hours=5))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"can_be_messaged": False}, "no_message"),
        ({"tier": "emergency"}, "emergency"),
        ({"tier": "emergency", "next_step": "review"}, "emergency"),
        ({"next_step": "call_patient", "call_wanted_at": NOON}, "worse"),
        ({"call_again_at": NOON, "tries": 1}, "again"),
        ({"call_again_at": NOON}, "call_back"),
        ({"next_step": "await_choice", "can_be_messaged": False}, "no_message"),
    ],
)
def test_who_is_called_at_once(changes: dict[str, object], reason: str) -> None:
    call = decide_call(facts(**changes))
    assert call is not None
    assert (call.reason, call.due_at) == (reason, NOON)


@pytest.mark.parametrize(("state", "step", "reason"), [("5.1.2", "rebook", "missed"), ("5.1.3", "rebook", "cancelled")])
def test_a_lost_visit_says_why(state: str, step: str, reason: str) -> None:
    call = decide_call(facts(state=state, next_step=step))
    assert call is not None
    assert call.reason == reason


@pytest.mark.parametrize("step", ["await_choice", "decide_further", "send_report", "see_patient", "review", None])
def test_nobody_is_called_while_something_else_is_next(step: str | None) -> None:
    assert decide_call(facts(next_step=step)) is None


@given(moment=moments, zone=zones)
def test_calls_keep_to_the_patients_day(moment: datetime, zone: str) -> None:
    at = within_hours(moment, zone)
    assert at >= moment
    assert 8 <= at.astimezone(ZoneInfo(zone)).hour < 21
    assert within_hours(at, zone) == at


@given(
    outcome=st.sampled_from(OUTCOMES),
    tries=st.integers(0, 9),
    tier=st.sampled_from(TIERS),
    now=moments,
    zone=zones,
    most=st.integers(1, 9),
)
def test_no_call_is_forgotten_and_none_goes_on_for_ever(outcome: str, tries: int, tier: str, now: datetime, zone: str, most: int) -> None:
    back_at = within_hours(now + timedelta(days=1), zone)
    after = after_call(outcome, tries, tier=tier, now=now, zone=zone, most_tries=most, back_at=back_at)
    if outcome in ("no_answer", "left_message"):
        assert after.tries == tries + 1
        assert bool(after.undecided) == (after.tries >= most)
        assert (after.next_at is None) == bool(after.undecided)
    if after.next_at is not None:
        assert after.next_at > now
        assert tier == "emergency" or within_hours(after.next_at, zone) == after.next_at
    if outcome in ("booked", "reached"):
        assert (after.tries, after.next_at, after.undecided) == (0, None, "")


def test_the_next_attempt_is_at_another_time_of_day() -> None:
    first = after_call("no_answer", 0, tier="elective", now=NOON, zone=CHICAGO, most_tries=4)
    assert first.next_at is not None
    second = after_call("no_answer", 1, tier="elective", now=first.next_at, zone=CHICAGO, most_tries=4)
    assert second.next_at is not None
    assert {moment.astimezone(ZoneInfo(CHICAGO)).hour for moment in (NOON, first.next_at, second.next_at)} == {12, 16, 20}


def test_an_outcome_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="no outcome"):
        after_call("hung_up", 0, tier="elective", now=NOON, zone=CHICAGO, most_tries=4)


@pytest.mark.parametrize(
    ("back_at", "fine"),
    [
        (None, False),
        (NOON - timedelta(minutes=1), False),
        (NOON + timedelta(hours=2), True),
        (NOON + timedelta(hours=12), False),  # midnight in Chicago
        (NOON + LATEST + timedelta(hours=1), False),
    ],
)
def test_when_a_patient_can_be_called_back(back_at: datetime | None, fine: bool) -> None:
    assert (check_call_back(back_at, NOON, CHICAGO) == "") is fine
