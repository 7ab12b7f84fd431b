"""Each contradiction with examples on both sides: when it asks, and the near miss at which it is silent."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules import questions
from bridgework.rules.completeness import Attached, minimum_for
from bridgework.rules.contradictions import BY_CODE, FIELDS, RULES, CaseFacts, PastTreatment, find_contradictions
from bridgework.rules.contradictions.history import past_treatments
from bridgework.rules.contradictions.words import label_in, places_in, teeth_in

TODAY = date(2026, 11, 21)
FILM = Attached("periapical", TODAY, ("19",), "QUINTERO^MARISOL", "QUINTERO_19_PA_2026-11-21")


def facts(teeth: tuple[str, ...] = ("19",), *, age: int | None = None, **case: Any) -> CaseFacts:
    return CaseFacts(
        case=case,
        teeth=teeth,
        patient_name=("Quintero", "Marisol"),
        minimum=minimum_for("endodontics"),
        today=TODAY,
        born=None if age is None else date(TODAY.year - age, 3, 1),
    )


def findings(**answers: str) -> CaseFacts:
    return facts(findings=answers)


def film(**changed: Any) -> CaseFacts:
    return replace(facts(age=40), attached=(replace(FILM, **changed),))


def pain_denied(**case: Any) -> CaseFacts:
    return facts(
        findings=dict.fromkeys(
            ("lingering_cold", "lingering_heat", "spontaneous_pain", "bite_pain", "percussion_pain", "palpation_pain"), "no"
        ),
        **case,
    )


FIRST = facts(procedure="first_treatment")
SIP, AIP = "symptomatic_irreversible_pulpitis", "asymptomatic_irreversible_pulpitis"
SAP, AAP = "symptomatic_apical_periodontitis", "asymptomatic_apical_periodontitis"

ASKS: dict[str, list[CaseFacts]] = {
    "tooth_was_extracted": [
        replace(FIRST, history=(PastTreatment("19", "extracted"),)),
        replace(facts(procedure="consultation", reason="Please extract."), history=(PastTreatment("19", "extracted"),)),
    ],
    "tooth_was_treated": [replace(FIRST, history=(PastTreatment("19", "root_canal"),))],
    "first_treatment_of_treated": [facts(procedure="first_treatment", pulpal="previously_treated")],
    "retreatment_of_untreated": [
        facts(procedure="retreatment", pulpal="reversible_pulpitis"),
        facts(procedure="apical_surgery", pulpal=SIP),
    ],
    "primary_tooth_with_adult_procedure": [
        facts(("K",), procedure="apical_surgery"),
        facts(("K",), procedure="consultation", reason="Implant?"),
    ],
    "primary_tooth_knocked_out": [facts(("F",), findings={"avulsed_permanent_tooth": "yes"})],
    "permanent_tooth_too_early": [facts(("18",), age=8, procedure="first_treatment"), facts(("30",), age=3, procedure="cracked_tooth")],
    "primary_tooth_in_adult": [facts(("K",), age=35, procedure="diagnosis")],
    "other_tooth_in_words": [
        facts(reason="Pain at #30 since Monday."),
        facts(instructions="Please do tooth 18 and 20 first."),
        replace(facts(reason="Zahn: tooth 46 hurts"), tooth_system="fdi"),
    ],
    "other_side_in_words": [
        facts(reason="Pain in the upper right, at night."),
        facts(reason="LR quadrant tender"),
        facts(reason="left maxillary molar"),
    ],
    "swelling_on_the_other_side": [facts(swelling_where=["right_cheek"])],
    "wisdom_tooth_not_named": [
        facts(("18",), reason="Please extract the impacted wisdom tooth."),
        facts(("18",), procedure="third_molars"),
    ],
    "implant_at_living_tooth": [facts(reason="Implant please.", findings={"cold_response": "yes"})],
    "dead_and_lingering": [findings(cold_response="no", lingering_cold="yes")],
    "necrosis_with_cold_response": [
        facts(pulpal="pulp_necrosis", findings={"cold_response": "yes"}),
        facts(pulpal="pulp_necrosis", findings={"lingering_cold": "yes"}),
    ],
    "vital_without_cold_response": [facts(pulpal="reversible_pulpitis", findings={"cold_response": "no"})],
    "treated_with_cold_response": [facts(pulpal="previously_treated", findings={"cold_response": "yes"})],
    "reversible_with_lingering_pain": [facts(pulpal="reversible_pulpitis", findings={"lingering_cold": "yes"})],
    "normal_pulp_with_pain": [facts(pulpal="normal_pulp", findings={"spontaneous_pain": "yes"})],
    "asymptomatic_pulpitis_with_pain": [facts(pulpal=AIP, findings={"lingering_heat": "yes"})],
    "symptomatic_pulpitis_without_pain": [pain_denied(pulpal=SIP)],
    "healthy_pulp_for_root_canal": [
        facts(procedure="first_treatment", pulpal="normal_pulp"),
        facts(procedure="first_treatment", pulpal="reversible_pulpitis", apical="normal_apical_tissues"),
    ],
    "acute_abscess_without_swelling": [facts(apical="acute_apical_abscess", findings={"swelling": "no"})],
    "chronic_abscess_without_sinus": [facts(apical="chronic_apical_abscess", findings={"sinus_tract": "no"})],
    "sinus_tract_without_abscess": [facts(apical=AAP, findings={"sinus_tract": "yes"})],
    "normal_apex_with_tenderness": [facts(apical="normal_apical_tissues", findings={"percussion_pain": "yes"})],
    "symptomatic_apex_without_pain": [pain_denied(apical=SAP)],
    "asymptomatic_apex_with_pain": [facts(apical=AAP, findings={"palpation_pain": "yes"})],
    "code_against_term": [
        replace(facts(), codes=(("K04.7", ""), ("K04.01", "Irreversible pulpitis"))),
        facts(reason="Irreversible pulpitis (K04.01)"),
    ],
    "code_against_diagnosis": [
        replace(facts(pulpal=SIP), codes=(("K04.01", ""),)),
        facts(apical="acute_apical_abscess", reason="K04.5"),
        facts(pulpal=SIP, codes=["K04.01"]),
    ],
    "code_after_treatment_with_first": [facts(procedure="first_treatment", reason="M27.53")],
    "label_below_signs": [
        replace(findings(swelling="yes", spontaneous_pain="yes"), label="elective"),
        replace(findings(trouble_breathing="yes"), label="urgent"),
        replace(facts(procedure="post_treatment_pain"), label="elective"),
        facts(reason="No rush.", findings={"swelling": "yes", "fever": "yes"}),
    ],
    "label_without_sign": [replace(findings(swelling="no"), label="urgent"), facts(reason="Please see ASAP!")],
    "swelling_denied_and_placed": [findings(swelling="no", swelling_eye="yes")],
    "injury_denied_and_described": [findings(trauma="no", luxated_tooth="yes"), facts(procedure="trauma", findings={"trauma": "no"})],
    "film_of_another_tooth": [film(teeth=("30",))],
    "film_of_another_patient": [film(name_in_file="PARK^GIDEON"), film(name_in_file="QUINTERO^PABLO")],
    "film_before_birth": [film(taken_on=date(1979, 5, 5))],
    "film_too_old": [film(taken_on=date(2026, 1, 5))],
    "film_from_the_future": [film(taken_on=date(2027, 1, 5))],
    "antibiotic_against_allergy": [
        facts(antibiotics="Amoxicillin 500 mg", medical_alerts=["penicillin_allergy"]),
        replace(facts(antibiotics="Pen VK since Monday"), allergies=("Penicillin",)),
        replace(facts(antibiotics="amoxicilina"), allergies=("penicilina",)),
    ],
    "other_antibiotic_against_allergy": [facts(antibiotics="Clindamycin 300 mg", medical_note="Allergic to clindamycin (hives).")],
    "painkiller_against_allergy": [
        facts(analgesics="ibuprofen 600", medical_note="allergy to aspirin and Advil"),
        replace(facts(analgesics="Tylenol #3"), allergies=("Codeine",)),
    ],
    "nsaid_with_blood_thinner": [
        facts(analgesics="Ibuprofen 600 mg", medical_alerts=["anticoagulants"]),
        facts(analgesics="aspirin", medical_alerts=["anticoagulants"]),
    ],
    "nsaid_in_pregnancy": [facts(analgesics="naproxen", medical_alerts=["pregnancy"])],
    "tetracycline_while_teeth_form": [
        facts(antibiotics="doxycycline", medical_alerts=["pregnancy"]),
        facts(("K",), age=6, antibiotics="Tetracycline"),
    ],
    "codeine_for_a_child": [facts(("K",), age=9, analgesics="Tylenol #3")],
    "aspirin_for_a_child": [facts(("30",), age=13, analgesics="aspirin")],
    "surgery_with_bone_medicine": [facts(procedure="apical_surgery", medical_alerts=["bisphosphonates"])],
    "none_known_and_named": [
        facts(medical_alerts=["none_known"], medical_note="Takes Eliquis since May"),
        facts(medical_alerts=["none_known"], medical_note="No diabetes. Allergic to latex."),
    ],
    "restoration_without_treatment": [facts(wanted="evaluate", leave_tooth="build_up")],
}
SILENT: dict[str, list[CaseFacts]] = {
    "tooth_was_extracted": [
        replace(FIRST, history=(PastTreatment("18", "extracted"), PastTreatment("19", "filling"))),
        replace(facts(procedure="consultation", reason="Implant at 19"), history=(PastTreatment("19", "extracted"),)),
    ],
    "tooth_was_treated": [
        replace(facts(procedure="retreatment"), history=(PastTreatment("19", "root_canal"),)),
        replace(FIRST, history=(PastTreatment("18", "root_canal"), PastTreatment("19", "crown"))),
    ],
    "first_treatment_of_treated": [facts(procedure="retreatment", pulpal="previously_treated")],
    "retreatment_of_untreated": [
        facts(procedure="retreatment", pulpal="previously_treated"),
        facts(procedure="retreatment", pulpal="not_sure"),
        facts(procedure="retreatment", pulpal="pulp_necrosis"),
    ],
    "primary_tooth_with_adult_procedure": [facts(("K",), procedure="trauma"), facts(procedure="apical_surgery")],
    "primary_tooth_knocked_out": [facts(("F", "8"), findings={"avulsed_permanent_tooth": "yes"})],
    "permanent_tooth_too_early": [
        facts(("18",), age=9, procedure="first_treatment"),
        facts(("19",), age=6, procedure="first_treatment"),
        facts(("1",), age=14, procedure="consultation"),
        facts(("18",), procedure="first_treatment"),
    ],
    "primary_tooth_in_adult": [facts(("K",), age=9), facts(("K",))],
    "other_tooth_in_words": [
        facts(reason="Crown on #18 two years ago, now #19 hurts."),
        facts(reason="Tooth 18 to 20 tender."),
        facts(reason="36 hours of pain, 5/10, a tooth."),
        replace(facts(reason="tooth 36 hurts"), tooth_system="fdi"),
        replace(facts(reason="tooth 36 hurts"), tooth_system=""),
    ],
    "other_side_in_words": [
        facts(reason="Pain in the lower left."),
        facts(reason="Radiates to the upper left."),
        facts(reason="Right side fine."),
        facts(reason="Crown upper right; #19 hurts."),
    ],
    "swelling_on_the_other_side": [
        facts(swelling_where=["left_cheek"]),
        facts(swelling_where=["left_cheek", "right_cheek"]),
        facts(("19", "30"), swelling_where=["right_cheek"]),
    ],
    "wisdom_tooth_not_named": [
        facts(("17",), reason="Please extract the impacted wisdom tooth."),
        facts(("18",), reason="Wisdom teeth were removed in 2010."),
    ],
    "implant_at_living_tooth": [
        facts(reason="Extract, then implant.", findings={"cold_response": "yes"}),
        facts(reason="Implant please.", findings={"cold_response": "no"}),
    ],
    "dead_and_lingering": [findings(lingering_cold="yes"), findings(cold_response="no", lingering_cold="no")],
    "necrosis_with_cold_response": [facts(pulpal="pulp_necrosis", findings={"cold_response": "no"})],
    "vital_without_cold_response": [
        facts(pulpal="reversible_pulpitis", findings={}),
        facts(pulpal="previously_treated", findings={"cold_response": "no"}),
    ],
    "treated_with_cold_response": [facts(pulpal="previously_treated", findings={"cold_response": "no"})],
    "reversible_with_lingering_pain": [facts(pulpal="reversible_pulpitis", findings={"bite_pain": "yes", "lingering_cold": "no"})],
    "normal_pulp_with_pain": [facts(pulpal="normal_pulp", findings={"percussion_pain": "yes"})],
    "asymptomatic_pulpitis_with_pain": [facts(pulpal=AIP, findings={"bite_pain": "yes"})],
    "symptomatic_pulpitis_without_pain": [facts(pulpal=SIP, findings={"lingering_cold": "no", "spontaneous_pain": "no"})],
    "healthy_pulp_for_root_canal": [
        facts(procedure="first_treatment", pulpal="normal_pulp", apical=SAP),
        facts(procedure="diagnosis", pulpal="normal_pulp"),
    ],
    "acute_abscess_without_swelling": [
        facts(apical="acute_apical_abscess", findings={}),
        facts(apical="acute_apical_abscess", findings={"swelling": "no", "spontaneous_pain": "yes"}),
    ],
    "chronic_abscess_without_sinus": [facts(apical="chronic_apical_abscess", findings={"sinus_tract": "yes"})],
    "sinus_tract_without_abscess": [
        facts(apical="chronic_apical_abscess", findings={"sinus_tract": "yes"}),
        facts(apical="not_sure", findings={"sinus_tract": "yes"}),
    ],
    "normal_apex_with_tenderness": [facts(apical="normal_apical_tissues", findings={"bite_pain": "yes", "percussion_pain": "no"})],
    "symptomatic_apex_without_pain": [facts(apical=SAP, findings={"bite_pain": "no", "percussion_pain": "no"})],
    "asymptomatic_apex_with_pain": [facts(apical=AAP, findings={"percussion_pain": "no", "palpation_pain": "no"})],
    "code_against_term": [
        replace(facts(), codes=(("K04.02", "Irreversible pulpitis"),)),
        facts(reason="Irreversible pulpitis K04.02; needs RCT"),
    ],
    "code_against_diagnosis": [
        replace(facts(pulpal="reversible_pulpitis"), codes=(("K04.01", ""),)),
        facts(apical="acute_apical_abscess", reason="K04.02"),
    ],
    "code_after_treatment_with_first": [
        facts(procedure="retreatment", reason="M27.53"),
        facts(procedure="first_treatment", reason="K04.1"),
    ],
    "label_below_signs": [
        replace(findings(deep_caries="yes"), label="urgent"),
        replace(findings(swelling="no"), label="elective"),
        facts(reason="Please look.", findings={"swelling": "yes"}),
    ],
    "label_without_sign": [
        replace(findings(spontaneous_pain="yes"), label="urgent"),
        facts(reason="Not urgent."),
        facts(reason="The emergency room saw her."),
    ],
    "swelling_denied_and_placed": [findings(swelling_eye="yes"), findings(swelling="no", swelling_eye="no")],
    "injury_denied_and_described": [findings(trauma="yes", luxated_tooth="yes"), facts(procedure="trauma")],
    "film_of_another_tooth": [replace(facts(), attached=(FILM, Attached("panoramic", TODAY, ("30",)))), film(teeth=())],
    "film_of_another_patient": [
        replace(facts(), attached=(FILM, replace(FILM, name_in_file="quintéro, marisol"), replace(FILM, name_in_file=""))),
        replace(facts(), attached=(replace(FILM, name_in_file="ANONYMOUS^"), replace(FILM, name_in_file="No Name"))),
        film(name_in_file="QUINTERO VEGA^MARISOL^ANA"),
    ],
    "film_before_birth": [film(), film(taken_on=None), replace(facts(), attached=(replace(FILM, taken_on=date(1979, 5, 5)),))],
    "film_too_old": [replace(facts(), attached=(FILM, replace(FILM, taken_on=date(2026, 1, 5)))), film(taken_on=date(2026, 6, 1))],
    "film_from_the_future": [film(taken_on=None), film(taken_on=TODAY)],
    "antibiotic_against_allergy": [
        facts(antibiotics="Clindamycin", medical_alerts=["penicillin_allergy"]),
        facts(antibiotics="Amoxicillin", medical_alerts=["latex_allergy"]),
        facts(antibiotics="No amoxicillin, allergic", medical_alerts=["penicillin_allergy"]),
    ],
    "other_antibiotic_against_allergy": [
        facts(antibiotics="Clindamycin", medical_note="Allergic to penicillin."),
        facts(antibiotics="none, because of clindamycin", medical_note="Allergic to clindamycin."),
    ],
    "painkiller_against_allergy": [facts(analgesics="acetaminophen", medical_note="Allergic to aspirin"), facts(analgesics="ibuprofen")],
    "nsaid_with_blood_thinner": [
        facts(analgesics="acetaminophen", medical_alerts=["anticoagulants"]),
        facts(analgesics="no ibuprofen", medical_alerts=["anticoagulants"]),
        facts(analgesics="ibuprofen"),
    ],
    "nsaid_in_pregnancy": [facts(analgesics="acetaminophen", medical_alerts=["pregnancy"]), facts(analgesics="naproxen")],
    "tetracycline_while_teeth_form": [facts(("19",), age=8, antibiotics="doxycycline"), facts(("K",), age=6, antibiotics="amoxicillin")],
    "codeine_for_a_child": [facts(("19",), age=12, analgesics="Tylenol #3"), facts(("K",), age=9, analgesics="Tylenol")],
    "aspirin_for_a_child": [facts(age=18, analgesics="aspirin"), facts(("30",), age=13, analgesics="ibuprofen")],
    "surgery_with_bone_medicine": [
        facts(procedure="apical_surgery", medical_alerts=["bisphosphonates"], medical_note="Fosamax by mouth since 2024"),
        facts(procedure="retreatment", medical_alerts=["bisphosphonates"]),
    ],
    "none_known_and_named": [
        facts(medical_alerts=["none_known"], medical_note="No allergies, not pregnant"),
        facts(medical_alerts=["anticoagulants"], medical_note="Takes Eliquis since May"),
    ],
    "restoration_without_treatment": [
        facts(wanted="evaluate_and_treat", leave_tooth="build_up"),
        facts(wanted="evaluate", leave_tooth="as_you_see_fit"),
    ],
}


def codes(given_facts: CaseFacts) -> set[str]:
    return {found.code for found in find_contradictions(given_facts)}


def test_there_are_at_least_25_rules_and_each_has_a_reason_and_a_source() -> None:
    assert len(RULES) == len(BY_CODE) >= 25
    for rule in RULES:
        assert rule.why.endswith(".")
        assert len(rule.source) > 10
        assert rule.field in FIELDS


def test_no_rule_lacks_an_example_on_either_side() -> None:
    assert set(ASKS) == set(SILENT) == set(BY_CODE)
    assert all(ASKS.values())
    assert all(SILENT.values())


@pytest.mark.parametrize(("code", "given_facts"), [(code, case) for code, cases in ASKS.items() for case in cases])
def test_it_asks(code: str, given_facts: CaseFacts) -> None:
    found = [contradiction for contradiction in find_contradictions(given_facts) if contradiction.code == code]
    assert len(found) == 1
    assert found[0].field == BY_CODE[code].field
    assert found[0].sentence.rstrip().endswith(("?", "check.", "badly."))
    assert len(found[0].fingerprint) == 32


@pytest.mark.parametrize(("code", "given_facts"), [(code, case) for code, cases in SILENT.items() for case in cases])
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


def fingerprint(code: str, of: CaseFacts) -> str:
    return next(found.fingerprint for found in find_contradictions(of) if found.code == code)


def test_other_facts_are_another_question_and_other_words_are_not() -> None:
    code = "antibiotic_against_allergy"
    amoxicillin, penicillin = ASKS[code][0], facts(antibiotics="Pen VK", medical_alerts=["penicillin_allergy"])
    assert fingerprint(code, amoxicillin) != fingerprint(code, penicillin)
    assert fingerprint(code, amoxicillin) == fingerprint(
        code, replace(amoxicillin, case=dict(amoxicillin.case) | {"reason": "More words."})
    )
    code = "other_tooth_in_words"
    assert fingerprint(code, facts(reason="#30")) != fingerprint(code, facts(reason="#31"))
    assert fingerprint(code, facts(reason="#30")) == fingerprint(code, facts(reason="Pain at tooth 30."))


@pytest.mark.parametrize(
    ("kind", "said"),
    [("cbct", "The CBCT volume is older than the 24 months"), ("full_mouth", "The full-mouth series is older than the 24 months")],
)
def test_an_old_film_is_called_by_its_name(kind: str, said: str) -> None:
    minimum = minimum_for("periodontics", ("cbct", "full_mouth_films"))
    (asked,) = find_contradictions(replace(film(kind=kind, taken_on=date(2019, 1, 5)), minimum=minimum))
    assert asked.sentence.startswith(said)


def test_a_tooth_is_named_as_the_sender_writes_it() -> None:
    found = find_contradictions(replace(facts(reason="tooth 46 hurts"), tooth_system="fdi"))
    assert "46 (lower right first molar)" in found[0].sentence
    assert "36 (lower left first molar)" in found[0].sentence


def test_teeth_in_words_are_read_in_the_senders_numbering() -> None:
    assert teeth_in("#19, #3 and 4; tooth no. 30, teeth 18-20", "universal") == tuple(
        frozenset({number}) for number in ("19", "3", "4", "30", "18", "19", "20")
    )
    assert teeth_in("tooth 18", "") == (frozenset({"18", "1"}),)
    assert teeth_in("tooth A hurts; a tooth is broken; 4 days", "universal") == (frozenset({"A"}),)


@pytest.mark.parametrize(
    ("procedure", "done", "what"),
    [
        ("first_treatment", "Two canals found and filled.", "root_canal"),
        ("consultation", "Root canal in one visit.", "root_canal"),
        ("consultation", "Tooth extracted under local anesthesia.", "extracted"),
        ("retreatment", "Could not be saved; extraction.", "extracted"),
        ("consultation", "No root canal needed. Night guard.", ""),
        ("consultation", "Scaling of all quadrants.", ""),
    ],
)
def test_the_history_is_what_a_report_says_was_done(procedure: str, done: str, what: str) -> None:
    past = past_treatments(["19", "30"], procedure=procedure, status="done", treatment_done=done)
    assert past == (tuple(PastTreatment(tooth, what) for tooth in ("19", "30")) if what else ())
    assert past_treatments(["19"], procedure=procedure, status="planned", treatment_done=done) == ()


def test_places_and_labels_in_words() -> None:
    assert places_in("Upper-right and left mandibular. LL too.") == {("upper", "right"), ("lower", "left")}
    assert label_in(facts(reason="urgent!")) == "urgent"
    assert label_in(facts(reason="not urgent")) == "elective"
    assert label_in(facts(reason="This is an emergency")) == "emergency"
    assert label_in(facts(reason="hurts")) == ""


@settings(max_examples=60, deadline=None, database=None)
@given(
    st.dictionaries(st.sampled_from(sorted(questions.ALL_SIGNS)), st.sampled_from(["yes", "no"])),
    st.sampled_from(["", "pulp_necrosis", "reversible_pulpitis", "no such term"]),
    st.lists(st.sampled_from(["19", "K", "X"]), max_size=2),
    st.sampled_from(["", "elective", "urgent", "whatever"]),
    st.text(max_size=120),
    st.sampled_from(["universal", "fdi", "palmer", ""]),
)
def test_every_case_gets_an_answer_and_is_left_as_it_was(
    said: dict[str, str], pulpal: str, teeth: list[str], label: str, text: str, system: str
) -> None:
    case = {"findings": dict(said), "pulpal": pulpal, "procedure": "retreatment", "reason": text, "medical_note": text}
    before = repr(case)
    given_facts = CaseFacts(case=case, teeth=tuple(teeth), attached=(FILM,), label=label, today=TODAY, born=TODAY, tooth_system=system)
    found = find_contradictions(given_facts)
    assert repr(case) == before
    assert len({contradiction.code for contradiction in found}) == len(found)
    assert found == find_contradictions(given_facts)
