"""The answer to a contradiction is kept, counts for the very same facts only, and is shown to both sides."""

from datetime import timedelta
from typing import Any

import pytest

import make
from bridgework.actions.answer_contradiction import answer_contradiction
from bridgework.actions.save_draft import save_draft
from bridgework.actions.send_referral import send_referral
from bridgework.lookups.contradictions import answers_of, history_of
from bridgework.lookups.drafts import check_draft, find_draft
from bridgework.lookups.referral import find_referral
from bridgework.records.models import ContradictionAnswer, Referral
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotComplete, NotFound
from people import NOW, Cast

LATER = NOW + timedelta(minutes=5)
CODE = "antibiotic_against_allergy"
CASE: dict[str, Any] = make.ELECTIVE | {"antibiotics": "Amoxicillin 500 mg", "medical_alerts": ["penicillin_allergy"]}


def asked(cast: Cast, referral: Referral) -> dict[str, Any]:
    """What the draft's page asks now, by rule."""
    check = check_draft(find_draft(cast.raman, referral.pk, now=LATER), now=LATER)
    return {question.code: question for question in check.contradictions}


def test_an_answer_is_kept_with_who_when_and_why(cast: Cast) -> None:
    draft = make.draft(cast, case=CASE)
    assert asked(cast, draft)[CODE].answer is None
    answer_contradiction(cast.raman, draft.pk, code=CODE, answer="right", reason=" The allergy was ruled out. ", now=LATER)
    answered = asked(cast, draft)[CODE].answer
    assert (answered.answer, answered.reason, answered.who, answered.at) == ("right", "The allergy was ruled out.", cast.raman.name, LATER)
    assert answered.practice == cast.lakeview.name
    assert draft.events.get(kind="contradiction_answered").details["code"] == CODE


def test_other_facts_are_asked_about_again_and_the_old_answer_stays(cast: Cast) -> None:
    draft = make.draft(cast, case=CASE)
    answer_contradiction(cast.raman, draft.pk, code=CODE, answer="right", now=LATER)
    save_draft(cast.raman, draft.pk, case=CASE | {"reason": "More words."}, teeth=["30"], now=LATER)
    assert asked(cast, draft)[CODE].answer is not None, "the reason is no part of this question"
    save_draft(cast.raman, draft.pk, case=CASE | {"antibiotics": "Pen VK"}, teeth=["30"], now=LATER)
    assert asked(cast, draft)[CODE].answer is None
    assert ContradictionAnswer.objects.count() == 1


def test_the_latest_answer_counts_and_both_are_kept(cast: Cast) -> None:
    draft = make.draft(cast, case=CASE)
    for minutes, answer in enumerate(("right", "corrected")):
        answer_contradiction(cast.raman, draft.pk, code=CODE, answer=answer, now=LATER + timedelta(minutes=minutes))
    assert asked(cast, draft)[CODE].answer.answer == "corrected"
    assert ContradictionAnswer.objects.count() == 2


def test_it_never_keeps_a_referral_from_being_sent_and_the_other_side_reads_the_answer(cast: Cast) -> None:
    draft = make.draft(cast, case=CASE | {"reason": "Pain at #3."})
    answer_contradiction(cast.raman, draft.pk, code=CODE, answer="corrected", reason="Called; clindamycin now.", now=LATER)
    send_referral(cast.raman, draft.pk, now=LATER)
    page = find_referral(cast.dana, draft.pk, now=LATER)
    questions = {question.code: question for question in page.contradictions}
    assert questions["other_tooth_in_words"].answer is None
    assert questions[CODE].answer is not None
    assert questions[CODE].answer.reason == "Called; clindamycin now."
    assert [question.answer is None for question in page.contradictions] == [True, False], "what is open comes first"
    answer_contradiction(cast.raman, draft.pk, code="other_tooth_in_words", answer="right", now=LATER)
    assert all(question.answer for question in find_referral(cast.dana, draft.pk, now=LATER).contradictions)


def test_an_answer_whose_facts_have_gone_is_still_shown(cast: Cast) -> None:
    draft = make.draft(cast, case=CASE)
    answer_contradiction(cast.raman, draft.pk, code=CODE, answer="corrected", now=LATER)
    save_draft(cast.raman, draft.pk, case=CASE | {"antibiotics": "Clindamycin"}, teeth=["30"], now=LATER)
    send_referral(cast.raman, draft.pk, now=LATER)
    page = find_referral(cast.dana, draft.pk, now=LATER)
    assert page.contradictions == ()
    assert [answer.code for answer in page.settled] == [CODE]


def test_what_is_not_asked_cannot_be_answered(cast: Cast) -> None:
    draft = make.draft(cast)
    with pytest.raises(MoveNotAllowed, match="no longer asked"):
        answer_contradiction(cast.raman, draft.pk, code=CODE, answer="right", now=LATER)
    with pytest.raises(NotFound):
        answer_contradiction(cast.raman, draft.pk, code="no_such_rule", answer="right", now=LATER)
    draft = make.draft(cast, case=CASE, of=make.patient(cast.lakeview, given_name="Alex"))
    with pytest.raises(NotComplete):
        answer_contradiction(cast.raman, draft.pk, code=CODE, answer="maybe", now=LATER)
    with pytest.raises(NotComplete) as refused:
        answer_contradiction(cast.raman, draft.pk, code=CODE, answer="right", reason="x" * 301, now=LATER)
    assert "reason" in refused.value.problems
    assert ContradictionAnswer.objects.count() == 0


def test_strangers_do_not_answer_and_nobody_a_draft_of_others(cast: Cast) -> None:
    draft = make.draft(cast, case=CASE)
    with pytest.raises(NotFound):
        answer_contradiction(cast.dana, draft.pk, code=CODE, answer="right", now=LATER)
    send_referral(cast.raman, draft.pk, now=LATER)
    with pytest.raises(NotFound):
        answer_contradiction(cast.ines, draft.pk, code=CODE, answer="right", now=LATER)
    with pytest.raises(NotAllowed):
        answer_contradiction(cast.alex, draft.pk, code=CODE, answer="right", now=LATER)
    assert answers_of(cast.ines, draft.pk) == ()


def test_the_receiving_side_says_what_it_found_out_and_both_answers_stand(cast: Cast) -> None:
    draft = make.draft(cast, case=CASE)
    send_referral(cast.raman, draft.pk, now=LATER)
    with pytest.raises(NotComplete) as refused:
        answer_contradiction(cast.dana, draft.pk, code=CODE, answer="wrong", now=LATER)
    assert "reason" in refused.value.problems
    with pytest.raises(NotComplete):
        answer_contradiction(cast.dana, draft.pk, code=CODE, answer="corrected", now=LATER)
    answer_contradiction(cast.dana, draft.pk, code=CODE, answer="wrong", reason="Asked the office: clindamycin.", now=LATER)
    answer_contradiction(cast.raman, draft.pk, code=CODE, answer="right", now=LATER + timedelta(minutes=1))
    for viewer in (cast.raman, cast.dana):
        page = find_referral(viewer, draft.pk, now=LATER)
        (question,) = (one for one in page.contradictions if one.code == CODE)
        assert [(one.side, one.answer, one.who) for one in question.answers] == [
            ("initiator", "right", cast.raman.name),
            ("recipient", "wrong", cast.dana.name),
        ]
        told = [step for step in page.timeline if step.kind == "contradiction_answered"]
        assert {step.details["side"] for step in told} == {"initiator", "recipient"}


def test_the_patients_earlier_reports_are_the_history(cast: Cast) -> None:
    before = make.reported(cast, case=make.URGENT)
    again = make.draft(cast, case=make.URGENT, of=before.patient, now=make.clock(before))
    assert [(past.tooth, past.what) for past in history_of(cast.raman, before.patient_id)] == [("30", "root_canal")]
    assert history_of(cast.raman, before.patient_id, besides=before.pk) == ()
    assert history_of(cast.ines, before.patient_id) == ()
    assert "tooth_was_treated" in asked(cast, again)
