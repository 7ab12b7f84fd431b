"""How often a patient heard from a practice: a step or a reminder is never the second of a day, nor the fourth in any seven days."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from bridgework.cli.simulation.practices import BEFORE
from bridgework.lookups.outreach import ToldPatient

A_WEEK = 3
DAYS = 7
Heard = tuple[date, bool, str]
"""The day on which something arrived where the patient lives, whether the practice says it of its own accord, and what it was."""
Wrong = defaultdict[str, list[str]]


def is_capped(message: ToldPatient) -> bool:
    """Whether the practice says it of its own accord."""
    return message.step is not None or message.kind in BEFORE


def judge_heard(heard: Sequence[Heard], wrong: Wrong) -> None:
    """By what really arrived, in that order, whenever it was planned. Of what went out in the same minute nobody knows which was first: what has
    to go out counts as later.
    """
    days: list[date] = []
    for _, minute in groupby(heard, key=lambda one: one[2].split(" at ", 1)[1]):
        at_once = list(minute)
        for day, is_own_accord, what in sorted(at_once, key=lambda one: not one[1]):
            if is_own_accord and day in days:
                wrong["second_of_a_day"].append(what)
            elif is_own_accord and sum(0 <= (day - one).days < DAYS for one in days) >= A_WEEK:
                wrong["fourth_of_a_week"].append(what)
            days.append(day)


def judge_caps(told: Sequence[ToldPatient], zone: ZoneInfo, wrong: Wrong) -> None:
    """By what was planned: it must not be left to the sending to find out."""
    standing = [one for one in told if is_capped(one) and one.status not in ("dropped", "failed")]
    days = Counter(one.created_at.astimezone(zone).date() for one in standing)
    said = ", ".join(one.kind for one in standing)
    if full := [str(day) for day, count in days.items() if count > 1]:
        wrong["over_the_cap"].append(f"{', '.join(full)}: {said}")
    for first in days:
        week = sum(count for day, count in days.items() if 0 <= (day - first).days < DAYS)
        if week > A_WEEK:
            wrong["over_the_cap"].append(f"{week} in the week of {first}: {said}")


def is_full(day: date, counted: Sequence[ToldPatient], zone: ZoneInfo, at: datetime) -> bool:
    """Whether that day, or a week around it, had all the messages that it may have, as things stood `at` that moment: one that failed or was
    dropped in that minute or later counted until then. One that came at night belongs to the morning.
    """
    standing = [one for one in counted if one.status not in ("dropped", "failed") or one.changed_at >= at]
    days = [max(one.created_at, one.due_at).astimezone(zone).date() for one in standing]
    return day in days or len([one for one in days if abs((one - day).days) < DAYS]) >= A_WEEK
