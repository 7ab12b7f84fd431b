"""Who agreed to messages, when and to which words: the page of a referral and of a patient, and what a person records there."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings

import addresses
import make
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.keep_inbound import keep_inbound
from bridgework.actions.receive_reply import receive_reply
from bridgework.actions.take_consent import take_consent
from bridgework.actions.weigh_messages import weigh_messages
from bridgework.lookups.consents import ConsentHistory, consents_of_patient, consents_of_referral
from bridgework.records.models import ContactConsent, InboundMessage, OptOut, Patient, Referral
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.person import CONSENT_WORDING
from bridgework.rules.refusals import NotAllowed, NotComplete
from people import NOW, Cast

OURS, PHONE = "+15005550006", "+13125550190"
SOON = timedelta(minutes=5)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def number(settings: LazySettings) -> None:
    settings.SMS_FROM = OURS


def write(text: str, referral: Referral) -> None:
    at = make.clock(referral) + SOON
    keep_inbound("sms", f"SM{text}", PHONE, OURS, text, now=at)
    receive_reply(InboundMessage.objects.get(text=text).pk, now=at)


def states(cast: Cast, referral: Referral) -> dict[str, str]:
    return {one.channel: one.state for one in consents_of_referral(cast.theo, referral.pk).channels}


def test_a_stop_and_its_end_stand_in_the_history_of_both_sides(cast: Cast) -> None:
    referral = make.booked(cast)
    assert states(cast, referral) == {"sms": "agreed", "email": "agreed"}
    write("STOP", referral)
    assert states(cast, referral) == {"sms": "stopped", "email": "agreed"}
    write("START", referral)

    history = consents_of_referral(cast.theo, referral.pk)
    told = [(entry.kind, entry.word, entry.ours) for entry in history.entries]
    assert told == [("again", "START", "(500) 555-0006"), ("stopped", "stop", "(500) 555-0006"), ("given", "", "")]
    assert history.entries[-1].source == "told at the desk"
    assert consents_of_patient(cast.raman, referral.patient_id).entries == history.entries


def test_what_a_patient_wants_by_phone_counts_at_once_and_is_kept(cast: Cast) -> None:
    referral = make.booked(cast)
    Patient.objects.filter(pk=referral.patient_id).update(may_contact=False, consent_at=None)
    at = make.clock(referral) + SOON
    assert states(cast, referral) == {"sms": "never", "email": "never"}

    assert take_consent(cast.theo, referral.pk, wanted="sms", told="phone", now=at) == frozenset()

    kept = ContactConsent.objects.get()
    assert (kept.channel, kept.is_given, kept.source, kept.wording) == ("sms", True, "told Theo Banks by phone", CONSENT_WORDING)
    assert states(cast, referral) == {"sms": "agreed", "email": "stopped"}
    texted, mailed = (referral.messages.create(**row) for row in _rows(referral, at))
    verdicts = weigh_messages([texted, mailed], at)
    assert (verdicts[texted.pk].drop_why, verdicts[mailed.pk].drop_why) == ("", "opted_out")

    take_consent(cast.theo, referral.pk, wanted="both", told="person", now=at + SOON)
    assert states(cast, referral) == {"sms": "agreed", "email": "agreed"}
    assert OptOut.objects.get().ended_by == "Theo Banks"


def _rows(referral: Referral, now: object) -> list[dict[str, object]]:
    row = {"kind": "staff_answer", "recipient": "patient", "patient": referral.patient, "created_at": now}
    row |= {"changed_at": now, "due_at": now, "language": "en", "facts": {"zone": "America/Chicago", "at_any_hour": True}}
    addresses_of = {"sms": PHONE, "email": referral.patient.email}
    return [row | {"channel": channel, "address": address, "occasion": channel} for channel, address in addresses_of.items()]


def test_who_heard_it_is_named_to_the_practices_of_the_referral_only(cast: Cast) -> None:
    here = make.booked(cast)
    patient = Patient.objects.get(pk=here.patient_id)
    elsewhere = make.sent(cast, to=cast.tidewater, of=patient)
    take_consent(cast.theo, here.pk, wanted="both", told="phone", now=make.clock(here) + SOON)

    def sources(history: ConsentHistory) -> set[str]:
        return {entry.source for entry in history.entries}

    assert "told Theo Banks by phone" in sources(consents_of_referral(cast.theo, here.pk)) & sources(
        consents_of_patient(cast.raman, patient.pk)
    )
    told = consents_of_referral(make.coordinator(cast, elsewhere), elsewhere.pk)
    assert sources(told) == {"told at the desk", "told another practice"}
    assert {channel.by for channel in told.channels} == {"told another practice"}


def test_what_they_stopped_themselves_only_they_take_back(cast: Cast) -> None:
    referral = make.booked(cast)
    write("STOP", referral)
    at = make.clock(referral) + 2 * SOON
    assert take_consent(cast.theo, referral.pk, wanted="both", told="phone", now=at) == {"sms"}
    assert states(cast, referral)["sms"] == "stopped"


def test_who_may_record_what(cast: Cast) -> None:
    referral = make.booked(cast)
    with pytest.raises(NotAllowed):
        take_consent(cast.raman, referral.pk, wanted="none", told="phone", now=NOW)
    with pytest.raises(NotComplete):
        take_consent(cast.theo, referral.pk, wanted="", told="somehow", now=NOW)
    Patient.objects.filter(pk=referral.patient_id).update(phone="", email="")
    with pytest.raises(NotComplete):
        take_consent(cast.theo, referral.pk, wanted="none", told="phone", now=NOW)


def test_the_pages_show_it_and_take_what_was_told(cast: Cast) -> None:
    referral = make.booked(cast)
    with time_machine.travel(make.clock(referral) + SOON, tick=False):
        desk = addresses.signed_in(cast, cast.theo)
        whole = f"/referrals/{referral.pk}/consent/"
        assert whole in desk.get(f"/referrals/{referral.pk}/").text
        assert desk.post(whole, {"wanted": "sms"}).status_code == 422
        told = desk.post(whole, {"wanted": "none", "told": "phone"}, follow=True)
        assert "Recorded, with the time and who heard it." in told.text
        assert "told Theo Banks by phone" in told.text
        assert "only what Harbor" in told.text

        office = addresses.signed_in(cast, cast.raman)
        theirs = f"/patients/{referral.patient_id}/consent/"
        assert theirs in office.get(whole).text  # the sender reads it here and records on their own entry
        taken = office.post(theirs, {"wanted": "none", "told": "person"}, follow=True)
        assert "Taken back" in taken.text
        assert not Patient.objects.get(pk=referral.patient_id).may_contact
        assert office.post(theirs, {"wanted": "sms", "told": "person"}).status_code == 422


def test_the_consent_of_whoever_speaks_for_a_patient_names_their_number(cast: Cast) -> None:
    entry = PatientEntry("Robin", "Sample", NOW.date().replace(year=1984), phone=PHONE, may_contact=True)
    patient = enter_patient(cast.raman, entry, now=NOW)
    assert {(row.channel, row.address) for row in ContactConsent.objects.filter(patient=patient)} == {("sms", PHONE), ("email", "")}
