from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import product
from uuid import UUID

from bridgework.lookups.our_numbers import our_address, own_numbers
from bridgework.records.models import GuestLink, GuestSubmission, OptOut, Patient, PatientLink, PlannedMessage, Referral
from bridgework.rules.facts import SYSTEM
from bridgework.rules.opt_out import GOES_OUT_ANYHOW
from bridgework.rules.outgoing import OutgoingFacts, Verdict, decide_outgoing


def weigh_messages(messages: Sequence[PlannedMessage], now: datetime) -> dict[UUID, Verdict]:
    """Whether each of these locked messages goes out now, from the facts as they are now (rules.outgoing): a few queries for all of them."""
    willing = _willing(messages)
    stopped = stopped_among(messages)
    revoked = _revoked(messages)
    asked = _codes_asked(messages)
    return {
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


def stopped_among(messages: Iterable[PlannedMessage]) -> set[UUID]:
    """Those whose reader wants nothing more from the number or address that we would write from, or from the practice that writes."""
    heard = [message for message in messages if message.recipient == "patient" and message.kind not in GOES_OUT_ANYHOW]
    addresses = {message.address.lower() for message in heard}
    wishes = list(OptOut.objects.filter(address__in=addresses, ended_at=None)) if addresses else []
    if not wishes:
        return set()
    written_by = dict(Referral.objects.filter(pk__in={message.referral_id for message in heard}).values_list("pk", "recipient_practice_id"))
    numbers = own_numbers(SYSTEM, {key for key in written_by.values() if key})
    silent = {(wish.channel, wish.address, wish.practice_id, wish.our_address) for wish in wishes}
    stopped = set()
    for message in heard:
        writer = written_by.get(message.referral_id) if message.referral_id else None
        ours = our_address(message.channel, numbers.get(writer, "") if writer else "")
        meant = product([message.channel], [message.address.lower()], {None, writer}, {"", ours})
        if not silent.isdisjoint(meant):
            stopped.add(message.pk)
    return stopped


def stopped_meanwhile(message_ids: Collection[UUID]) -> set[UUID]:
    """Those of claimed messages whose reader has asked for silence since: they stay where they are."""
    return stopped_among(PlannedMessage.objects.filter(pk__in=message_ids))


def _willing(messages: Iterable[PlannedMessage]) -> set[UUID]:
    """Patients who agreed to messages, of those that these are for."""
    keys = {message.patient_id for message in messages if message.patient_id}
    return set(Patient.objects.filter(pk__in=keys, may_contact=True, deceased_on=None).values_list("pk", flat=True)) if keys else set()


def _revoked(messages: Iterable[PlannedMessage]) -> set[str]:
    """Links to patients' pages that these messages carry and that were made useless."""
    keys = {message.facts["link_id"] for message in messages if message.facts.get("link_id")}
    found = PatientLink.objects.filter(pk__in=keys, revoked_at__isnull=False).values_list("pk", flat=True) if keys else ()
    return {str(key) for key in found}


def _codes_asked(messages: Iterable[PlannedMessage]) -> dict[str, str]:
    """When the code was asked for that stands now, by what it belongs to. One that was followed by another, or used, opens nothing."""
    coded = [message for message in messages if _is_code(message)]
    links = [_owner(message) for message in coded if message.facts.get("guest_link_id")]
    submissions = [_owner(message) for message in coded if not message.facts.get("guest_link_id")]
    rows = [
        *(GuestLink.objects.filter(pk__in=links, revoked_at=None).values_list("pk", "code_sent_at") if links else ()),
        *(GuestSubmission.objects.filter(pk__in=submissions).values_list("pk", "code_sent_at") if submissions else ()),
    ]
    return {str(key): at.isoformat() for key, at in rows if at is not None}


def _is_code(message: PlannedMessage) -> bool:
    return message.recipient == "guest" and bool(message.facts.get("code_sent_at"))


def _owner(message: PlannedMessage) -> str:
    return str(message.facts.get("guest_link_id") or message.guest_submission_id)


def _moment(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None
