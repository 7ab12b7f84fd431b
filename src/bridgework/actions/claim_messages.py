from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from bridgework.actions.assign_variants import assign_variants
from bridgework.actions.defer_job import defer_jobs
from bridgework.actions.guest_secrets import code_of, letter_secret_of, link_secret_of
from bridgework.actions.hold_messages import HeldMessage, hold_due, hold_named
from bridgework.actions.issue_patient_link import secret_of
from bridgework.actions.ledger import new_event, write_events
from bridgework.actions.weigh_messages import weigh_messages
from bridgework.lookups.held_sending import sending_held
from bridgework.lookups.missing_records import missing_records
from bridgework.records.ids import new_id
from bridgework.records.models import GuestLink, PlannedMessage, Referral
from bridgework.rules.facts import SYSTEM
from bridgework.rules.outgoing import Verdict, event_after_drop

MOST_AT_ONCE = 200
BEGIN = """
WITH taken AS (UPDATE records_plannedmessage SET status = 'sending', changed_at = %(now)s, tries = tries + 1 WHERE id = ANY(%(messages)s::uuid[]))
INSERT INTO records_messageattempt (id, message_id, number, channel, started_at, outcome, provider_id, sentence)
SELECT new.id, new.message_id, new.number, new.channel, %(now)s, '', '', ''
FROM unnest(%(attempts)s::uuid[], %(messages)s::uuid[], %(numbers)s::smallint[], %(channels)s::text[]) AS new (id, message_id, number, channel)
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is this worker's to send now, with an attempt that is already committed.

    `facts` are those of the words; `link_secret` is the secret part of the patient's link, "" for an office; `guest_secret` that of the link
    of a sender without an account, `confirm_secret` that of the link that proves one. `referral_id` is None for what is no referral yet.
    `template` are words under trial that this patient gets, "" for those in force.
    """

    message_id: UUID
    attempt_id: UUID
    referral_id: UUID | None
    kind: str
    recipient: str
    channel: str
    language: str
    address: str
    facts: dict[str, Any]
    link_secret: str
    guest_secret: str = ""
    confirm_secret: str = ""
    template: str = ""

    @property
    def pk(self) -> UUID:
        """The message's key."""
        return self.message_id


@dataclass(frozen=True, slots=True)
class Batch:
    """What one worker took. `is_full`: it looked at as many as it may, so that more may be due."""

    claimed: tuple[Claimed, ...]
    is_full: bool


@transaction.atomic
def claim_messages(*, now: datetime, limit: int = MOST_AT_ONCE, only: Collection[UUID] = ()) -> Batch:
    """Takes planned messages that are due for sending, the longest due first: their attempts are committed before the network is touched, so
    that a killed worker leaves a trace and nobody sends one a second time.

    Whether each should go out is looked at again (rules.outgoing). What another worker or an action holds is left to the next round, unless
    `only` names the messages: then this waits. Locks the referrals before the messages, as everywhere. While sending is held after a restore,
    nothing is taken.
    """
    if sending_held(SYSTEM):
        return Batch((), is_full=False)
    held = hold_named(now, only) if only else hold_due(now, limit)
    messages = sorted(held.messages, key=lambda one: (one.due_at, one.pk))
    verdicts = weigh_messages(messages, now)
    set_aside(messages, verdicts, now)
    claimed = _begin([message for message in messages if verdicts[message.pk].goes], now)
    return Batch(claimed, held.is_full)


def set_aside(messages: Iterable[HeldMessage], verdicts: Mapping[UUID, Verdict], now: datetime) -> None:
    """Drops locked messages that must not go out, with a row of history each, and puts off those that have to wait. The day of what was dropped
    has room again: what comes next is worked out anew.
    """
    dropped = [message for message in messages if verdicts[message.pk].drop_why]
    put_off: dict[datetime, list[UUID]] = defaultdict(list)
    for message in messages:
        if until := verdicts[message.pk].until:
            put_off[until].append(message.pk)
    for until, keys in put_off.items():
        PlannedMessage.objects.filter(pk__in=keys).update(due_at=until, changed_at=now)
    if not dropped:
        return
    PlannedMessage.objects.filter(pk__in=[message.pk for message in dropped]).update(status="dropped", changed_at=now)
    referrals = Referral.objects.in_bulk({message.referral_id for message in dropped if message.referral_id})
    events = []
    for message in dropped:
        why = verdicts[message.pk].drop_why
        if message.referral_id and (kind := event_after_drop(why)):
            events.append(new_event(referrals[message.referral_id], SYSTEM, kind, now, {"why": why, "kind": message.kind}))
    write_events(*events)
    told = sorted({str(message.referral_id) for message in dropped if message.referral_id and message.recipient == "patient"})
    defer_jobs("replan_referral", [{"referral_id": key} for key in told])


def _begin(messages: list[HeldMessage], now: datetime) -> tuple[Claimed, ...]:
    """Writes the attempts of locked messages that go out, and hands out what the words need."""
    if not messages:
        return ()
    attempts = [new_id() for _ in messages]
    values: dict[str, Any] = {
        "now": now,
        "attempts": attempts,
        "messages": [message.pk for message in messages],
        "numbers": [message.tries + 1 for message in messages],
        "channels": [message.channel for message in messages],
    }
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, values)
    tried = assign_variants(messages)
    standing = _standing_guest_links(messages)
    missing = _missing(messages, now)
    return tuple(
        Claimed(
            message_id=message.pk,
            attempt_id=attempt_id,
            referral_id=message.referral_id,
            kind=message.kind,
            recipient=message.recipient,
            channel=message.channel,
            language=message.language,
            address=message.address,
            facts=message.facts | _code(message) | missing.get(message.pk, {}),
            link_secret=secret_of(UUID(message.facts["link_id"])) if message.facts.get("link_id") else "",
            template=tried.get(message.pk, ""),
            **_guest_secrets(message.facts, standing),
        )
        for message, attempt_id in zip(messages, attempts, strict=True)
    )


def _standing_guest_links(messages: Iterable[HeldMessage]) -> set[str]:
    """Links of senders without an account that these messages carry and that still work."""
    keys = {message.facts["guest_link_id"] for message in messages if message.facts.get("guest_link_id")}
    found = GuestLink.objects.filter(pk__in=keys, revoked_at=None).values_list("pk", flat=True) if keys else ()
    return {str(key) for key in found}


def _guest_secrets(facts: Mapping[str, Any], standing: Collection[str]) -> dict[str, str]:
    """What only a message to a sender without an account carries. Without its link, which was made useless, it still tells what happened."""
    if submission_id := facts.get("guest_submission_id"):
        return {"confirm_secret": letter_secret_of(UUID(submission_id), datetime.fromisoformat(facts["code_sent_at"]))}
    link_id = facts.get("guest_link_id")
    return {"guest_secret": link_secret_of(UUID(link_id))} if link_id in standing else {}


def _code(message: HeldMessage) -> dict[str, str]:
    """The code that a message to a guest carries; it is in no table."""
    owner = message.facts.get("guest_submission_id") or message.facts.get("guest_link_id")
    if message.recipient != "guest" or not owner:
        return {}
    return {"code": code_of(UUID(owner), datetime.fromisoformat(message.facts["code_sent_at"]))}


def _missing(messages: Iterable[HeldMessage], now: datetime) -> dict[UUID, dict[str, int]]:
    """How many records are missing when a receipt goes out, for those that miss any: by then the films are decoded."""
    receipts = {message.referral_id: message.pk for message in messages if message.kind == "receipt_to_sender" and message.referral_id}
    referrals = Referral.objects.filter(pk__in=receipts).select_related("sender_practice", "recipient_practice") if receipts else ()
    counted = {receipts[referral.pk]: len(missing_records(referral, now)) for referral in referrals}
    return {key: {"missing": count} for key, count in counted.items() if count}
