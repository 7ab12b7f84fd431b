from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import product
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from bridgework.actions.hold_messages import HeldMessage, is_of_the_plan
from bridgework.lookups.cadence_facts import WEEK
from bridgework.lookups.our_numbers import our_address, own_numbers
from bridgework.records.models import GuestLink, GuestSubmission, OptOut, Patient, PatientLink, PlannedMessage, Referral, ReferralCadence
from bridgework.rules.caps import over_cap
from bridgework.rules.facts import SYSTEM
from bridgework.rules.opt_out import GOES_OUT_ANYHOW
from bridgework.rules.outgoing import OutgoingFacts, Verdict, decide_outgoing, find_room

Outgoing = HeldMessage | PlannedMessage


class Addressed(Protocol):
    """A message as far as it is told to whom it goes."""

    @property
    def pk(self) -> UUID: ...
    @property
    def referral_id(self) -> UUID | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def recipient(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def facts(self) -> dict[str, Any]: ...


TOLD = """
SELECT referral.patient_id, referral.recipient_practice_id::text, told.latest
FROM records_referral AS referral CROSS JOIN LATERAL (
    SELECT max(attempt.started_at) AS latest
    FROM records_plannedmessage AS message JOIN records_messageattempt AS attempt ON attempt.message_id = message.id
    WHERE message.referral_id = referral.id AND message.recipient = 'patient' AND message.status IN ('sending', 'sent', 'delivered', 'unclear')
        AND (message.facts -> 'at_any_hour') IS DISTINCT FROM 'true'::jsonb
    GROUP BY message.id
) AS told
WHERE referral.patient_id = ANY(%s::uuid[]) AND told.latest > %s
"""


def weigh_messages(messages: Sequence[Outgoing], now: datetime) -> dict[UUID, Verdict]:
    """Whether each of these locked messages goes out now, from the facts as they are now (rules.outgoing): a few queries for all of them."""
    willing = _willing(messages)
    stopped = stopped_among(messages)
    revoked = _revoked(messages)
    asked = _codes_asked(messages)
    verdicts = {
        message.pk: decide_outgoing(
            OutgoingFacts(
                kind=message.kind,
                recipient=message.recipient,
                zone=message.facts.get("zone") or "UTC",
                at_any_hour=bool(message.facts.get("at_any_hour")),
                may_contact=message.patient_id is None or message.patient_id in willing,
                opted_out=message.pk in stopped,
                starts_at=_moment(message.facts.get("starts_at")),
                link_revoked=message.facts.get("link_id") in revoked,
                code_is_newer=_is_code(message) and asked.get(_owner(message)) != message.facts["code_sent_at"],
            ),
            now,
        )
        for message in messages
    }
    return verdicts | _over_caps([message for message in messages if verdicts[message.pk].goes], now)


def _over_caps(going: Sequence[Outgoing], now: datetime) -> dict[UUID, Verdict]:
    """What becomes of those for which the caps have no room any more: something else may have gone out since they were planned."""
    if not any(is_of_the_plan(message) for message in going):
        return {}
    told = _told_lately({message.patient_id for message in going if is_of_the_plan(message)}, now)
    over = {}
    for message in going:
        if message.recipient != "patient" or message.facts.get("at_any_hour"):
            continue
        mine = told[message.patient_id, message.facts.get("practice_id")]
        if is_of_the_plan(message) and over_cap(mine, now, message.facts.get("zone") or "UTC"):
            over[message.pk] = message
        else:
            mine.append(now)
    next_steps = _next_steps({message.referral_id for message in over.values()}) if over else {}
    return {
        key: find_room(
            message.kind,
            told[message.patient_id, message.facts.get("practice_id")],
            message.due_at,
            message.facts.get("zone") or "UTC",
            now,
            next_steps.get(message.referral_id),
        )
        for key, message in over.items()
    }


def _told_lately(patients: Collection[UUID | None], now: datetime) -> defaultdict[tuple[UUID | None, str | None], list[datetime]]:
    """When each of the patients was written to, by practice: the caps count what a practice writes about all their referrals."""
    found: defaultdict[tuple[UUID | None, str | None], list[datetime]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(TOLD, [list(patients), now - WEEK])
        for patient_id, practice_id, at in cursor.fetchall():
            found[patient_id, practice_id].append(at)
    return found


def _next_steps(referrals: Collection[UUID | None]) -> dict[UUID | None, datetime | None]:
    """When the next step of these referrals is due; None where a person's turn has come."""
    return dict(ReferralCadence.objects.filter(pk__in=referrals).values_list("pk", "next_at"))


def stopped_among(messages: Iterable[Addressed]) -> set[UUID]:
    """Those whose reader wants nothing more from the number or address that we would write from, or from the practice that writes."""
    heard = [message for message in messages if message.recipient == "patient" and message.kind not in GOES_OUT_ANYHOW]
    addresses = {message.address.lower() for message in heard}
    wishes = list(OptOut.objects.filter(address__in=addresses, ended_at=None)) if addresses else []
    if not wishes:
        return set()
    about = Referral.objects.filter(pk__in={message.referral_id for message in heard if message.referral_id})
    received_by = dict(about.values_list("pk", "recipient_practice_id"))
    written_by = {message.pk: received_by.get(message.referral_id) if message.referral_id else _answering(message) for message in heard}
    numbers = own_numbers(SYSTEM, {key for key in written_by.values() if key})
    silent = {(wish.channel, wish.address, wish.practice_id, wish.our_address) for wish in wishes}
    stopped = set()
    for message in heard:
        writer = written_by[message.pk]
        ours = our_address(message.channel, numbers.get(writer, "") if writer else "")
        meant = product([message.channel], [message.address.lower()], {None, writer}, {"", ours})
        if not silent.isdisjoint(meant):
            stopped.add(message.pk)
    return stopped


def _answering(message: Addressed) -> UUID | None:
    """The practice that answers somebody whom no referral knows."""
    practice = message.facts.get("practice_id")
    return UUID(practice) if practice else None


def _willing(messages: Iterable[Outgoing]) -> set[UUID]:
    """Patients who agreed to messages, of those that these are for."""
    keys = {message.patient_id for message in messages if message.patient_id}
    return set(Patient.objects.filter(pk__in=keys, may_contact=True, deceased_on=None).values_list("pk", flat=True)) if keys else set()


def _revoked(messages: Iterable[Outgoing]) -> set[str]:
    """Links to patients' pages that these messages carry and that were made useless."""
    keys = {message.facts["link_id"] for message in messages if message.facts.get("link_id")}
    found = PatientLink.objects.filter(pk__in=keys, revoked_at__isnull=False).values_list("pk", flat=True) if keys else ()
    return {str(key) for key in found}


def _codes_asked(messages: Iterable[Outgoing]) -> dict[str, str]:
    """When the code was asked for that stands now, by what it belongs to. One that was followed by another, or used, opens nothing."""
    coded = [message for message in messages if _is_code(message)]
    links = [_owner(message) for message in coded if message.facts.get("guest_link_id")]
    submissions = [_owner(message) for message in coded if not message.facts.get("guest_link_id")]
    rows = [
        *(GuestLink.objects.filter(pk__in=links, revoked_at=None).values_list("pk", "code_sent_at") if links else ()),
        *(GuestSubmission.objects.filter(pk__in=submissions).values_list("pk", "code_sent_at") if submissions else ()),
    ]
    return {str(key): at.isoformat() for key, at in rows if at is not None}


def _is_code(message: Outgoing) -> bool:
    return message.recipient == "guest" and bool(message.facts.get("code_sent_at"))


def _owner(message: Outgoing) -> str:
    return str(message.facts.get("guest_link_id") or message.guest_submission_id)


def _moment(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None
