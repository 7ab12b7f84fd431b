"""What a life should have been told, when and how, by the words of the requirement: to the minute, by the right channel, and none missing."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.cli.simulation.judge_caps import is_capped, is_full
from bridgework.cli.simulation.people import Life
from bridgework.cli.simulation.practices import BEFORE, Plan
from bridgework.lookups.outreach import ToldPatient

DAY_BEGINS, NIGHT_BEGINS, EVENING = time(8), time(21), time(20)
JUST_BOOKED = timedelta(hours=2)
TOO_LATE = timedelta(hours=1)
TIME_TO_CHOOSE = timedelta(days=1)
MINUTE = timedelta(minutes=1)
Wrong = defaultdict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Lived:
    """A life, `told` what the practice planned for the patient about all their referrals, `attempts` the channel and claim of each attempt by
    message, `handed_over` when a person's turn came, `complained` the mail addresses from which a complaint came.
    """

    life: Life
    told: Sequence[ToldPatient]
    attempts: Mapping[UUID, Sequence[tuple[str, datetime]]]
    handed_over: Sequence[datetime]
    complained: Mapping[str, datetime]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.life.zone)

    @property
    def plan(self) -> Plan:
        return self.life.practice.plans[self.life.tier]

    @property
    def own(self) -> list[ToldPatient]:
        """What is about this referral."""
        return [one for one in self.told if one.referral_id == self.life.referral_id]

    def others(self, *of: ToldPatient) -> list[ToldPatient]:
        """What counts toward the caps beside these."""
        keys = {one.id for one in of}
        return [one for one in self.told if not one.at_any_hour and one.id not in keys]

    def begun(self, message: ToldPatient) -> datetime | None:
        """When it was first claimed."""
        return self.attempts[message.id][0][1] if self.attempts.get(message.id) else None


def judge_plan(lived: Lived, now: datetime, wrong: Wrong) -> None:
    """All of it for one life."""
    life = lived.life
    for message in lived.own:
        if (begun := lived.begun(message)) is None:
            continue  # what was dropped before anybody tried to send it reached nobody
        if is_capped(message):
            _judge_moment(message, lived, wrong)
            _judge_attempt(message, begun, lived, wrong)
        elif not (due := _by_day(message, lived.zone)) <= begun < due + MINUTE:
            wrong["not_at_once"].append(f"{message.kind} due {due}, begun {begun} of {life.referral_id}")
        _judge_channel(message, lived, wrong)
    _judge_repeats(lived, wrong)
    if life.accepted_at is None:
        return
    fails = [one.changed_at for one in lived.told if one.status == "failed"]
    ends = [moment for moment in (life.ended_at, life.person.unwilling_from) if moment]
    silent_from = _minute(min([*(stop[0] for stop in life.stops), *fails, *ends, *_closed(lived)], default=now))
    if life.patient.preferred_channel not in ("phone", "letter"):
        answers_from = min([silent_from, *(_minute(booking.booked_at) for booking in life.bookings)])
        _judge_missing(lived, answers_from, silent_from, wrong)
        _judge_turn(lived, answers_from, now, wrong)


def _closed(lived: Lived) -> list[datetime]:
    """When either way was closed to somebody who complained of e-mails and whose phone refused a text, too: then no message reaches them."""
    complained = lived.complained.get(lived.life.patient.email)
    refused = [
        attempts[0][1]
        for one in lived.told
        if (attempts := lived.attempts.get(one.id)) and (one.status == "dropped" or len({channel for channel, _ in attempts}) > 1)
    ]
    return [complained, *refused] if complained and refused else []


def _judge_moment(message: ToldPatient, lived: Lived, wrong: Wrong) -> None:
    """Each step and reminder to the minute, unless the caps moved it; what was due while the number was stopped comes after START, and what was
    due after an address had refused a message comes when there is a way again.
    """
    due = _due(message, lived)
    if due is None:
        wrong["not_of_the_policy"].append(f"{message.kind}, planned {message.created_at} of {lived.life.referral_id}")
        return
    if any(stop[0] <= due <= stop[1] <= message.created_at for stop in lived.life.stops if len(stop) == 2):
        return
    if any(one.status == "failed" and one.changed_at <= due for one in lived.others()):
        return
    if not due <= message.created_at < due + MINUTE and not _moved_by_caps(message, due, lived):
        wrong["not_to_the_minute"].append(f"{message.kind} due {due}, planned {message.created_at} of {message.referral_id}")


def _judge_attempt(message: ToldPatient, at: datetime, lived: Lived, wrong: Wrong) -> None:
    """What is planned for a minute goes to the network in that minute, unless meanwhile the day was full."""
    if not message.created_at <= at < message.created_at + MINUTE and not _moved_by_caps(message, at, lived):
        day = _day(message.created_at, lived.zone)
        if not is_full(day, lived.others(message), lived.zone, message.created_at):
            wrong["sent_late"].append(f"{message.kind} planned {message.created_at}, begun {at}")


def _judge_channel(message: ToldPatient, lived: Lived, wrong: Wrong) -> None:
    """By the channel of the plan, or of the patient's wish, where nobody ever stopped one and nothing was ever refused."""
    patient, plan = lived.life.patient, lived.plan
    if lived.life.stops or patient.email in lived.complained or patient.preferred_channel not in ("sms", "email"):
        return
    if any(one.status == "failed" or len({channel for channel, _ in lived.attempts.get(one.id, ())}) > 1 for one in lived.told):
        return
    wanted = plan.steps[message.step - 1][2] if message.step is not None and 0 < message.step <= len(plan.steps) else "sms"
    wanted = "email" if patient.preferred_channel == "email" else wanted if patient.email else "sms"
    if (by := lived.attempts[message.id][0][0]) != wanted:
        wrong["by_another_channel"].append(f"{message.kind} by {by} of {message.referral_id}")


def _judge_repeats(lived: Lived, wrong: Wrong) -> None:
    """No step twice in one stretch of choosing, no reminder twice of one booking."""
    bookings = lived.life.bookings
    stretches = 1 + sum(booking.ended_at is not None for booking in bookings)
    said = Counter((one.kind, one.step, one.starts_at if one.step is None else None) for one in lived.own if is_capped(one))
    for (kind, _, starts_at), count in said.items():
        most = stretches if starts_at is None else sum(booking.starts_at == starts_at for booking in bookings)
        if count > most:
            wrong["planned_twice"].append(f"{kind}, {count} times, of {lived.life.referral_id}")


def _judge_missing(lived: Lived, answers_from: datetime, silent_from: datetime, wrong: Wrong) -> None:
    """Every step until the patient answered, every reminder and confirmation of a visit, unless the caps had no room."""
    life, zone, own = lived.life, lived.zone, lived.own
    assert life.accepted_at is not None

    def is_missing(found: list[ToldPatient], due: datetime, until: datetime) -> bool:
        """Not there, or dropped while it stood, and not for want of room."""
        stands = any(one.status != "dropped" or one.changed_at >= until for one in found)
        return not stands and not is_full(_day(due, zone), lived.others(*found), zone, due)

    kinds = {(one.kind, one.created_at) for one in own}
    missing = []
    for number, (day, at, _, kind) in enumerate(lived.plan.steps, 1):
        due = _moment(life, zone, day, at)
        if life.accepted_at < due < answers_from and is_missing([one for one in own if one.step == number], due, answers_from):
            missing.append(f"{kind}, due {due}")
    for booking in life.bookings:
        until = min(silent_from, booking.ended_at or booking.starts_at - TOO_LATE)
        for kind in lived.plan.reminders:
            due = reminder_due(kind, booking.starts_at, zone)
            found = [one for one in own if (one.kind, one.starts_at) == (kind, booking.starts_at)]
            if booking.booked_at + JUST_BOOKED <= due < until and is_missing(found, due, until):
                missing.append(f"{kind}, due {due}")
        if booking.booked_at < silent_from and not {("visit_booked", booking.booked_at), ("visit_moved", booking.booked_at)} & kinds:
            missing.append(f"visit_booked at {booking.booked_at}")
    if life.accepted_at < silent_from and ("pick_a_time", life.accepted_at) not in kinds:
        missing.append(f"pick_a_time at {life.accepted_at}")
    if missing:
        wrong["lost"].append(f"{'; '.join(missing)} of {life.referral_id}")


def _judge_turn(lived: Lived, answers_from: datetime, now: datetime, wrong: Wrong) -> None:
    """Who did not answer is a person's on the day of the policy, once and to the minute."""
    life = lived.life
    assert life.accepted_at is not None
    due = _moment(life, lived.zone, *lived.plan.person)
    if life.accepted_at + TIME_TO_CHOOSE > due or not due < min(answers_from, now):
        return
    first = [at for at in lived.handed_over if at <= answers_from]
    if len(first) != 1 or not due <= first[0] < due + MINUTE:
        wrong["not_handed_over"].append(f"{life.tier} {life.referral_id}, due {due}: {', '.join(str(at) for at in first) or 'never'}")


def _due(message: ToldPatient, lived: Lived) -> datetime | None:
    """When a step or reminder is due; None where the policy has none such."""
    plan = lived.plan
    if message.step is None:
        return reminder_due(message.kind, message.starts_at, lived.zone) if message.starts_at and message.kind in plan.reminders else None
    if not 0 < message.step <= len(plan.steps) or plan.steps[message.step - 1][3] != message.kind:
        return None
    day, at, *_ = plan.steps[message.step - 1]
    return _moment(lived.life, lived.zone, day, at)


def _by_day(message: ToldPatient, zone: ZoneInfo) -> datetime:
    """When what follows from an event is due: at the next full minute, or at eight in the morning where that is at night."""
    begun = _minute(message.created_at)
    at = begun if begun == message.created_at else begun + MINUTE
    local = at.astimezone(zone)
    if message.at_any_hour or DAY_BEGINS <= local.time() < NIGHT_BEGINS:
        return at
    return datetime.combine(local.date() + timedelta(days=local.time() >= NIGHT_BEGINS), DAY_BEGINS, zone).astimezone(UTC)


def _moment(life: Life, zone: ZoneInfo, day: int, at: time) -> datetime:
    return datetime.combine(_day(life.sent_at, zone) + timedelta(days=day), at, zone).astimezone(UTC)


def _minute(moment: datetime) -> datetime:
    """Of what happens within a minute nobody is sure whether that was before the message of that minute."""
    return moment.replace(second=0, microsecond=0)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def reminder_due(kind: str, starts_at: datetime, zone: ZoneInfo) -> datetime:
    """At the visit's own time of day, or two hours before; what falls into the night comes at eight in the evening before."""
    local = starts_at.astimezone(zone)
    if kind == "reminder_2_hours":
        due = (starts_at - timedelta(hours=2)).astimezone(zone)
    else:
        due = datetime.combine(local.date() - timedelta(days=BEFORE[kind]), local.time().replace(fold=0), zone)
    if DAY_BEGINS <= due.time() < NIGHT_BEGINS:
        return due.astimezone(UTC)
    evening = due.date() - timedelta(days=due.time() < DAY_BEGINS)
    return datetime.combine(evening, EVENING, zone).astimezone(UTC)


def _moved_by_caps(message: ToldPatient, due: datetime, lived: Lived) -> bool:
    """Later than due, and to the minute of another day, after a day or a week that was full."""
    return message.created_at >= due and is_full(_day(due, lived.zone), lived.others(message), lived.zone, due)
