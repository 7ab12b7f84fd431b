from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from bridgework.records.models import GuestLink, GuestSubmission, Patient, PatientLink, PlannedMessage
from bridgework.rules.outgoing import OutgoingFacts, Verdict, decide_outgoing


def weigh_messages(messages: Sequence[PlannedMessage], now: datetime) -> dict[UUID, Verdict]:
    """Whether each of these locked messages goes out now, from the facts as they are now (rules.outgoing): a few queries for all of them."""
    willing = _willing(messages)
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
                starts_at=_moment(message.facts.get("starts_at")),
                link_revoked=message.facts.get("link_id") in revoked,
                code_is_newer=_is_code(message) and asked.get(_owner(message)) != message.facts["code_sent_at"],
            ),
            now,
        )
        for message in messages
    }


def _willing(messages: Iterable[PlannedMessage]) -> set[UUID]:
    """Patients who agreed to messages, of those that these are for."""
    keys = {message.patient_id for message in messages if message.patient_id}
    return set(Patient.objects.filter(pk__in=keys, may_contact=True).values_list("pk", flat=True)) if keys else set()


def _revoked(messages: Iterable[PlannedMessage]) -> set[str]:
    """Links to patients' pages that these messages carry and that were made useless."""
    keys = {message.facts["link_id"] for message in messages if message.facts.get("link_id")}
    found = PatientLink.objects.filter(pk__in=keys, revoked_at__isnull=False).values_list("pk", flat=True) if keys else ()
    return {str(key) for key in found}


def _codes_asked(messages: Iterable[PlannedMessage]) -> dict[str, str]:
    """When the code was asked for that stands now, by what it belongs to. One that was followed by another, or used, opens nothing."""
    coded = [message for message in messages if _is_code(message)]
    links = [_owner(message) for message in coded if message.facts.get("guest_link_id")]
    submissions = [message.guest_submission_id for message in coded if not message.facts.get("guest_link_id")]
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
