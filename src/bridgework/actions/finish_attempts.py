from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
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

HOLD = """
SELECT attempt.id, attempt.number, attempt.outcome, message.id, message.status, message.tries
FROM records_messageattempt AS attempt JOIN records_plannedmessage AS message ON message.id = attempt.message_id
WHERE attempt.id = ANY(%s::uuid[]) ORDER BY message.id FOR UPDATE OF message
"""
FINISH = """
WITH accepted AS (
    UPDATE records_plannedmessage SET status = 'sent', changed_at = %(now)s WHERE id = ANY(%(messages)s::uuid[])
)
UPDATE records_messageattempt AS attempt
SET finished_at = %(now)s, outcome = ending.outcome, provider_id = ending.provider_id, sentence = ending.sentence,
    words = CASE ending.words WHEN '' THEN attempt.words ELSE ending.words END, wording_id = COALESCE(ending.wording, attempt.wording_id)
FROM unnest(%(attempts)s::uuid[], %(outcomes)s::text[], %(names)s::text[], %(sentences)s::text[], %(words)s::text[], %(wordings)s::uuid[])
    AS ending (id, outcome, provider_id, sentence, words, wording)
WHERE attempt.id = ending.id
"""
OPEN = ("planned", "sending", "unclear", "failed")


@dataclass(frozen=True, slots=True)
class Ending:
    """How one attempt ended. `looked_in_vain`: the service could not be asked for so long that a person decides. `words` are what a patient
    was told, "" for what was found out later.
    """

    attempt_id: UUID
    outcome: AttemptOutcome
    provider_id: str = ""
    sentence: str = ""
    code: str = ""
    asked_to_wait: timedelta | None = None
    looked_in_vain: bool = False
    words: str = ""
    wording_id: UUID | None = None
    """Which words of the practice's own they were."""


class _Held(NamedTuple):
    """An attempt whose message is locked."""

    attempt_id: UUID
    number: int
    outcome: str
    message_id: UUID
    status: str
    tries: int


def finish_attempts(endings: Sequence[Ending], *, now: datetime) -> None:
    """Writes how attempts ended and what follows from each (rules.delivery).

    Finishing twice changes nothing, but for the truth that comes late: an attempt that was given up as broken off and then proves to have
    been accepted stops the message from going out again. An attempt that ended unclear may be finished again with what was found out.
    """
    accepted = {ending.attempt_id: ending for ending in endings if ending.outcome == "accepted"}
    others = {ending.attempt_id: ending for ending in endings if ending.outcome != "accepted"}
    for told in (accepted, others):
        if told:
            _finish(told, now)


@transaction.atomic
def _finish(told: dict[UUID, Ending], now: datetime) -> None:
    held = _held(told)
    news = [one for one in held if _is_news(one.outcome, told[one.attempt_id].outcome)]
    if not news:
        return
    latest = [one for one in news if one.number == one.tries and one.status in OPEN]
    endings = [told[one.attempt_id] for one in news]
    values: dict[str, Any] = {
        "now": now,
        "messages": [one.message_id for one in latest if told[one.attempt_id].outcome == "accepted"],
        "attempts": [ending.attempt_id for ending in endings],
        "outcomes": [ending.outcome for ending in endings],
        "names": [ending.provider_id[:120] for ending in endings],
        "sentences": [ending.sentence[:300] for ending in endings],
        "words": [ending.words for ending in endings],
        "wordings": [ending.wording_id for ending in endings],
    }
    with connection.cursor() as cursor:
        cursor.execute(FINISH, values)
    followed = [one.attempt_id for one in latest if told[one.attempt_id].outcome != "accepted"]
    if followed:
        _follow({key: told[key] for key in followed}, now)


def _held(told: dict[UUID, Ending]) -> list[_Held]:
    """The attempts, their messages locked in the order of keys: the referrals first, of those into whose history something may be written."""
    following = [key for key, ending in told.items() if ending.outcome != "accepted"]
    if following:
        about = MessageAttempt.objects.filter(pk__in=following).values_list("message__referral_id", flat=True)
        lock_messages({key for key in about if key}, ())
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [list(told)])
        return [_Held._make(row) for row in cursor.fetchall()]


def _is_news(before: str, outcome: AttemptOutcome) -> bool:
    return before != "accepted" and (before in ("", "unclear") or outcome == "accepted")


def _follow(told: dict[UUID, Ending], now: datetime) -> None:
    """What follows from endings that are not the end, on messages that are locked with their referrals."""
    for attempt in MessageAttempt.objects.filter(pk__in=told).select_related("message__patient", "message__referral").order_by("pk"):
        ending = told[attempt.pk]
        if ending.code == OPTED_OUT and not _heard_stop(attempt, now):
            continue
        wait, in_vain = ending.asked_to_wait, ending.looked_in_vain
        follow_attempt(attempt.message, attempt, ending.outcome, now, asked_to_wait=wait, looked_in_vain=in_vain)


def _heard_stop(attempt: MessageAttempt, now: datetime) -> bool:
    """The service knows of a stop that we do not: it counts for us, too. False where the message was our confirmation of it, which the
    service has given in its own words.
    """
    message = attempt.message
    writer = message.referral.recipient_practice_id if message.referral else message.practice_id
    ours = our_address("sms", own_numbers(SYSTEM, {writer}).get(writer, "") if writer else "")
    record_opt_out("sms", message.address, our_address=ours, word=OPTED_OUT, source="service", now=now)
    if message.kind not in GOES_OUT_ANYHOW:
        return True
    PlannedMessage.objects.filter(pk=message.pk).update(status="dropped", changed_at=now)
    return False
