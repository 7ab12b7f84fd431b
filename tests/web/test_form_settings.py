"""A practice changes its form without code: the records it wants, its own questions in versions, and what senders then see."""

from datetime import timedelta

import pytest
from django.test import Client

import make
import people
from bridgework.lookups.referral import find_referral
from bridgework.records.models import FormQuestion, Referral
from bridgework.rules.forms.own import MOST
from browsers import signed_in, standing_clock
from people import Cast

TAP = {"label": "Does the patient snore?", "kind": "tap", "position": "1"}
CHOICE = {"label": "Which film do you have?", "kind": "choice", "choices": "digital\npaper\nnone", "position": "2", "is_required": "1"}
clock = standing_clock(people.NOW + timedelta(hours=1))


@pytest.fixture
def manager(cast: Cast) -> Client:
    return signed_in(cast, "ruth.sandoval")


def page_of(client: Client, referral: Referral) -> str:
    return client.get(f"/referrals/{referral.pk}/draft/").content.decode()


def test_a_question_is_added_asked_answered_and_read(cast: Cast, manager: Client, raman: Client) -> None:
    assert manager.post("/settings/form/questions/", CHOICE).status_code == 302
    question = FormQuestion.objects.get()
    assert (question.choices, question.is_required, question.version) == (["digital", "paper", "none"], True, 1)
    draft = make.draft(cast)
    text = page_of(raman, draft)
    assert "Harbor Endodontics also asks" in text
    assert "Which film do you have?" in text
    assert 'class="missing"' in text
    answers = {"procedure": "retreatment", "wanted": "evaluate", "teeth": ["30"], f"own_{question.pk}": "paper", "act": "send"}
    assert raman.post(f"/referrals/{draft.pk}/draft/", answers).status_code == 302
    draft.refresh_from_db()
    assert draft.case["own"] == {str(question.pk): "paper"}
    page = find_referral(cast.dana, draft.pk, now=people.NOW + timedelta(hours=1))
    assert [requirement.met for requirement in page.requirements if requirement.code == "own_questions"] == [True]
    assert "Which film do you have?" in signed_in(cast, "dana.ortiz").get(f"/referrals/{draft.pk}/").content.decode()


def test_a_changed_question_is_a_new_version_and_the_answered_one_stays(cast: Cast, manager: Client, raman: Client) -> None:
    manager.post("/settings/form/questions/", CHOICE)
    first = FormQuestion.objects.get()
    draft = make.draft(cast)
    answers = {"procedure": "retreatment", "wanted": "evaluate", "teeth": ["30"], f"own_{first.pk}": "paper", "act": "send"}
    raman.post(f"/referrals/{draft.pk}/draft/", answers)
    manager.post(f"/settings/form/questions/{first.question}/", CHOICE | {"label": "Film on paper?", "kind": "tap", "choices": ""})
    second = FormQuestion.objects.get(ended_at=None)
    assert (second.question, second.version, second.choices) == (first.question, 2, [])
    text = signed_in(cast, "dana.ortiz").get(f"/referrals/{draft.pk}/").content.decode()
    assert "Which film do you have?" in text
    assert "as it was asked then" in text


def test_where_it_stands_is_no_new_version(manager: Client) -> None:
    manager.post("/settings/form/questions/", TAP)
    question = FormQuestion.objects.get()
    manager.post(f"/settings/form/questions/{question.question}/", TAP | {"position": "7", "procedures": ["trauma"], "is_required": "1"})
    question.refresh_from_db()
    assert (FormQuestion.objects.count(), question.position, question.procedures, question.is_required) == (1, 7, ["trauma"], True)


def test_a_page_that_was_open_while_it_changed_is_still_read(cast: Cast, manager: Client, raman: Client) -> None:
    manager.post("/settings/form/questions/", TAP)
    first = FormQuestion.objects.get()
    draft = make.draft(cast)
    manager.post(f"/settings/form/questions/{first.question}/", TAP | {"label": "Snoring?"})
    raman.post(f"/referrals/{draft.pk}/draft/", {"procedure": "retreatment", f"own_{first.pk}": "yes", "act": "save"})
    draft.refresh_from_db()
    assert draft.case["own"] == {str(first.pk): "yes"}


def test_an_answer_to_another_practice_is_not_kept(cast: Cast, raman: Client) -> None:
    other = FormQuestion.objects.create(practice=cast.tidewater, label="Yours?", kind="tap", created_at=people.NOW)
    draft = make.draft(cast)
    raman.post(f"/referrals/{draft.pk}/draft/", {"procedure": "retreatment", f"own_{other.pk}": "yes", "act": "save"})
    draft.refresh_from_db()
    assert draft.case.get("own") == {}


def test_removed_and_brought_back(manager: Client) -> None:
    manager.post("/settings/form/questions/", TAP)
    question = FormQuestion.objects.get()
    manager.post(f"/settings/form/questions/{question.question}/remove/")
    question.refresh_from_db()
    assert question.ended_at is not None
    manager.post(f"/settings/form/questions/{question.question}/restore/")
    question.refresh_from_db()
    assert question.ended_at is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"label": ""}, "Write the question."),
        ({"label": "Which?", "kind": "choice", "choices": "one"}, "Give 2 to 12 answers"),
        ({"label": "How many?", "kind": "number", "lowest": "5", "highest": "x"}, "Give the lowest and the highest number"),
        ({"label": "How?", "kind": "poem"}, "Choose how it is answered."),
    ],
)
def test_what_cannot_be_asked_comes_back_with_what_was_typed(manager: Client, typed: dict[str, str], sentence: str) -> None:
    answer = manager.post("/settings/form/questions/", TAP | typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert typed["label"] in text
    assert not FormQuestion.objects.exists()


def test_a_form_stays_short(cast: Cast, manager: Client) -> None:
    for number in range(MOST):
        FormQuestion.objects.create(practice=cast.harbor, label=f"Question {number}", kind="tap", created_at=people.NOW)
    answer = manager.post("/settings/form/questions/", TAP)
    assert answer.status_code == 422
    assert "A form stays short" in answer.content.decode()


def test_wanted_records_have_terms(cast: Cast, manager: Client, raman: Client) -> None:
    wanted = {"want_tooth": "needed", "want_photo": "help", "want_cbct": "needed", "months_cbct": "6", "for_cbct": ["apical_surgery"]}
    assert manager.post("/settings/form/records/", wanted).status_code == 302
    cast.harbor.refresh_from_db()
    assert cast.harbor.minimum_records == ["tooth", "cbct", "photo"]
    draft = make.draft(cast)
    text = page_of(raman, draft)
    assert "photo" in text
    assert "CBCT volume, under 6 months" not in text
    raman.post(f"/referrals/{draft.pk}/draft/", {"procedure": "apical_surgery", "teeth": ["30"], "act": "save"})
    assert "CBCT volume, under 6 months" in page_of(raman, draft)


@pytest.mark.parametrize("months", ["0", "121", "many", "-3"])
def test_an_age_that_cannot_be_comes_back(manager: Client, months: str) -> None:
    answer = manager.post("/settings/form/records/", {"want_cbct": "needed", "months_cbct": months})
    assert answer.status_code == 422
    assert f'value="{months}"' in answer.content.decode()


def test_the_preview_shows_the_form_of_both_kinds_of_sender(manager: Client) -> None:
    manager.post("/settings/form/questions/", TAP)
    text = manager.get("/settings/form/preview/?procedure=retreatment").content.decode()
    assert "When was the root canal done?" in text
    assert "Does the patient snore?" in text
    assert "Dental clearance" in manager.get("/settings/form/preview/?from=medical").content.decode()
    assert manager.get("/settings/form/preview/?procedure=nonsense").status_code == 200


def test_form_and_answers_leave_as_fhir(cast: Cast, manager: Client, raman: Client) -> None:
    form = manager.get("/settings/form/questionnaire/")
    assert form.headers["Content-Type"] == "application/fhir+json"
    assert form.json()["name"] == "endodontic"
    assert manager.get("/settings/form/questionnaire/?from=medical").json()["name"] == "medical_to_dental"
    sent = make.sent(cast)
    answers = raman.get(f"/referrals/{sent.pk}/answers/fhir/").json()
    assert answers["questionnaire"].endswith("/endodontic")
    assert "attachment" in raman.get(f"/referrals/{sent.pk}/answers/fhir/").headers["Content-Disposition"]
