"""How patients are reached, as a practice sets it: on which days, at what hour, by which channel, and when a person calls.

The usual policy is the house's: a text on day 1, a text on day 7, an e-mail on day 10, a person on day 14. Day 0 is the day the referral was sent.
Tiers that cannot wait are quicker, and an emergency has no policy: a person calls at once. Source of the hours and of the caps: US TCPA
health-care exemption, as in `contact` (8 a.m. to 9 p.m. where the patient lives, one message a day, three a week).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Any

from bridgework.rules.contact import DAY_BEGINS, QUIET_BEGINS

CHANNELS = ("sms", "email")
REMINDERS = ("reminder_3_days", "reminder_1_day", "reminder_2_hours")
ANXIETIES = ("", "nervous", "calm")
TIERS_WITH_POLICY = ("urgent", "soon", "elective")
MOST_STEPS = 6
A_DAY, A_WEEK = 1, 3
"""The caps: messages to a patient on one day, and in any seven days."""
PERSON_BY: Mapping[str, int] = {"urgent": 3, "soon": 7, "elective": 30}
"""The last day on which a person calls, by tier."""


@dataclass(frozen=True, slots=True)
class Step:
    """A message on a day, counted from the day of sending, at a time of day where the patient lives."""

    day: int
    at: time
    channel: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The steps in their order, when a person calls whoever did not choose, and which reminders go before a visit."""

    steps: tuple[Step, ...]
    person_day: int
    person_at: time
    reminders: tuple[str, ...] = REMINDERS


@dataclass(frozen=True, slots=True)
class Scope:
    """For which referrals a policy is: of one tier, and of any specialty and anybody, calm or nervous, where those are ""."""

    tier: str
    specialty: str = ""
    anxiety: str = ""


MORNING = time(10)
USUAL: Mapping[str, Policy] = {
    "elective": Policy((Step(1, MORNING, "sms"), Step(7, MORNING, "sms"), Step(10, MORNING, "email")), 14, MORNING),
    "soon": Policy((Step(1, MORNING, "sms"), Step(3, MORNING, "email")), 4, MORNING),
    "urgent": Policy((Step(1, time(8), "sms"), Step(2, time(8), "sms")), 2, time(15)),
}
"""Of a practice that has set nothing. With the link that goes out at acceptance an urgent patient is written to three times, as often as a
week allows, and the first time within a day."""


def usual_policy(tier: str) -> Policy:
    """What counts for a tier where a practice has set nothing. An emergency has no messages; asked for, it is answered with the quickest."""
    return USUAL.get(tier, USUAL["urgent"])


def fits(scope: Scope, tier: str, specialty: str, *, is_nervous: bool) -> bool:
    """Whether a policy is for such a referral."""
    return scope.tier == tier and scope.specialty in ("", specialty) and scope.anxiety in ("", "nervous" if is_nervous else "calm")


def weight(scope: Scope) -> int:
    """Of the policies that fit the one with the greatest weight counts: specialty decides before anxiety."""
    return 2 * bool(scope.specialty) + bool(scope.anxiety)


def write_policy(policy: Policy) -> dict[str, Any]:
    """The stored shape, which `read_policy` reads."""
    return {
        "steps": [{"day": step.day, "at": f"{step.at:%H:%M}", "channel": step.channel} for step in policy.steps],
        "person": {"day": policy.person_day, "at": f"{policy.person_at:%H:%M}"},
        "reminders": list(policy.reminders),
    }


def read_policy(stored: Mapping[str, Any]) -> Policy:
    """The policy from its stored shape, which was checked when it was saved."""
    return Policy(
        tuple(Step(step["day"], time.fromisoformat(step["at"]), step["channel"]) for step in stored["steps"]),
        stored["person"]["day"],
        time.fromisoformat(stored["person"]["at"]),
        tuple(stored["reminders"]),
    )


def check_policy(policy: Policy, scope: Scope) -> dict[str, str]:
    """What is wrong with a policy: field -> sentence, empty where it may be saved. Fields are step_1 ..., person, reminders and scope."""
    problems = {f"step_{number}": why for number, step in enumerate(policy.steps, 1) if (why := _check_step(step))}
    if len(policy.steps) > MOST_STEPS:
        problems["step_1"] = f"At most {MOST_STEPS} messages: whoever does not answer those is called."
    problems |= {f"step_{number}": why for number, why in _check_order(policy.steps) if f"step_{number}" not in problems}
    problems |= _check_person(policy, scope)
    if any(kind not in REMINDERS for kind in policy.reminders):
        problems["reminders"] = "Choose among the reminders that there are."
    if scope.tier == "emergency":
        problems["scope"] = "An emergency is called by a person at once; messages are no part of it."
    elif scope.tier not in TIERS_WITH_POLICY or scope.anxiety not in ANXIETIES:
        problems["scope"] = "Choose for which referrals this is."
    return problems


def _check_step(step: Step) -> str:
    if step.channel not in CHANNELS:
        return "Choose text message or e-mail."
    if not 1 <= step.day <= 60:
        return "Day 1 is the earliest (on the day of acceptance the link goes out by itself), day 60 the latest."
    if not DAY_BEGINS <= step.at < QUIET_BEGINS:
        return "Between 8:00 in the morning and 9:00 in the evening, where the patient lives."
    return ""


def _check_order(steps: tuple[Step, ...]) -> Iterable[tuple[int, str]]:
    for number, (before, after) in enumerate(pairwise(steps), 2):
        if after.day <= before.day:
            yield number, f"Each message needs a later day than the one before (day {before.day}): one message a day is the most."
    days = [0, *(step.day for step in steps)]  # the link of the acceptance may go out on day 0
    for first, last in zip(range(len(days)), range(A_WEEK, len(days)), strict=False):
        if 0 < days[last] - days[first] < 7:
            link = ", the link at acceptance among them" if first == 0 else ""
            why = f"That would be {A_WEEK + 1} messages in seven days{link}; {A_WEEK} are the most."
            yield last, f"{why} Choose day {days[first] + 7} or later."


def _check_person(policy: Policy, scope: Scope) -> dict[str, str]:
    latest = PERSON_BY.get(scope.tier, 30)
    if not DAY_BEGINS <= policy.person_at < QUIET_BEGINS:
        return {"person": "A call comes between 8:00 in the morning and 9:00 in the evening, where the patient lives."}
    last = policy.steps[-1] if policy.steps else None
    if policy.person_day < 1 or (last and (policy.person_day, policy.person_at) <= (last.day, last.at)):
        return {"person": "A person calls after the last message, so that the patient can act on it."}
    if policy.person_day > latest:
        return {"person": f"Whoever is “{scope.tier}” and did not choose is called on day {latest} at the latest."}
    return {}
