"""What a patient is told next, and what stops it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules import referral_states as states
from bridgework.rules.cadence import calls_from, next_step
from bridgework.rules.cadence_facts import PERSON, CadenceFacts, NextStep, Stopped, Told, Visit
from bridgework.rules.cadence_policy import REMINDERS, USUAL, Policy, Scope, Step, check_policy
from bridgework.rules.cadence_stops import STOPS
from bridgework.rules.caps import EVENING, over_cap
from bridgework.rules.contact import is_quiet
from bridgework.rules.visit_reminders import reminder_due

CHICAGO = "America/Chicago"
ZONES = (CHICAGO, "America/New_York", "America/Phoenix", "Pacific/Honolulu", "America/St_Johns", "Europe/Madrid")
SENT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # Monday, 9 in Chicago; the clocks change on Sunday the 8th
STANDARD = USUAL["elective"]


def facts(**changes: Any) -> CadenceFacts:
    usual: dict[str, Any] = {
        "policy": STANDARD,
        "state": states.ACCEPTED,
        "tier": "elective",
        "zone": CHICAGO,
        "sent_at": SENT,
        "accepted_at": SENT,
    }
    return CadenceFacts(**usual | changes)


def local(step: NextStep, zone: str = CHICAGO) -> str:
    return f"{step.due_at.astimezone(ZoneInfo(zone)):%m-%d %H:%M}"


def walk(known: CadenceFacts, now: datetime, policy: Policy | None = None) -> Iterator[NextStep]:
    """Everything that comes, each at its time, as the planner carries it out."""
    for _ in range(20):
        step = next_step(policy or known.policy, known, now)
        if isinstance(step, Stopped):
            return
        yield step
        if step.channel == PERSON:
            return
        now = max(now, step.due_at)
        starts_at = known.visit.starts_at if known.visit else None
        known = replace(known, told=(*known.told, Told(step.kind, max(now, step.due_at), step.step, starts_at=starts_at)))
    raise AssertionError("it never ends")


def test_the_usual_days_at_the_same_hour_through_a_change_of_clock() -> None:
    assert [(step.kind, step.channel, local(step)) for step in walk(facts(), SENT)] == [
        ("day_1", "sms", "03-03 10:00"),
        ("day_7", "sms", "03-09 10:00"),
        ("day_10", "email", "03-12 10:00"),
        ("call", PERSON, "03-16 10:00"),
    ]


def test_the_other_change_of_clock() -> None:
    sent = datetime(2026, 10, 30, 23, 0, tzinfo=UTC)  # the clocks go back on November 1
    assert [local(step) for step in walk(facts(sent_at=sent, accepted_at=sent), sent)] == [
        "10-31 10:00",
        "11-06 10:00",
        "11-09 10:00",
        "11-13 10:00",
    ]


def test_day_zero_is_the_day_where_the_patient_lives() -> None:
    late = datetime(2026, 6, 2, 3, 0, tzinfo=UTC)  # still June 1 in Honolulu
    first = next(walk(facts(sent_at=late, accepted_at=late, zone="Pacific/Honolulu"), late))
    assert local(first, "Pacific/Honolulu") == "06-02 10:00"


def test_an_urgent_patient_hears_within_a_day_and_is_called_on_the_second() -> None:
    steps = list(walk(facts(tier="urgent", policy=USUAL["urgent"]), SENT))
    assert [(step.kind, local(step)) for step in steps] == [
        ("urgent_1", "03-03 08:00"),
        ("urgent_2", "03-04 08:00"),
        ("call", "03-04 15:00"),
    ]
    assert steps[0].due_at - SENT <= timedelta(hours=24)


def test_an_emergency_is_a_persons_at_once() -> None:
    assert next_step(STANDARD, facts(tier="emergency", may_contact=False), SENT) == NextStep("call", PERSON, SENT)


def test_what_came_before_a_late_acceptance_is_not_made_up_for() -> None:
    accepted = SENT + timedelta(days=8)
    assert [(step.kind, local(step)) for step in walk(facts(accepted_at=accepted), accepted)] == [
        ("day_10", "03-12 10:00"),
        ("call", "03-16 10:00"),
    ]


def test_whoever_has_the_link_only_now_is_given_a_day() -> None:
    accepted = SENT + timedelta(days=20)
    known = facts(accepted_at=accepted)
    assert [(step.kind, local(step)) for step in walk(known, accepted)] == [("call", "03-23 10:00")]
    assert calls_from(STANDARD, known) == next(walk(known, accepted)).due_at


def test_a_step_without_room_moves_to_the_next_day() -> None:
    link = Told("pick_a_time", SENT + timedelta(days=1), None)
    assert local(next(walk(facts(told=(link,)), SENT))) == "03-04 10:00"


def test_after_an_outage_only_the_last_step_goes_and_not_at_night() -> None:
    night = datetime(2026, 3, 13, 4, 0, tzinfo=UTC)  # 11 p.m. on day 10
    assert [(step.kind, local(step)) for step in walk(facts(), night)] == [("day_10", "03-13 08:00"), ("call", "03-16 10:00")]


@pytest.mark.parametrize(
    ("changes", "channels"),
    [
        ({"preferred_channel": "email"}, ["email", "email", "email"]),
        ({"channels": frozenset({"sms"})}, ["sms", "sms", "sms"]),
        ({"channels": frozenset({"email"}), "blocked": "opted_out"}, ["email", "email", "email"]),
    ],
)
def test_the_channel_that_reaches_the_patient(changes: dict[str, Any], channels: list[str]) -> None:
    assert [step.channel for step in walk(facts(**changes), SENT)][:-1] == channels


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": states.RECEIVED, "accepted_at": None}, "not_accepted"),
        ({"state": states.DECLINED}, "closed"),
        ({"state": states.CANCELLED}, "closed"),
        ({"state": states.OUTCOME_SENT}, "closed"),
        ({"state": states.CANCEL_REQUESTED}, "cancel_asked"),
        ({"state": states.UNATTENDED}, "visit_lost"),
        ({"state": states.VISIT_CANCELLED}, "visit_lost"),
        ({"state": states.VISIT_DONE}, "seen"),
        ({"state": states.SCHEDULED}, "visit_over"),
        ({"deceased": True}, "deceased"),
        ({"wants_advice": True}, "advice"),
        ({"is_worse": True}, "worse"),
        ({"person_decides": True}, "person_decides"),
        ({"time_asked": True}, "time_asked"),
        ({"reply_waits": True}, "replied"),
        ({"may_contact": False}, "no_consent"),
        ({"preferred_channel": "phone"}, "prefers_phone"),
        ({"channels": frozenset(), "blocked": "opted_out"}, "opted_out"),
        ({"channels": frozenset(), "blocked": "bounced"}, "bounced"),
        ({"channels": frozenset()}, "no_address"),
    ],
)
def test_what_stops_it(changes: dict[str, Any], why: str) -> None:
    known = facts(**changes)
    assert next_step(STANDARD, known, SENT) == Stopped(why)
    assert why in STOPS
    # A reply that waits is a person's to read; until when the patient may choose alone stays as it was.
    assert (calls_from(STANDARD, known) is None) == (why != "replied")


def test_a_call_that_was_agreed_on_comes_next_and_after_it_the_messages_go_on() -> None:
    agreed = SENT + timedelta(days=8)
    known = facts(call_agreed_at=agreed)
    assert next_step(STANDARD, known, SENT) == NextStep("call", PERSON, agreed)
    assert calls_from(STANDARD, known) is None, "the agreed call has its own time on the call desk"
    assert next_step(STANDARD, replace(known, person_decides=True), SENT) == Stopped("person_decides")
    after = next_step(STANDARD, replace(known, call_agreed_at=None, told=(Told("day_7", SENT + timedelta(days=7), 2),)), agreed)
    assert isinstance(after, NextStep)
    assert (after.kind, local(after)) == ("day_10", "03-12 10:00")


def booked(starts_at: datetime, **changes: Any) -> CadenceFacts:
    return facts(state=states.SCHEDULED, visit=Visit(starts_at, SENT), **changes)


def test_reminders_come_at_the_visits_own_hour_through_a_change_of_clock() -> None:
    starts_at = datetime(2026, 3, 10, 19, 30, tzinfo=UTC)  # 14:30 in Chicago, after the change
    assert [(step.kind, local(step)) for step in walk(booked(starts_at), SENT)] == [
        ("reminder_3_days", "03-07 14:30"),
        ("reminder_1_day", "03-09 14:30"),
        ("reminder_2_hours", "03-10 12:30"),
    ]


def test_what_would_come_at_night_comes_the_evening_before() -> None:
    early = datetime(2026, 6, 10, 13, 30, tzinfo=UTC)  # 8:30 in Chicago
    due = reminder_due("reminder_2_hours", Visit(early, SENT), CHICAGO)
    assert due is not None
    assert f"{due.astimezone(ZoneInfo(CHICAGO)):%m-%d %H:%M}" == "06-09 20:00"
    # And there the reminder of the day before is already: one a day, and the two-hour reminder is given up first.
    assert [step.kind for step in walk(booked(early), SENT)] == ["reminder_3_days", "reminder_1_day"]


def test_over_the_cap_the_two_hour_reminder_goes_first_then_the_three_day_one() -> None:
    starts_at = datetime(2026, 6, 10, 19, 0, tzinfo=UTC)
    one = Told("visit_moved", starts_at - timedelta(days=5))
    two = Told("visit_moved", starts_at - timedelta(days=4))
    before = starts_at - timedelta(days=3, hours=12)
    assert [step.kind for step in walk(booked(starts_at, told=(one,)), before)] == ["reminder_3_days", "reminder_1_day"]
    assert [step.kind for step in walk(booked(starts_at, told=(one, two)), before)] == ["reminder_1_day"]
    assert [step.kind for step in walk(booked(starts_at, told=(replace(one, counts=False),)), before)] == list(REMINDERS)


@pytest.mark.parametrize(
    ("wish", "kinds"),
    [("both", list(REMINDERS)), ("day", ["reminder_1_day"]), ("hours", ["reminder_2_hours"]), ("none", [])],
)
def test_the_patients_wish_is_kept(wish: str, kinds: list[str]) -> None:
    starts_at = datetime(2026, 6, 10, 19, 0, tzinfo=UTC)
    assert [step.kind for step in walk(booked(starts_at, reminders_wanted=wish), SENT)] == kinds


def test_a_visit_that_moves_is_reminded_of_anew_and_nothing_after_it() -> None:
    starts_at = datetime(2026, 6, 10, 19, 0, tzinfo=UTC)
    told = Told("reminder_3_days", starts_at - timedelta(days=3), starts_at=starts_at)
    later = booked(starts_at + timedelta(days=7), told=(told,))
    assert [step.kind for step in walk(later, starts_at - timedelta(days=2))] == list(REMINDERS)
    assert next_step(STANDARD, later, starts_at + timedelta(days=8)) == Stopped("visit_over")


steps = st.lists(st.tuples(st.integers(1, 20), st.times(time(8), time(20, 59)), st.sampled_from(("sms", "email"))), max_size=5)
policies = st.builds(
    lambda raw, more, at: Policy(tuple(Step(*one) for one in sorted(raw)), (max([0, *(one[0] for one in raw)]) + more), at),
    steps,
    st.integers(1, 9),
    st.times(time(8), time(20, 59)),
).filter(lambda policy: not check_policy(policy, Scope("elective")))
moments = st.integers(0, 525_600).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))


@given(policy=policies, sent=moments, zone=st.sampled_from(ZONES), wait=st.integers(0, 20_000), outage=st.integers(0, 3_000))
def test_steps_are_exact_by_day_and_within_the_caps(policy: Policy, sent: datetime, zone: str, wait: int, outage: int) -> None:
    accepted = sent + timedelta(minutes=wait)
    link = Told("pick_a_time", accepted, counts=True)
    known = facts(policy=policy, sent_at=sent, accepted_at=accepted, zone=zone, told=(link,))
    now = accepted + timedelta(minutes=outage)
    went = [accepted]
    numbers = []
    for step in walk(known, now):
        at = step.due_at.astimezone(ZoneInfo(zone))
        if step.channel == PERSON:
            assert step.due_at == calls_from(policy, known)
            break
        assert step.step is not None
        assert not is_quiet(max(step.due_at, now), zone) or step.due_at <= now
        assert step.due_at <= now or at.time() in (policy.steps[step.step - 1].at, time(8))
        assert not over_cap(went, max(step.due_at, now), zone)
        went.append(max(step.due_at, now))
        numbers.append(step.step)
    assert numbers == sorted(set(numbers))


@given(
    starts=moments,
    ahead=st.integers(0, 20_000),
    zone=st.sampled_from(ZONES),
    told=st.lists(st.integers(-9, 9), max_size=4),
)
def test_reminders_are_never_at_night_nor_over_the_caps(starts: datetime, ahead: int, zone: str, told: list[int]) -> None:
    made = starts - timedelta(minutes=ahead)
    earlier = tuple(Told("visit_moved", starts + timedelta(days=day)) for day in told)
    known = facts(state=states.SCHEDULED, zone=zone, visit=Visit(starts, made), told=earlier, sent_at=made, accepted_at=made)
    went = [one.at for one in earlier]
    for step in walk(known, made):
        assert made < step.due_at < starts
        assert not is_quiet(step.due_at, zone)
        assert not over_cap(went, step.due_at, zone)
        wall = step.due_at.astimezone(ZoneInfo(zone)).time()
        assert wall in (starts.astimezone(ZoneInfo(zone)).time(), EVENING) or step.due_at == starts - timedelta(hours=2)
        went.append(step.due_at)
