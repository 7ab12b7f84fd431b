"""What a life should have been told and when, by the words of the requirement: steps and reminders to the minute, and none missing."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.cli.simulation.lives import Life
from bridgework.lookups.outreach import ToldPatient

STEPS = {
    "elective": ((1, time(10), "day_1"), (7, time(10), "day_7"), (10, time(10), "day_10")),
    "urgent": ((1, time(8), "urgent_1"), (2, time(8), "urgent_2")),
}
"""The usual policy: days after the day of sending, and the time where the patient lives."""
PERSON = {"elective": (14, time(10)), "urgent": (2, time(15))}
"""When a person's turn is."""
BEFORE = {"reminder_3_days": 3, "reminder_1_day": 1, "reminder_2_hours": 0}
JUST_BOOKED = timedelta(hours=2)
TOO_LATE = timedelta(hours=1)
TIME_TO_CHOOSE = timedelta(days=1)
MINUTE = timedelta(minutes=1)
Wrong = defaultdict[str, list[str]]


def is_capped(message: ToldPatient) -> bool:
    """Whether the practice says it of its own accord."""
    return message.step is not None or message.kind in BEFORE


def judge_plan(
    life: Life, told: list[ToldPatient], begun: Mapping[UUID, datetime], handed_over: Sequence[datetime], now: datetime, wrong: Wrong
) -> None:
    """`told` is what the patient was told about all their referrals, `begun` when the first attempt of a message began, `handed_over` when a
    person's turn came.
    """
    zone = ZoneInfo(life.zone)
    own = [message for message in told if message.referral_id == life.referral_id]
    counted = [message for message in told if not message.at_any_hour]
    for message in own:
        if is_capped(message) and message.id in begun:  # what was dropped before anybody tried to send it reached nobody
            _judge_moment(message, life, counted, zone, wrong)
            _judge_attempt(message, begun.get(message.id), counted, zone, wrong)
    _judge_caps(told, zone, wrong)
    _judge_repeats(own, life, wrong)
    if life.accepted_at is None or not life.patient.may_contact:
        return
    fails = [message.changed_at for message in told if message.status == "failed"]
    silent_from = min([*(stop[0] for stop in life.stops), *fails], default=now)
    answers_from = min([silent_from, *(booking.booked_at for booking in life.bookings)])
    _judge_missing(life, own, counted, zone, answers_from, silent_from, wrong)
    _judge_turn(life, zone, handed_over, answers_from, now, wrong)


def _judge_moment(message: ToldPatient, life: Life, counted: list[ToldPatient], zone: ZoneInfo, wrong: Wrong) -> None:
    """Each step and reminder to the minute, unless the caps moved it; what was due while the number was stopped comes after START, and what was
    due after an address had refused a message comes when there is a way again.
    """
    due = _due(message, life, zone)
    if due is None:
        wrong["not_of_the_policy"].append(f"{message.kind}, planned {message.created_at}")
        return
    if any(stop[0] <= due <= stop[1] <= message.created_at for stop in life.stops if len(stop) == 2):
        return
    if any(one.status == "failed" and one.changed_at <= due for one in counted):
        return
    if not due <= message.created_at < due + MINUTE and not _moved_by_caps(message, due, counted, zone):
        wrong["not_to_the_minute"].append(f"{message.kind} due {due}, planned {message.created_at} of {message.referral_id}")


def _judge_attempt(message: ToldPatient, at: datetime | None, counted: list[ToldPatient], zone: ZoneInfo, wrong: Wrong) -> None:
    """What is planned for a minute goes to the network in that minute, unless meanwhile the day was full."""
    if at is not None and not message.created_at <= at < message.created_at + MINUTE and not _moved_by_caps(message, at, counted, zone):
        day = message.created_at.astimezone(zone).date()
        if not _is_full(day, [one for one in counted if one.id != message.id], zone, message.created_at):
            wrong["sent_late"].append(f"{message.kind} planned {message.created_at}, begun {at}")


def _judge_caps(told: list[ToldPatient], zone: ZoneInfo, wrong: Wrong) -> None:
    standing = [one for one in told if is_capped(one) and one.status not in ("dropped", "failed")]
    days = Counter(one.created_at.astimezone(zone).date() for one in standing)
    wrong_days = [day for day, count in days.items() if count > 1]
    if wrong_days:
        wrong["over_the_cap"].append(f"{wrong_days}: {', '.join(one.kind for one in standing)}")
    for first in days:
        week = sum(count for day, count in days.items() if 0 <= (day - first).days < 7)
        if week > 3:
            wrong["over_the_cap"].append(f"{week} in the week of {first}: {', '.join(one.kind for one in standing)}")


def _judge_repeats(own: list[ToldPatient], life: Life, wrong: Wrong) -> None:
    """No step twice in one stretch of choosing, no reminder twice of one booking."""
    stretches = 1 + sum(booking.ended_at is not None for booking in life.bookings)
    for (kind, starts_at), count in Counter(
        (one.kind, one.starts_at if one.step is None else None) for one in own if is_capped(one)
    ).items():
        most = stretches if starts_at is None else sum(booking.starts_at == starts_at for booking in life.bookings)
        if count > most:
            wrong["planned_twice"].append(f"{kind}, {count} times, of {life.referral_id}")


def _judge_missing(
    life: Life,
    own: list[ToldPatient],
    counted: list[ToldPatient],
    zone: ZoneInfo,
    answers_from: datetime,
    silent_from: datetime,
    wrong: Wrong,
) -> None:
    """Every step until the patient answered, every reminder and confirmation of a visit, unless the caps had no room."""
    assert life.accepted_at is not None

    def is_missing(kind: str, starts_at: datetime | None, due: datetime, until: datetime) -> bool:
        """Not there, or dropped while it stood, and not for want of room."""
        found = [one for one in own if one.kind == kind and (starts_at is None or one.starts_at == starts_at)]
        stands = any(one.status != "dropped" or one.changed_at >= until for one in found)
        others = [one for one in counted if one not in found]
        return not stands and not _is_full(_day(due, zone), others, zone, due)

    kinds = {(one.kind, one.created_at) for one in own}
    missing = []
    for day, at, kind in STEPS.get(life.tier, ()):
        due = _moment(life, zone, day, at)
        if life.accepted_at < due < answers_from and is_missing(kind, None, due, answers_from):
            missing.append(f"{kind}, due {due}")
    for booking in life.bookings:
        until = min(silent_from, booking.ended_at or booking.starts_at - TOO_LATE)
        for kind in BEFORE:
            due = reminder_due(kind, booking.starts_at, zone)
            if booking.booked_at + JUST_BOOKED <= due < until and is_missing(kind, booking.starts_at, due, until):
                missing.append(f"{kind}, due {due}")
        if booking.booked_at < silent_from and ("visit_booked", booking.booked_at) not in kinds:
            missing.append(f"visit_booked at {booking.booked_at}")
    if life.accepted_at < silent_from and ("pick_a_time", life.accepted_at) not in kinds:
        missing.append(f"pick_a_time at {life.accepted_at}")
    if missing:
        wrong["lost"].append(f"{'; '.join(missing)} of {life.referral_id}")


def _judge_turn(life: Life, zone: ZoneInfo, handed_over: Sequence[datetime], answers_from: datetime, now: datetime, wrong: Wrong) -> None:
    """Who did not answer is a person's on the day of the policy, once and to the minute."""
    assert life.accepted_at is not None
    due = _moment(life, zone, *PERSON[life.tier])
    if life.accepted_at + TIME_TO_CHOOSE > due or not due < min(answers_from, now):
        return
    first = [at for at in handed_over if at <= answers_from]
    if len(first) != 1 or not due <= first[0] < due + MINUTE:
        wrong["not_handed_over"].append(f"{life.tier} {life.referral_id}, due {due}: {', '.join(str(at) for at in first) or 'never'}")


def _due(message: ToldPatient, life: Life, zone: ZoneInfo) -> datetime | None:
    """When a step or reminder is due; None where the policy has none such."""
    if message.step is None:
        return reminder_due(message.kind, message.starts_at, zone) if message.starts_at else None
    steps = STEPS.get(life.tier, ())
    if not 0 < message.step <= len(steps) or steps[message.step - 1][2] != message.kind:
        return None
    day, at, _ = steps[message.step - 1]
    return _moment(life, zone, day, at)


def _moment(life: Life, zone: ZoneInfo, day: int, at: time) -> datetime:
    return datetime.combine(_day(life.sent_at, zone) + timedelta(days=day), at, zone).astimezone(UTC)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def reminder_due(kind: str, starts_at: datetime, zone: ZoneInfo) -> datetime:
    """At the visit's own time of day, or two hours before; what falls into the night comes at eight in the evening before."""
    local = starts_at.astimezone(zone)
    if kind == "reminder_2_hours":
        due = (starts_at - timedelta(hours=2)).astimezone(zone)
    else:
        due = datetime.combine(local.date() - timedelta(days=BEFORE[kind]), local.time().replace(fold=0), zone)
    if time(8) <= due.time() < time(21):
        return due.astimezone(UTC)
    evening = due.date() - timedelta(days=due.time() < time(8))
    return datetime.combine(evening, time(20), zone).astimezone(UTC)


def _moved_by_caps(message: ToldPatient, due: datetime, counted: list[ToldPatient], zone: ZoneInfo) -> bool:
    """Later than due, and to the minute of another day, after a day or a week that was full."""
    return message.created_at >= due and _is_full(_day(due, zone), [one for one in counted if one.id != message.id], zone, due)


def _is_full(day: date, counted: list[ToldPatient], zone: ZoneInfo, at: datetime) -> bool:
    """Whether that day, or a week around it, had all the messages that it may have, as things stood `at` that moment: one that failed or was
    dropped in that minute or later counted until then. One that came at night belongs to the morning.
    """
    standing = [one for one in counted if one.status not in ("dropped", "failed") or one.changed_at >= at]
    days = [max(one.created_at, one.due_at).astimezone(zone).date() for one in standing]
    return day in days or len([one for one in days if abs((one - day).days) < 7]) >= 3
