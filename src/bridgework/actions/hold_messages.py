import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from bridgework.actions.lock_messages import lock_messages
from bridgework.records.models import PlannedMessage
from bridgework.rules.cadence_facts import KINDS

COLUMNS = """message.id, message.referral_id, message.guest_submission_id, message.kind, message.step, message.recipient, message.patient_id,
    message.channel, message.language, message.address, message.facts::text, message.due_at, message.tries"""
IS_DUE = "message.status = 'planned' AND message.due_at <= %(now)s AND message.channel <> 'letter'"  # a person prints those
FIRST = f"""
SELECT {COLUMNS} FROM records_plannedmessage AS message JOIN records_referral AS referral ON referral.id = message.referral_id
WHERE {IS_DUE} ORDER BY message.due_at, message.id LIMIT %(limit)s FOR UPDATE OF referral SKIP LOCKED FOR UPDATE OF message SKIP LOCKED
"""
OTHERS = f"""
SELECT {COLUMNS} FROM records_plannedmessage AS message WHERE {IS_DUE} AND message.referral_id IS NULL
ORDER BY message.due_at, message.id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
"""
NAMED = (
    f"SELECT {COLUMNS} FROM records_plannedmessage AS message WHERE {IS_DUE} AND message.id = ANY(%(only)s::uuid[]) FOR UPDATE SKIP LOCKED"
)
PATIENTS = "SELECT id FROM records_patient WHERE id = ANY(%s::uuid[]) FOR NO KEY UPDATE SKIP LOCKED"


class HeldMessage(NamedTuple):
    """A planned message whose row is locked."""

    pk: UUID
    referral_id: UUID | None
    guest_submission_id: UUID | None
    kind: str
    step: int | None
    recipient: str
    patient_id: UUID | None
    channel: str
    language: str
    address: str
    facts: dict[str, Any]
    due_at: datetime
    tries: int


class Held(NamedTuple):
    """What one worker holds until its transaction ends. `is_full`: there may be more than it may hold."""

    messages: list[HeldMessage]
    is_full: bool


def hold_due(now: datetime, limit: int) -> Held:
    """Locks the first of what is due and not held by anybody, with the referral of each. Nothing is waited for, so that no order of locks can
    go wrong; what another worker or an action holds is left to the next round.
    """
    rows = _rows(FIRST, {"now": now, "limit": limit})
    if len(rows) < limit:
        rows += _rows(OTHERS, {"now": now, "limit": limit - len(rows)})
    return Held(_with_patient(rows), is_full=len(rows) >= limit)


def hold_named(now: datetime, only: Collection[UUID]) -> Held:
    """Locks those of the named messages that are due, the referral of each before; waits for who holds them."""
    about = PlannedMessage.objects.filter(pk__in=only, status="planned", due_at__lte=now).values_list("referral_id", flat=True)
    lock_messages({key for key in about if key}, ())
    return Held(_with_patient(_rows(NAMED, {"now": now, "only": list(only)})), is_full=False)


def is_of_the_plan(message: HeldMessage | PlannedMessage) -> bool:
    """Whether the practice says it of its own accord, so that the caps hold."""
    return message.kind in KINDS and message.recipient == "patient" and not message.facts.get("at_any_hour")


def _rows(question: str, values: dict[str, Any]) -> list[HeldMessage]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return [HeldMessage._make((*row[:10], json.loads(row[10]), *row[11:])) for row in cursor.fetchall()]


def _with_patient(rows: Iterable[HeldMessage]) -> list[HeldMessage]:
    """Those that may be decided on now. The caps count what a patient is told about all their referrals, so that of two workers only one may
    look at a patient; the other leaves the message to the next round.
    """
    rows = list(rows)
    wanted = {row.patient_id for row in rows if is_of_the_plan(row)}
    if not wanted:
        return rows
    with connection.cursor() as cursor:
        cursor.execute(PATIENTS, [list(wanted)])
        ours = {key for (key,) in cursor.fetchall()}
    return [row for row in rows if row.patient_id in ours or not is_of_the_plan(row)]
