"""Each contradiction with examples on both sides: when it asks, and when it is silent."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules import questions
from bridgework.rules.completeness import Attached, minimum_for
from bridgework.rules.contradictions import RULES, CaseFacts, PastTreatment, find_contradictions

TODAY = date(2026, 11, 21)
FILM = Attached("periapical", TODAY, ("19",), "QUINTERO^MARISOL", "QUINTERO_19_PA_2026-11-21")


def facts(teeth: tuple[str, ...] = ("19",), **case: Any) -> CaseFacts:
    return CaseFacts(case=case, teeth=teeth, patient_name=("Quintero", "Marisol"), minimum=minimum_for("endodontics"), today=TODAY)


def findings(**answers: str) -> CaseFacts:
    return facts(findings=answers)


FIRST = facts(procedure="first_treatment")
ASKS = [
    ("tooth_was_extracted", replace(FIRST, history=(PastTreatment("19", "extracted"),))),
    ("tooth_was_treated", replace(FIRST, history=(PastTreatment("19", "root_canal"),))),
    ("primary_tooth_with_adult_procedure", facts(("K",), procedure="apical_surgery")),
    ("primary_tooth_knocked_out", facts(("F",), findings={"avulsed_permanent_tooth": "yes"})),
    ("dead_and_lingering", findings(cold_response="no", lingering_cold="yes")),
    ("necrosis_with_cold_response", facts(pulpal="pulp_necrosis", findings={"cold_response": "yes"})),
    ("necrosis_with_cold_response", facts(pulpal="pulp_necrosis", findings={"lingering_cold": "yes"})),
    ("vital_without_cold_response", facts(pulpal="reversible_pulpitis", findings={"cold_response": "no"})),
    ("acute_abscess_without_swelling", facts(apical="acute_apical_abscess", findings={"swelling": "no"})),
    ("chronic_abscess_without_sinus", facts(apical="chronic_apical_abscess", findings={"sinus_tract": "no"})),
    ("code_against_term", replace(facts(), codes=(("K04.7", ""), ("K04.01", "Irreversible pulpitis")))),
    ("label_below_signs", replace(findings(swelling="yes", spontaneous_pain="yes"), label="elective")),
    ("label_below_signs", replace(findings(trouble_breathing="yes"), label="urgent")),
    ("label_without_sign", replace(findings(swelling="no"), label="urgent")),
    ("film_of_another_tooth", replace(facts(), attached=(replace(FILM, teeth=("30",)),))),
    ("film_of_another_patient", replace(facts(), attached=(replace(FILM, name_in_file="PARK^GIDEON"),))),
    ("film_of_another_patient", replace(facts(), attached=(replace(FILM, name_in_file="QUINTERO^PABLO"),))),
    ("film_too_old", replace(facts(), attached=(replace(FILM, taken_on=date(2026, 1, 5)),))),
    ("film_from_the_future", replace(facts(), attached=(replace(FILM, taken_on=date(2027, 1, 5)),))),
    ("label_below_signs", replace(facts(procedure="post_treatment_pain"), label="elective")),
    ("antibiotic_against_allergy", facts(antibiotics="Amoxicillin 500 mg", medical_alerts=["penicillin_allergy"])),
    ("antibiotic_against_allergy", replace(facts(antibiotics="Pen VK since Monday"), allergies=("Penicillin",))),
    ("antibiotic_against_allergy", replace(facts(antibiotics="amoxicilina"), allergies=("penicilina",))),
]
SILENT = [
    ("tooth_was_extracted", replace(FIRST, history=(PastTreatment("18", "extracted"), PastTreatment("19", "filling")))),
    ("tooth_was_extracted", replace(facts(procedure="consultation"), history=(PastTreatment("19", "extracted"),))),
    ("tooth_was_treated", replace(facts(procedure="retreatment"), history=(PastTreatment("19", "root_canal"),))),
    ("tooth_was_treated", replace(FIRST, history=(PastTreatment("18", "root_canal"), PastTreatment("19", "crown")))),
    ("primary_tooth_with_adult_procedure", facts(("K",), procedure="trauma")),
    ("primary_tooth_with_adult_procedure", facts(("19",), procedure="apical_surgery")),
    ("primary_tooth_knocked_out", facts(("F", "8"), findings={"avulsed_permanent_tooth": "yes"})),
    ("dead_and_lingering", findings(lingering_cold="yes")),
    ("necrosis_with_cold_response", facts(pulpal="pulp_necrosis", findings={"cold_response": "no"})),
    ("vital_without_cold_response", facts(pulpal="reversible_pulpitis", findings={})),
    ("vital_without_cold_response", facts(pulpal="previously_treated", findings={"cold_response": "no"})),
    ("acute_abscess_without_swelling", facts(apical="acute_apical_abscess", findings={})),
    ("chronic_abscess_without_sinus", facts(apical="chronic_apical_abscess", findings={"sinus_tract": "yes"})),
    ("code_against_term", replace(facts(), codes=(("K04.02", "Irreversible pulpitis"),))),
    ("label_below_signs", replace(findings(deep_caries="yes"), label="urgent")),
    ("label_without_sign", replace(findings(spontaneous_pain="yes"), label="urgent")),
    ("film_of_another_tooth", replace(facts(), attached=(FILM, Attached("panoramic", TODAY, ("30",))))),
    (
        "film_of_another_patient",
        replace(facts(), attached=(FILM, replace(FILM, name_in_file="quintéro, marisol"), replace(FILM, name_in_file=""))),
    ),
    (
        "film_of_another_patient",
        replace(facts(), attached=(replace(FILM, name_in_file="ANONYMOUS^"), replace(FILM, name_in_file="No Name"))),
    ),
    ("film_of_another_patient", replace(facts(), attached=(replace(FILM, name_in_file="QUINTERO VEGA^MARISOL^ANA"),))),
    ("film_too_old", replace(facts(), attached=(FILM, replace(FILM, taken_on=date(2026, 1, 5))))),
    ("film_from_the_future", replace(facts(), attached=(replace(FILM, taken_on=None),))),
    ("antibiotic_against_allergy", facts(antibiotics="Clindamycin", medical_alerts=["penicillin_allergy"])),
    ("antibiotic_against_allergy", facts(antibiotics="Amoxicillin", medical_alerts=["latex_allergy"])),
    ("antibiotic_against_allergy", facts(antibiotics="No amoxicillin, allergic", medical_alerts=["penicillin_allergy"])),
]


def codes(given_facts: CaseFacts) -> set[str]:
    return {found.code for found in find_contradictions(given_facts)}


@pytest.mark.parametrize(("code", "given_facts"), ASKS)
def test_it_asks(code: str, given_facts: CaseFacts) -> None:
    found = [contradiction for contradiction in find_contradictions(given_facts) if contradiction.code == code]
    assert len(found) == 1
    assert found[0].field
    assert found[0].source
    assert found[0].sentence.rstrip().endswith(("?", "."))


@pytest.mark.parametrize(("code", "given_facts"), SILENT)
def test_it_is_silent(code: str, given_facts: CaseFacts) -> None:
    assert code not in codes(given_facts)


def test_an_empty_case_contradicts_nothing() -> None:
    assert find_contradictions(CaseFacts(case={})) == ()


def test_what_can_harm_comes_first() -> None:
    case = {
        "antibiotics": "amoxicillin",
        "medical_alerts": ["penicillin_allergy"],
        "findings": {"cold_response": "no", "lingering_cold": "yes"},
    }
    found = find_contradictions(CaseFacts(case=case, teeth=("19",)))
    assert [contradiction.code for contradiction in found] == ["antibiotic_against_allergy", "dead_and_lingering"]


@settings(max_examples=40, deadline=None, database=None)
@given(
    st.dictionaries(st.sampled_from(sorted(questions.ALL_SIGNS)), st.sampled_from(["yes", "no"])),
    st.sampled_from(["", "pulp_necrosis", "reversible_pulpitis"]),
    st.lists(st.sampled_from(["19", "K", "X"]), max_size=2),
    st.sampled_from(["", "elective", "urgent", "whatever"]),
)
def test_every_case_gets_an_answer_and_is_left_as_it_was(said: dict[str, str], pulpal: str, teeth: list[str], label: str) -> None:
    case = {"findings": dict(said), "pulpal": pulpal, "procedure": "retreatment"}
    found = find_contradictions(CaseFacts(case=case, teeth=tuple(teeth), attached=(FILM,), label=label, today=TODAY))
    assert case == {"findings": said, "pulpal": pulpal, "procedure": "retreatment"}
    assert len({contradiction.code for contradiction in found}) == len(found)


def test_there_are_at_least_the_first_eight_rules() -> None:
    assert len(RULES) >= 8
    assert all(rule.__doc__ for rule in RULES)
