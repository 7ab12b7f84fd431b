"""What decides the next message to a patient, and the answer: the nouns of the cadence."""

from dataclasses import dataclass
from datetime import datetime

from bridgework.rules.cadence_policy import REMINDERS, Policy

PERSON = "person"
"""The channel of what is no message: somebody calls."""
KINDS = frozenset({"day_1", "day_7", "day_10", "urgent_1", "urgent_2", "urgent_3", *REMINDERS})
"""The messages of the cadence."""


@dataclass(frozen=True, slots=True)
class Told:
    """A message to the patient that went out, or will (UTC). `step` is its number in the policy, None for what is no step; `counts` whether it
    counts toward the caps; `starts_at` the visit it is about; `is_open` that it may still be tried again.
    """

    kind: str
    at: datetime
    step: int | None = None
    counts: bool = True
    starts_at: datetime | None = None
    is_open: bool = False


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
    call_agreed_at: datetime | None = None
    """When a call is to be made that the patient agreed on and that is still ahead."""
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


def channel_for(wanted: str, facts: CadenceFacts) -> str:
    """The patient's wish where it is e-mail, else the channel that is wanted, else the other one; one of them is open."""
    wish = "email" if facts.preferred_channel == "email" else wanted
    return wish if wish in facts.channels else next(channel for channel in ("sms", "email") if channel in facts.channels)
