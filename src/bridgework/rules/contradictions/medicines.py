"""Do the medicines fit the patient? Each rule names the label or the safety communication that it rests on.

The rules ask only where both halves are on the form; they know a few common names, never a whole formulary.
"""

import re

from bridgework.rules.contradictions.shapes import Asked, CaseFacts, rule
from bridgework.rules.contradictions.words import NEGATED, asks_extraction, asks_implant

PENICILLIN = "Medication safety: penicillin allergy and the penicillins (FDA labels of amoxicillin, ampicillin, penicillin V)"
OTHER_ALLERGY = "Medication safety: FDA labels, contraindication after an allergic reaction to the same medicine"
BLEEDING = "FDA labels of warfarin, apixaban, rivaroxaban and of the NSAIDs: more bleeding when taken together"
PREGNANCY_NSAID = "FDA Drug Safety Communication, October 15, 2020: NSAIDs from 20 weeks of pregnancy on"
TETRACYCLINES = "FDA labels of doxycycline and tetracycline: discolored teeth after use in pregnancy or before the age of 8"
CODEINE = "FDA Drug Safety Communication, April 20, 2017: no codeine or tramadol under 12 years"
REYE = "21 CFR 201.314(h), label of aspirin: Reye's syndrome in children and teenagers"
MRONJ = "AAOMS position paper on medication-related osteonecrosis of the jaws, 2022 update"
HISTORY = "Medical history: what is ticked against what is written"

PENICILLINS = re.compile(r"p[ei]ni[cs]il|amoxi|ampici|augmentin|amoxil|penvk|\bpen\s?v", re.IGNORECASE)
NSAIDS = re.compile(
    r"ibuprof|\badvil\b|\bmotrin\b|naprox|\baleve\b|diclofen|ketorolac|\btoradol\b|meloxicam|celecoxib|\bnsaids?\b", re.IGNORECASE
)
ASPIRIN = re.compile(r"\baspirin\b|\baspirina\b|acetylsalicyl|\becotrin\b", re.IGNORECASE)
_TETRACYCLINES = re.compile(r"doxycyc|doxicic|tetracyc|tetracic|minocyc", re.IGNORECASE)
_CODEINE = re.compile(r"codein|tylenol\s?#?\s?3|tramadol|\bultram\b", re.IGNORECASE)
_OTHER_ANTIBIOTICS = {
    "clindamycin": re.compile(r"clindam|cleocin", re.IGNORECASE),
    "a macrolide": re.compile(r"azithrom|azitrom|zithromax|clarithrom|erythrom", re.IGNORECASE),
    "metronidazole": re.compile(r"metronid|flagyl", re.IGNORECASE),
    "a cephalosporin": re.compile(r"cephalex|cefalex|keflex|cefadrox", re.IGNORECASE),
    "a tetracycline": _TETRACYCLINES,
}
_PAINKILLERS = {
    "an NSAID": re.compile(f"{NSAIDS.pattern}|{ASPIRIN.pattern}", re.IGNORECASE),
    "codeine": re.compile(r"codein|tylenol\s?#?\s?3", re.IGNORECASE),
    "acetaminophen": re.compile(r"acetaminophen|tylenol(?!\s?#?\s?3)|paracetamol", re.IGNORECASE),
}
_ALLERGY = re.compile(r"\b(?:allerg\w*|al[eé]rgic\w*|anaphyla\w*|hives|reaction) (?:to|from|with|a)\b[^.;\n]{0,80}", re.IGNORECASE)
_NAMED = {
    "a blood thinner": re.compile(
        r"warfarin|coumadin|apixaban|eliquis|rivaroxaban|xarelto|dabigatran|clopidogrel|plavix|blood thinner", re.IGNORECASE
    ),
    "bone medicine": re.compile(r"alendron|fosamax|zoledron|denosumab|prolia|bisphosph", re.IGNORECASE),
    "an allergy": re.compile(r"\ballerg(?:y|ies|ic)\b", re.IGNORECASE),
    "pregnancy": re.compile(r"\bpregnan", re.IGNORECASE),
    "diabetes": re.compile(r"\bdiabet|\binsulin\b|\bmetformin\b", re.IGNORECASE),
    "a heart valve": re.compile(r"\b(?:prosthetic|artificial|mechanical)\b[^.;\n]{0,12}\bvalve", re.IGNORECASE),
    "a weakened immune system": re.compile(r"\bchemotherap|\btransplant|immunosuppress", re.IGNORECASE),
}
_CHILD = {"tetracycline": 8, "codeine": 12, "aspirin": 18}
"""Ages in years below which the labels warn."""


@rule("antibiotics", PENICILLIN)
def antibiotic_against_allergy(facts: CaseFacts) -> Asked | None:
    """A penicillin was given to a patient with a penicillin allergy on record."""
    allergic = facts.alerts("penicillin_allergy") or any(PENICILLINS.search(name) for name in facts.allergies)
    if not allergic or not _given(facts, "antibiotics", PENICILLINS):
        return None
    sentence = "A penicillin was given, and an allergy to penicillin is on record. Please call the patient and check."
    return Asked(sentence, (facts.said("antibiotics"),))


@rule("antibiotics", OTHER_ALLERGY)
def other_antibiotic_against_allergy(facts: CaseFacts) -> Asked | None:
    """Another antibiotic was given to a patient who is allergic to it, by the note or the record."""
    for family, names in _OTHER_ANTIBIOTICS.items():
        if _given(facts, "antibiotics", names) and names.search(_allergies(facts)):
            sentence = f"An allergy to {family} is on record, and it was given. Please call the patient and check."
            return Asked(sentence, (family, facts.said("antibiotics")))
    return None


@rule("analgesics", OTHER_ALLERGY)
def painkiller_against_allergy(facts: CaseFacts) -> Asked | None:
    """A pain medicine was given to a patient who is allergic to it, by the note or the record."""
    for family, names in _PAINKILLERS.items():
        if _given(facts, "analgesics", names) and names.search(_allergies(facts)):
            sentence = f"An allergy to {family} is on record, and it was given. Please call the patient and check."
            return Asked(sentence, (family, facts.said("analgesics")))
    return None


@rule("analgesics", BLEEDING)
def nsaid_with_blood_thinner(facts: CaseFacts) -> Asked | None:
    """An NSAID or aspirin is taken for pain beside a blood thinner."""
    given = _given(facts, "analgesics", NSAIDS) or _given(facts, "analgesics", ASPIRIN)
    if not facts.alerts("anticoagulants") or not given:
        return None
    return Asked("This pain medicine and the blood thinner together make bleeding likelier. Is it meant so?", (facts.said("analgesics"),))


@rule("analgesics", PREGNANCY_NSAID)
def nsaid_in_pregnancy(facts: CaseFacts) -> Asked | None:
    """An NSAID is taken for pain in pregnancy."""
    if not facts.alerts("pregnancy") or not _given(facts, "analgesics", NSAIDS):
        return None
    sentence = "NSAIDs are to be avoided from 20 weeks of pregnancy on. Which week is it, and does the obstetrician know?"
    return Asked(sentence, (facts.said("analgesics"),))


@rule("antibiotics", TETRACYCLINES)
def tetracycline_while_teeth_form(facts: CaseFacts) -> Asked | None:
    """A tetracycline was given in pregnancy, or to a child whose teeth are forming."""
    young = facts.age is not None and facts.age < _CHILD["tetracycline"]
    if not (young or facts.alerts("pregnancy")) or not _given(facts, "antibiotics", _TETRACYCLINES):
        return None
    who = "a child under 8" if young else "pregnancy"
    return Asked(f"A tetracycline in {who} can discolor teeth that are forming. Is it meant so?", (who, facts.said("antibiotics")))


@rule("analgesics", CODEINE)
def codeine_for_a_child(facts: CaseFacts) -> Asked | None:
    """Codeine or tramadol for a child under 12."""
    if facts.age is None or facts.age >= _CHILD["codeine"] or not _given(facts, "analgesics", _CODEINE):
        return None
    return Asked(
        f"The patient is {facts.age}; codeine and tramadol are not for children under 12. Please check.", (facts.said("analgesics"),)
    )


@rule("analgesics", REYE)
def aspirin_for_a_child(facts: CaseFacts) -> Asked | None:
    """Aspirin for a child or teenager."""
    if facts.age is None or facts.age >= _CHILD["aspirin"] or not _given(facts, "analgesics", ASPIRIN):
        return None
    return Asked(
        f"The patient is {facts.age}; aspirin can cause Reye's syndrome in children and teenagers. Please check.",
        (facts.said("analgesics"),),
    )


@rule("medical_alerts", MRONJ)
def surgery_with_bone_medicine(facts: CaseFacts) -> Asked | None:
    """Surgery of the jaw is asked for beside bone medicine, and nothing says which one or for how long."""
    surgical = facts.procedure == "apical_surgery" or asks_extraction(facts) or asks_implant(facts)
    if not facts.alerts("bisphosphonates") or not surgical or facts.said("medical_note"):
        return None
    sentence = "Surgery is asked for, and bone medicine is ticked. Which one, since when, by mouth or by vein? The jaw may heal badly."
    return Asked(sentence, (facts.procedure,))


@rule("medical_alerts", HISTORY)
def none_known_and_named(facts: CaseFacts) -> Asked | None:
    """No medical alert is known, and the notes name one."""
    if not facts.alerts("none_known"):
        return None
    for line in re.split(r"[.;\n]", "\n".join(map(facts.said, ("medical_note", "antibiotics", "analgesics")))):
        named = next((what for what, pattern in _NAMED.items() if pattern.search(line)), None)
        if named and not re.search(r"\b(?:no|not|none|without|never|denies|nkda|sin|ninguna?)\b", line, re.IGNORECASE):
            return Asked(f"“None known” is ticked, and the notes speak of {named}. Should it be ticked?", (named, line.strip()))
    return None


def _given(facts: CaseFacts, field: str, names: re.Pattern[str]) -> bool:
    """Whether a medicine of that name was given; "no ibuprofen" and "allergic to it" do not count."""
    said = facts.said(field)
    return bool(names.search(said)) and not NEGATED.search(said)


def _allergies(facts: CaseFacts) -> str:
    """What the patient is allergic to: on record, and in the notes after "allergic to"."""
    noted = _ALLERGY.findall("\n".join(map(facts.said, ("medical_note", "reason"))))
    return "\n".join((*facts.allergies, *noted))
