from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from bridgework.actions.claim_messages import set_aside
from bridgework.actions.finish_attempts import Ending, finish_attempts
from bridgework.actions.hold_messages import HeldMessage, hold_due
from bridgework.actions.weigh_messages import weigh_messages
from bridgework.lookups.held_sending import sending_held
from bridgework.records.ids import new_id
from bridgework.records.models import Membership, MessageAttempt, PlannedMessage
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import NotAllowed

MOST_AT_ONCE = 200
SENTENCE = "This system was restored from a backup; the former one may have sent this message."


@dataclass(frozen=True, slots=True)
class Doubted:
    """How many messages are asked of the text message service, are a person's now, and say nothing any more."""

    asked: int = 0
    for_person: int = 0
    dropped: int = 0

    @property
    def count(self) -> int:
        """All of them."""
        return self.asked + self.for_person + self.dropped


@transaction.atomic
def doubt_messages(*, since: datetime, now: datetime) -> Doubted:
    """Decides on messages that are due while sending is held after a restore: the former system may have sent them since the backup, which
    is of `since`. None of them goes out for certain a second time.

    A text that was planned before the backup carries a mark by which the service finds it: it counts as broken off, is asked for, and is sent
    where it had not gone out. Every other one becomes unclear and a person's. What would not go out anyhow is dropped. Looks at no more than
    MOST_AT_ONCE; called until it finds nothing. Raises NotAllowed where sending is not held.
    """
    if sending_held(SYSTEM) is None:
        raise NotAllowed("Messages are in doubt only while sending is held after a restore.")
    messages = hold_due(now, MOST_AT_ONCE).messages
    if not messages:
        return Doubted()
    verdicts = weigh_messages(messages, now)
    useless = [message for message in messages if verdicts[message.pk].drop_why]
    set_aside(useless, verdicts, now)
    doubted = [message for message in messages if not verdicts[message.pk].drop_why]
    known = set(PlannedMessage.objects.filter(pk__in=[one.pk for one in doubted], created_at__lte=since).values_list("pk", flat=True))
    attempts = {
        message.pk: MessageAttempt(id=new_id(), message_id=message.pk, number=message.tries + 1, channel=message.channel, started_at=since)
        for message in doubted
    }
    PlannedMessage.objects.filter(pk__in=attempts).update(status="sending", changed_at=now, tries=F("tries") + 1)
    MessageAttempt.objects.bulk_create(attempts.values())
    for_person = [message for message in doubted if not (message.pk in known and _can_be_found(message))]
    finish_attempts([Ending(attempts[one.pk].pk, "unclear", sentence=SENTENCE, looked_in_vain=True) for one in for_person], now=now)
    return Doubted(len(doubted) - len(for_person), len(for_person), len(useless))


def doubt_invitations() -> int:
    """Invitations of colleagues that were on their way: they become unclear, and whoever invited can send them again. Answers how many."""
    return Membership.objects.filter(invitation__in=["planned", "sending"]).update(invitation="unclear")


def _can_be_found(message: HeldMessage) -> bool:
    return message.channel == "sms" and bool(message.facts.get("link_id"))
