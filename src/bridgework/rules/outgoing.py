"""Whether a message that is due goes out now, waits, or is dropped: asked again when it is claimed, since facts change after it was planned.

Sources: US TCPA health-care exemption (consent, opt-out, 8 a.m. to 9 p.m. of the recipient's local time), as in `contact`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bridgework.rules.caps import local_moment, over_cap, zone_of
from bridgework.rules.contact import earliest_sending

NOT_REACHABLE = frozenset({"no_consent", "opted_out"})
"""Reasons to drop that mean: no message reaches the patient, so a person must."""
UNTOLD = frozenset({"newer_code", "over_cap"})
"""Reasons to drop that nobody need hear of: another message says it better, or was the one that the caps had room for."""
ABOUT_A_VISIT = frozenset(
    {
        "visit_held",
        "visit_booked",
        "visit_moved",
        "visit_kept",
        "visit_cancelled",
        "reminder_3_days",
        "reminder_1_day",
        "reminder_2_hours",
    }
)
"""Kinds that say nothing once the visit they are about has begun."""
STALE_AFTER = timedelta(seconds=60)
"""How long a claimed message may wait in its worker for the network. What has waited longer is given back untouched: together with the
time-outs of a connection this stays under `delivery.LOOK_AFTER`, after which another worker asks the service what became of it."""


@dataclass(frozen=True, slots=True)
class OutgoingFacts:
    """What decides about one due message. `zone` is the reader's; times are UTC.

    `may_contact`: the patient's consent stands (true for everybody else). `opted_out`: the address wants nothing more from ours.
    `link_revoked`: the patient's link that it carries was made useless. `code_is_newer`: a later code makes this one useless.
    """

    kind: str
    recipient: str
    zone: str
    at_any_hour: bool = False
    may_contact: bool = True
    opted_out: bool = False
    starts_at: datetime | None = None
    link_revoked: bool = False
    code_is_newer: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """It goes now where both are empty; else it waits `until` then, or is dropped, and `drop_why` says why."""

    drop_why: str = ""
    until: datetime | None = None

    @property
    def goes(self) -> bool:
        """Whether it goes out now."""
        return not self.drop_why and self.until is None


GOES = Verdict()


def decide_outgoing(facts: OutgoingFacts, now: datetime) -> Verdict:
    """The first reason against it, in the order: consent, opt-out, a visit that is over, a useless link, a newer code, quiet hours."""
    if not facts.may_contact:
        return Verdict("no_consent")
    if facts.opted_out:
        return Verdict("opted_out")
    if facts.kind in ABOUT_A_VISIT and facts.starts_at and facts.starts_at <= now:
        return Verdict("visit_over")
    if facts.link_revoked:
        return Verdict("link_revoked")
    if facts.code_is_newer:
        return Verdict("newer_code")
    if facts.recipient != "patient" or facts.at_any_hour:
        return GOES
    morning = earliest_sending(now, facts.zone)
    return Verdict(until=morning) if morning > now else GOES


def find_room(kind: str, told: Sequence[datetime], due_at: datetime, zone: str, now: datetime, next_at: datetime | None) -> Verdict:
    """What becomes of a message of the plan for which the caps (`caps`) have no room today, though they had when it was planned.

    A step goes out at its own time of day on the next day with room, unless what comes next (`next_at`, None: a person) has come by then. A
    reminder would be wrong on another day. `told` are the moments of all that counts; times are UTC.
    """
    if kind in ABOUT_A_VISIT:
        return Verdict("over_cap")
    where = zone_of(zone)
    at = due_at.astimezone(where).time()
    when = now
    while over_cap(told, when, zone):
        when = earliest_sending(local_moment(when.astimezone(where).date() + timedelta(days=1), at, where), zone)
        if next_at is None or when >= next_at:
            return Verdict("over_cap")
    return Verdict(until=when)


def event_after_drop(why: str) -> str:
    """The kind of the row of history that a drop leaves; "" for none."""
    if why in UNTOLD:
        return ""
    return "patient_not_reachable" if why in NOT_REACHABLE else "message_dropped"
