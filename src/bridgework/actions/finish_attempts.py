from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from bridgework.actions.follow_attempt import follow_attempt
from bridgework.actions.lock_messages import lock_messages
from bridgework.actions.record_opt_out import record_opt_out
from bridgework.lookups.our_numbers import our_address, own_numbers
from bridgework.records.models import MessageAttempt, PlannedMessage
from bridgework.rules.delivery import OPTED_OUT, AttemptOutcome
from bridgework.rules.facts import SYSTEM
from bridgework.rules.opt_out import GOES_OUT_ANYHOW

FINISH = """
UPDATE records_messageattempt AS attempt
SET finished_at = %s, outcome = ending.outcome, provider_id = ending.provider_id, sentence = ending.sentence
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) AS ending (id, outcome, provider_id, sentence)
WHERE attempt.id = ending.id
"""
OPEN = ("planned", "sending", "unclear", "failed")


@dataclass(frozen=True, slots=True)
class Ending:
    """How one attempt ended. `looked_in_vain`: the service could not be asked for so long that a person decides."""

    attempt_id: UUID
    outcome: AttemptOutcome
    provider_id: str = ""
    sentence: str = ""
    code: str = ""
    asked_to_wait: timedelta | None = None
    looked_in_vain: bool = False


@transaction.atomic
def finish_attempts(endings: Sequence[Ending], *, now: datetime) -> None:
    """Writes how attempts ended and what follows from each (rules.delivery).

    Finishing twice changes nothing, but for the truth that comes late: an attempt that was given up as broken off and then proves to have
    been accepted stops the message from going out again. An attempt that ended unclear may be finished again with what was found out.
    """
    told = {ending.attempt_id: ending for ending in endings}
    attempts = _locked(told)
    news = [attempt for attempt in attempts if _is_news(attempt, told[attempt.pk].outcome)]
    for attempt in news:
        ending = told[attempt.pk]
        attempt.finished_at, attempt.outcome = now, ending.outcome
        attempt.provider_id, attempt.sentence = ending.provider_id[:120], ending.sentence[:300]
    if news:
        columns = ([getattr(attempt, name) for attempt in news] for name in ("pk", "outcome", "provider_id", "sentence"))
        with connection.cursor() as cursor:
            cursor.execute(FINISH, [now, *columns])
    latest = [attempt for attempt in news if attempt.number == attempt.message.tries and attempt.message.status in OPEN]
    sent = [attempt.message_id for attempt in latest if attempt.outcome == "accepted"]
    if sent:
        PlannedMessage.objects.filter(pk__in=sent).update(status="sent", changed_at=now)
    for attempt in latest:
        ending = told[attempt.pk]
        if ending.code == OPTED_OUT and not _heard_stop(attempt, now):
            continue
        if ending.outcome != "accepted":
            wait, in_vain = ending.asked_to_wait, ending.looked_in_vain
            follow_attempt(attempt.message, attempt, ending.outcome, now, asked_to_wait=wait, looked_in_vain=in_vain)


def _heard_stop(attempt: MessageAttempt, now: datetime) -> bool:
    """The service knows of a stop that we do not: it counts for us, too. False where the message was our confirmation of it, which the
    service has given in its own words.
    """
    message = attempt.message
    writer = message.referral.recipient_practice_id if message.referral else None
    ours = our_address("sms", own_numbers(SYSTEM, {writer}).get(writer, "") if writer else "")
    record_opt_out("sms", message.address, our_address=ours, word=OPTED_OUT, source="service", now=now)
    if message.kind not in GOES_OUT_ANYHOW:
        return True
    PlannedMessage.objects.filter(pk=message.pk).update(status="dropped", changed_at=now)
    return False


def _locked(told: dict[UUID, Ending]) -> list[MessageAttempt]:
    """The attempts with their locked messages, in the order of keys: the referrals first, of those into whose history something may be written."""
    about = MessageAttempt.objects.filter(pk__in=told).values_list("pk", "message_id", "message__referral_id")
    messages, referrals = set[UUID](), set[UUID]()
    for attempt_id, message_id, referral_id in about:
        messages.add(message_id)
        if referral_id is not None and told[attempt_id].outcome != "accepted":
            referrals.add(referral_id)
    lock_messages(referrals, messages)
    attempts = MessageAttempt.objects.filter(pk__in=told).order_by("pk")
    if all(ending.outcome == "accepted" for ending in told.values()):
        return list(attempts.select_related("message").only("number", "outcome", "message__status", "message__tries"))
    return list(attempts.select_related("message__patient", "message__referral"))


def _is_news(attempt: MessageAttempt, outcome: AttemptOutcome) -> bool:
    return attempt.outcome != "accepted" and (attempt.outcome in ("", "unclear") or outcome == "accepted")
