"""Writing and sending a referral, as a browser without script does it, and what comes back when something cannot be right."""

import re
from datetime import timedelta

import pytest
from django.test import Client

import make
import people
from bridgework.actions.accept_referral import accept_referral
from bridgework.records.models import Patient, Referral
from bridgework.web.shared.case_fields import CODES
from browsers import signed_in, standing_clock
from people import NOW, Cast

FILLED = {
    "procedure": "first_treatment",
    "wanted": "evaluate_and_treat",
    "teeth": ["19"],
    "finding_spontaneous_pain": "yes",
    "finding_swelling": "no",
    "duration": "days",
    "medical_alerts": ["none_known"],
    "reason": "Throbbing since Sunday.",
}
clock = standing_clock(people.NOW + timedelta(hours=1))


@pytest.fixture
def draft(cast: Cast, raman: Client) -> Referral:
    """Begun by clicking: a patient, then a practice."""
    patient = make.patient(cast.lakeview)
    raman.post("/referrals/new/", {"patient": patient.pk, "to": cast.harbor.pk, "submission_key": "7a1c3c1e-6a53-4a5a-9e0c-2f2f0a1d0001"})
    return Referral.objects.get()


def test_started_twice_is_one_draft(cast: Cast, raman: Client, draft: Referral) -> None:
    again = {"patient": draft.patient_id, "to": cast.harbor.pk, "submission_key": "7a1c3c1e-6a53-4a5a-9e0c-2f2f0a1d0001"}
    answer = raman.post("/referrals/new/", again)
    assert answer.headers["Location"] == f"/referrals/{draft.pk}/draft/"
    assert Referral.objects.count() == 1


def test_sent_with_one_post_and_a_receipt_at_once(raman: Client, draft: Referral) -> None:
    answer = raman.post(f"/referrals/{draft.pk}/draft/", FILLED | {"act": "send"}, follow=True)
    draft.refresh_from_db()
    assert (draft.state, draft.teeth, draft.tier) == ("2.0", ["19"], "urgent")
    text = answer.content.decode()
    assert "Promised answer" in text
    assert str(draft.number) in text
    assert "CST" in text


def test_sent_twice_is_sent_once(raman: Client, draft: Referral) -> None:
    for _ in range(2):
        answer = raman.post(f"/referrals/{draft.pk}/draft/", FILLED | {"act": "send_with_link"})
        assert answer.headers["Location"] == f"/referrals/{draft.pk}/receipt/"
    assert draft.events.filter(kind="sent").count() == 1
    assert draft.events.filter(kind="link_sent").count() == 1


def test_what_is_missing_is_named_and_nothing_is_lost(raman: Client, draft: Referral) -> None:
    answer = raman.post(f"/referrals/{draft.pk}/draft/", {"reason": "Throbbing since Sunday.", "act": "send"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose the tooth." in text
    assert "Say what the specialist should do." in text
    assert "Throbbing since Sunday." in text
    draft.refresh_from_db()
    assert (draft.state, draft.case["reason"]) == ("draft", "Throbbing since Sunday.")


def test_tooth_33_is_asked_about_and_everything_else_kept(raman: Client, draft: Referral) -> None:
    answer = raman.post(f"/referrals/{draft.pk}/draft/", FILLED | {"teeth_typed": "33", "act": "send"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no tooth “33” in Universal numbering" in text
    assert 'value="33"' in text
    draft.refresh_from_db()
    assert (draft.state, draft.case["reason"]) == ("draft", "Throbbing since Sunday.")


def test_a_typed_tooth_joins_those_on_the_chart(raman: Client, draft: Referral) -> None:
    raman.post(f"/referrals/{draft.pk}/draft/", FILLED | {"teeth_typed": "LL7", "act": "save"})
    draft.refresh_from_db()
    assert draft.teeth == ["19", "18"]


def test_enter_in_a_field_saves_and_leads_nowhere_else(raman: Client, draft: Referral) -> None:
    page = raman.get(f"/referrals/{draft.pk}/draft/").content.decode()
    assert re.findall(r'<button[^>]* name="act" value="(\w+)"', page)[:2] == ["save", "choose_practice"]


def test_text_that_is_too_long_comes_back_whole(raman: Client, draft: Referral) -> None:
    answer = raman.post(f"/referrals/{draft.pk}/draft/", FILLED | {"reason": "x" * 2500, "act": "send"})
    assert answer.status_code == 422
    assert "x" * 2500 in answer.content.decode()


def test_saved_by_itself_and_told_when_it_was_sent_elsewhere(raman: Client, draft: Referral) -> None:
    assert raman.post(f"/referrals/{draft.pk}/draft/save/", FILLED, headers={"HX-Request": "true"}).status_code == 204
    draft.refresh_from_db()
    assert draft.case["duration"] == "days"
    raman.post(f"/referrals/{draft.pk}/draft/", FILLED | {"act": "send"})
    assert raman.post(f"/referrals/{draft.pk}/draft/save/", FILLED, headers={"HX-Request": "true"}).status_code == 409


def test_what_was_not_asked_stays_not_asked(raman: Client, draft: Referral) -> None:
    raman.post(f"/referrals/{draft.pk}/draft/save/", FILLED)
    draft.refresh_from_db()
    assert draft.case["findings"] == {"spontaneous_pain": "yes", "swelling": "no"}


def test_no_to_the_rest_answers_only_what_was_shown(raman: Client, draft: Referral) -> None:
    raman.post(f"/referrals/{draft.pk}/draft/rest/", FILLED | {"group": "pain"})
    draft.refresh_from_db()
    assert draft.case["findings"] == {
        "spontaneous_pain": "yes",
        "bite_pain": "no",
        "lingering_cold": "no",
        "lingering_heat": "no",
        "swelling": "no",
    }


def test_the_check_tells_tier_advice_and_follow_ups(raman: Client, draft: Referral) -> None:
    emergency = FILLED | {"finding_swelling": "yes", "finding_fever": "yes", "asked_codes": "", "tier_shown": "elective"}
    answer = raman.post(f"/referrals/{draft.pk}/draft/check/", emergency, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "Emergency:" in text
    assert "Is it hard to breathe?" in text
    assert "periapical film" in text
    assert "tier-changed" in answer.headers["HX-Trigger-After-Settle"]
    department = raman.post(f"/referrals/{draft.pk}/draft/check/", emergency | {"finding_trouble_breathing": "yes"})
    assert "Emergency department now." in department.content.decode()
    draft.refresh_from_db()
    assert draft.case.get("findings") in (None, {}), "a check stores nothing"


def test_a_page_that_still_asks_after_the_form_was_sent_is_answered_with_nothing(raman: Client, draft: Referral) -> None:
    raman.post(f"/referrals/{draft.pk}/draft/", FILLED | {"act": "send"})
    late = raman.post(f"/referrals/{draft.pk}/draft/check/", FILLED, headers={"HX-Request": "true"})
    assert (late.status_code, late.content) == (204, b"")


def test_questions_on_the_page_are_not_replaced_while_they_are_answered(raman: Client, draft: Referral) -> None:
    swollen = FILLED | {"finding_swelling": "yes", "asked_codes": ""}
    first = raman.post(f"/referrals/{draft.pk}/draft/check/", swollen, headers={"HX-Request": "true"}).content.decode()
    codes = first.split('name="asked_codes" value="')[1].split('"')[0]
    again = raman.post(f"/referrals/{draft.pk}/draft/check/", swollen | {"asked_codes": codes}, headers={"HX-Request": "true"})
    assert "group-follow-ups" not in again.content.decode()


def test_contradictions_are_questions(raman: Client, draft: Referral) -> None:
    typed = FILLED | {"antibiotics": "amoxicillin 500 mg", "medical_alerts": ["penicillin_allergy"]}
    text = raman.post(f"/referrals/{draft.pk}/draft/check/", typed, headers={"HX-Request": "true"}).content.decode()
    assert "an allergy to penicillin is on record" in text


def test_every_field_of_the_case_has_its_place_on_the_page(raman: Client, draft: Referral) -> None:
    text = raman.get(f"/referrals/{draft.pk}/draft/").content.decode()
    for name in (*CODES, "reason", "done_so_far", "antibiotics", "analgesics", "medical_note", "instructions", "medical_alerts", "teeth"):
        assert f'name="{name}"' in text, name


def test_an_oral_surgeon_is_asked_other_questions(cast: Cast, raman: Client) -> None:
    surgery = make.draft(cast, to=cast.tidewater)
    text = raman.get(f"/referrals/{surgery.pk}/draft/").content.decode()
    assert "Does the tooth answer the cold test?" not in text
    assert "Is there swelling?" in text
    answer = raman.post(f"/referrals/{surgery.pk}/draft/", {"procedure": "consultation", "wanted": "evaluate", "act": "send"})
    assert answer.status_code == 302


# A time in the chair


def first_slot(client: Client, draft: Referral) -> str:
    text = client.get(f"/referrals/{draft.pk}/draft/times/", headers={"HX-Request": "true"}).content.decode()
    return text.split('name="slot" value="')[1].split('"')[0]


def test_one_click_holds_a_time_and_sending_keeps_it(raman: Client, draft: Referral) -> None:
    # What is asked for decides the kind of visit, and so the times that are open.
    raman.post(f"/referrals/{draft.pk}/draft/save/", FILLED | {"duration": ""})
    slot = first_slot(raman, draft)
    held = raman.post(f"/referrals/{draft.pk}/draft/times/", FILLED | {"slot": slot}, headers={"HX-Request": "true"}).content.decode()
    assert "Held:" in held
    draft.refresh_from_db()
    assert draft.case["duration"] == "days", "what was typed is saved before the time is held"
    receipt = raman.post(f"/referrals/{draft.pk}/draft/", FILLED | {"act": "send"}, follow=True).content.decode()
    assert "is held, subject to review: it is booked when they accept" in receipt
    hold = draft.appointments.get(status="held")
    respond_by = Referral.objects.get().respond_by
    assert min(respond_by, hold.starts_at) <= hold.held_until <= min(hold.starts_at, respond_by + timedelta(days=1))


def test_a_time_can_be_given_back_or_changed(raman: Client, draft: Referral) -> None:
    raman.post(f"/referrals/{draft.pk}/draft/times/", {"slot": first_slot(raman, draft)})
    raman.post(f"/referrals/{draft.pk}/draft/times/", {"slot": first_slot(raman, draft)})
    assert draft.appointments.filter(status="held").count() == 1
    raman.post(f"/referrals/{draft.pk}/draft/times/release/")
    assert not draft.appointments.filter(status="held").exists()


def test_after_sending_the_time_is_changed_on_the_referrals_page_until_it_is_reviewed(cast: Cast) -> None:
    referral, raman = make.held(cast), signed_in(cast, "priya.raman")
    page = f"/referrals/{referral.pk}/"
    assert "Another time" in raman.get(page).content.decode()
    assert "Another time" not in signed_in(cast, "dana.ortiz").get(page).content.decode()
    times = raman.get(f"{page}draft/times/").content.decode()
    assert "Subject to review: Harbor Endodontics books it by accepting" in times
    slot = times.split('name="slot" value="')[1].split('"')[0]
    answer = raman.post(f"{page}draft/times/", {"slot": slot}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == page
    shown = raman.get(page).content.decode()
    assert "Changed. The practice sees it" in shown
    assert "for the patient instead of" in shown
    assert raman.post(f"{page}draft/times/release/").headers["Location"] == page
    assert "No time is held." in raman.get(page).content.decode()
    accept_referral(cast.dana, referral.pk, now=NOW)
    assert "Hold a time" not in raman.get(page).content.decode()
    late = raman.post(f"{page}draft/times/", {"slot": slot}, follow=True).content.decode()
    assert "until the practice has reviewed the referral" in late


def test_a_time_taken_by_somebody_else_is_told_and_the_others_shown(cast: Cast, raman: Client, draft: Referral) -> None:
    slot = first_slot(raman, draft)
    other = make.draft(cast, by=cast.marsh, case={})  # nothing asked for yet, as in the other: the same kind of visit
    signed_in(cast, "owen.marsh").post(f"/referrals/{other.pk}/draft/times/", {"slot": slot})
    answer = raman.post(f"/referrals/{draft.pk}/draft/times/", {"slot": slot}, headers={"HX-Request": "true"}).content.decode()
    assert "no longer open" in answer
    assert 'name="slot"' in answer
    assert not draft.appointments.exists()


@pytest.mark.parametrize(
    "slot", ["", "nonsense", "7a1c3c1e-6a53-4a5a-9e0c-2f2f0a1d0001|now", "7a1c3c1e-6a53-4a5a-9e0c-2f2f0a1d0001|2026-11-19T15:00:00"]
)
def test_what_is_no_time_is_refused_in_words(raman: Client, draft: Referral, slot: str) -> None:
    answer = raman.post(f"/referrals/{draft.pk}/draft/times/", {"slot": slot}, headers={"HX-Request": "true"})
    assert "Choose one of the times shown" in answer.content.decode()


def test_booked_at_once_where_the_policy_says_so(cast: Cast, raman: Client) -> None:
    draft = make.draft(cast, to=cast.northpoint, now=people.NOW + timedelta(hours=1))
    raman.post(f"/referrals/{draft.pk}/draft/times/", {"slot": first_slot(raman, draft)})
    text = raman.post(
        f"/referrals/{draft.pk}/draft/", {"procedure": "consultation", "wanted": "evaluate", "act": "send"}, follow=True
    ).content.decode()
    assert "The visit is booked:" in text
    assert Referral.objects.get(pk=draft.pk).state == "5.1.1"


# Changing one's mind


def test_another_practice_keeps_the_case_and_gives_back_the_time(cast: Cast, raman: Client, draft: Referral) -> None:
    raman.post(f"/referrals/{draft.pk}/draft/times/", FILLED | {"slot": first_slot(raman, draft)})
    raman.post(f"/referrals/{draft.pk}/draft/practice/", {"to": cast.tidewater.pk})
    draft.refresh_from_db()
    assert (draft.recipient_practice, draft.case["reason"]) == (cast.tidewater, "Throbbing since Sunday.")
    assert not draft.appointments.filter(status="held").exists()


def test_given_up_and_taken_up_again(raman: Client, draft: Referral) -> None:
    page = raman.post(f"/referrals/{draft.pk}/draft/discard/", follow=True).content.decode()
    assert f"/referrals/{draft.pk}/draft/restore/" in page
    raman.post(f"/referrals/{draft.pk}/draft/restore/")
    assert raman.get(f"/referrals/{draft.pk}/draft/").status_code == 200


# Nobody else


@pytest.mark.parametrize("mailbox", ["dana.ortiz", "owen.marsh", "ines.duarte"])
def test_a_draft_does_not_exist_for_anybody_else(cast: Cast, draft: Referral, mailbox: str) -> None:
    stranger = signed_in(cast, mailbox)
    for path in ("", "save/", "check/", "rest/", "practice/", "times/", "times/release/", "discard/", "restore/"):
        for method in (stranger.get, stranger.post):
            answer = method(f"/referrals/{draft.pk}/draft/{path}", {"to": cast.tidewater.pk, "group": "pain"})
            assert answer.status_code in (404, 405), path
            assert b"Sample" not in answer.content
    assert Referral.objects.get(pk=draft.pk).discarded_at is None


def test_a_stranger_s_patient_cannot_be_referred(cast: Cast, raman: Client) -> None:
    theirs = make.patient(cast.practices["marsh-dental"])
    key = "7a1c3c1e-6a53-4a5a-9e0c-2f2f0a1d0002"
    assert raman.get(f"/referrals/new/?patient={theirs.pk}").status_code == 404
    assert raman.post("/referrals/new/", {"patient": theirs.pk, "to": cast.harbor.pk, "submission_key": key}).status_code == 404
    assert Patient.objects.count() == 1
    assert not Referral.objects.exists()
