"""The practices of a simulated world, and what each promises its patients: one goes by the usual plan, the other by one of its own.

Each texts from a number of its own, so that a STOP to the one is none to the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from bridgework.actions.change_practice import change_practice
from bridgework.actions.save_cadence_policy import save_cadence_policy
from bridgework.cli.benchmark.clinic import Clinic, set_up_clinic
from bridgework.cli.benchmark.network import ZONE
from bridgework.rules.cadence_policy import Policy, Scope, Step

BEFORE = {"reminder_3_days": 3, "reminder_1_day": 1, "reminder_2_hours": 0}
"""The reminders, and how many days before the visit each comes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """In the words of the requirement. `steps`: days after the day of sending, the time where the patient lives, channel and words; `person`:
    day and time of a person's turn.
    """

    steps: tuple[tuple[int, time, str, str], ...]
    person: tuple[int, time]
    reminders: tuple[str, ...] = tuple(BEFORE)


@dataclass(frozen=True, slots=True)
class Practice:
    """A clinic with its zone, the number that it texts from, and its plans by tier."""

    clinic: Clinic
    zone: str
    number: str
    plans: Mapping[str, Plan]


URGENT = Plan(((1, time(8), "sms", "urgent_1"), (2, time(8), "sms", "urgent_2")), (2, time(15)))
USUAL = {
    "urgent": URGENT,
    "elective": Plan(
        ((1, time(10), "sms", "day_1"), (7, time(10), "sms", "day_7"), (10, time(10), "email", "day_10")),
        (14, time(10)),
    ),
}
TIGHT = Plan(
    (
        (1, time(8), "sms", "day_1"),
        (2, time(20, 59), "email", "day_7"),
        (7, time(12, 30), "sms", "day_7"),
        (8, time(9), "sms", "day_10"),
    ),
    (12, time(9, 15)),
    ("reminder_3_days", "reminder_1_day"),
)
"""As much in a week as may be, from the first minute of the day to the last: whatever else is told is a message too many."""
MORE, FEWER = 12, 6
"""Clinicians of the two."""


def open_practices(seed: int | str, began: datetime) -> tuple[Practice, Practice]:
    """Both of them, in different time zones."""
    usual = Practice(set_up_clinic(f"Clinic {seed}", MORE, began, zone=ZONE), ZONE, "+13125550190", USUAL)
    west = "America/Los_Angeles"
    own = Practice(set_up_clinic(f"West {seed}", FEWER, began, zone=west), west, "+12135550190", USUAL | {"elective": TIGHT})
    for one in (usual, own):
        change_practice(one.clinic.desk, fields={"text_number": one.number}, now=began)
    steps = tuple(Step(day, at, channel) for day, at, channel, _ in TIGHT.steps)
    policy = Policy(steps, *TIGHT.person, TIGHT.reminders)
    save_cadence_policy(own.clinic.desk, Scope("elective"), policy, seen_version=0, now=began)
    return usual, own
