"""What must be true of every life that was lived, worked out anew from what happened: not by the rules that decided it."""

from collections import Counter, defaultdict
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.cli.simulation.asking import rows_of
from bridgework.cli.simulation.judge_caps import judge_caps, judge_heard
from bridgework.cli.simulation.judge_plan import Lived, judge_plan
from bridgework.cli.simulation.lives import World
from bridgework.cli.simulation.people import Life
from bridgework.cli.simulation.practices import BEFORE
from bridgework.lookups.outreach import ToldPatient, handed_to_persons, told_patients
from bridgework.rules.facts import SYSTEM

MOST_SHOWN = 20
OTHERS = "SELECT id::text, referral_id, kind, status, channel, due_at FROM records_plannedmessage WHERE recipient <> 'patient'"
ATTEMPTS = "SELECT message_id, channel, started_at FROM records_messageattempt ORDER BY message_id, number"
HANDED_OVER = "SELECT referral_id, at FROM records_referralevent WHERE kind = 'messages_through' ORDER BY at"
OF_A_VISIT = frozenset({*BEFORE, "visit_booked", "visit_moved"})
"""What is true as long as a visit stands."""
TO_CHOOSE = "pick_a_time"
Wrong = defaultdict[str, list[str]]
Attempt = tuple[str, datetime]
"""By which channel a message was handed to a service, and when it was claimed for that."""


def judge(world: World) -> dict[str, Any]:
    """`ok`, what was counted, and what was found to be wrong, by its name (the first of each are described). `digest` is the same where the
    same reached the same people in the same minutes.
    """
    wrong = Wrong(list)
    told = told_patients(SYSTEM, list(world.sent))
    attempts: defaultdict[UUID, list[Attempt]] = defaultdict(list)
    for message_id, channel, started_at in rows_of(ATTEMPTS):
        attempts[message_id].append((channel, started_at))
    people: defaultdict[object, list[ToldPatient]] = defaultdict(list)
    for message in told:
        people[person_of(world.sent[message.referral_id])].append(message)
    handed_over: defaultdict[UUID, list[datetime]] = defaultdict(list)
    for referral_id, at in rows_of(HANDED_OVER):
        handed_over[referral_id].append(at)
    for key, life in world.sent.items():
        lived = Lived(life, people.get(person_of(life), ()), attempts, handed_over[key], world.gateway.complained)
        judge_plan(lived, world.now, wrong)
    for messages in people.values():
        judge_caps(messages, ZoneInfo(world.sent[messages[0].referral_id].zone), wrong)
    for message in told:
        _judge_attempts(message, world.sent[message.referral_id], attempts[message.id], world.gateway.complained, wrong)
    own = {str(message.id): message for message in told}
    _judge_reached(world, own, wrong)
    _judge_ends(world, own, wrong)
    _judge_others(world, wrong)
    said = sorted(f"{one.at} {one.channel} {one.to} {own[one.message_id].kind}" for one in world.gateway.reached if one.message_id in own)
    return {
        "ok": not wrong,
        "lives": len(world.sent),
        "planned": len(own),
        "reached": len(world.gateway.reached),
        "digest": sha256("\n".join(said).encode()).hexdigest()[:16],
        "wrong": {name: {"count": len(found), "first": found[:MOST_SHOWN]} for name, found in wrong.items()},
    }


def person_of(life: Life) -> object:
    """Who is written to by whom: whoever has the same name and birth date is the same."""
    return life.patient.given_name, life.patient.family_name, life.patient.birth_date, life.practice.number


def _judge_attempts(message: ToldPatient, life: Life, attempts: list[Attempt], complained: dict[str, datetime], wrong: Wrong) -> None:
    """Nothing is even tried that was untrue or unwanted when it was claimed, the second and third time neither."""
    for channel, at in attempts:
        what = f"{message.kind} by {channel} at {at:%Y-%m-%d %H:%M} of {life.referral_id}"
        if channel == "sms" and life.is_silent(at):
            wrong["claimed_after_stop"].append(what)
        if channel == "email" and complained.get(life.patient.email, at) < at:
            wrong["after_a_complaint"].append(what)
        if (unwilling := life.person.unwilling_from) and unwilling <= at:
            wrong["without_consent"].append(what)
        if life.ended_at and life.ended_at <= at and message.kind != "visit_cancelled":
            wrong["after_the_end"].append(what)
        if message.kind in OF_A_VISIT and not any(one.starts_at == message.starts_at and one.stands(at) for one in life.bookings):
            wrong["of_no_visit"].append(what)
        if message.step is not None or message.kind == TO_CHOOSE:
            if life.accepted_at is None or at < life.accepted_at:
                wrong["before_acceptance"].append(what)
            if life.visit_at(at):
                wrong["step_with_a_visit_booked"].append(what)
        wish = life.patient.preferred_channel
        if wish == "phone" or (wish == "letter" and (message.step is not None or message.kind in BEFORE)):
            wrong["against_their_wish"].append(what)


def _judge_reached(world: World, own: dict[str, ToldPatient], wrong: Wrong) -> None:
    """What arrived: by day, never after a stop, once, and no more than the patient may hear in a day or a week."""
    gateway = world.gateway
    times = Counter(reached.message_id for reached in gateway.reached if reached.provider_id not in gateway.not_arrived)
    if twice := [f"{key}: {count} times" for key, count in times.items() if count > 1]:
        wrong["twice"] = twice
    heard: defaultdict[object, list[tuple[date, bool, str]]] = defaultdict(list)
    for reached in gateway.reached:
        message = own.get(reached.message_id)
        if message is None:
            continue
        life = world.sent[message.referral_id]
        local = reached.at.astimezone(ZoneInfo(life.zone))
        what = f"{message.kind} by {reached.channel} at {local:%Y-%m-%d %H:%M} {life.zone}"
        if not message.at_any_hour and not time(8) <= local.time() < time(21):
            wrong["in_quiet_hours"].append(what)
        if reached.channel == "sms" and life.is_silent(reached.at):
            wrong["after_stop"].append(what)
        if not message.at_any_hour and reached.provider_id not in gateway.not_arrived:
            heard[person_of(life)].append((local.date(), message.step is not None or message.kind in BEFORE, what))
    for of_one in heard.values():
        judge_heard(of_one, wrong)


def _judge_ends(world: World, own: dict[str, ToldPatient], wrong: Wrong) -> None:
    """Everything that was planned for patients came to an end, and where it did not arrive a person knows."""
    took = {reached.message_id for reached in world.gateway.reached if reached.provider_id not in world.gateway.not_arrived}
    told = handed_to_persons(SYSTEM)
    for key, message in own.items():
        if message.status in ("planned", "sending") and message.channel != "letter" and message.due_at <= world.now:
            wrong["lost"].append(f"{message.kind} is still {message.status}, due {message.due_at}")
        elif message.status in ("sent", "delivered") and key not in took:
            wrong["lost"].append(f"{message.kind} counts as {message.status} and reached nobody")
        elif message.status in ("failed", "unclear") and (message.referral_id, message.kind) not in told:
            wrong["lost"].append(f"{message.kind} is {message.status} and no person knows")


def _judge_others(world: World, wrong: Wrong) -> None:
    """The same of what the offices are told; of each referral the sender has a receipt and the desk hears."""
    took = {reached.message_id for reached in world.gateway.reached}
    there = set()
    for key, referral_id, kind, status, channel, due_at in rows_of(OTHERS):
        there.add((referral_id, kind))
        if status in ("planned", "sending") and channel != "letter" and due_at <= world.now:
            wrong["lost"].append(f"{kind} is still {status}, due {due_at}")
        elif status in ("sent", "delivered") and key not in took:
            wrong["lost"].append(f"{kind} counts as {status} and reached nobody")
    for key, life in world.sent.items():
        expected = ["receipt_to_sender", "new_referral"]
        expected += ["accepted_to_sender"] * (life.accepted_at is not None) + ["declined_to_sender"] * (life.ended_at is not None)
        if missing := [kind for kind in expected if (key, kind) not in there]:
            wrong["lost"].append(f"{', '.join(missing)} of {key}")
