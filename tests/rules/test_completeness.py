"""The list of wanted records that ticks itself off."""

from datetime import date, timedelta

import pytest

from bridgework.rules.case import clean
from bridgework.rules.completeness import (
    REQUIREMENTS,
    Attached,
    Minimum,
    Requirement,
    check_records,
    is_complete,
    is_older,
    minimum_for,
    minimum_of,
    missing,
)
from bridgework.rules.forms.own import OwnQuestion, Wording, field_of

TODAY = date(2026, 11, 21)
FILM = Attached("periapical", TODAY, ("19",))
FULL, _ = clean(
    {
        "reason": "Pain",
        "findings": {"spontaneous_pain": "yes", "cold_response": "no"},
        "duration": "days",
        "pulpal": "pulp_necrosis",
        "apical": "not_sure",
        "medical_alerts": ["none_known"],
        "anxiety": "none",
    }
)
EMPTY, _ = clean({})


def by_code(
    *wanted: Minimum, case: object = EMPTY, teeth: tuple[str, ...] = ("19",), attached: tuple[Attached, ...] = ()
) -> dict[str, Requirement]:
    return {found.code: found for found in check_records(wanted, case, teeth, attached, TODAY)}


def test_a_full_endodontic_referral_is_complete() -> None:
    found = check_records(minimum_for("endodontics"), FULL, ("19",), (FILM,), TODAY)
    assert is_complete(found)
    assert missing(found) == ()
    assert all(requirement.met and not requirement.why for requirement in found)


def test_an_empty_one_names_everything_the_needed_first() -> None:
    found = check_records(minimum_for("endodontics"), EMPTY, (), (), TODAY)
    assert not is_complete(found)
    assert {requirement.code for requirement in missing(found)} == {
        wanted.code for wanted in minimum_for("endodontics") if not wanted.procedures
    }
    needed = [requirement.is_required for requirement in missing(found)]
    assert needed == sorted(needed, reverse=True)


def test_what_only_helps_does_not_make_a_referral_incomplete() -> None:
    without_test, _ = clean({**FULL, "findings": {"spontaneous_pain": "yes"}})
    found = check_records(minimum_for("endodontics"), without_test, ("19",), (FILM,), TODAY)
    assert is_complete(found)
    [gap] = missing(found)
    assert (gap.code, gap.why) == ("vitality_test", "helps triage; may follow")


@pytest.mark.parametrize(
    ("attached", "met", "why"),
    [
        ((FILM,), True, ""),
        ((), False, "not attached yet"),
        ((Attached("bitewing", TODAY),), False, "not attached yet"),
        ((Attached("periapical", TODAY, ("30",)),), False, "shows another tooth"),
        ((Attached("periapical", TODAY, ("18", "19")),), True, ""),
        ((Attached("periapical", TODAY),), True, ""),
        ((Attached("periapical", TODAY - timedelta(days=250), ("19",)),), False, "older than 6 months"),
        ((Attached("periapical", TODAY - timedelta(days=250), ("19",)), FILM), True, ""),
        ((Attached("periapical", None, ("19",)),), True, "its date is not known"),
    ],
)
def test_a_film_of_this_tooth_that_is_recent_enough(attached: tuple[Attached, ...], met: bool, why: str) -> None:
    found = by_code(minimum_of("periapical_film"), attached=attached)["periapical_film"]
    assert (found.met, found.why) == (met, why)
    assert found.label == "periapical film, under 6 months"


def test_a_panoramic_film_shows_every_tooth() -> None:
    assert by_code(minimum_of("panoramic_film"), attached=(Attached("panoramic", TODAY, ("30",)),))["panoramic_film"].met


def test_half_a_diagnosis_is_none() -> None:
    half, _ = clean({"pulpal": "pulp_necrosis"})
    assert not by_code(minimum_of("diagnosis"), case=half)["diagnosis"].met


def test_a_cold_test_alone_is_no_symptom_and_no_is_an_answer() -> None:
    only_test, _ = clean({"findings": {"cold_response": "yes"}})
    denied, _ = clean({"findings": {"swelling": "no"}})
    assert not by_code(minimum_of("symptoms"), case=only_test)["symptoms"].met
    assert by_code(minimum_of("symptoms"), case=denied)["symptoms"].met


@pytest.mark.parametrize(
    ("taken_on", "older"),
    [(date(2026, 5, 22), False), (date(2026, 5, 21), True), (date(2026, 12, 1), False), (date(2020, 1, 1), True), (None, False)],
)
def test_age_in_months(taken_on: date | None, older: bool) -> None:
    assert is_older(taken_on, 6, TODAY) is older
    assert not is_older(taken_on, None, TODAY)


TOLD = {
    "deepest_pocket": 6,
    "medicines": "Warfarin",
    "hba1c": 8.2,
    "lesion_site": ["lip"],
    "lesion_since": "weeks",
    "blood_pressure": "138/86",
    "weight_kg": 18,
    "treatment_begins": "2026-12-01",
}


@pytest.mark.parametrize("code", sorted(REQUIREMENTS.keys() - {"own_questions"}))
def test_every_record_can_be_asked_for_and_checked(code: str) -> None:
    kind = {"full_mouth_films": "full_mouth"}.get(code, code.removesuffix("_film"))
    told, problems = clean({**FULL, "answers": TOLD})
    assert problems == ()
    assert not by_code(minimum_of(code), teeth=())[code].met
    assert by_code(minimum_of(code), case=told, attached=(Attached(kind, TODAY),))[code].met


@pytest.mark.parametrize(("code", "kind"), [("periodontal_chart", "chart"), ("lab_values", "lab"), ("medicines", "letter")])
def test_a_paper_answers_as_well_as_typing(code: str, kind: str) -> None:
    assert by_code(minimum_of(code), attached=(Attached(kind),))[code].met
    assert not by_code(minimum_of(code), attached=(Attached("photo"),))[code].met


def test_some_records_are_wanted_for_some_procedures_only() -> None:
    wanted = minimum_for("oral_surgery")
    assert "cbct" not in {found.code for found in check_records(wanted, {"procedure": "extraction"}, (), (), TODAY)}
    assert "cbct" in {found.code for found in check_records(wanted, {"procedure": "implant"}, (), (), TODAY)}


def test_a_practice_sets_its_terms() -> None:
    terms = {"cbct": {"required": False, "months": 3, "procedures": ["retreatment"]}, "tooth": {"required": False}}
    tooth, cbct = minimum_for("endodontics", ["tooth", "cbct"], terms=terms)
    assert tooth == Minimum("tooth", False)
    assert cbct == Minimum("cbct", False, 3, ("retreatment",))


def test_a_physician_is_not_asked_for_films_of_a_tooth() -> None:
    codes = {wanted.code for wanted in minimum_for("endodontics", ["tooth", "periapical_film"], sender="medical")}
    assert "medicines" in codes
    assert not codes & {"tooth", "periapical_film", "diagnosis"}


def test_a_question_of_the_practice_that_must_be_answered_stands_in_the_list() -> None:
    needed = OwnQuestion("q1", field_of("q1", Wording("Snores?", "tap")), is_required=True, procedures=("retreatment",))
    asked = {"procedure": "retreatment", "own": {}}
    [gap] = check_records((), asked, (), (), TODAY, [needed])
    assert (gap.code, gap.label, gap.met) == ("own_questions", "Snores?", False)
    [met] = check_records((), asked | {"own": {"q1": "no"}}, (), (), TODAY, [needed])
    assert met.met, "“no” is an answer"
    assert check_records((), {"procedure": "trauma"}, (), (), TODAY, [needed]) == ()


def test_a_practice_sets_its_own_list() -> None:
    assert [wanted.code for wanted in minimum_for("endodontics", ["tooth", "cbct", "gone"])] == ["tooth", "cbct"]
    with pytest.raises(ValueError, match="is not a record"):
        minimum_of("horoscope")
