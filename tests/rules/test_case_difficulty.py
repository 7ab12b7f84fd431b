"""The AAE's count of 2022 over the factors of a case, and what a referral fills in by itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.case_difficulty import FACTORS, LEVELS, decide_difficulty, known_factors

quick = settings(max_examples=80, deadline=None, database=None)
CODES = [factor.code for factor in FACTORS]
judged = st.dictionaries(st.sampled_from(CODES), st.sampled_from(LEVELS))
ORDER = ("", *LEVELS)


def moderate(count: int) -> dict[str, str]:
    return dict.fromkeys(CODES[:count], "moderate")


def test_the_count_of_the_form_of_2022() -> None:
    assert decide_difficulty({}).level == ""
    assert decide_difficulty(dict.fromkeys(CODES, "low")).level == "low"
    assert [decide_difficulty(moderate(count)).level for count in (1, 2, 3, 4)] == ["moderate", "moderate", "high", "high"]
    assert decide_difficulty({"canals": "high"}).level == "high"
    assert decide_difficulty({"canals": "high", "crown": "moderate"}).deciding == ("canals", "crown")


def test_what_is_not_of_the_form_counts_for_nothing() -> None:
    assert decide_difficulty({"weather": "high", "canals": "awful"}).level == ""


@quick
@given(judged, st.sampled_from(CODES), st.sampled_from(LEVELS))
def test_a_harder_factor_never_makes_a_case_easier(levels: dict[str, str], code: str, level: str) -> None:
    harder = levels | {code: max(level, levels.get(code, "low"), key=LEVELS.index)}
    assert ORDER.index(decide_difficulty(harder).level) >= ORDER.index(decide_difficulty(levels).level)


def test_a_first_treatment_of_a_premolar_fills_itself_in() -> None:
    case = {
        "procedure": "first_treatment",
        "findings": {"spontaneous_pain": "no", "swelling": "no", "trismus": "no", "trauma": "no"},
        "pulpal": "pulp_necrosis",
        "apical": "asymptomatic_apical_periodontitis",
        "anxiety": "none",
        "medical_alerts": ["none_known"],
    }
    known = known_factors(case, ["20"])
    assert {found.level for found in known.values()} == {"low"}
    assert set(known) == {"medical", "disposition", "opening", "pain_now", "diagnosis", "position", "injury", "treated_before"}


def test_a_retreatment_of_a_second_molar_is_high_and_says_why() -> None:
    known = known_factors({"procedure": "retreatment", "answers": {"old_filling": ["instrument", "crown"]}}, ["31"])
    assert {code: (found.level, found.why) for code, found in known.items()} == {
        "position": ("high", "lower right second molar"),
        "crown": ("moderate", "crown or bridge on the film"),
        "treated_before": ("high", "an earlier treatment had trouble"),
    }


def test_an_alert_makes_no_class_of_health_and_a_primary_tooth_no_place() -> None:
    assert known_factors({"medical_alerts": ["diabetes"]}, ["K"]) == {}


@quick
@given(
    st.dictionaries(st.text(max_size=8), st.none() | st.text(max_size=4) | st.lists(st.text(max_size=3), max_size=2)),
    st.lists(st.text(max_size=3)),
)
def test_any_case_can_be_asked(case: dict[str, object], teeth: list[str]) -> None:
    assert set(known_factors(case, teeth)) <= set(CODES)
