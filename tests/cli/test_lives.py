"""Years of patients on a clock that is told: whatever happens, in whatever order, the judge finds nothing wrong."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bridgework.cli.simulation.gateway import Reached
from bridgework.cli.simulation.judge import judge
from bridgework.cli.simulation.judge_caps import judge_heard
from bridgework.cli.simulation.lives import BEGAN, DAY, World
from bridgework.cli.simulation.people import Life
from bridgework.cli.simulation.worlds import WORLD_YEARS, began_of, joined, worlds_of

SOONER = timedelta(hours=1)
ANYBODY = st.integers(0, 5)
pytestmark = pytest.mark.django_db


class Outreach(RuleBasedStateMachine):
    """What people and the gateway do comes from hypothesis; the rest is the real planner, sending and actions."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.world = World(7)

    def one(self, whose: int, wanted: Callable[[Life], object]) -> Life | None:
        """One of those who may do it now."""
        waiting = [life for life in self.world.lives if life.accepted_at and wanted(life)]
        return waiting[whose % len(waiting)] if waiting else None

    @rule()
    def somebody_is_referred(self) -> None:
        life = self.world.be_born(len(self.world.lives), self.world.now)
        self.world.run(self.world.now + SOONER)
        if life.accepted_at is None and life.referral_id:
            self.world.accept(life)

    @rule(whose=ANYBODY)
    def somebody_books(self, whose: int) -> None:
        if life := self.one(whose, lambda life: not life.bookings or life.bookings[-1].ended_at):
            self.world.book(life)

    @rule(whose=ANYBODY)
    def somebody_cancels(self, whose: int) -> None:
        if life := self.one(whose, lambda life: life.bookings and not life.bookings[-1].ended_at):
            self.world.cancel(life)

    @rule(whose=ANYBODY)
    def somebody_stays_away(self, whose: int) -> None:
        if life := self.one(whose, lambda life: life.bookings and not life.bookings[-1].ended_at):
            self.world.run(max(self.world.now, life.bookings[-1].starts_at + SOONER))
            self.world.stay_away(life)

    @rule(whose=ANYBODY)
    def somebody_writes_stop(self, whose: int) -> None:
        if life := self.one(whose, lambda life: not life.is_stopped):
            self.world.stop(life)

    @rule(whose=ANYBODY)
    def somebody_writes_start(self, whose: int) -> None:
        if life := self.one(whose, lambda life: life.is_stopped):
            self.world.start(life)

    @rule(hours=st.integers(1, 5))
    def the_gateway_is_out_of_order(self, hours: int) -> None:
        self.world.gateway.silent_until = self.world.now + timedelta(hours=hours)

    @rule(hours=st.sampled_from((1, 9, 24, 80, 200)))
    def time_goes_by(self, hours: int) -> None:
        self.world.run(self.world.now + timedelta(hours=hours))

    @invariant()
    def nobody_gets_the_same_twice_or_anything_after_stop(self) -> None:
        gateway = self.world.gateway
        arrived = [one.message_id for one in gateway.reached if one.provider_id not in gateway.not_arrived]
        assert len(arrived) == len(set(arrived))
        silent = {life.patient.phone: life.stops[-1][0] for life in self.world.lives if life.is_stopped}
        assert not [one for one in gateway.reached if one.at > silent.get(one.to, self.world.now)]

    def teardown(self) -> None:
        try:
            self.world.gateway.silent_until = None
            self.world.run(self.world.now + 2 * DAY)
            assert judge(self.world)["wrong"] == {}
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)


def test_whatever_happens_in_whatever_order(db: None) -> None:
    quick = settings(
        max_examples=5, stateful_step_count=8, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Outreach, settings=quick)


def test_a_few_lives_and_a_judge_who_is_not_asleep(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(3)
    for number in range(3):
        world.be_born(number, BEGAN + number * DAY)
    world.run(BEGAN + 30 * DAY)
    assert judge(world)["ok"]
    assert world.gateway.reached

    first = next(one for one in world.gateway.reached if one.to in {life.patient.phone for life in world.lives})
    night = (BEGAN + 3 * DAY).replace(hour=11)
    world.gateway.reached.append(Reached(first.message_id, "sms", first.to, night, "again"))
    life = next(life for life in world.lives if life.patient.phone == first.to)
    life.stops.append([night - SOONER])
    assert {"twice", "in_quiet_hours", "after_stop"} <= set(judge(world)["wrong"])

    # A STOP between the plan and the claim that the claim does not heed, whatever the sending heeds after it.
    def stop_now() -> None:
        if late.referral_id and not late.is_stopped:
            world.stop(late)

    late = world.be_born(3, world.now)
    monkeypatch.setattr(world, "between", stop_now)
    monkeypatch.setattr("bridgework.actions.weigh_messages.stopped_among", lambda messages: set[UUID]())
    world.run(world.now + 3 * DAY)
    assert "claimed_after_stop" in judge(world)["wrong"]


def test_what_is_heard_is_counted_in_any_seven_days() -> None:
    def wrong_of(*days: int, last_is_own_accord: bool = True) -> set[str]:
        heard = [(date(2026, 3, day), place + 1 == len(days) and last_is_own_accord, f"day at {place}") for place, day in enumerate(days)]
        judge_heard(heard, found := defaultdict[str, list[str]](list))
        return set(found)

    assert wrong_of(1, 2, 6, 7) == {"fourth_of_a_week"}  # a Sunday and the days after: another week of the calendar
    assert wrong_of(1, 2, 6, 8) == set()
    assert wrong_of(1, 1) == {"second_of_a_day"}
    assert wrong_of(1, 2, 6, 7, last_is_own_accord=False) == set()


def test_worlds_are_known_by_their_numbers() -> None:
    assert worlds_of(2 * WORLD_YEARS + 1) == [WORLD_YEARS, WORLD_YEARS, 1]
    clocks_change = (datetime(2026, 3, 8, 10, tzinfo=BEGAN.tzinfo), datetime(2026, 11, 1, 9, tzinfo=BEGAN.tzinfo))
    for number, change in enumerate(clocks_change):
        assert DAY < change - began_of(number, BEGAN) < 30 * DAY

    counts = {"lives": 2, "planned": 8, "reached": 9, "patient_years": 1, "digest": "0"}
    well = counts | {"ok": True, "wrong": {}, "world": 0}
    ill = counts | {"ok": False, "wrong": {"twice": {"count": 3, "first": ["a"]}}, "world": 1}
    answer = joined([well, ill], broken_off=1)
    assert not answer["ok"]
    assert answer["lives"] == 4
    assert answer["wrong"] == {"twice": {"count": 3, "first": ["world 1: a"]}, "broken_off": {"count": 1, "first": []}}
    assert joined([well])["ok"]
