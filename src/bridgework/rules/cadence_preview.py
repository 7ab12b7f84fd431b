"""A plan on a time line, for a patient who is made up: what would go out when, if nothing happens. Decided by the very rule that sends."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bridgework.rules import referral_states as states
from bridgework.rules.cadence import day_zero, next_step
from bridgework.rules.cadence_facts import PERSON, CadenceFacts, NextStep, Told, Visit
from bridgework.rules.cadence_policy import Policy
from bridgework.rules.contact import earliest_sending

MOST = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """The made-up patient of a preview; times are UTC. `visit_at`: when the visit is that they then book, `booked_at` when they do."""

    tier: str
    zone: str
    sent_at: datetime
    accepted_at: datetime
    visit_at: datetime
    booked_at: datetime
    channels: frozenset[str] = frozenset({"sms", "email"})
    reminders_wanted: str = "both"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A message, or the call (channel "person"): `at` UTC, `day` counted from the day of sending, or for a reminder to the visit (negative)."""

    kind: str
    channel: str
    at: datetime
    day: int


def foresee_steps(policy: Policy, sample: Sample) -> tuple[Foreseen, ...]:
    """The link at acceptance, the steps, and the call of a person, for somebody who does nothing."""
    facts = _facts(policy, sample)
    first = earliest_sending(sample.accepted_at, sample.zone)
    channel = "sms" if "sms" in sample.channels else "email"
    link = Foreseen("pick_a_time", channel, first, _day(first, facts))
    facts = replace(facts, told=(Told("pick_a_time", first),))
    return (
        link,
        *(Foreseen(step.kind, step.channel, step.due_at, _day(step.due_at, facts)) for step in _walk(policy, facts, sample.accepted_at)),
    )


def foresee_reminders(policy: Policy, sample: Sample) -> tuple[Foreseen, ...]:
    """The reminders before the visit, for somebody who booked it and wants them as usual."""
    visit = Visit(sample.visit_at, sample.booked_at)
    facts = replace(_facts(policy, sample), state=states.SCHEDULED, visit=visit)
    of_visit = sample.visit_at.astimezone(ZoneInfo(sample.zone)).date()
    steps = _walk(policy, facts, sample.booked_at)
    days = [(step.due_at.astimezone(ZoneInfo(sample.zone)).date() - of_visit).days for step in steps]
    return tuple(Foreseen(step.kind, step.channel, step.due_at, day) for step, day in zip(steps, days, strict=True))


def _facts(policy: Policy, sample: Sample) -> CadenceFacts:
    return CadenceFacts(
        policy=policy,
        state=states.ACCEPTED,
        tier=sample.tier,
        zone=sample.zone,
        sent_at=sample.sent_at,
        accepted_at=sample.accepted_at,
        channels=sample.channels,
        blocked="no_address",
        reminders_wanted=sample.reminders_wanted,
    )


def _walk(policy: Policy, facts: CadenceFacts, now: datetime) -> list[NextStep]:
    steps: list[NextStep] = []
    while len(steps) < MOST:
        step = next_step(policy, facts, now)
        if not isinstance(step, NextStep):
            break
        steps.append(step)
        if step.channel == PERSON:
            break
        now = max(now, step.due_at)
        starts_at = facts.visit.starts_at if facts.visit else None
        facts = replace(facts, told=(*facts.told, Told(step.kind, now, step.step, starts_at=starts_at)))
    return steps


def _day(moment: datetime, facts: CadenceFacts) -> int:
    return (moment.astimezone(ZoneInfo(facts.zone)).date() - day_zero(facts)).days
