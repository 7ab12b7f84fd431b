"""The reminders before a visit: when each goes out, as the patient wants them, and which are given up where the caps leave no room for all."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import combinations

from bridgework.rules.cadence_facts import CadenceFacts, NextStep, Stopped, Visit, channel_for
from bridgework.rules.cadence_policy import Policy
from bridgework.rules.caps import local_moment, out_of_the_night, over_cap, zone_of
from bridgework.rules.contact import earliest_sending

JUST_BOOKED = timedelta(hours=2)
"""A reminder so soon after the visit was booked or moved tells nothing new."""
TOO_LATE = timedelta(hours=1)
"""A reminder that is late (an outage) and could go only so shortly before the visit is left out."""
WISHES = {
    "both": frozenset({"3_days", "1_day", "2_hours"}),
    "day": frozenset({"1_day"}),
    "hours": frozenset({"2_hours"}),
    "none": frozenset[str](),
}
"""Which reminders a patient wants, as they said on their page."""
DROPPED_FIRST = ("reminder_2_hours", "reminder_3_days", "reminder_1_day")
"""Which reminder is given up first where the caps leave no room for all."""


def next_reminder(policy: Policy, facts: CadenceFacts, visit: Visit, now: datetime) -> NextStep | Stopped:
    """The next one that was not told yet."""
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
    return NextStep(kind, channel_for("sms", facts), due if when <= now else when)


def reminder_due(kind: str, visit: Visit, zone_name: str) -> datetime | None:
    """When a reminder goes out (UTC): at the visit's own time of day three days or one day before, or two hours before; in the evening before
    where that is in quiet hours. None where the visit was booked so late that it would tell nothing new.
    """
    zone = zone_of(zone_name)
    local = visit.starts_at.astimezone(zone)
    if kind == "reminder_2_hours":
        due = visit.starts_at - timedelta(hours=2)
    else:
        due = local_moment(local.date() - timedelta(days=3 if kind == "reminder_3_days" else 1), local.time(), zone)
    due = out_of_the_night(due, zone_name)
    return due if due >= visit.booked_at + JUST_BOOKED else None


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
