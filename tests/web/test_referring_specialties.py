"""The form follows from both sides: what each specialty asks, on the page, kept, sent, and read by the other side."""

from datetime import timedelta

from django.test import Client

import make
import people
from bridgework.lookups.referral import find_referral
from bridgework.records.models import Referral
from browsers import signed_in, standing_clock
from people import Cast

LATER = people.NOW + timedelta(hours=1)
clock = standing_clock(LATER)


def page_of(client: Client, draft: Referral) -> str:
    return client.get(f"/referrals/{draft.pk}/draft/").content.decode()


def field(text: str, code: str) -> str:
    """The opening tag of a field's place on the page."""
    begin = text.index(f'id="{code}"')
    return text[begin : text.index(">", begin)]


def test_a_question_waits_until_it_is_called_for(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast, to=cast.tidewater)
    assert "hidden" in field(page_of(raman, draft), "impaction")
    raman.post(f"/referrals/{draft.pk}/draft/", {"procedure": "third_molars", "act": "save"})
    text = page_of(raman, draft)
    assert "hidden" not in field(text, "impaction")
    assert "hidden" in field(text, "asa")
    assert "hidden" in field(text, "lesion_site")


def test_what_the_surgeon_asks_is_kept_sent_and_read(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast, to=cast.tidewater)
    answers = {
        "procedure": "extraction",
        "wanted": "evaluate_and_treat",
        "teeth": ["30"],
        "finding_swelling": "no",
        "medical_alerts": ["anticoagulants"],
        "answer_extraction_why": "fracture",
        "answer_after_extraction": ["graft", "implant"],
        "answer_inr": "2,4",
        "answer_jaw_radiation": "no",
        "codes": ["S02.5XXA"],
        "act": "send",
    }
    assert raman.post(f"/referrals/{draft.pk}/draft/", answers).status_code == 302
    draft.refresh_from_db()
    assert draft.case["answers"] == {
        "extraction_why": "fracture",
        "after_extraction": ["graft", "implant"],
        "inr": 2.4,
        "jaw_radiation": "no",
    }
    assert draft.case["codes"] == ["S02.5XXA"]
    page = find_referral(cast.raman, draft.pk, now=LATER)
    assert {answer.code for answer in page.case.answers} == set(draft.case["answers"])
    text = raman.get(f"/referrals/{draft.pk}/").content.decode()
    for words in ("keep the bone (graft), implant", "2.4", "S02.5XXA"):
        assert words in text
    assert "proposed, not confirmed" not in text


def test_a_number_that_cannot_be_is_said_at_its_field_and_kept_on_the_page(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast, to=cast.tidewater)
    answer = raman.post(f"/referrals/{draft.pk}/draft/", {"procedure": "biopsy", "answer_lesion_mm": "660", "act": "send"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "is a number from 1 to 120 mm" in text
    assert 'value="660"' in text
    draft.refresh_from_db()
    assert draft.case["answers"] == {}


def test_the_list_of_records_follows_the_request(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast, to=cast.tidewater)
    for procedure, wanted in (("biopsy", True), ("extraction", False)):
        raman.post(f"/referrals/{draft.pk}/draft/", {"procedure": procedure, "act": "save"})
        assert ("where the lesion is, and since when" in page_of(raman, draft)) is wanted


def test_a_physician_sees_no_tooth_number_and_sends_without_one(cast: Cast) -> None:
    adeyemi = signed_in(cast, "samuel.adeyemi")
    draft = make.draft(cast, by=cast.viewer("Dr. Samuel Adeyemi", "riverside-medicine"), to=cast.harbor, teeth=())
    text = page_of(adeyemi, draft)
    assert "Dental clearance" in text
    assert "Which tooth?" not in text
    answers = {
        "procedure": "dental_clearance",
        "wanted": "evaluate_and_treat",
        "answer_clearance_for": "heart",
        "answer_treatment_begins": "2026-12-01",
        "answer_medicines": "Warfarin",
        "medical_alerts": ["anticoagulants"],
        "reason": "Valve replacement in December.",
        "act": "send",
    }
    assert adeyemi.post(f"/referrals/{draft.pk}/draft/", answers | {"procedure_code": "D0120"}).status_code == 422
    assert adeyemi.post(f"/referrals/{draft.pk}/draft/", answers | {"procedure_code": "99213"}).status_code == 302
    page = find_referral(cast.dana, draft.pk, now=LATER)
    assert page.case.procedure == "Dental clearance"
    assert all(requirement.met for requirement in page.requirements)
    text = signed_in(cast, "dana.ortiz").get(f"/referrals/{draft.pk}/").content.decode()
    for words in ("heart valve or heart surgery", "Dec 1, 2026", "Warfarin", "99213"):
        assert words in text


def test_a_dentist_asks_a_physician_and_danger_is_told_at_once(cast: Cast) -> None:
    reyes = signed_in(cast, "camila.reyes")
    medicine = cast.practices["riverside-medicine"]
    draft = make.draft(cast, by=cast.viewer("Dr. Camila Reyes", "riverside-dental"), to=medicine, teeth=())
    high = {
        "procedure": "high_blood_pressure",
        "answer_blood_pressure_first": "196/124",
        "finding_pressure_danger": "yes",
        "asked_codes": "",
    }
    answer = reyes.post(f"/referrals/{draft.pk}/draft/check/", high, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "Emergency department now." in text
    assert "R03.0" in text, "the code is proposed"


def test_the_anxiety_scale_is_scored_and_a_half_one_is_not_kept(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast)
    half = {"procedure": "retreatment", "mdas_1": "5", "act": "save"}
    raman.post(f"/referrals/{draft.pk}/draft/", half)
    draft.refresh_from_db()
    assert draft.case["mdas"] == []
    whole = {f"mdas_{number}": "4" for number in range(1, 6)}
    raman.post(f"/referrals/{draft.pk}/draft/", {"procedure": "retreatment", "wanted": "evaluate", "teeth": ["30"], "act": "send"} | whole)
    text = raman.get(f"/referrals/{draft.pk}/").content.decode()
    assert "MDAS 20 of 25" in text
    assert "severe" in text


def test_a_choice_can_be_taken_back(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast)
    for typed, kept in (("5_to_10", {"treated_when": "5_to_10"}), ("", {})):
        raman.post(f"/referrals/{draft.pk}/draft/", {"procedure": "retreatment", "answer_treated_when": typed, "act": "save"})
        draft.refresh_from_db()
        assert draft.case["answers"] == kept


def test_what_is_missing_and_when_one_is_reminded_stands_on_the_receipt(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast)
    quiet = {"procedure": "retreatment", "wanted": "evaluate", "teeth": ["30"], "finding_swelling": "no"}
    assert "you are reminded by e-mail" in raman.post(f"/referrals/{draft.pk}/draft/check/", quiet).content.decode()
    answer = raman.post(f"/referrals/{draft.pk}/draft/", quiet | {"act": "send"}, follow=True)
    assert "You are reminded" in answer.content.decode()
    assert "The sender is reminded" in signed_in(cast, "dana.ortiz").get(f"/referrals/{draft.pk}/").content.decode()
