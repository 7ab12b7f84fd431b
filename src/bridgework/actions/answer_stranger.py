from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bridgework.actions.defer_job import defer_job
from bridgework.actions.ledger import write_audit
from bridgework.actions.lock_stranger import lock_stranger
from bridgework.actions.mark_reply_read import close_replies
from bridgework.actions.plan_messages import LANGUAGES
from bridgework.actions.write_to_patient import check_words
from bridgework.lookups.strangers import find_stranger
from bridgework.records.models import InboundMessage, PlannedMessage, Practice
from bridgework.rules import permissions
from bridgework.rules.contact import decide_patient_zone, earliest_sending
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed

ANSWERS_FOR = timedelta(days=1)
"""So long an answer need not wait for the morning."""


@transaction.atomic
def answer_stranger(viewer: Viewer, reply_id: UUID, *, words: str, language: str, key: UUID, now: datetime) -> PlannedMessage:
    """An answer of a person to somebody whom no referral knows, the way they wrote; what waited from there is read by that. `key` is the
    form's, so that a double click answers once.

    Goes at once where they wrote within the day, else after quiet hours where their number is from. A STOP counts, now and until it goes.
    Raises NotComplete with what is wrong with the words, MoveNotAllowed where no message is wanted, NotAllowed, NotFound.
    """
    theirs = lock_stranger(viewer, reply_id)
    stranger = find_stranger(viewer, reply_id)
    words, language = " ".join(words.split()), language if language in LANGUAGES else "en"
    check_words(words, theirs[0].channel, language)
    if stranger is None or stranger.talk.why_not:
        raise MoveNotAllowed("No messages are wanted there. A person may still call. Nothing was sent.")
    practice = Practice.objects.get(pk=permissions.practice_of(viewer))
    row = _row(theirs[0], practice, words, language, key, max(one.at for one in theirs), now)
    PlannedMessage.objects.bulk_create([row], ignore_conflicts=True)
    if PlannedMessage.objects.filter(pk=row.pk).exists():
        if row.due_at <= now:
            defer_job("send_message", message_id=str(row.pk))
        close_replies(viewer, [one for one in theirs if one.status == "waiting"], now)
        write_audit(viewer, "answer_stranger", now, [])
    return row


def _row(to: InboundMessage, practice: Practice, words: str, language: str, key: UUID, wrote_at: datetime, now: datetime) -> PlannedMessage:
    at_once = now - wrote_at < ANSWERS_FOR
    zone = decide_patient_zone("", to.sender if to.channel == "sms" else "", practice.time_zone).zone
    return PlannedMessage(
        kind="staff_answer",
        occasion=str(key),
        recipient="patient",
        practice=practice,
        channel=to.channel,
        language=language,
        address=to.sender,
        facts={
            "practice_id": str(practice.pk),
            "practice": practice.name,
            "phone": practice.phone,
            "practice_zone": practice.time_zone,
            "zone": zone,
            "words": words,
            "at_any_hour": at_once,
            "reply_id": str(to.pk),
        },
        due_at=now if at_once else earliest_sending(now, zone),
        created_at=now,
        changed_at=now,
    )
