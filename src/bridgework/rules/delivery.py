"""What follows from an attempt to send a message: done, again later, by the other channel, or a person takes over.

The same message may never go out twice, so an attempt that ended unclear is never simply repeated: a text message is looked for at the
service, an e-mail cannot be looked for and is given to a person.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bridgework.rules.contact import Channel

AttemptOutcome = Literal["accepted", "refused", "retry", "unclear"]
ReceiptStatus = Literal["queued", "sent", "delivered", "undelivered", "failed", "read", "complained"]
"""What a service reports afterwards."""
Status = Literal["planned", "sending", "sent", "failed", "unclear"]

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20), timedelta(hours=1))
"""Between the tries on one channel: an outage of an hour and a half is outlived, and a time that was offered is still open."""
LONGEST_PAUSE = timedelta(hours=2)
"""Of what a service may ask us to wait."""
OPTED_OUT = "21610"
"""The code with which a text message service refuses to write to somebody who told it to stop."""
LOOK_AFTER = timedelta(minutes=3)
"""How long an attempt may be under way before it counts as broken off: longer than every time-out of a connection together."""
GIVE_UP_AFTER = timedelta(hours=6)
"""How long a text message is looked for at a service that does not answer, before a person decides."""
LATE_RECEIPT_PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=6))
"""When a receipt is tried again whose attempt was not known yet: it may come before the answer to the attempt itself."""


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """How an attempt ended. `tries` counts those on this channel, this one included; `other_channel` is one that was not used yet and that
    the recipient can be reached by, or None. `looked_in_vain`: the service could not be asked for so long that a person decides.
    """

    outcome: AttemptOutcome
    channel: Channel
    tries: int
    other_channel: Channel | None = None
    asked_to_wait: timedelta | None = None
    looked_in_vain: bool = False


@dataclass(frozen=True, slots=True)
class AfterAttempt:
    """The message's status then; for "planned" on which channel and after which pause; `needs_person` writes it into the history."""

    status: Status
    channel: Channel
    pause: timedelta = timedelta()
    needs_person: bool = False


def decide_after_attempt(facts: AttemptFacts) -> AfterAttempt:
    """What becomes of the message."""
    if facts.outcome == "accepted":
        return AfterAttempt("sent", facts.channel)
    if facts.outcome == "unclear":
        if facts.channel == "sms" and not facts.looked_in_vain:
            return AfterAttempt("sending", facts.channel)
        return AfterAttempt("unclear", facts.channel, needs_person=True)
    if facts.outcome == "retry" and facts.tries <= len(PAUSES):
        pause = max(PAUSES[max(facts.tries, 1) - 1], min(facts.asked_to_wait or timedelta(), LONGEST_PAUSE))
        return AfterAttempt("planned", facts.channel, pause)
    if facts.other_channel:
        return AfterAttempt("planned", facts.other_channel)
    return AfterAttempt("failed", facts.channel, needs_person=True)


def is_overtaken(status: str, receipt: str) -> bool:
    """Whether a receipt says nothing new of a message: receipts come late, twice and out of order."""
    if receipt in ("delivered", "read", "complained"):
        return status == "delivered"
    return status != "sent"
