from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import derive, lock_referral, settle, write_event
from bridgework.actions.replan_patient import DERIVED
from bridgework.records.models import Patient, PlannedMessage, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.refusals import NotComplete, NotFound

TO_DECIDE = frozenset({states.ACCEPTED, states.UNATTENDED, states.VISIT_CANCELLED})
"""States in which somebody would go on reaching the patient: a person decides how it ends instead."""
CHANGED = (*DERIVED, "undecided_since", "undecided_because", "call_wanted_at", "call_again_at")


@transaction.atomic
def record_death(viewer: Viewer, referral_id: UUID, *, on: date | None, now: datetime, seen_version: int | None = None) -> Referral:
    """The practice was told that the patient has died: nothing that is planned goes out, nobody calls, and a person ends what is under way.

    It counts for every referral of the patient. Nothing is told to anybody by itself, and no visit is cancelled by itself. Raises
    NotComplete for a day that cannot be, ReferralChanged, NotAllowed, NotFound.
    """
    referral, patient = _locked(viewer, referral_id, seen_version)
    if on is None or on > now.date():
        raise NotComplete("Nothing was recorded.", {"died_on": "Give the day; it cannot lie ahead."})
    if on < patient.birth_date:
        raise NotComplete("Nothing was recorded.", {"died_on": "That is before the patient was born."})
    patient.deceased_on = on
    patient.save(update_fields=["deceased_on"])
    PlannedMessage.objects.filter(patient=patient, status="planned").update(status="dropped", changed_at=now)
    write_event(referral, viewer, "patient_died", now, {"on": on.isoformat()})
    return _follow(referral, patient, viewer, "record_death", now)


@transaction.atomic
def take_back_death(viewer: Viewer, referral_id: UUID, *, now: datetime, seen_version: int | None = None) -> Referral:
    """It was recorded by mistake: the patient is reached again from now on. Raises ReferralChanged, NotAllowed, NotFound."""
    referral, patient = _locked(viewer, referral_id, seen_version)
    if patient.deceased_on is None:
        return referral
    patient.deceased_on = None
    patient.save(update_fields=["deceased_on"])
    write_event(referral, viewer, "patient_lives", now)
    return _follow(referral, patient, viewer, "take_back_death", now)


def _locked(viewer: Viewer, referral_id: UUID, seen_version: int | None) -> tuple[Referral, Patient]:
    permissions.require(viewer, "refer")
    patient_id = Referral.objects.filter(pk=referral_id).values_list("patient_id", flat=True).first()
    if patient_id is None:
        raise NotFound
    patient = Patient.objects.select_for_update(no_key=True, of=("self",)).get(pk=patient_id)  # before the referral, as everywhere
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    referral.patient = patient
    return referral, patient


def _follow(referral: Referral, patient: Patient, viewer: Viewer, what: str, now: datetime) -> Referral:
    """What this means for all that is under way about the patient."""
    others = Referral.objects.filter(patient=patient, closed_at=None).exclude(pk=referral.pk).order_by("id")
    for key in others.values_list("pk", flat=True):
        other = lock_referral(SYSTEM, key)
        _decide(other, patient, now)
        derive(other, now)
        other.save(update_fields=CHANGED)
    _decide(referral, patient, now)
    return settle(referral, viewer, what, now)


def _decide(referral: Referral, patient: Patient, now: datetime) -> None:
    if patient.deceased_on is None:
        if referral.undecided_because == "deceased":
            referral.undecided_since, referral.undecided_because = None, ""
        return
    referral.call_wanted_at = referral.call_again_at = None
    if referral.state in TO_DECIDE:
        referral.undecided_since, referral.undecided_because = now, "deceased"
