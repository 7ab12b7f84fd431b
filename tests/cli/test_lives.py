"""Years of patients on a clock that is told: whatever happens, in whatever order, the judge finds nothing wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bridgework.cli.simulation.gateway import Reached
from bridgework.cli.simulation.judge import judge
from bridgework.cli.simulation.lives import BEGAN, DAY, Life, World

SOONER = timedelta(hours=1)
pytestmark = pytest.mark.django_db


class Outreach(RuleBasedStateMachine):
    """What people and the gateway do comes from hypothesis; the rest is the real planner, sending and actions."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.world = World(7)

    def live(self, act: Any, waiting: list[Life]) -> None:
        if waiting:
            act(waiting[0])

    @rule()
    def somebody_is_referred(self) -> None:
        life = self.world.be_born(len(self.world.lives), self.world.now)
        self.world.run(self.world.now + SOONER)
        if life.accepted_at is None and life.referral_id:
            self.world.accept(life)

    @rule()
    def somebody_books(self) -> None:
        self.live(self.world.book, [life for life in self.world.lives if life.accepted_at and not life.booked_at])

    @rule()
    def somebody_cancels(self) -> None:
        self.live(self.world.cancel, [life for life in self.world.lives if life.booked_at])

    @rule()
    def somebody_writes_stop(self) -> None:
        self.live(self.world.stop, [life for life in self.world.lives if not life.stops or len(life.stops[-1]) == 2])

    @rule()
    def somebody_writes_start(self) -> None:
        self.live(self.world.start, [life for life in self.world.lives if life.stops and len(life.stops[-1]) == 1])

    @rule(hours=st.integers(1, 5))
    def the_gateway_is_out_of_order(self, hours: int) -> None:
        self.world.gateway.silent_until = self.world.now + timedelta(hours=hours)

    @rule(hours=st.sampled_from((1, 9, 24, 80, 200)))
    def time_goes_by(self, hours: int) -> None:
        self.world.run(self.world.now + timedelta(hours=hours))

    @invariant()
    def nobody_gets_the_same_twice(self) -> None:
        gateway = self.world.gateway
        arrived = [one.message_id for one in gateway.reached if one.provider_id not in gateway.not_arrived]
        assert len(arrived) == len(set(arrived))

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


def test_a_few_lives_and_a_judge_who_is_not_asleep() -> None:
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
