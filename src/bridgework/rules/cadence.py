"""What a patient is told next, when and by which channel, and what stops it. Pure: facts and policy in, decision out; asked anew whenever a
fact changes, and once more before anything goes out.

Two stretches: until a time is chosen the steps of the policy, then a person; with a visit booked its reminders. Days are calendar days where
the patient lives, and a step comes at the policy's time of day there, whatever the clocks do in between. Only what the patient is told of the
practice's own accord is decided here and counts toward the caps; an answer to the patient's own act goes at once. Sources: `cadence_policy`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from bridgework.rules import referral_states as states
from bridgework.rules.cadence_policy import A_DAY, A_WEEK, REMINDERS, Policy
from bridgework.rules.contact import DAY_BEGINS, earliest_sending, is_quiet
from bridgework.rules.deadlines import zone_named

EVENING = time(20)
"""What falls into quiet hours moves to this time before them."""
JUST_BOOKED = timedelta(hours=2)
"""A reminder so soon after the visit was booked or moved tells nothing new."""
TOO_LATE = timedelta(hours=1)
"""A reminder that is late (an outage) and could go only so shortly before the visit is left out."""
TIME_TO_CHOOSE = timedelta(hours=24)
"""Whoever has the link only since a late acceptance is given so long before a person calls."""

PERSON = "person"
KINDS = frozenset({"day_1", "day_7", "day_10", "urgent_1", "urgent_2", "urgent_3", *REMINDERS})
"""The messages of the cadence."""
WISHES = {
    "both": frozenset({"3_days", "1_day", "2_hours"}),
    "day": frozenset({"1_day"}),
    "hours": frozenset({"2_hours"}),
    "none": frozenset[str](),
}
"""Which reminders a patient wants, as they said on their page."""
DROPPED_FIRST = ("reminder_2_hours", "reminder_3_days", "reminder_1_day")
"""Which reminder is given up first where the caps leave no room for all."""
WITH_VISIT = frozenset({states.SCHEDULED, states.CANCEL_REQUESTED})
_NOTHING_TO_CHOOSE = {
    states.DRAFT: "not_accepted",
    states.RECEIVED: "not_accepted",
    states.SCHEDULED: "visit_over",
    states.UNATTENDED: "visit_lost",
    states.VISIT_CANCELLED: "visit_lost",
    states.VISIT_DONE: "seen",
    states.CANCEL_REQUESTED: "cancel_asked",
} | dict.fromkeys(states.ENDED, "closed")

STOPS = (
    "not_accepted",
    "closed",
    "deceased",
    "advice",
    "visit_lost",
    "visit_over",
    "seen",
    "cancel_asked",
    "person_decides",
    "call_agreed",
    "worse",
    "time_asked",
    "replied",
    "no_consent",
    "prefers_phone",
    "prefers_letter",
    "opted_out",
    "bounced",
    "no_address",
    "reminded",
    "not_wanted",
)
"""Why nothing more is sent."""


@dataclass(frozen=True, slots=True)
class Told:
    """A message to the patient that went out, or will (UTC). `step` is its number in the policy, None for what is no step; `counts` whether it
    counts toward the caps; `starts_at` the visit it is about; `waits` that no worker has taken it yet.
    """

    kind: str
    at: datetime
    step: int | None = None
    counts: bool = True
    starts_at: datetime | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that is booked; both times UTC."""

    starts_at: datetime
    booked_at: datetime


@dataclass(frozen=True, slots=True)
class CadenceFacts:
    """Everything that decides what a patient is told next. Times are UTC; `zone` is where the patient lives, and `zone_reason` how that is known.

    `channels` are those that reach the patient; `blocked` says why there are none, or not all: opted_out, bounced, no_address.
    """

    policy: Policy
    state: str
    tier: str
    zone: str
    sent_at: datetime
    accepted_at: datetime | None
    since: datetime | None = None
    """From when on steps count; None: from the acceptance. Later where a running referral was moved to another version of the plan."""
    zone_reason: str = ""
    wants_advice: bool = False
    is_nervous: bool = False
    person_decides: bool = False
    call_agreed: bool = False
    is_worse: bool = False
    time_asked: bool = False
    reply_waits: bool = False
    deceased: bool = False
    may_contact: bool = True
    preferred_channel: str = "sms"
    channels: frozenset[str] = frozenset({"sms", "email"})
    blocked: str = ""
    reminders_wanted: str = "both"
    visit: Visit | None = None
    told: tuple[Told, ...] = ()

    @property
    def begun_at(self) -> datetime:
        """Steps that were due before were never this cadence's to take."""
        return self.since or self.accepted_at or self.sent_at


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next: a kind of message, or a call by a person (channel "person"). `due_at` (UTC) may be past: then it is due now."""

    kind: str
    channel: str
    due_at: datetime
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """That nothing more is sent until a fact changes, by a code of STOPS."""

    why: str


def next_step(policy: Policy, facts: CadenceFacts, now: datetime) -> NextStep | Stopped:
    """What the patient is told next, from now on."""
    if facts.tier == "emergency" and _is_choosing(facts) and not facts.deceased and not facts.wants_advice:
        return NextStep("call", PERSON, facts.accepted_at or facts.sent_at)
    why = why_stopped(facts, now)
    if why:
        return Stopped(why)
    if facts.visit is not None:
        return _next_reminder(policy, facts, facts.visit, now)
    return _next_invitation(policy, facts, now)


def why_stopped(facts: CadenceFacts, now: datetime) -> str:
    """The code of what stops the messages, the gravest first; "" where nothing does."""
    if facts.deceased:
        return "deceased"
    if facts.state in states.ENDED:
        return "closed"
    stretch = _why_no_visit_reminded(facts, now) if facts.visit else _why_no_invitation(facts)
    return stretch or _why_not_reachable(facts)


def calls_from(policy: Policy, facts: CadenceFacts) -> datetime | None:
    """From when on a person calls whoever did not choose (UTC); None where messages do not reach the patient, or nothing is to be chosen."""
    if facts.accepted_at is None or facts.tier == "emergency" or facts.visit or _why_not_reachable(facts):
        return None
    if _why_no_invitation(facts) not in ("", "replied"):
        return None
    return _person_due(policy, facts, facts.begun_at)


def can_be_reached(facts: CadenceFacts) -> bool:
    """Whether messages reach the patient at all: consent, and a channel that is open."""
    return not _why_not_reachable(facts)


def over_cap(sent: Iterable[datetime], due: datetime, zone: str) -> bool:
    """Whether a message at `due` would be the second of its day, or the fourth in any seven days, where the patient lives."""
    where = _zone(zone)
    day = due.astimezone(where).date()
    days = sorted([*(moment.astimezone(where).date() for moment in sent), day])
    if days.count(day) > A_DAY:
        return True
    at = days.index(day)
    return any(first + A_WEEK < len(days) and (days[first + A_WEEK] - days[first]).days < 7 for first in range(max(0, at - A_WEEK), at + 1))


def day_zero(facts: CadenceFacts) -> date:
    """The day of sending, where the patient lives."""
    return facts.sent_at.astimezone(_zone(facts.zone)).date()


def kind_of(number: int, steps: int, tier: str) -> str:
    """Which words a step has: the first, those between, and the last; an urgent patient's are told apart by their number."""
    if tier == "urgent":
        return f"urgent_{min(number, 3)}"
    return "day_1" if number == 1 else "day_10" if number == steps else "day_7"


def _is_choosing(facts: CadenceFacts) -> bool:
    return facts.state == states.ACCEPTED and facts.visit is None


def _why_no_visit_reminded(facts: CadenceFacts, now: datetime) -> str:
    if facts.state not in WITH_VISIT:
        return _NOTHING_TO_CHOOSE.get(facts.state, "visit_over")
    return "visit_over" if facts.visit is None or facts.visit.starts_at <= now else ""


def _why_no_invitation(facts: CadenceFacts) -> str:
    if facts.state != states.ACCEPTED or facts.accepted_at is None:
        return _NOTHING_TO_CHOOSE.get(facts.state, "not_accepted")
    checks = (
        ("advice", facts.wants_advice),
        ("worse", facts.is_worse),
        ("person_decides", facts.person_decides),
        ("call_agreed", facts.call_agreed),
        ("time_asked", facts.time_asked),
        ("replied", facts.reply_waits),
    )
    return next((code for code, holds in checks if holds), "")


def _why_not_reachable(facts: CadenceFacts) -> str:
    if facts.deceased:
        return "deceased"
    if not facts.may_contact:
        return "no_consent"
    if facts.preferred_channel in ("phone", "letter"):
        return f"prefers_{facts.preferred_channel}"
    return "" if facts.channels else facts.blocked or "no_address"


def _next_invitation(policy: Policy, facts: CadenceFacts, now: datetime) -> NextStep:
    """The next step that was not told; of several that an outage left behind only the last. One without room under the caps moves to the next
    day with room, and is left out where the following one has come by then.
    """
    since = facts.begun_at
    last = max((told.step for told in facts.told if told.step and told.at >= since), default=0)
    person = _person_due(policy, facts, since)
    if person <= now:
        return NextStep("call", PERSON, person)
    dues = [(number, _moment(facts, step.day, step.at)) for number, step in enumerate(policy.steps, 1)]
    ahead = [(number, due) for number, due in dues if number > last and due >= since]
    late = [entry for entry in ahead if entry[1] <= now]
    ahead = late[-1:] + [entry for entry in ahead if entry[1] > now]
    for place, (number, due) in enumerate(ahead):
        before = ahead[place + 1][1] if place + 1 < len(ahead) else person
        when = _with_room(facts, due, now, before)
        if when is not None:
            kind = kind_of(number, len(policy.steps), facts.tier)
            return NextStep(kind, _channel(policy.steps[number - 1].channel, facts), when, number)
    return NextStep("call", PERSON, person)


def _with_room(facts: CadenceFacts, due: datetime, now: datetime, before: datetime) -> datetime | None:
    sent = [told.at for told in facts.told if told.counts]
    zone = _zone(facts.zone)
    at = due.astimezone(zone).time()
    when = due if due > now else earliest_sending(now, facts.zone)
    while over_cap(sent, when, facts.zone):
        when = _local(when.astimezone(zone).date() + timedelta(days=1), at, zone)
        if when >= before:
            return None
    return due if due <= now and when == now else when


def _person_due(policy: Policy, facts: CadenceFacts, since: datetime) -> datetime:
    due = _moment(facts, policy.person_day, policy.person_at)
    if due >= since + TIME_TO_CHOOSE:
        return due
    zone = _zone(facts.zone)
    day = (since + TIME_TO_CHOOSE).astimezone(zone).date()
    due = _local(day, policy.person_at, zone)
    return due if due >= since + TIME_TO_CHOOSE else _local(day + timedelta(days=1), policy.person_at, zone)


def _next_reminder(policy: Policy, facts: CadenceFacts, visit: Visit, now: datetime) -> NextStep | Stopped:
    wanted = WISHES.get(facts.reminders_wanted, WISHES["both"])
    kinds = [kind for kind in policy.reminders if kind.removeprefix("reminder_") in wanted]
    if not kinds:
        return Stopped("not_wanted")
    told = {one.kind for one in facts.told if one.starts_at == visit.starts_at}
    ahead = [(due, kind) for kind in kinds if kind not in told and (due := reminder_due(kind, visit, facts.zone)) is not None]
    late = sorted(entry for entry in ahead if entry[0] <= now)
    missed = {kind for _, kind in late[:-1]}
    chances = [(_now_or_then(due, now, facts.zone), kind, due) for due, kind in sorted(ahead) if kind not in missed]
    chances = [chance for chance in chances if chance[2] > now or chance[0] <= visit.starts_at - TOO_LATE]
    kept = _within_caps(chances, facts)
    if not kept:
        return Stopped("reminded")
    when, kind, due = min(kept)
    return NextStep(kind, _channel("sms", facts), due if when <= now else when)


def reminder_due(kind: str, visit: Visit, zone_name: str) -> datetime | None:
    """When a reminder goes out (UTC): at the visit's own time of day three days or one day before, or two hours before; in the evening before
    where that is in quiet hours. None where the visit was booked so late that it would tell nothing new.
    """
    zone = _zone(zone_name)
    local = visit.starts_at.astimezone(zone)
    if kind == "reminder_2_hours":
        due = visit.starts_at - timedelta(hours=2)
    else:
        due = _local(local.date() - timedelta(days=3 if kind == "reminder_3_days" else 1), local.time(), zone)
    due = out_of_the_night(due, zone_name)
    return due if due >= visit.booked_at + JUST_BOOKED else None


def out_of_the_night(moment: datetime, zone_name: str) -> datetime:
    """The moment itself by day, else eight in the evening before it (UTC)."""
    if not is_quiet(moment, zone_name):
        return moment
    zone = _zone(zone_name)
    local = moment.astimezone(zone)
    return _local(local.date() - timedelta(days=local.time() < DAY_BEGINS), EVENING, zone)


def _within_caps(chances: Sequence[tuple[datetime, str, datetime]], facts: CadenceFacts) -> list[tuple[datetime, str, datetime]]:
    """The most reminders that the caps have room for; what is given up is given up in the order of DROPPED_FIRST."""
    sent = [told.at for told in facts.told if told.counts]
    for count in range(len(chances) + 1):
        for dropped in combinations(DROPPED_FIRST, count):
            kept = [chance for chance in chances if chance[1] not in dropped]
            moments = [when for when, _, _ in kept]
            others = [sent + moments[:at] + moments[at + 1 :] for at in range(len(moments))]
            if not any(over_cap(other, when, facts.zone) for other, when in zip(others, moments, strict=True)):
                return kept
    return []


def _now_or_then(due: datetime, now: datetime, zone: str) -> datetime:
    return due if due > now else earliest_sending(now, zone)


def _channel(wanted: str, facts: CadenceFacts) -> str:
    """The patient's wish where it is e-mail, else the policy's channel, else the other one."""
    wish = "email" if facts.preferred_channel == "email" else wanted
    return wish if wish in facts.channels else next(channel for channel in ("sms", "email") if channel in facts.channels)


def _moment(facts: CadenceFacts, day: int, at: time) -> datetime:
    return _local(day_zero(facts) + timedelta(days=day), at, _zone(facts.zone))


def _local(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    return zone_named(name) or ZoneInfo("UTC")
