"""Finding and entering patients: nothing typed is lost, nobody is entered twice, no name is part of an address."""

from datetime import date

import pytest
from django.test import Client

import make
import people
from bridgework.records.models import Patient
from browsers import standing_clock
from people import Cast

TYPED = {"given_name": "Marisol", "family_name": "Quintero", "birth_date": "4/12/1992", "phone": "312 555 0130", "may_contact": "1"}
clock = standing_clock(people.NOW)


def test_entered_and_on_to_the_practice(jo: Client, cast: Cast) -> None:
    answer = jo.post("/patients/new/", TYPED)
    patient = Patient.objects.get()
    assert answer.headers["Location"] == f"/referrals/new/?patient={patient.pk}"
    assert (patient.practice, patient.phone, patient.consent_source) == (cast.lakeview, "+13125550130", "told Jo Whitman")
    assert patient.consent_at == people.NOW


def test_a_double_click_makes_one(jo: Client) -> None:
    jo.post("/patients/new/", TYPED)
    jo.post("/patients/new/", TYPED | {"another": "1"})
    assert Patient.objects.count() == 1


def test_somebody_alike_is_asked_about_first(jo: Client, cast: Cast) -> None:
    make.patient(cast.lakeview, given_name="Marisol", family_name="Quintero", birth_date=date(1992, 4, 12), phone="")
    answer = jo.post("/patients/new/", TYPED)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Is it one of these?" in text
    assert 'value="312 555 0130"' in text
    assert Patient.objects.count() == 1
    jo.post("/patients/new/", TYPED | {"another": "1"})
    assert Patient.objects.count() == 2


def test_another_person_is_remembered_not_asked_again_and_may_be_taken_back(jo: Client, cast: Cast) -> None:
    known = make.patient(cast.lakeview, given_name="Marisol", family_name="Quintero", birth_date=date(1992, 4, 12), phone="")
    shown = jo.post("/patients/new/", TYPED).content.decode()
    assert f'name="apart" value="{known.pk}"' in shown
    stranger = str(make.patient(cast.practices["marsh-dental"]).pk)
    jo.post("/patients/new/", TYPED | {"another": "1", "apart": [str(known.pk), stranger, "x"]})
    patient = Patient.objects.exclude(pk__in=[known.pk, stranger]).get()
    page = jo.get(f"/patients/{patient.pk}/").content.decode()
    assert 'id="alike"' not in page
    assert "Another person: Jo Whitman said so" in page
    assert "Known to be two people." in jo.get(f"/patients/{known.pk}/compare/{patient.pk}/").content.decode()
    assert jo.post(f"/patients/{known.pk}/compare/{patient.pk}/ask-again/").status_code == 302
    page = jo.get(f"/patients/{patient.pk}/").content.decode()
    assert 'id="alike"' in page
    answer = jo.post(f"/patients/{patient.pk}/compare/{known.pk}/two-people/", follow=True).content.decode()
    assert "Nobody is asked again." in answer
    assert f'action="/patients/{patient.pk}/compare/{known.pk}/ask-again/"' in answer
    assert 'id="alike"' not in answer


def test_another_practice_s_patient_is_nobody_to_us(jo: Client, cast: Cast) -> None:
    make.patient(cast.practices["marsh-dental"], given_name="Marisol", family_name="Quintero", birth_date=date(1992, 4, 12))
    assert jo.post("/patients/new/", TYPED).status_code == 302


@pytest.mark.parametrize(("field", "value", "said"), [("birth_date", "1/1/2030", "in the future"), ("phone", "12", "not a phone number")])
def test_what_cannot_be_right_comes_back_with_everything_typed(jo: Client, field: str, value: str, said: str) -> None:
    answer = jo.post("/patients/new/", TYPED | {field: value})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert f'value="{value}"' in text
    assert 'value="Quintero"' in text
    assert not Patient.objects.exists()


def test_search_is_posted_and_finds_as_it_is_typed(jo: Client, cast: Cast) -> None:
    make.patient(cast.lakeview, given_name="Marisol", family_name="Quintero")
    for path in ("/patients/", "/patients/find/", "/referrals/new/"):
        text = jo.post(path, {"q": "quintro"}, headers={"HX-Request": "true"} if path != "/referrals/new/" else {}).content.decode()
        assert "Marisol Quintero" in text
    assert "Marisol" not in jo.get("/patients/?q=zzz").content.decode().split("<ol")[0]


def test_what_was_searched_for_begins_the_entry(jo: Client) -> None:
    text = jo.post("/patients/begin/", {"typed": "marisol quintero 4/12/1992"}).content.decode()
    assert 'value="Marisol"' in text
    assert 'value="Quintero"' in text
    assert 'value="4/12/1992"' in text


def test_corrected_with_consent_taken_back(jo: Client, cast: Cast) -> None:
    patient = make.patient(cast.lakeview)
    answer = jo.post(f"/patients/{patient.pk}/correct/", TYPED | {"may_contact": ""})
    assert answer.headers["Location"] == f"/patients/{patient.pk}/"
    patient.refresh_from_db()
    assert (patient.family_name, patient.may_contact, patient.consent_at) == ("Quintero", False, None)


def test_a_stranger_gets_nothing(cast: Cast) -> None:
    patient = make.patient(cast.lakeview)
    stranger = Client()
    stranger.force_login(cast.person("owen.marsh"))
    for path in (f"/patients/{patient.pk}/", f"/patients/{patient.pk}/correct/"):
        assert stranger.get(path).status_code == 404
        assert stranger.post(path, TYPED).status_code in (404, 405)
    patient.refresh_from_db()
    assert patient.family_name == "Sample"
