"""Chasing missing records: in working hours, a few times, then a person; and it always ends."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules import referral_states as states
from bridgework.rules.chase import CADENCE, ChaseFacts, is_decided_without, is_of_use, next_chase_step
from bridgework.rules.deadlines import WorkingHours, is_open
from bridgework.rules.facts import TIERS

HOURS = WorkingHours("America/Chicago")
QUICK = settings(max_examples=60, deadline=None, database=None)
moments = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
MONDAY = datetime(2026, 11, 16, 16, tzinfo=UTC)
"""10:00 in Chicago."""


def facts(**given: object) -> ChaseFacts:
    usual = {"tier": "elective", "last_at": MONDAY, "reminders": 0, "is_missing": True, "is_decided": False}
    return ChaseFacts(**usual | given)  # type: ignore[arg-type]


def test_the_cadence_of_an_ordinary_referral() -> None:
    days = []
    last = MONDAY
    for reminders in range(3):
        step = next_chase_step(facts(last_at=last, reminders=reminders), HOURS)
        assert step.act == "remind"
        assert step.at is not None
        last = step.at
        days.append(last.strftime("%a %H"))
    assert days == ["Tue 16", "Thu 16", "Tue 16"]
    step = next_chase_step(facts(last_at=last, reminders=3), HOURS)
    assert (step.act, step.at and step.at.strftime("%a")) == ("person", "Thu")


@QUICK
@given(moments, st.sampled_from(TIERS), st.integers(0, 5), st.booleans())
def test_a_reminder_goes_out_in_working_hours_and_never_back_in_time(start: datetime, tier: str, reminders: int, reached: bool) -> None:
    step = next_chase_step(facts(tier=tier, last_at=start, reminders=reminders, can_be_reached=reached), HOURS)
    assert step.act in ("remind", "person")
    assert step.at is not None
    assert step.at >= start
    assert step.at - start <= timedelta(days=8)
    if step.act == "remind":
        assert reached
        assert is_open(step.at, HOURS)
        assert reminders < len(CADENCE[tier])


@QUICK
@given(moments, st.sampled_from(TIERS))
def test_walked_to_its_end_a_person_has_it_after_a_few_reminders(start: datetime, tier: str) -> None:
    last, sent = start, 0
    while (step := next_chase_step(facts(tier=tier, last_at=last, reminders=sent), HOURS)).act == "remind":
        assert step.at is not None
        assert step.at > last
        last, sent = step.at, sent + 1
    assert step.act == "person"
    assert sent == len(CADENCE[tier])


@QUICK
@given(moments, st.sampled_from(TIERS), st.integers(0, 9), st.booleans(), st.booleans(), st.none() | moments)
def test_nobody_is_reminded_once_it_is_over(
    start: datetime, tier: str, reminders: int, missing: bool, decided: bool, given_up_at: datetime | None
) -> None:
    one = facts(tier=tier, last_at=start, reminders=reminders, is_missing=missing, is_decided=decided, given_up_at=given_up_at)
    step = next_chase_step(one, HOURS)
    assert (step.act == "over") == (decided or not missing)
    if given_up_at and step.act != "over":
        assert (step.act, step.at) == ("person", given_up_at)


def test_an_emergency_goes_to_a_person_at_once() -> None:
    assert next_chase_step(facts(tier="emergency"), HOURS) == next_chase_step(facts(tier="emergency", can_be_reached=False), HOURS)
    assert next_chase_step(facts(tier="emergency"), HOURS).at == MONDAY


def test_who_cannot_be_reached_is_called() -> None:
    assert next_chase_step(facts(can_be_reached=False), HOURS).act == "person"


@pytest.mark.parametrize(
    ("missing", "decided", "use", "because"), [(False, False, True, "arrived"), (True, True, True, "decided"), (True, True, False, "over")]
)
def test_why_it_ended(missing: bool, decided: bool, use: bool, because: str) -> None:
    assert next_chase_step(facts(is_missing=missing, is_decided=decided, is_of_use=use), HOURS).because == because


@pytest.mark.parametrize(
    ("state", "reviewed", "asked", "complete", "decided"),
    [
        (states.RECEIVED, None, False, True, False),
        (states.ACCEPTED, 1, False, True, True),
        (states.SCHEDULED, 0, False, True, False),  # accepted by policy, in the moment of sending
        (states.RECEIVED, None, True, False, False),
        (states.ACCEPTED, 1, True, False, False),  # asked for after acceptance: waited for
        (states.RECEIVED, None, True, True, True),  # the sender has answered
    ],
)
def test_what_counts_as_decided(state: str, reviewed: int | None, asked: bool, complete: bool, decided: bool) -> None:
    assert (
        is_decided_without(
            state=state,
            sent_at=MONDAY,
            reviewed_at=None if reviewed is None else MONDAY + timedelta(hours=reviewed),
            records_asked_at=MONDAY if asked else None,
            records_complete=complete,
        )
        is decided
    )


def test_records_are_of_use_until_the_patient_was_seen() -> None:
    assert [state for state in states.STORED if is_of_use(state)] == ["2.0", "3.0", "5.1.1", "5.1.2", "5.1.3"]
