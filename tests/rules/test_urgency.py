"""The tier that signs call for: the published examples, and what may never happen whatever is answered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules import questions
from bridgework.rules.facts import TIERS
from bridgework.rules.urgency import ADVICE, AIRWAY, NOTHING_URGENT, PAIN, QUESTIONS, SAFETY, decide_urgency, is_more_urgent

SIGNS = sorted(questions.ALL_SIGNS)
PROCEDURES = [choice.code for form in questions.FORMS for choice in form.procedures]
quick = settings(max_examples=80, deadline=None, database=None)
findings = st.dictionaries(st.sampled_from(SIGNS), st.sampled_from(["yes", "no"]))
teeth = st.lists(st.sampled_from(["19", "8", "K", "F"]), max_size=2)
# What describes the tooth or a test, and threatens nobody.
HARMLESS = {"cold_response", "mobility"}


def yes(*signs: str) -> dict[str, str]:
    return dict.fromkeys(signs, "yes")


@pytest.mark.parametrize(
    "signs",
    [
        *[(sign,) for sign in sorted(AIRWAY)],
        ("uncontrolled_bleeding",),
        ("airway_trauma",),
        ("swelling_floor_of_mouth",),
        ("swelling_eye",),
        ("swelling_neck",),
        ("spreading_fast", "fever"),
        ("swelling", "spreading_fast", "fever", "spontaneous_pain"),
    ],
)
def test_emergency_department_now(signs: tuple[str, ...]) -> None:
    found = decide_urgency(yes(*signs))
    assert found.tier == "emergency"
    assert found.emergency_department
    assert found.advice[0] == "emergency_department_now"


@pytest.mark.parametrize(
    ("signs", "tier"),
    [
        (("spontaneous_pain", "swelling"), "emergency"),
        (("bite_pain", "swelling"), "emergency"),
        (("swelling", "fever"), "emergency"),
        (("spreading_fast",), "emergency"),
        (("spontaneous_pain", "fever"), "emergency"),
        (("avulsed_permanent_tooth",), "emergency"),
        (("spontaneous_pain",), "urgent"),
        (("lingering_cold",), "urgent"),
        (("swelling",), "urgent"),
        (("luxated_tooth",), "urgent"),
        (("fractured_tooth_with_pain",), "urgent"),
        (("suspicious_lesion",), "urgent"),
        (("clearance_before_treatment",), "urgent"),
        (("trismus",), "urgent"),
        (("lost_temporary",), "soon"),
        (("sinus_tract",), "soon"),
        (("deep_caries",), "soon"),
        (("trauma",), "soon"),
        (("cold_response",), "elective"),
        (("mobility",), "elective"),
        ((), "elective"),
    ],
)
def test_the_published_examples(signs: tuple[str, ...], tier: str) -> None:
    found = decide_urgency(yes(*signs))
    assert found.tier == tier
    assert not found.emergency_department


def test_facial_trauma_is_an_emergency_department_case_only_when_it_may_close_the_airway() -> None:
    assert not decide_urgency(yes("trauma", "luxated_tooth")).emergency_department
    assert decide_urgency(yes("trauma", "airway_trauma")).emergency_department


def test_a_knocked_out_permanent_tooth_is_called_about_now_and_kept_in_milk() -> None:
    found = decide_urgency(yes("trauma", "avulsed_permanent_tooth"), teeth=["8"])
    assert found.tier == "emergency"
    assert found.advice == ("call_now", "replant_or_milk")


def test_a_primary_tooth_is_never_put_back() -> None:
    found = decide_urgency(yes("trauma", "avulsed_permanent_tooth"), teeth=["F"])
    assert found.tier == "urgent"
    assert "never_replant_primary" in found.advice
    assert "replant_or_milk" not in found.advice


def test_a_permanent_tooth_beside_a_primary_one_keeps_its_minutes() -> None:
    assert "replant_or_milk" in decide_urgency(yes("avulsed_permanent_tooth"), teeth=["F", "8"]).advice


def test_retreatment_planning_is_elective_and_says_why() -> None:
    found = decide_urgency({}, "retreatment", ["14"])
    assert (found.tier, found.reasons) == ("elective", (NOTHING_URGENT,))


def test_pain_after_treatment_is_pain() -> None:
    assert decide_urgency({}, "post_treatment_pain").tier == "urgent"
    assert decide_urgency(yes("swelling"), "post_treatment_pain").tier == "emergency"


def test_whether_the_airway_is_free_is_asked_until_somebody_answered() -> None:
    signs = yes("swelling", "spontaneous_pain")
    assert "ask_airway" in decide_urgency(signs).advice
    asked = signs | {"trouble_breathing": "no", "trouble_swallowing": "no"}
    assert "ask_airway" not in decide_urgency(asked).advice


def test_the_reasons_are_those_of_the_tier() -> None:
    found = decide_urgency(yes("spontaneous_pain", "luxated_tooth", "deep_caries"))
    assert [reason.code for reason in found.reasons] == ["luxated_tooth", "pain"]


def test_not_asked_is_named_and_no_is_not() -> None:
    found = decide_urgency({"fever": "no", "swelling": "yes"})
    assert "fever" not in found.not_asked
    assert "swelling" not in found.not_asked
    assert set(found.not_asked) == set(SAFETY) - {"fever", "swelling"}


@quick
@given(findings, st.sampled_from(["", *PROCEDURES]), teeth, st.sampled_from(SIGNS))
def test_adding_a_danger_sign_never_lowers_the_tier(said: dict[str, str], procedure: str, listed: list[str], sign: str) -> None:
    before = decide_urgency(said, procedure, listed)
    after = decide_urgency(said | {sign: "yes"}, procedure, listed)
    assert not is_more_urgent(before.tier, after.tier)
    assert after.emergency_department >= before.emergency_department


@quick
@given(findings, st.sampled_from(["", *PROCEDURES]), teeth)
def test_no_and_not_asked_are_alike_for_the_tier(said: dict[str, str], procedure: str, listed: list[str]) -> None:
    everything = {sign: said.get(sign, "no") for sign in SIGNS}
    only_yes = {sign: answer for sign, answer in said.items() if answer == "yes"}
    tiers = {decide_urgency(signs, procedure, listed).tier for signs in (said, everything, only_yes)}
    assert len(tiers) == 1


@quick
@given(st.dictionaries(st.text(max_size=8), st.text(max_size=4)), st.text(max_size=8), st.lists(st.text(max_size=3), max_size=3))
def test_every_answer_has_a_tier_with_a_reason(said: dict[str, str], procedure: str, listed: list[str]) -> None:
    found = decide_urgency(said, procedure, listed)
    assert found.tier in TIERS
    assert found.reasons
    assert all(reason.sentence.endswith(".") and reason.source for reason in found.reasons)


def test_every_sign_of_the_form_counts_or_is_known_to_be_harmless() -> None:
    for sign in SIGNS:
        assert (decide_urgency(yes(sign)).tier == "elective") == (sign in HARMLESS), sign


def test_every_question_has_a_source_and_its_advice_has_words() -> None:
    assert len({question.code for question in QUESTIONS}) == len(QUESTIONS)
    assert all(question.source and set(question.advice) <= set(ADVICE) for question in QUESTIONS)
    order = [TIERS.index(question.tier) for question in QUESTIONS]
    assert order == sorted(order), "the first yes decides, so the most urgent questions come first"


def test_all_pain_signs_are_in_the_form() -> None:
    assert set(SIGNS) >= PAIN | AIRWAY | set(SAFETY)
