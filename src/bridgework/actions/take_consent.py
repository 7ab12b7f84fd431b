from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_audit, write_event
from bridgework.actions.lock_patient import lock_patient
from bridgework.actions.record_consent import CHANNELS, record_consent
from bridgework.actions.record_opt_out import record_opt_out
from bridgework.actions.replan_patient import replan_patient
from bridgework.lookups.our_numbers import our_address
from bridgework.lookups.person import contact_of
from bridgework.records.models import OptOut, Patient, Practice, Referral
from bridgework.rules import permissions
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.person import CONSENT_WORDING
from bridgework.rules.refusals import NotComplete, NotFound

WANTED: dict[str, frozenset[str]] = {
    "both": frozenset({"sms", "email"}),
    "sms": frozenset({"sms"}),
    "email": frozenset({"email"}),
    "none": frozenset(),
}
"""What a patient may say that they want."""
IN_CHART = frozenset({"both", "none"})
"""What of it the practice can record that refers and writes nothing itself."""
TOLD = {"phone": "by phone", "person": "in person", "paper": "on paper", "writing": "in writing"}
"""How they said it, as it is kept."""


@transaction.atomic
def take_consent(viewer: Viewer, referral_id: UUID, *, wanted: str, told: str, now: datetime) -> frozenset[str]:
    """What a patient told the receiving practice of messages counts from now on; the channels that they wanted and that stay silent.

    What they want is kept with time, source and the words that were read out; a channel that they do not want is stopped for this practice.
    A stop that they wrote themselves only they can take back (START). Raises NotComplete, NotAllowed, NotFound.
    """
    permissions.require(viewer, "schedule")
    channels, source = _read(viewer, wanted, told)
    referral, patient = _locked(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    practice = referral.recipient_practice
    assert practice is not None
    contact = contact_of(patient)
    addresses = {"sms": contact.phone, "email": contact.email.lower()}
    if not channels and not any(addresses.values()):
        raise NotComplete("Nothing was recorded.", {"wanted": "There is no number and no e-mail address that messages could go to."})
    if channels:
        _agree(patient, viewer, channels, source, now)
        _end_stops(addresses, channels, practice, viewer, now)
    for channel in CHANNELS:
        if channel not in channels and addresses[channel]:
            ours = our_address("sms", practice.text_number) if channel == "sms" else ""
            record_opt_out(channel, addresses[channel], our_address=ours, word=source, source="person", now=now, practice_id=practice.pk)
            write_event(referral, viewer, "opt_out_recorded", now, {"channel": channel})
    settle(referral, viewer, "take_consent", now)
    replan_patient(patient.pk, now)
    return _still_silent(addresses, channels, practice)


@transaction.atomic
def take_consent_in_chart(viewer: Viewer, patient_id: UUID, *, wanted: str, told: str, now: datetime) -> Patient:
    """The same told to the practice whose chart the patient is in: both or none, for whoever they are referred to. Raises as above."""
    permissions.require(viewer, "refer")
    channels, source = _read(viewer, wanted if wanted in IN_CHART else "", told)
    patient = lock_patient(permissions.practice_of(viewer), patient_id)
    if channels:
        _agree(patient, viewer, channels, source, now)
    else:
        patient.may_contact, patient.consent_at, patient.consent_source, patient.consent_wording = False, None, "", ""
        patient.save(update_fields=["may_contact", "consent_at", "consent_source", "consent_wording"])
        record_consent(patient, viewer, now, source=source)
    replan_patient(patient.pk, now)
    write_audit(viewer, "take_consent", now, list(patient.referrals.values_list("pk", flat=True)), about=[patient.pk])
    return patient


def _read(viewer: Viewer, wanted: str, told: str) -> tuple[frozenset[str], str]:
    problems = {}
    if wanted not in WANTED:
        problems["wanted"] = "Say what the patient wants."
    if told not in TOLD:
        problems["told"] = "Say how you know: whoever asks later reads it here."
    if problems:
        raise NotComplete("Nothing was recorded.", problems)
    return WANTED[wanted], f"told {viewer.name} {TOLD[told]}"[:120]


def _locked(viewer: Viewer, referral_id: UUID) -> tuple[Referral, Patient]:
    patient_id = Referral.objects.filter(pk=referral_id).values_list("patient_id", flat=True).first()
    if patient_id is None:
        raise NotFound
    patient = Patient.objects.select_for_update(no_key=True, of=("self",)).get(pk=patient_id)  # before the referral, as everywhere
    referral = lock_referral(viewer, referral_id)
    referral.patient = patient
    return referral, patient


def _agree(patient: Patient, viewer: Viewer, channels: Collection[str], source: str, now: datetime) -> None:
    """Consent that is given once more is kept once more; what stands on the patient is when it began."""
    if not patient.may_contact:
        patient.may_contact, patient.consent_at = True, now
        patient.consent_source, patient.consent_wording = source, CONSENT_WORDING
        patient.save(update_fields=["may_contact", "consent_at", "consent_source", "consent_wording"])
    record_consent(patient, viewer, now, channels=channels, source=source)


def _end_stops(addresses: dict[str, str], channels: Collection[str], practice: Practice, viewer: Viewer, now: datetime) -> None:
    for channel in channels:
        # One that names the practice was recorded by its people or taken from what was said; a STOP names nobody.
        standing = OptOut.objects.filter(channel=channel, address=addresses[channel], practice=practice, ended_at=None)
        standing.update(ended_at=now, ended_by=viewer.name[:80])


def _still_silent(addresses: dict[str, str], channels: Collection[str], practice: Practice) -> frozenset[str]:
    wishes = OptOut.objects.filter(address__in=[address for address in addresses.values() if address], ended_at=None)
    ours = {"sms": ("", our_address("sms", practice.text_number)), "email": ("", our_address("email"))}
    return frozenset(
        wish.channel
        for wish in wishes
        if wish.channel in channels
        and wish.address == addresses[wish.channel]
        and wish.our_address in ours[wish.channel]
        and wish.practice_id in (None, practice.pk)
    )
