"""The person behind the case on the desk: entered with a guardian, in the draft, on the receiving side; two entries joined and separated."""

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client

import addresses
import make
import people
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.actions.merge_patients import merge_patients
from bridgework.records.models import Coverage, CoverageCheck, Patient, PatientMerge, Proxy
from browsers import signed_in, standing_clock
from people import Cast

TYPED = {"given_name": "Mateo", "family_name": "Quintero", "birth_date": "5/1/2017", "may_contact": "1", "person": "1"}
MOTHER = {
    "proxy_given_name": "Elena",
    "proxy_family_name": "Quintero",
    "proxy_birth_date": "2/3/1991",
    "proxy_relation": "mother",
    "proxy_authority": "parent",
    "proxy_phone": "312 555 0130",
    "proxy_language": "es",
    "proxy_is_contact": "1",
}
FATHER = {"given_name": "Luis", "family_name": "Quintero", "birth_date": "6/7/1989", "relation": "father", "authority": "parent"}
CARD = {
    "coverage_kind": "insured",
    "coverage_carrier": "Delta Dental PPO",
    "coverage_member_id": "AB123456",
    "coverage_subscriber": "parent",
}
clock = standing_clock(people.NOW)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


# Entering


def test_of_an_adult_nothing_more_is_asked(jo: Client) -> None:
    assert jo.post("/patients/new/", TYPED | {"birth_date": "5/1/1987"}).status_code == 302
    assert not Proxy.objects.exists()


def test_of_a_child_who_speaks_for_them_is_asked_once(jo: Client) -> None:
    asked = jo.post("/patients/new/", TYPED)
    assert asked.status_code == 409
    assert "Who speaks for Mateo" in text_of(asked)
    assert not Patient.objects.exists()
    assert jo.post("/patients/new/", TYPED | {"alone": "1"}).status_code == 302
    assert Patient.objects.count() == 1


def test_a_father_and_a_second_card_are_added_and_the_mother_ends(jo: Client) -> None:
    jo.post("/patients/new/", TYPED | MOTHER | CARD)
    patient = Patient.objects.get()
    form = jo.get(f"/patients/{patient.pk}/correct/").content.decode()
    assert 'name="proxy2_given_name"' in form  # one empty set after those that are filled in, and no third
    assert 'name="proxy3_given_name"' not in form
    father = {f"proxy2_{name}": value for name, value in FATHER.items()}
    both = TYPED | MOTHER | CARD | father | {"coverage2_carrier": "Aetna", "coverage2_covers": "medical"}
    assert jo.post(f"/patients/{patient.pk}/correct/", both).status_code == 302
    page = text_of(jo.get(f"/patients/{patient.pk}/"))
    assert "Luis Quintero" in page
    assert "their birth date opens the link, too" in page
    assert "Secondary, Medical" in page
    ended = both | {"proxy_ended_on": "11/3/2026", "proxy_is_contact": "", "proxy2_is_contact": "1", "proxy2_phone": "312 555 0131"}
    assert jo.post(f"/patients/{patient.pk}/correct/", ended).status_code == 302
    page = text_of(jo.get(f"/patients/{patient.pk}/"))
    assert "no longer speaks for the patient since Nov 3, 2026" in page
    assert page.index("Luis Quintero") < page.index("Elena Quintero")


def test_a_child_with_a_mother_and_a_card(jo: Client) -> None:
    jo.post("/patients/new/", TYPED | MOTHER | CARD | {"wheelchair": "1"})
    patient = Patient.objects.get()
    proxy, coverage = patient.proxies.get(), patient.coverages.get()
    assert (proxy.phone, proxy.birth_date, coverage.member_id) == ("+13125550130", date(1991, 2, 3), "AB123456")
    page = text_of(jo.get(f"/patients/{patient.pk}/"))
    for words in ("Elena Quintero", "Parent of a minor", "speaks Spanish", "Wheelchair", "Delta Dental PPO", "AB123456", "in the words of"):
        assert words in page


def test_what_is_wrong_with_the_person_comes_back_with_everything(jo: Client) -> None:
    answer = jo.post("/patients/new/", TYPED | MOTHER | {"proxy_phone": "12"})
    text = text_of(answer)
    assert answer.status_code == 422
    assert "is not a phone number" in text
    assert 'value="Elena"' in text
    assert 'id="person" open' in text


def test_a_twin_is_asked_about_with_the_difference(jo: Client, cast: Cast) -> None:
    make.patient(cast.lakeview, given_name="Lucia", family_name="Quintero", birth_date=date(2017, 5, 1))
    answer = jo.post("/patients/new/", TYPED | MOTHER)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "twins are two people" in text
    assert "differs:" in text
    assert jo.post("/patients/new/", TYPED | MOTHER | {"another": "1"}).status_code == 302


def test_correcting_shows_and_keeps_what_is_known(jo: Client) -> None:
    jo.post("/patients/new/", TYPED | MOTHER | CARD)
    patient = Patient.objects.get()
    text = text_of(jo.get(f"/patients/{patient.pk}/correct/"))
    assert 'value="Elena"' in text
    assert 'value="AB123456"' in text
    jo.post(f"/patients/{patient.pk}/correct/", TYPED | {"phone": "312 555 0177"})
    assert not Proxy.objects.exists()
    assert not Coverage.objects.exists()


# In the draft


def test_the_draft_keeps_the_person_and_everything_typed(jo: Client, cast: Cast) -> None:
    draft = make.draft(cast, by=cast.jo)
    page = text_of(jo.get(f"/referrals/{draft.pk}/draft/"))
    assert 'form="draft-form"' in page
    form = {"person": "1", "act": "person", "reason": "It hurts at night.", "procedure": "first_treatment", "wanted": "evaluate"}
    card = io.BytesIO(addresses.PNG)
    card.name = "card.png"
    answer = jo.post(f"/referrals/{draft.pk}/draft/", form | MOTHER | CARD | {"card": card})
    assert answer.headers["Location"].endswith("/draft/#person")
    draft.refresh_from_db()
    assert draft.case["reason"] == "It hurts at night."
    assert draft.patient.proxies.get().given_name == "Elena"
    assert draft.attachments.get().kind == "card"


def test_a_wrong_member_id_in_the_draft_is_named_and_nothing_is_lost(jo: Client, cast: Cast) -> None:
    draft = make.draft(cast, by=cast.jo)
    form = {"person": "1", "act": "person", "reason": "It hurts at night.", "procedure": "first_treatment"}
    answer = jo.post(f"/referrals/{draft.pk}/draft/", form | CARD | {"coverage_member_id": "x"})
    text = text_of(answer)
    assert answer.status_code == 422
    assert "member id" in text
    assert "It hurts at night." in text
    assert not Coverage.objects.exists()


# On the receiving side


def test_the_receiving_desk_sees_the_person_and_answers_for_the_coverage(jo: Client, cast: Cast) -> None:
    cast.harbor.insurance = ["Delta Dental PPO"]
    cast.harbor.save()
    jo.post("/patients/new/", TYPED | MOTHER | CARD | {"escort": "needed", "interpreter_language": "vi"})
    referral = make.sent(cast, of=Patient.objects.get())
    dana = signed_in(cast, "dana.ortiz")
    page = text_of(dana.get(f"/referrals/{referral.pk}/"))
    for words in ("Elena Quintero", "Interpreter: Vietnamese", "Needs somebody after sedation", "AB123456", "on our list"):
        assert words in page
    answer = dana.post(
        f"/referrals/{referral.pk}/coverage/", {"accepted": "yes", "authorization": "obtained", "authorization_number": "A-77"}
    )
    assert answer.status_code == 302
    assert CoverageCheck.objects.get().authorization_number == "A-77"
    page = text_of(jo.get(f"/referrals/{referral.pk}/"))
    assert "A-77" in page
    assert "looked into the coverage" in page


def test_coverage_is_the_receiving_sides_to_answer(jo: Client, cast: Cast) -> None:
    referral = make.sent(cast)
    assert jo.post(f"/referrals/{referral.pk}/coverage/", {"accepted": "yes"}).status_code == 403
    dana = signed_in(cast, "dana.ortiz")
    assert dana.post(f"/referrals/{referral.pk}/coverage/", {}).status_code == 422
    assert not CoverageCheck.objects.exists()


def test_a_shared_phone_is_recognized_and_said(jo: Client, cast: Cast) -> None:
    one = make.patient(cast.lakeview, given_name="Robin")
    assert "A shared phone" not in text_of(jo.get(f"/patients/{one.pk}/"))
    other = make.patient(cast.lakeview, given_name="Kim", family_name="Thistle")
    assert "A shared phone" in text_of(jo.get(f"/patients/{one.pk}/"))
    make.sent(cast, of=other)
    referral = make.sent(cast, of=one)
    page = text_of(signed_in(cast, "dana.ortiz").get(f"/referrals/{referral.pk}/"))
    assert "A shared phone" in page
    assert "Thistle" not in page


def test_another_guardian_closes_the_page_that_is_open(jo: Client, cast: Cast) -> None:
    jo.post("/patients/new/", TYPED | MOTHER)
    patient = Patient.objects.get()
    address = f"/p/{secret_of(issue_patient_link(make.accepted(cast, of=patient), people.NOW).pk)}/"
    phone = Client()
    assert "Mateo" not in text_of(phone.get(address))
    phone.post(f"{address}birth-date/", {"month": "2", "day": "3", "year": "1991"})
    assert "Hola, Elena" in text_of(phone.get(address))
    jo.post(f"/patients/{patient.pk}/correct/", TYPED | MOTHER | {"proxy_given_name": "Rosa", "proxy_birth_date": "7/8/1960"})
    shut = text_of(phone.get(address))
    assert "Mateo" not in shut
    assert "Su fecha de nacimiento" in shut


# Joined and separated


@pytest.fixture
def two(cast: Cast) -> tuple[Patient, Patient]:
    one = make.patient(cast.lakeview, given_name="Marisol", family_name="Quintero", birth_date=date(1992, 4, 12))
    other = make.patient(cast.lakeview, given_name="Marisol", family_name="Qintero", birth_date=date(1992, 4, 12), phone="")
    make.sent(cast, of=other)
    return one, other


def test_side_by_side_joined_and_separated(jo: Client, two: tuple[Patient, Patient]) -> None:
    one, other = two
    page = text_of(jo.get(f"/patients/{one.pk}/"))
    assert f"/patients/{one.pk}/compare/{other.pk}/" in page
    side_by_side = text_of(jo.get(f"/patients/{one.pk}/compare/{other.pk}/"))
    for words in ("Which entry stays?", "Nothing is deleted", "1 referral of the other entry comes here.", "nearly"):
        assert words in side_by_side
    join = f"/patients/{one.pk}/compare/{other.pk}/join/"
    assert jo.post(join, {"keep": str(one.pk)}).status_code == 422
    assert jo.post(join, {"keep": str(cast_id()), "certain": "1"}).status_code == 422
    assert not PatientMerge.objects.exists()
    answer = jo.post(join, {"keep": str(one.pk), "certain": "1"}, follow=True)
    assert "The two entries are one now. 1 referral came along." in text_of(answer)
    assert "Joined into this entry" in text_of(answer)
    assert jo.get(f"/patients/{other.pk}/").headers["Location"] == f"/patients/{one.pk}/"
    merge = PatientMerge.objects.get()
    answer = jo.post(f"/patients/joined/{merge.pk}/separate/", follow=True)
    assert "two entries again" in text_of(answer)
    other.refresh_from_db()
    assert other.merged_into is None
    assert other.referrals.count() == 1


def cast_id() -> str:
    return "00000000-0000-0000-0000-000000000007"


def test_joined_in_another_window_meanwhile(jo: Client, cast: Cast, two: tuple[Patient, Patient]) -> None:
    one, other = two
    merge_patients(cast.raman, kept_id=other.pk, merged_id=one.pk, now=people.NOW)
    answer = jo.post(f"/patients/{one.pk}/compare/{other.pk}/join/", {"keep": str(one.pk), "certain": "1"})
    assert answer.status_code == 409
    assert "already" in text_of(answer)


def test_twins_are_shown_with_the_difference_and_a_caution(jo: Client, cast: Cast, two: tuple[Patient, Patient]) -> None:
    twin = make.patient(cast.lakeview, given_name="Pilar", family_name="Quintero", birth_date=date(1992, 4, 12))
    page = text_of(jo.get(f"/patients/{two[0].pk}/compare/{twin.pk}/"))
    assert "Look twice." in page
    assert "twins are two people" in page


def test_who_may_only_look_sees_no_button(cast: Cast, two: tuple[Patient, Patient]) -> None:
    cast.people["Jo Whitman"].memberships.update(roles=["referrer"])
    referrer = signed_in(cast, "jo.whitman")
    one, other = two
    page = referrer.get(f"/patients/{one.pk}/compare/{other.pk}/")
    assert page.status_code == 200
    assert "can join them" in text_of(page)
    assert referrer.post(f"/patients/{one.pk}/compare/{other.pk}/join/", {"keep": str(one.pk), "certain": "1"}).status_code == 403
