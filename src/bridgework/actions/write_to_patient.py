from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.defer_job import defer_job
from bridgework.actions.ledger import lock_referral, require_side
from bridgework.actions.mark_reply_read import close_replies, settle_read
from bridgework.actions.plan_messages import LANGUAGES, common_facts
from bridgework.lookups.person import contact_of
from bridgework.lookups.replies import find_conversation
from bridgework.messages.linter import Spot, lint
from bridgework.records.models import InboundMessage, PlannedMessage, Practice, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.contact import decide_patient_zone, earliest_sending
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotComplete

MOST_CHARACTERS = 300
NOT_THEIRS = frozenset({"identity", "subject", "opt_out", "length", "reading", "number"})
"""Findings that are about templates, which hold these words, or that a person may decide otherwise: a number to call, a longer word."""


@transaction.atomic
def write_to_patient(viewer: Viewer, referral_id: UUID, *, words: str, language: str, key: UUID, now: datetime) -> PlannedMessage:
    """An answer that a person wrote, the way the patient wrote last; what waited is read by that. `key` is the form's, so that a double click
    answers once.

    Goes at once where the patient wrote within the day, else after quiet hours. The words name the practice by themselves and must not tell
    anything of the problem. Raises NotComplete with what is wrong with them, MoveNotAllowed where no message is wanted, NotAllowed, NotFound.
    """
    permissions.require(viewer, "schedule")
    own = permissions.practice_of(viewer)
    words, language = " ".join(words.split()), language if language in LANGUAGES else "en"
    waiting = list(InboundMessage.objects.select_for_update().filter(referral_id=referral_id, status="waiting", practice_id=own))
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    practice, talk = referral.recipient_practice, find_conversation(viewer, referral_id)
    if practice is None or talk is None:
        raise NotAllowed("The receiving practice writes to the patient. Nothing was sent.")
    check_words(words, talk.channel, language)
    if talk.why_not or referral.state == states.DRAFT:
        raise MoveNotAllowed("No message can go to this patient: call instead. Nothing was sent.")
    contact = contact_of(referral.patient)
    theirs = {contact.phone, contact.email, contact.email.lower()}  # not who else wrote, and was found to mean this patient
    latest = referral.replies.filter(channel=talk.channel, sender__in=theirs).order_by("-at").values_list("sender", "at").first()
    row = _row(referral, practice, talk.channel, words, language, key, latest, now)
    PlannedMessage.objects.bulk_create([row], ignore_conflicts=True)
    if PlannedMessage.objects.filter(pk=row.pk).exists():
        if row.due_at <= now:
            defer_job("send_message", message_id=str(row.pk))
        close_replies(viewer, waiting, now)
        settle_read(viewer, referral, "reply_answered", now)
    return row


def check_words(words: str, channel: str, language: str) -> None:
    """Raises NotComplete where an answer is empty, too long, or says what does not belong into an open message."""
    if not words:
        raise NotComplete("Nothing was sent yet.", {"words": "Write the answer."})
    if len(words) > MOST_CHARACTERS:
        raise NotComplete("Nothing was sent yet.", {"words": f"At most {MOST_CHARACTERS} characters; this has {len(words)}. Or call."})
    if "{" in words or "}" in words:
        raise NotComplete("Nothing was sent yet.", {"words": "Leave out { and }."})
    found = [one for one in lint(words, Spot("staff_answer", channel or "sms", language)) if one.code not in NOT_THEIRS]
    if found:
        first = found[0]
        quoted = f" (“{first.found}”)" if getattr(first, "found", "") else ""
        raise NotComplete("Nothing was sent yet.", {"words": f"{first.reason}{quoted}"})


def _row(
    referral: Referral,
    practice: Practice,
    channel: str,
    words: str,
    language: str,
    key: UUID,
    latest: tuple[str, datetime] | None,
    now: datetime,
) -> PlannedMessage:
    contact = contact_of(referral.patient)
    at_once = latest is not None and (now - latest[1]).total_seconds() < 24 * 3600
    address = latest[0] if at_once and latest else contact.email if channel == "email" else contact.phone
    zone = decide_patient_zone(referral.patient.zip, contact.phone, practice.time_zone).zone
    facts: dict[str, Any] = {"zone": zone, "words": words, "at_any_hour": at_once}
    return PlannedMessage(
        referral=referral,
        kind="staff_answer",
        occasion=str(key),
        recipient="patient",
        patient_id=referral.patient_id,
        channel=channel,
        language=language,
        address=address,
        facts=common_facts(referral, None) | facts,
        due_at=now if at_once else earliest_sending(now, zone),
        created_at=now,
        changed_at=now,
    )
