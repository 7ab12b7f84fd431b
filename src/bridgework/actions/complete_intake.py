from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.defer_job import defer_job
from bridgework.actions.enter_patient import lock_practice, put_into_chart
from bridgework.actions.ledger import settle, write_audit, write_event, write_events
from bridgework.actions.lock_patient import lock_patient
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.put_person import fill_person
from bridgework.actions.save_draft import fill_draft
from bridgework.actions.send_referral import require_complete, send_off
from bridgework.actions.start_referral import new_draft
from bridgework.records.constraints import refusing
from bridgework.records.models import IntakeDocument, Patient, Practice, Provider, Referral
from bridgework.rules import permissions
from bridgework.rules.contact import check_phone, normalize_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.person_entry import PersonEntry
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound
from bridgework.rules.slugs import short_name


@dataclass(frozen=True, slots=True)
class NewOffice:
    """A referring office that is not on the network: how it is reached."""

    name: str
    phone: str
    email: str = ""


@transaction.atomic
def complete_intake(
    viewer: Viewer,
    document_id: UUID,
    *,
    patient: PatientEntry | UUID,
    sender: UUID | NewOffice,
    referring_provider: str,
    case: Mapping[str, Any],
    teeth: Sequence[str],
    now: datetime,
    sites: Sequence[str] = (),
    person: PersonEntry | None = None,
) -> Referral:
    """A person has completed what came in: it becomes a referral of the sender to the viewer's practice, sent and to be reviewed.

    `patient` is one of the practice's chart or a new entry, `sender` a known practice or an office off the network; `teeth` are Universal
    designations, `sites` what they do not say. `person` is who speaks for the patient, what they need and who pays, as somebody confirmed
    it: of a patient of the chart it fills in only what is missing there. The history names both the person and the sender. Done twice it
    answers with the referral that was made. Raises NotComplete with field -> sentence, MoveNotAllowed where the document was set aside, NotFound, NotAllowed.
    """
    permissions.require(viewer, "take_in")
    own = lock_practice(viewer)
    document = IntakeDocument.objects.select_for_update(of=("self",)).filter(pk=document_id, practice=own).first()
    if document is None:
        raise NotFound
    if document.referral_id is not None:
        return Referral.objects.get(pk=document.referral_id)
    if document.next_step is None:
        raise MoveNotAllowed("This document was set aside. Nothing was changed.")
    office = _office(sender, own, now)
    who = _patient(viewer, own, patient, now)
    if person is not None:
        fill_person(who, person, now)
    referral = new_draft(viewer, who, office, submission_key=document.pk, way=document.source, now=now)
    clinician = _clinician(office, referring_provider)
    referral.referring_provider = clinician
    fill_draft(referral, case=case, teeth=teeth, sites=sites, recipient_practice_id=own.pk, referring_provider_id=clinician.pk)
    require_complete(referral)
    write_event(referral, viewer, "started", now, {"document": document.name}, acted_for=office)
    # Sending is the sender's move: it is made on their behalf, and the history names both.
    inside = document.reading.get("attachments") or []
    event = send_off(referral, replace(viewer, kind="system"), now, files=len(inside))
    write_events(event)
    with refusing():
        settle(referral, viewer, "complete_intake", now)
    document.referral, document.status, document.next_step, document.due_at = referral, "accepted", None, None
    document.decided_by_id, document.decided_at = viewer.person_id, now
    document.save()
    write_audit(viewer, "complete_intake", now, [referral.pk])
    plan_messages(referral, "sent", str(event.pk), now)
    # The files inside are unpacked by the worker, from the kept original: the job exists exactly if the referral does.
    defer_job("attach_from_document", document_id=str(document.pk))
    return referral


def _patient(viewer: Viewer, own: Practice, given: PatientEntry | UUID, now: datetime) -> Patient:
    if isinstance(given, PatientEntry):
        return put_into_chart(viewer, own, given, now)[0]
    try:
        return lock_patient(own.pk, given)
    except NotFound:
        raise NotComplete("Not completed yet.", {"patient": "Choose a patient of your chart, or enter a new one."}) from None


def _office(given: UUID | NewOffice, own: Practice, now: datetime) -> Practice:
    if not isinstance(given, NewOffice):
        known = Practice.objects.filter(pk=given).exclude(pk=own.pk).first()
        if known is None:
            raise NotComplete("Not completed yet.", {"sender": "Choose who sent it, or enter the office."})
        return known
    problems = {}
    if not given.name.strip():
        problems["sender_name"] = "Give the name of the office."
    if wrong := check_phone(given.phone):
        problems["sender_phone"] = wrong
    if problems:
        raise NotComplete("Not completed yet.", problems)
    phone = normalize_phone(given.phone) or ""
    same = Practice.objects.filter(on_network=False, name__iexact=given.name.strip(), phone=phone).first()
    return same or Practice.objects.create(
        slug=_slug(given.name),
        name=given.name.strip()[:200],
        specialty="general",
        time_zone=own.time_zone,
        phone=phone,
        email=given.email.strip()[:254],
        on_network=False,
        hours=own.hours,
        holiday_region=own.holiday_region,
        created_at=now,
    )


def _slug(name: str) -> str:
    base = short_name(name)
    taken = set(Practice.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return base if base not in taken else next(f"{base}-{number}" for number in range(2, len(taken) + 3) if f"{base}-{number}" not in taken)


def _clinician(office: Practice, name: str) -> Provider:
    """The clinician of that name; at an office off the network one is written down, elsewhere the practice keeps its own list."""
    said = " ".join(name.split())[:200]
    known = office.providers.filter(name__iexact=said, is_active=True).first() if said else None
    if known is None and office.on_network:
        raise NotComplete("Not completed yet.", {"referring_provider": f"Choose a clinician of {office.name}."})
    if not said:
        raise NotComplete("Not completed yet.", {"referring_provider": "Say which clinician refers; the report goes back to them."})
    return known or Provider.objects.create(practice=office, name=said, sees_patients=False)
