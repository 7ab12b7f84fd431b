"""The intake queue through its pages: a document is completed by a person, or set aside with a reason; the original is only downloaded."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

import make
import people
from bridgework.actions.put_person import put_person
from bridgework.actions.receive_document import receive_document
from bridgework.actions.write_form_question import write_form_question
from bridgework.records.models import IntakeDocument, Patient, Practice, Referral
from bridgework.rules.facts import SYSTEM
from bridgework.rules.forms.own import Wording
from bridgework.rules.person_entry import CoverageEntry, PersonEntry
from bridgework.rules.questions import form_for
from people import NOW, Cast

READING: dict[str, Any] = {
    "name": "referral.json",
    "source_kind": "referral",
    "title": "FHIR file with a referral",
    "patient": {
        "family": "Thistle",
        "given": "Wick",
        "birth_date": "1990-01-01",
        "phone": "312-555-0123",
        "email": "",
        "language": "es",
        "postal_code": "60614",
    },
    "sender": {
        "practice": "Good Health Clinic",
        "clinician": "Dr. John Marlow",
        "phone": "312-555-0144",
        "email": "desk@goodhealth.example",
    },
    "recipient": {},
    "reason": "Toothache <b>bad</b>",
    "teeth": ["19", "99"],
    "diagnoses": [{"code": "K04.01", "text": "irreversible pulpitis", "tooth": "19"}],
    "allergies": ["Penicillin G"],
    "unread": ["The file points to “Condition/x”, which is not in it."],
    "contradictions": ["K04.01 means “reversible pulpitis”, but it is called “irreversible pulpitis”."],
}
FORM = {
    "given_name": "Wick",
    "family_name": "Thistle",
    "birth_date": "1990-01-01",
    "phone": "312-555-0123",
    "sender": "new",
    "sender_name": "Good Health Clinic",
    "sender_phone": "312-555-0144",
    "sender_clinician": "Dr. John Marlow",
    "procedure": "first_treatment",
    "wanted": "evaluate_and_treat",
    "reason": "Toothache",
    "teeth": ["19"],
    "finding_spontaneous_pain": "yes",
    "finding_swelling": "yes",
}


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        yield people.build()


@pytest.fixture
def dana(cast: Cast, client: Client) -> Client:
    client.force_login(cast.person("dana.ortiz"))
    return client


@pytest.fixture
def document(cast: Cast) -> IntakeDocument:
    content = b'<script>alert("x")</script>'
    return receive_document(SYSTEM, cast.harbor.pk, source="fhir", name="referral.json", content=content, reading=READING, now=NOW)


def test_the_queue_and_the_worklist_show_what_waits(dana: Client, document: IntakeDocument) -> None:
    assert f"/intake/{document.pk}/" in dana.get("/intake/").content.decode()
    assert 'href="/intake/"' in dana.get("/worklist/").content.decode()


def test_the_form_begins_with_what_was_read(dana: Client, document: IntakeDocument) -> None:
    shown = dana.get(f"/intake/{document.pk}/").content.decode()
    for words in (
        'value="Thistle"',
        'value="Good Health Clinic"',
        "K04.01 irreversible pulpitis (#19)",
        "which is not in it",
        "Please look:",
    ):
        assert words in shown, words
    assert "<b>bad</b>" not in shown
    assert "the sender’s diagnosis" in shown
    assert "your diagnosis" not in shown


def test_completed_it_is_a_referral_of_the_sender(cast: Cast, dana: Client, document: IntakeDocument) -> None:
    answer = dana.post(f"/intake/{document.pk}/", FORM)
    referral = Referral.objects.get()
    assert answer.url == f"/referrals/{referral.pk}/"
    assert (referral.state, referral.way, referral.recipient_practice, referral.tier) == ("2.0", "fhir", cast.harbor, "emergency")
    assert (referral.sender_practice.name, referral.sender_practice.on_network) == ("Good Health Clinic", False)
    assert str(referral.referring_provider) == "Dr. John Marlow"
    assert (referral.patient.practice, referral.patient.full_name) == (cast.harbor, "Wick Thistle")
    document.refresh_from_db()
    assert (document.status, document.referral, document.next_step) == ("accepted", referral, None)
    sent = referral.events.get(kind="sent")
    assert (sent.who, sent.practice, sent.acted_for) == ("Dana Ortiz", cast.harbor, referral.sender_practice)


def test_whatever_the_form_asks_can_be_typed_in(cast: Cast, dana: Client, document: IntakeDocument) -> None:
    form = form_for("endodontics")
    page = dana.get(f"/intake/{document.pk}/").content.decode()
    assert [sign.code for sign in form.signs if f'name="finding_{sign.code}"' not in page] == []
    assert [field.code for field in form.fields if f'name="answer_{field.code}"' not in page] == []
    assert 'name="own_' not in page
    write_form_question(cast.alex, None, wording=Wording("Who is to get a copy?", "text"), is_required=False, position=0, now=NOW)
    assert 'name="own_' in dana.get(f"/intake/{document.pk}/").content.decode()
    said = {"finding_percussion_pain": "yes", "finding_cold_response": "no", "pulpal": "pulp_necrosis", "antibiotics": "Amoxicillin"}
    dana.post(f"/intake/{document.pk}/", FORM | said | {"swelling_where": ["left_cheek"]})
    case = Referral.objects.get().case
    assert case["findings"] == {"spontaneous_pain": "yes", "swelling": "yes", "percussion_pain": "yes", "cold_response": "no"}
    assert (case["pulpal"], case["antibiotics"], case["swelling_where"]) == ("pulp_necrosis", "Amoxicillin", ["left_cheek"])


def test_completed_twice_it_is_one_referral(dana: Client, document: IntakeDocument) -> None:
    for _ in range(2):
        dana.post(f"/intake/{document.pk}/", FORM)
    assert Referral.objects.count() == 1
    assert Practice.objects.filter(name="Good Health Clinic").count() == 1


def test_a_known_patient_and_a_known_sender_are_chosen(cast: Cast, dana: Client, document: IntakeDocument) -> None:
    known = make.patient(cast.harbor, family_name="Thistle", given_name="Wick", birth_date=date(1990, 1, 1))
    assert f'value="{known.pk}"' in dana.get(f"/intake/{document.pk}/").content.decode()
    dana.post(f"/intake/{document.pk}/", FORM | {"patient": str(known.pk), "sender": str(cast.provider("Dr. Priya Raman").pk)})
    referral = Referral.objects.get()
    assert (referral.patient, referral.sender_practice) == (known, cast.lakeview)
    assert Patient.objects.count() == 1


def test_places_that_are_no_tooth_and_a_number_that_could_be_two(cast: Cast, dana: Client, document: IntakeDocument) -> None:
    Practice.objects.filter(pk=cast.harbor.pk).update(tooth_system="")
    url = f"/intake/{document.pk}/"
    said = FORM | {"surfaces": "19:MO", "sites": ["soft:throat"], "extra_beside": "8", "teeth_typed": "18"}
    asked = dana.post(url, said)
    assert asked.status_code == 422
    assert "FDI 18: the upper right third molar" in asked.content.decode()
    dana.post(url, said | {"tooth_meant": "18|1"})
    assert Referral.objects.get().sites == ["19:MO", "soft:throat", "extra:58"]


@pytest.mark.parametrize(
    "wrong", [{"birth_date": "2090-01-01"}, {"sender": ""}, {"procedure": ""}, {"sender_phone": "1"}, {"teeth": []}, {"teeth": ["33"]}]
)
def test_a_mistake_makes_nothing_and_keeps_what_was_typed(dana: Client, document: IntakeDocument, wrong: dict[str, Any]) -> None:
    answer = dana.post(f"/intake/{document.pk}/", FORM | {"medical_note": "Typed with care."} | wrong)
    assert answer.status_code == 422
    assert "Typed with care." in answer.content.decode()
    assert (Referral.objects.count(), Patient.objects.count()) == (0, 0)
    document.refresh_from_db()
    assert document.status == "draft"


AROUND: dict[str, Any] = {
    "related": [
        {
            "given": "Elena",
            "family": "Thistle",
            "birth_date": "1968-09-14",
            "relation": "mother",
            "authority": "power_of_attorney",
            "phone": "312-555-0164",
        },
        {"given": "", "family": "Rosa Vega", "said": "aunt"},
    ],
    "coverages": [
        {"carrier": "Delta Dental", "member_id": "DD4471902", "subscriber": "parent", "covers": "dental"},
        {"carrier": "Aetna", "member_id": "?"},
    ],
}
PERSON = {
    "person": "1",
    "proxy_given_name": "Elena",
    "proxy_family_name": "Thistle",
    "proxy_birth_date": "9/14/1968",
    "proxy_relation": "mother",
    "proxy_authority": "power_of_attorney",
    "proxy_phone": "312 555 0164",
    "proxy_is_contact": "1",
    "coverage_kind": "insured",
    "coverage_carrier": "Delta Dental",
    "coverage_member_id": "DD4471902",
}


def test_who_is_around_the_patient_is_proposed_and_kept_only_when_confirmed(dana: Client, document: IntakeDocument) -> None:
    reading = READING | AROUND | {"patient": READING["patient"] | {"interpreter": True, "interpreter_language": "es"}}
    IntakeDocument.objects.update(reading=reading)
    url = f"/intake/{document.pk}/"
    page = dana.get(url).content.decode()
    assert "Read from the document." in page
    for name, value in {
        "proxy_given_name": "Elena",
        "proxy2_family_name": "Vega",
        "coverage_member_id": "DD4471902",
        "coverage2_carrier": "Aetna",
    }.items():
        assert f'id="{name}" name="{name}" type="text" value="{value}"' in page
    assert page.count('value="helper" selected') == 1, "a right that nobody stated is not proposed"
    asked = dana.post(url, FORM | PERSON)
    assert asked.status_code == 422
    assert "or leave them out" in asked.content.decode()
    assert not Referral.objects.exists()
    dana.post(url, FORM | PERSON | {"keep_person": "yes", "interpreter_language": "es"})
    patient = Referral.objects.get().patient
    assert (patient.proxies.get().given_name, patient.coverages.get().carrier, patient.interpreter) == ("Elena", "Delta Dental", True)


def test_left_out_nothing_is_kept_and_a_chart_keeps_what_it_knows(cast: Cast, dana: Client, document: IntakeDocument) -> None:
    IntakeDocument.objects.update(reading=READING | AROUND)
    known = make.patient(cast.harbor, given_name="Wick", family_name="Thistle", birth_date=date(1990, 1, 1))
    put_person(known, PersonEntry(escort="needed", coverage=CoverageEntry("self_pay")), NOW)
    chosen = FORM | PERSON | {"patient": str(known.pk), "escort": "arranged"}
    dana.post(f"/intake/{document.pk}/", chosen | {"keep_person": "yes"})
    known.refresh_from_db()
    assert (known.escort, known.coverages.get().kind, known.proxies.get().given_name) == ("needed", "self_pay", "Elena")


def test_set_aside_needs_a_reason_and_is_final(dana: Client, document: IntakeDocument) -> None:
    dana.post(f"/intake/{document.pk}/set-aside/", {"reason": " "})
    document.refresh_from_db()
    assert document.next_step == "complete_intake"
    dana.post(f"/intake/{document.pk}/set-aside/", {"reason": "A claim, no referral"})
    document.refresh_from_db()
    assert (document.status, document.decided_note) == ("set_aside", "A claim, no referral")
    assert dana.post(f"/intake/{document.pk}/", FORM).status_code == 409
    assert Referral.objects.count() == 0


def test_the_original_is_downloaded_and_never_a_page(dana: Client, document: IntakeDocument) -> None:
    answer = dana.get(f"/intake/{document.pk}/original/")
    assert answer.content == b'<script>alert("x")</script>'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_another_practice_is_told_that_there_is_no_such_page(cast: Cast, client: Client, document: IntakeDocument) -> None:
    client.force_login(cast.person("ines.duarte"))
    assert client.get(f"/intake/{document.pk}/").status_code == 404
    assert client.get(f"/intake/{document.pk}/original/").status_code == 404
    assert client.post(f"/intake/{document.pk}/", FORM).status_code == 404
    assert client.post(f"/intake/{document.pk}/set-aside/", {"reason": "x"}).status_code == 404
