"""A patient in more pain: the tier rises where the signs say so, and never falls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.before_visit import read_before_visit
from bridgework.rules.facts import TIERS
from bridgework.rules.urgency import is_more_urgent
from bridgework.rules.worse import ASKED, decide_worse, read_signs

answers = st.dictionaries(st.sampled_from(ASKED), st.sampled_from(("yes", "no")))


@given(st.sampled_from(TIERS), answers, answers)
def test_the_tier_never_falls(tier: str, findings: dict[str, str], told: dict[str, str]) -> None:
    worse = decide_worse(tier, findings, told)
    assert not is_more_urgent(tier, worse.tier)
    assert worse.is_raised == (worse.tier != tier)
    assert bool(worse.reasons) == worse.is_raised
    assert not is_more_urgent("urgent", worse.tier)  # more pain is urgent at least


@given(st.sampled_from(TIERS), answers, answers, st.sampled_from(ASKED))
def test_another_sign_never_lowers_it(tier: str, findings: dict[str, str], told: dict[str, str], sign: str) -> None:
    before = decide_worse(tier, findings, told)
    after = decide_worse(tier, findings, told | {sign: "yes"})
    assert not is_more_urgent(before.tier, after.tier)
    assert after.emergency_department >= before.emergency_department


@given(st.sampled_from(TIERS), answers)
def test_a_no_of_the_patient_takes_nothing_back(tier: str, findings: dict[str, str]) -> None:
    assert decide_worse(tier, findings, dict.fromkeys(ASKED, "no")).tier == decide_worse(tier, findings, {}).tier


@pytest.mark.parametrize("sign", ["trouble_breathing", "trouble_swallowing", "swelling_eye", "swelling_neck", "uncontrolled_bleeding"])
def test_what_no_practice_should_wait_for(sign: str) -> None:
    worse = decide_worse("elective", {}, {sign: "yes"})
    assert (worse.tier, worse.emergency_department) == ("emergency", True)


def test_swelling_with_pain_is_an_emergency_of_the_practice() -> None:
    worse = decide_worse("elective", {}, {"swelling": "yes"})
    assert (worse.tier, worse.emergency_department) == ("emergency", False)


def test_only_known_answers_are_read() -> None:
    assert read_signs({"fever": "yes", "swelling": "maybe", "drop": "yes"}) == {"fever": "yes"}
    assert read_before_visit({"health": "same", "health_note": "an allergy", "fear": "terror"}) == {
        "health": "same",
        "health_note": "an allergy",
    }
    assert read_before_visit({"health_note": "a new drug"}) == {"health": "changed", "health_note": "a new drug"}
    given_ = {"insurance": "changed", "carrier": "  Lakeshore   Dental ", "member_id": "1" * 60}
    assert read_before_visit(given_) == {"insurance": "changed", "carrier": "Lakeshore Dental", "member_id": "1" * 40}
