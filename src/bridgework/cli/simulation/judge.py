"""What must be true of every life that was lived, worked out anew from what happened: not by the rules that decided it."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.cli.simulation.lives import Life, World
from bridgework.lookups.outreach import ToldPatient, handed_to_persons, told_patients
from bridgework.rules.facts import SYSTEM

STEPS = {
    "elective": ((1, time(10), "day_1"), (7, time(10), "day_7"), (10, time(10), "day_10")),
    "urgent": ((1, time(8), "urgent_1"), (2, time(8), "urgent_2")),
}
"""The usual policy: days after the day of sending, and the time where the patient lives."""
BEFORE = {"reminder_3_days": 3, "reminder_1_day": 1}
MINUTE = timedelta(minutes=1)
MOST_SHOWN = 20


def judge(world: World) -> dict[str, Any]:
    """`ok`, what was counted, and what was found to be wrong, by its name (the first of each are described)."""
    lives: dict[UUID | None, Life] = {life.referral_id: life for life in world.lives if life.referral_id}
    keys = [key for key in lives if key is not None]
    messages = told_patients(SYSTEM, keys)
    wrong: dict[str, list[str]] = defaultdict(list)
    own = {str(message.id): message for message in messages}
    _judge_reached(world, own, lives, wrong)
    by_life: dict[UUID | None, list[ToldPatient]] = defaultdict(list)
    for message in messages:
        by_life[message.referral_id].append(message)
    for key, life in lives.items():
        _judge_steps(life, by_life[key], wrong)
    _judge_ends(world, messages, wrong)
    return {
        "ok": not wrong,
        "lives": len(lives),
        "planned": len(messages),
        "reached": len(world.gateway.reached),
        "wrong": {name: {"count": len(found), "first": found[:MOST_SHOWN]} for name, found in wrong.items()},
    }


def _judge_reached(world: World, own: dict[str, ToldPatient], lives: dict[UUID | None, Life], wrong: dict[str, list[str]]) -> None:
    """What arrived: by day, never after a stop, and once."""
    times: Counter[str] = Counter()
    for reached in world.gateway.reached:
        if reached.provider_id not in world.gateway.not_arrived:
            times[reached.message_id] += 1
        message = own.get(reached.message_id)
        life = lives.get(message.referral_id) if message else None
        if message is None or life is None:
            continue
        local = reached.at.astimezone(ZoneInfo(life.zone))
        if not message.at_any_hour and not time(8) <= local.time() < time(21):
            wrong["in_quiet_hours"].append(f"{message.kind} at {local:%Y-%m-%d %H:%M} {life.zone}")
        stopped = any(stop[0] < reached.at and (len(stop) == 1 or reached.at < stop[1]) for stop in life.stops)
        if stopped and reached.channel == "sms":
            wrong["after_stop"].append(f"{message.kind} at {reached.at}")
    _judge_days(world, own, lives, wrong)
    wrong_twice = [f"{key}: {count} times" for key, count in times.items() if count > 1]
    if wrong_twice:
        wrong["twice"] = wrong_twice


def _judge_days(world: World, own: dict[str, ToldPatient], lives: dict[UUID | None, Life], wrong: dict[str, list[str]]) -> None:
    """No step and no reminder went out on a day on which the patient had heard from the practice before, whenever it was planned."""
    heard: dict[tuple[UUID, date], list[str]] = defaultdict(list)
    for reached in sorted(world.gateway.reached, key=lambda one: one.at):
        message = own.get(reached.message_id)
        life = lives.get(message.referral_id) if message else None
        if message is None or life is None or message.at_any_hour or reached.provider_id in world.gateway.not_arrived:
            continue
        before = heard[message.referral_id, reached.at.astimezone(ZoneInfo(life.zone)).date()]
        if before and (message.step is not None or message.kind.startswith("reminder_")):
            wrong["second_of_a_day"].append(f"{message.kind} at {reached.at}, after {', '.join(before)}")
        before.append(message.kind)


def _judge_steps(life: Life, messages: list[ToldPatient], wrong: dict[str, list[str]]) -> None:
    """Each step and reminder to the minute, unless the caps moved it; all of them for those who never answered."""
    zone = ZoneInfo(life.zone)
    sent_on = life.sent_at.astimezone(zone).date()
    counted = [message for message in messages if not message.at_any_hour]
    for message in messages:
        if message.step is not None:
            day, at, kind = STEPS[life.tier][message.step - 1]
            due = datetime.combine(sent_on + timedelta(days=day), at, zone).astimezone(UTC)
            if kind != message.kind or (not _is_at(message, due) and not _moved_by_caps(message, due, counted, zone)):
                wrong["not_to_the_minute"].append(f"{message.kind} of {life.tier}, due {due}, planned {message.created_at}")
        elif message.kind in BEFORE or message.kind == "reminder_2_hours":
            due = _reminder_due(message, zone)
            if not _is_at(message, due) and not _moved_by_caps(message, due, counted, zone) and message.created_at < due:
                wrong["reminder_too_early"].append(f"{message.kind} due {due}, planned {message.created_at}")
    for day_of in {
        message.created_at.astimezone(zone).date() for message in messages if message.step or message.kind.startswith("reminder_")
    }:
        capped = [
            one for one in messages if (one.step or one.kind.startswith("reminder_")) and one.created_at.astimezone(zone).date() == day_of
        ]
        if len([one for one in capped if one.status not in ("dropped", "failed")]) > 1:
            wrong["over_the_cap"].append(f"{len(capped)} on {day_of}: {', '.join(one.kind for one in capped)}")
    answered = life.booked_at or life.stops or life.accepted_at is None or not life.patient.may_contact
    early = life.accepted_at is not None and life.accepted_at < datetime.combine(sent_on + timedelta(days=1), time(0), zone)
    if life.tier in STEPS and not answered and early and not any(message.status == "failed" for message in messages):
        there = {message.kind for message in messages}
        days = {kind: sent_on + timedelta(days=day) for day, _, kind in STEPS[life.tier] if kind not in there}
        wrong_kinds = [kind for kind, day in days.items() if not _is_full(day, counted, zone, datetime.combine(day, time(0), zone))]
        if wrong_kinds:
            wrong["lost"].append(f"{', '.join(wrong_kinds)} of {life.referral_id}")


def _is_at(message: ToldPatient, due: datetime) -> bool:
    return due <= message.created_at < due + MINUTE


def _moved_by_caps(message: ToldPatient, due: datetime, counted: list[ToldPatient], zone: ZoneInfo) -> bool:
    """Later than due, and to the minute of another day, after a day or a week that was full."""
    if message.created_at < due:
        return False
    day = due.astimezone(zone).date()
    return _is_full(day, [one for one in counted if one.id != message.id], zone, due)


def _is_full(day: date, counted: list[ToldPatient], zone: ZoneInfo, at: datetime) -> bool:
    """Whether that day, or a week around it, had all the messages that it may have, as things stood `at` that moment: one that failed or was
    dropped later counted until then. One that came at night belongs to the morning.
    """
    standing = [one for one in counted if one.status not in ("dropped", "failed") or one.changed_at > at]
    days = [max(one.created_at, one.due_at).astimezone(zone).date() for one in standing]
    return day in days or len([one for one in days if abs((one - day).days) < 7]) >= 3


def _reminder_due(message: ToldPatient, zone: ZoneInfo) -> datetime:
    starts = message.starts_at or message.due_at
    local = starts.astimezone(zone)
    if message.kind == "reminder_2_hours":
        due = (starts - timedelta(hours=2)).astimezone(zone)
    else:
        due = datetime.combine(local.date() - timedelta(days=BEFORE[message.kind]), local.time().replace(fold=0), zone)
    if time(8) <= due.time() < time(21):
        return due.astimezone(UTC)
    evening = due.date() - timedelta(days=due.time() < time(8))
    return datetime.combine(evening, time(20), zone).astimezone(UTC)


def _judge_ends(world: World, messages: list[ToldPatient], wrong: dict[str, list[str]]) -> None:
    """Everything that was planned came to an end, and where it did not arrive a person knows."""
    took = {reached.message_id for reached in world.gateway.reached}
    told = handed_to_persons(SYSTEM)
    for message in messages:
        if message.status in ("planned", "sending") and message.channel != "letter" and message.due_at <= world.now:
            wrong["lost"].append(f"{message.kind} is still {message.status}, due {message.due_at}")
        elif message.status in ("sent", "delivered") and str(message.id) not in took:
            wrong["lost"].append(f"{message.kind} counts as {message.status} and reached nobody")
        elif message.status in ("failed", "unclear") and (message.referral_id, message.kind) not in told:
            wrong["lost"].append(f"{message.kind} is {message.status} and no person knows")
