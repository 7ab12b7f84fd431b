"""The field "which tooth" and the questions below the fields, as a browser without script posts them."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

import make
import people
from bridgework.actions.send_referral import send_referral
from bridgework.actions.send_report import send_report
from bridgework.records.models import ContradictionAnswer, Practice, Referral
from bridgework.web.shared.tooth_chart import dentition_of
from bridgework.web.shared.tooth_form import read_teeth
from browsers import standing_clock
from people import Cast

LATER = people.NOW + timedelta(hours=1)
FILLED = {"procedure": "first_treatment", "wanted": "evaluate_and_treat", "reason": "Throbbing since Sunday."}
REPORT = make.REPORT | {"treatment_done": "Tooth extracted."}
ALLERGIC = FILLED | {"antibiotics": "Amoxicillin", "medical_alerts": ["penicillin_allergy"], "asks_antibiotics": ""}
clock = standing_clock(LATER)


@pytest.fixture
def draft(cast: Cast) -> Referral:
    return make.draft(cast, teeth=("30",))


def posted(**values: Any) -> QueryDict:
    post = QueryDict(mutable=True)
    for name, value in values.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return post


def kept(client: Client, draft: Referral, **values: Any) -> Referral:
    client.post(f"/referrals/{draft.pk}/draft/", FILLED | {"act": "save"} | values)
    draft.refresh_from_db()
    return draft


# What is posted


def test_everything_posted_comes_together() -> None:
    read = read_teeth(
        posted(
            teeth=["19", "33", "8"],
            teeth_typed="30 DB",
            surfaces="19:MO 8:I 3:M nonsense",
            sites=["soft:throat", "gap:1-2", "soft:knee"],
            gap_from="23",
            gap_to="26",
            extra_beside="A",
        ),
        "universal",
    )
    assert read.teeth == ("19", "8", "30")
    assert read.sites == ("19:MO", "8:I", "30:DB", "soft:throat", "gap:1-2", "gap:23-26", "extra:AS")
    assert (read.problem, read.typed, read.state) == ("", "", "")


def test_a_gap_over_two_arches_is_said_so_and_nothing_else_is_lost() -> None:
    read = read_teeth(posted(teeth=["19"], gap_from="16", gap_to="17"), "universal")
    assert "within one arch" in read.problem
    assert read.teeth == ("19",)
    assert read_teeth(posted(gap_from="3"), "universal").sites == ("gap:3-3",)


def test_only_what_was_asked_can_be_answered() -> None:
    typed = {"teeth_typed": "18 MO, 3"}
    assert read_teeth(posted(**typed), "").typed == "18 MO, 3"
    answered = read_teeth(posted(**typed, tooth_meant="18 MO|1"), "")
    assert answered.teeth == ("1",)
    assert answered.sites == ("1:MO",)
    assert [asked.text for asked in answered.asked] == ["3"], "Universal 3 and Palmer 3 are still open"
    assert read_teeth(posted(**typed, tooth_meant="18 MO|7"), "").teeth == ()
    assert read_teeth(posted(**typed, tooth_meant="nonsense"), "").teeth == ()


@pytest.mark.parametrize(
    ("chosen", "age", "dentition"),
    [
        ((), None, "permanent"),
        ((), 4, "primary"),
        ((), 6, "mixed"),
        ((), 12, "mixed"),
        ((), 13, "permanent"),
        (("19",), 4, "permanent"),
        (("A",), 40, "primary"),
        (("A", "19"), 40, "mixed"),
    ],
)
def test_the_chart_opens_with_the_teeth_that_are_there(chosen: tuple[str, ...], age: int | None, dentition: str) -> None:
    assert dentition_of(chosen, age) == dentition


# On the form


def test_teeth_surfaces_and_sites_are_kept_and_shown_everywhere(cast: Cast, raman: Client, draft: Referral) -> None:
    kept(raman, draft, teeth=["19"], surfaces="19:OM", sites=["soft:soft_palate"], gap_from="23", gap_to="26", extra_beside="8")
    assert (draft.teeth, draft.sites) == (["19"], ["19:MO", "soft:soft_palate", "gap:23-26", "extra:58"])
    form = raman.get(f"/referrals/{draft.pk}/draft/").content.decode()
    assert 'name="surfaces" value="19:MO"' in form
    assert 'value="gap:23-26" checked' in form
    assert 'value="soft:soft_palate" checked' in form
    send_referral(cast.raman, draft.pk, now=LATER)
    dana = Client()
    dana.force_login(cast.person("dana.ortiz"))
    written = "#19 MO, soft palate, gap #23 to #26, extra tooth beside #8"
    page = dana.get(f"/referrals/{draft.pk}/").content.decode()
    assert "#19 MO: mesial, occlusal" in page
    assert "extra tooth beside #8 (upper right central incisor; Universal 58)" in page.replace("Extra", "extra")
    assert written in dana.get("/worklist/").content.decode()
    assert written in raman.get("/referrals/").content.decode()


def test_a_tooth_that_is_taken_back_takes_its_surfaces_along(raman: Client, draft: Referral) -> None:
    kept(raman, draft, teeth=["19"], surfaces="19:MO")
    assert kept(raman, draft, teeth=["18"], surfaces="19:MO").sites == []


def test_a_practice_without_a_numbering_is_asked(cast: Cast, raman: Client, draft: Referral) -> None:
    Practice.objects.filter(pk=cast.lakeview.pk).update(tooth_system="")
    answer = raman.post(f"/referrals/{draft.pk}/draft/", FILLED | {"act": "send", "teeth_typed": "18"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Universal 18: the lower left second molar" in text
    assert "FDI 18: the upper right third molar" in text
    raman.post(f"/referrals/{draft.pk}/draft/", FILLED | {"teeth_typed": "18", "tooth_meant": "18|1"})
    draft.refresh_from_db()
    assert draft.teeth == ["1"]
    for path in ("/referrals/", f"/referrals/{draft.pk}/draft/", "/search/?q=18"):
        assert raman.get(path).status_code in (200, 405)


def test_what_is_typed_lights_up_at_once(raman: Client, draft: Referral) -> None:
    answer = raman.post(f"/referrals/{draft.pk}/draft/check/", FILLED | {"teeth_typed": "19 MO", "teeth": ["30"]})
    assert '"teeth-read": {"text": "19 MO", "teeth": ["19"], "sites": ["19:MO"], "left": ""}' in answer.headers["HX-Trigger"]
    assert "teeth-asked" not in answer.content.decode()
    wrong = raman.post(f"/referrals/{draft.pk}/draft/check/", FILLED | {"teeth_typed": "33"}).content.decode()
    assert 'id="teeth-asked"' in wrong
    state = wrong.split('name="teeth_asked" value="')[1].split('"')[0]
    again = raman.post(f"/referrals/{draft.pk}/draft/check/", FILLED | {"teeth_typed": "33", "teeth_asked": state.replace("&quot;", '"')})
    assert 'id="teeth-asked"' not in again.content.decode(), "what is on the page is not replaced"


def test_a_tooth_that_was_taken_out_is_drawn_as_missing_and_can_be_chosen(cast: Cast, raman: Client) -> None:
    before = make.seen(cast, case=make.URGENT)
    at = make.clock(before) + timedelta(hours=1)
    send_report(make.clinician(cast, before), before.pk, fields=REPORT | {"visit_on": at.date()}, final=True, now=at)
    again = make.draft(cast, of=before.patient, teeth=(), now=make.clock(before))
    text = raman.get(f"/referrals/{again.pk}/draft/").content.decode()
    assert "Lower right first molar, Universal 30, FDI 46, Palmer LR6, missing" in text
    assert kept(raman, again, teeth=["30"]).teeth == ["30"]


# Questions below their fields


def test_a_question_stands_below_its_field_and_is_answered_there(raman: Client, draft: Referral) -> None:
    kept(raman, draft, **ALLERGIC)
    text = raman.get(f"/referrals/{draft.pk}/draft/").content.decode()
    field, question = text.index('id="antibiotics"'), text.index('id="ask-antibiotic_against_allergy"')
    assert field < question < text.index('id="medical_note"')
    answer = raman.post(
        f"/referrals/{draft.pk}/contradictions/",
        ALLERGIC | {"contradiction": "antibiotic_against_allergy:right", "why_antibiotic_against_allergy": "Ruled out."},
    )
    assert answer.headers["Location"] == f"/referrals/{draft.pk}/draft/#asks-antibiotics"
    text = raman.get(f"/referrals/{draft.pk}/draft/").content.decode()
    assert "Lakeview Family Dental: it is right as it is. “Ruled out.”" in text
    assert ContradictionAnswer.objects.get().answer == "right"


def test_the_check_brings_only_questions_that_are_others(raman: Client, draft: Referral) -> None:
    url = f"/referrals/{draft.pk}/draft/check/"
    text = raman.post(url, ALLERGIC | {"why_antibiotic_against_allergy": "Half typed"}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="asks-antibiotics" class="asks" hx-swap-oob="true"' in text
    assert 'value="Half typed"' in text
    state = text.split('name="asks_antibiotics" value="')[1].split('"')[0]
    again = raman.post(url, ALLERGIC | {"asks_antibiotics": state}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="asks-antibiotics"' not in again
    gone = raman.post(url, ALLERGIC | {"asks_antibiotics": state, "antibiotics": ""}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="asks-antibiotics"' in gone
    assert "ask-antibiotic_against_allergy" not in gone


def test_an_answer_in_place_and_a_refusal_in_place(raman: Client, draft: Referral) -> None:
    url, pressed = f"/referrals/{draft.pk}/contradictions/", {"contradiction": "antibiotic_against_allergy:corrected"}
    answer = raman.post(url, ALLERGIC | pressed, headers={"HX-Request": "true"})
    assert answer.headers["HX-Trigger-After-Settle"] == "answered"
    assert "corrected." in answer.content.decode()
    gone = raman.post(url, ALLERGIC | pressed | {"antibiotics": ""}, headers={"HX-Request": "true"})
    assert gone.status_code == 409
    assert "This is no longer asked" in gone.content.decode()
    long = raman.post(url, ALLERGIC | pressed | {"why_antibiotic_against_allergy": "x" * 400}, headers={"HX-Request": "true"})
    assert "At most 300 characters" in long.content.decode()
    assert ContradictionAnswer.objects.count() == 1


def test_both_sides_answer_on_the_page_and_read_each_other(cast: Cast, raman: Client, draft: Referral) -> None:
    kept(raman, draft, **ALLERGIC, teeth=["30"])
    send_referral(cast.raman, draft.pk, now=LATER)
    dana = Client()
    dana.force_login(cast.person("dana.ortiz"))
    url, page = f"/referrals/{draft.pk}/contradictions/", f"/referrals/{draft.pk}/"
    text = dana.get(page).content.decode()
    assert "Lakeview Family Dental has not answered this." in text
    assert "It is right as it is" not in text
    asked = {"contradiction": "antibiotic_against_allergy:right", "why_antibiotic_against_allergy": "Asked the office: given before."}
    assert "Asked: it is right" in text
    assert dana.post(url, asked).status_code == 302
    assert "Asked the office: given before." in raman.get(page).content.decode()
    assert "Asked: it is right" not in dana.get(page).content.decode()
    assert "It is right as it is" in raman.get(page).content.decode()
    answer = raman.post(url, {"contradiction": "antibiotic_against_allergy:right", "why_antibiotic_against_allergy": "<b>Ruled out</b>"})
    assert answer.headers["Location"] == page
    text = dana.get(page).content.decode()
    assert "&lt;b&gt;Ruled out&lt;/b&gt;" in text
    assert "was asked: “A penicillin was given" in text


def test_a_stranger_and_nonsense_get_nowhere(cast: Cast, raman: Client, draft: Referral) -> None:
    ines = Client()
    ines.force_login(cast.people[cast.ines.name])
    url = f"/referrals/{draft.pk}/contradictions/"
    assert ines.post(url, {"contradiction": "antibiotic_against_allergy:right"}).status_code in (403, 404)
    for given in ("", "nonsense:right", "antibiotic_against_allergy", ":"):
        assert raman.post(url, {"contradiction": given}).status_code in (302, 404)
    assert ContradictionAnswer.objects.count() == 0
