"""What must be true of every life that was lived, worked out anew from what happened: not by the rules that decided it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.cli.simulation.asking import rows_of
from bridgework.cli.simulation.gateway import Reached
from bridgework.cli.simulation.judge_plan import BEFORE, is_capped, judge_plan
from bridgework.cli.simulation.lives import Life, World
from bridgework.lookups.outreach import ToldPatient, handed_to_persons, told_patients
from bridgework.rules.facts import SYSTEM

MOST_SHOWN = 20
OTHERS = "SELECT id::text, referral_id, kind, status, channel, due_at FROM records_plannedmessage WHERE recipient <> 'patient'"
ATTEMPTS = "SELECT message_id, min(started_at) FROM records_messageattempt GROUP BY message_id"
HANDED_OVER = "SELECT referral_id, at FROM records_referralevent WHERE kind = 'messages_through' ORDER BY at"
Person = tuple[str, str, date]
Wrong = defaultdict[str, list[str]]


@dataclass(slots=True)
class Lived:
    """All that was lived in a world. `people` are the messages of a patient about all their referrals, `own` those of all by their keys."""

    world: World
    lives: dict[UUID, Life] = field(default_factory=dict)
    own: dict[str, ToldPatient] = field(default_factory=dict)
    people: defaultdict[Person, list[ToldPatient]] = field(default_factory=lambda: defaultdict(list))

    def of(self, reached: Reached) -> tuple[ToldPatient, Life] | None:
        """Which message that was, and whose; None where it was not to a patient."""
        message = self.own.get(reached.message_id)
        return (message, self.lives[message.referral_id]) if message else None


def judge(world: World) -> dict[str, Any]:
    """`ok`, what was counted, and what was found to be wrong, by its name (the first of each are described). `digest` is the same where the
    same reached the same people in the same minutes.
    """
    lived, wrong = Lived(world, {life.referral_id: life for life in world.lives if life.referral_id}), Wrong(list)
    for message in told_patients(SYSTEM, list(lived.lives)):
        lived.own[str(message.id)] = message
        lived.people[person_of(lived.lives[message.referral_id])].append(message)
    begun: dict[UUID, datetime] = dict(rows_of(ATTEMPTS))
    handed_over: defaultdict[UUID, list[datetime]] = defaultdict(list)
    for referral_id, at in rows_of(HANDED_OVER):
        handed_over[referral_id].append(at)
    for key, life in lived.lives.items():
        judge_plan(life, lived.people[person_of(life)], begun, handed_over[key], world.now, wrong)
    _judge_reached(lived, wrong)
    _judge_days(lived, wrong)
    _judge_ends(lived, wrong)
    _judge_others(lived, wrong)
    said = sorted(f"{one.at} {one.channel} {one.to} {lived.own[one.message_id].kind}" for one in world.gateway.reached if lived.of(one))
    return {
        "ok": not wrong,
        "lives": len(lived.lives),
        "planned": len(lived.own),
        "reached": len(world.gateway.reached),
        "digest": sha256("\n".join(said).encode()).hexdigest()[:16],
        "wrong": {name: {"count": len(found), "first": found[:MOST_SHOWN]} for name, found in wrong.items()},
    }


def person_of(life: Life) -> Person:
    """Who the patient is: whoever has the same name and birth date is the same."""
    return life.patient.given_name, life.patient.family_name, life.patient.birth_date


def _judge_reached(lived: Lived, wrong: Wrong) -> None:
    """What arrived: by day, to those who agreed, never after a stop, about what stands, and once."""
    gateway = lived.world.gateway
    times = Counter(reached.message_id for reached in gateway.reached if reached.provider_id not in gateway.not_arrived)
    wrong["twice"] += [f"{key}: {count} times" for key, count in times.items() if count > 1]
    if not wrong["twice"]:
        del wrong["twice"]
    for reached in gateway.reached:
        if (whose := lived.of(reached)) is None:
            continue
        message, life = whose
        local = reached.at.astimezone(ZoneInfo(life.zone))
        what = f"{message.kind} by {reached.channel} at {local:%Y-%m-%d %H:%M} {life.zone}"
        if not message.at_any_hour and not time(8) <= local.time() < time(21):
            wrong["in_quiet_hours"].append(what)
        if reached.channel == "sms" and any(stop[0] < reached.at and (len(stop) == 1 or reached.at < stop[1]) for stop in life.stops):
            wrong["after_stop"].append(what)
        if not life.patient.may_contact:
            wrong["without_consent"].append(what)
        if message.step is not None and (life.accepted_at is None or reached.at < life.accepted_at):
            wrong["before_acceptance"].append(what)
        if message.step is not None and any(
            one.booked_at < reached.at and (one.ended_at is None or reached.at < one.ended_at) for one in life.bookings
        ):
            wrong["step_with_a_visit_booked"].append(what)
        if message.kind in BEFORE and not any(
            one.starts_at == message.starts_at and one.booked_at <= reached.at <= (one.ended_at or one.starts_at) for one in life.bookings
        ):
            wrong["reminder_of_no_visit"].append(what)


def _judge_days(lived: Lived, wrong: Wrong) -> None:
    """No step and no reminder went out on a day on which the patient had heard from the practice before, whenever it was planned."""
    gateway = lived.world.gateway
    heard: dict[tuple[Person, date], list[str]] = defaultdict(list)
    told = [(one, *whose) for one in gateway.reached if one.provider_id not in gateway.not_arrived and (whose := lived.of(one))]
    # Of what went out in the same minute nobody knows which was first.
    for reached, message, life in sorted(told, key=lambda one: (one[0].at, not is_capped(one[1]))):
        if message.at_any_hour:
            continue
        before = heard[person_of(life), reached.at.astimezone(ZoneInfo(life.zone)).date()]
        if before and is_capped(message):
            wrong["second_of_a_day"].append(f"{message.kind} at {reached.at}, after {', '.join(before)}")
        before.append(message.kind)


def _judge_ends(lived: Lived, wrong: Wrong) -> None:
    """Everything that was planned for patients came to an end, and where it did not arrive a person knows."""
    world = lived.world
    took = {reached.message_id for reached in world.gateway.reached if reached.provider_id not in world.gateway.not_arrived}
    told = handed_to_persons(SYSTEM)
    for key, message in lived.own.items():
        if message.status in ("planned", "sending") and message.channel != "letter" and message.due_at <= world.now:
            wrong["lost"].append(f"{message.kind} is still {message.status}, due {message.due_at}")
        elif message.status in ("sent", "delivered") and key not in took:
            wrong["lost"].append(f"{message.kind} counts as {message.status} and reached nobody")
        elif message.status in ("failed", "unclear") and (message.referral_id, message.kind) not in told:
            wrong["lost"].append(f"{message.kind} is {message.status} and no person knows")


def _judge_others(lived: Lived, wrong: Wrong) -> None:
    """The same of what the offices are told; of each referral the sender has a receipt and the desk hears."""
    world = lived.world
    took = {reached.message_id for reached in world.gateway.reached}
    there = set()
    for key, referral_id, kind, status, channel, due_at in rows_of(OTHERS):
        there.add((referral_id, kind))
        if status in ("planned", "sending") and channel != "letter" and due_at <= world.now:
            wrong["lost"].append(f"{kind} is still {status}, due {due_at}")
        elif status in ("sent", "delivered") and key not in took:
            wrong["lost"].append(f"{kind} counts as {status} and reached nobody")
    for key, life in lived.lives.items():
        expected = ("receipt_to_sender", "new_referral", *(("accepted_to_sender",) if life.accepted_at else ()))
        wrong_kinds = [kind for kind in expected if (key, kind) not in there]
        if wrong_kinds:
            wrong["lost"].append(f"{', '.join(wrong_kinds)} of {key}")
