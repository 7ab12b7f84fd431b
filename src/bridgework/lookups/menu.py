"""What waits, for the menu of every page: one query for all of its counts, each bounded, and for whether anything is sent at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from bridgework.lookups.held_sending import MARK, held_since
from bridgework.lookups.outside_calendars import COLLIDING
from bridgework.lookups.replies import PRESSING
from bridgework.lookups.worklist import MOST_COUNTED
from bridgework.rules.calls import AT_ANY_HOUR
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import may, steps_of

Counts = tuple[int, bool]
"""How many wait, at most MOST_COUNTED, and whether one of them is late or in danger."""
WORK = """
    SELECT FROM records_referral
    WHERE closed_at IS NULL AND desk_practice_id = %(practice)s AND next_step = ANY(%(steps)s)
"""
LATE_WORK = """
    SELECT FROM records_referral
    WHERE closed_at IS NULL AND desk_practice_id = %(practice)s AND (%(all_steps)s OR next_step = ANY(%(steps)s)) AND due_at < %(now)s
"""
INTAKE = "SELECT FROM records_intakedocument WHERE practice_id = %(practice)s AND next_step IS NOT NULL"
CALLS = "SELECT FROM records_referral WHERE recipient_practice_id = %(practice)s AND call_due_at <= %(now)s"
COLLISIONS = f"SELECT DISTINCT visit.referral_id {COLLIDING} WHERE provider.practice_id = %(practice)s"
REPLIES = "SELECT FROM records_inboundmessage WHERE status = 'waiting' AND practice_id = %(practice)s"
PARTS = {
    "worklist": (WORK, LATE_WORK),
    "intake": (INTAKE, f"{INTAKE} AND due_at < %(now)s"),
    "calls": (CALLS, f"{CALLS} AND call_reason = ANY(%(grave)s)"),
    "calendar": (COLLISIONS, COLLISIONS),
    "messages": (REPLIES, f"{REPLIES} AND understood_as = ANY(%(pressing)s)"),
}
"""By entry of the menu: what is counted, and what makes it urgent."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, by entry of the menu. `held_since` is the time of the backup (UTC) that this system was restored from, while it sends nothing."""

    counts: Mapping[str, Counts] = field(default_factory=dict)
    held_since: datetime | None = None


def count_waiting(viewer: Viewer, *, receives: bool, now: datetime) -> Waiting:
    """What waits for the viewer at their practice, as far as their roles let them see it.

    Their own steps of the worklist, documents that came in, patients to call, and visits that an outside calendar overlaps,
    and what patients wrote.
    """
    if not viewer.is_staff:
        return Waiting()
    asked = ["worklist"] if may(viewer, "read_referrals") else []
    asked += ["intake"] if receives and may(viewer, "take_in") else []
    asked += ["messages"] if receives and may(viewer, "read_referrals") else []
    asked += ["calls", "calendar"] if receives and may(viewer, "schedule") else []
    parts = [f"({MARK})"] + [
        f"(SELECT count(*) FROM ({waits} LIMIT {MOST_COUNTED}) AS counted), EXISTS ({presses})"
        for waits, presses in (PARTS[entry] for entry in asked)
    ]
    steps = sorted(steps_of(viewer))
    values = {"practice": viewer.practice_id, "steps": steps, "all_steps": not steps, "grave": sorted(AT_ANY_HOUR), "now": now}
    values["pressing"] = sorted(PRESSING)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        mark, *found = cursor.fetchone()
    counts = {entry: (int(found[2 * place]), bool(found[2 * place + 1])) for place, entry in enumerate(asked)}
    return Waiting(counts, held_since(mark))
