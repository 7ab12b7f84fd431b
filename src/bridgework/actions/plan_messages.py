from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from bridgework.actions.defer_job import defer_jobs
from bridgework.actions.drop_untrue import drop_untrue
from bridgework.actions.issue_guest_link import prolong_guest_link
from bridgework.actions.issue_patient_link import issue_patient_link
from bridgework.actions.ledger import write_event
from bridgework.lookups.person import address_of, contact_of
from bridgework.lookups.stopped_channels import stopped_channels
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Appointment, PlannedMessage, Practice, Referral
from bridgework.rules.caps import over_cap
from bridgework.rules.contact import decide_patient_zone, earliest_sending
from bridgework.rules.facts import SYSTEM
from bridgework.rules.follow_up import (
    AFTER,
    MessageFacts,
    Plan,
    has_courtesy,
    kinds_outdated_by,
    plan_after,
    tells_patient,
    why_not_reachable,
)
from bridgework.rules.person import Contact

BOOKED = KeptQuestion(
    lambda key: Appointment.objects.filter(referral_id=key, status="booked").select_related("location").order_by("pk")[:1], UUID
)
LANGUAGES = ("en", "es")
LATELY = timedelta(days=8)
HELD = ("held", "released")
"""Statuses of a time that was not booked."""


def plan_messages(referral: Referral, event_kind: str, occasion: str, now: datetime, *, by_patient: bool = False, only: str = "") -> None:
    """Plans what follows an event, in the transaction of the event. `occasion` (the event's id) is part of what makes a message the same.

    `by_patient`: the patient's own act caused it, so that the answer need not wait for the morning. A patient whom no message can reach is
    written into the history instead, so that a person calls. Offices get a link by e-mail and nothing of the patient. `only` names the one
    recipient who was not told yet.
    """
    if event_kind not in AFTER:
        return
    tells = tells_patient(event_kind)
    visit = _visit_of(referral, event_kind, now) if tells else None
    contact = contact_of(referral.patient) if tells else None
    facts = _facts(referral, event_kind, contact, visit, now, by_patient=by_patient)
    outdated = kinds_outdated_by(event_kind, facts)
    if outdated and only in ("", "patient"):
        drop_untrue(referral.pk, outdated, now)
    plans = [plan for plan in plan_after(event_kind, facts) if only in ("", plan.recipient)]
    link_id = str(issue_patient_link(referral, now).pk) if any(plan.recipient == "patient" for plan in plans) else ""
    rows = [_row(referral, plan, visit, occasion, now, link_id, facts, contact) for plan in plans]
    rows = [row for row in rows if row.address]
    if rows:
        PlannedMessage.objects.bulk_create(rows, ignore_conflicts=True)
        defer_jobs("send_message", [{"message_id": str(row.pk)} for row in rows if row.due_at <= now and row.channel != "letter"])
    reason = why_not_reachable(event_kind, facts)
    if reason and only in ("", "patient") and referral.patient.deceased_on is None:
        write_event(referral, SYSTEM, "patient_not_reachable", now, {"why": reason, "event": event_kind})


def _visit_of(referral: Referral, event_kind: str, now: datetime) -> Appointment | None:
    """The visit that the event is about: the booked one, or the one that the event took away a moment ago in this transaction."""
    visits = referral.appointments.select_related("location")
    if event_kind in ("booked", "moved", "visit_kept"):
        return BOOKED.only_row(referral.pk)
    if event_kind in ("sent_with_time", "time_held"):
        return visits.filter(status="held", purpose="chair").order_by("-created_at").first()
    if event_kind == "earlier_offered":
        return visits.filter(status="held", purpose="earlier").order_by("-created_at").first()
    if event_kind in ("accepted", "times_offered", "link_sent", "page_sent", "sent", "records_asked", "seen", "wait_list_joined"):
        return None
    # Cancelling a time that has passed takes nothing away from the patient.
    taken_away = (
        Q(status="missed")
        | Q(status="cancelled", starts_at__gt=now)
        | Q(status="released", purpose__in=["chair", "request"], starts_at__gt=now)
    )
    return visits.filter(taken_away, changed_at=now).order_by("starts_at").first()


def _facts(
    referral: Referral, event_kind: str, contact: Contact | None, visit: Appointment | None, now: datetime, *, by_patient: bool
) -> MessageFacts:
    if contact is None:
        return MessageFacts(now, "UTC")
    patient, practice = referral.patient, _recipient(referral)
    zone = decide_patient_zone(patient.zip, contact.phone, practice.time_zone).zone
    return MessageFacts(
        now=now,
        patient_zone=zone,
        preferred_channel=patient.preferred_channel,
        patient_phone=contact.phone,
        patient_email=contact.email,
        patient_has_address=bool(address_of(patient)),
        patient_may_be_contacted=patient.may_contact and patient.deceased_on is None,
        by_patient=by_patient,
        has_visit=visit is not None and visit.status not in HELD,
        visit_at=visit.starts_at if visit else None,
        has_hold=visit is not None and visit.status in HELD and not _is_untold(referral, visit),
        courtesy_fits=has_courtesy(event_kind) and _courtesy_fits(referral, event_kind, zone, now),
        stopped=() if has_courtesy(event_kind) else _stopped(contact, practice),
    )


def _stopped(contact: Contact, practice: Practice) -> tuple[str, ...]:
    """Asked only where there is another way to go, and more to tell than a courtesy."""
    if not contact.phone or not contact.email:
        return ()
    return stopped_channels({contact.phone, contact.email.lower()}, practice.pk, practice.text_number)


def _courtesy_fits(referral: Referral, event_kind: str, zone: str, now: datetime) -> bool:
    """Whether the patient may well be written to once more. Who is in a hurry hears the same day what comes next, and no receipt before."""
    if event_kind == "sent" and referral.tier in ("emergency", "urgent"):
        return False
    lately = PlannedMessage.objects.filter(patient_id=referral.patient_id, recipient="patient", due_at__gt=now - LATELY)
    told = lately.exclude(status__in=["dropped", "failed"]).values_list("due_at", flat=True)
    return not over_cap(told, earliest_sending(now, zone), zone)


def _is_untold(referral: Referral, hold: Appointment) -> bool:
    """Whether a time that is given back was never told: its message still waits for the morning, and is dropped instead."""
    return hold.status == "released" and referral.messages.filter(kind="visit_held", status="planned").exists()


def _row(
    referral: Referral,
    plan: Plan,
    visit: Appointment | None,
    occasion: str,
    now: datetime,
    link_id: str,
    facts: MessageFacts,
    contact: Contact | None,
) -> PlannedMessage:
    patient = referral.patient if plan.recipient == "patient" else None
    practice = None if patient else (referral.sender_practice if plan.recipient == "sender" else _recipient(referral))
    if patient and contact:
        address = {"sms": contact.phone, "email": contact.email, "letter": "\n".join(address_of(patient).lines)}[plan.channel]
        language = contact.language if contact.language in LANGUAGES else "en"
        words = {"zone": facts.patient_zone, "link_id": link_id, "at_any_hour": facts.by_patient}
    else:
        address, language = (practice.email, "en") if practice else ("", "en")
        words = {"zone": practice.time_zone, "on_network": practice.on_network} if practice else {}
        link = prolong_guest_link(referral, now) if plan.recipient == "sender" else None
        if link is not None:
            address, words = link.email, words | {"guest_link_id": str(link.pk)}
    return PlannedMessage(
        referral=referral,
        kind=plan.kind,
        occasion=occasion,
        recipient=plan.recipient,
        patient=patient,
        practice=practice,
        channel=plan.channel,
        language=language,
        address=address,
        facts=common_facts(referral, visit) | words,
        due_at=plan.due_at,
        created_at=now,
        changed_at=now,
    )


def common_facts(referral: Referral, visit: Appointment | None) -> dict[str, Any]:
    """What the words may need, of any kind. Names and numbers of practices, times as UTC; nothing of the patient or the problem."""
    return facts_between(referral.sender_practice, _recipient(referral), referral.number, referral.respond_by, visit)


def facts_between(
    sender: Practice, practice: Practice, number: int, respond_by: datetime | None, visit: Appointment | None
) -> dict[str, Any]:
    """The same of a referral of which no more is at hand."""
    facts: dict[str, Any] = {
        "number": number,
        "practice_id": str(practice.pk),
        "practice": practice.name,
        "phone": practice.phone,
        "practice_zone": practice.time_zone,
        "sender": sender.name,
    }
    if respond_by:
        facts["respond_by"] = respond_by.isoformat()
    if visit:
        place = visit.location
        facts |= {
            "starts_at": visit.starts_at.isoformat(),
            "place": place.name,
            "street": place.street,
            "city": place.city,
            "phone": place.phone or practice.phone,
            "practice_zone": place.time_zone or practice.time_zone,
        }
    return facts


def _recipient(referral: Referral) -> Practice:
    practice = referral.recipient_practice
    if practice is None:
        raise ValueError("a draft tells nobody anything")
    return practice
