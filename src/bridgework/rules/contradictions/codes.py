"""Do codes, words and diagnosis say the same? Source: ICD-10-CM tables of the CMS (K04.01 is *reversible* pulpitis)."""

from bridgework.rules.contradictions.shapes import Asked, CaseFacts, rule
from bridgework.rules.contradictions.words import codes_in
from bridgework.rules.diagnosis import ICD, check_code_against_term

_PULP, _APEX = ("K04.0", "K04.1"), ("K04.4", "K04.5", "K04.6", "K04.7")
_AFTER_TREATMENT = "M27.5"


@rule("reason", ICD)
def code_against_term(facts: CaseFacts) -> Asked | None:
    """An ICD-10-CM code and the words beside it do not say the same."""
    conflict = next((found for code, words in codes_in(facts) if (found := check_code_against_term(code, words))), None)
    return Asked(conflict.sentence, (conflict.code, conflict.term)) if conflict else None


@rule("pulpal", ICD)
def code_against_diagnosis(facts: CaseFacts) -> Asked | None:
    """An ICD-10-CM code and the chosen diagnosis do not say the same."""
    for code, words in codes_in(facts):
        field = "pulpal" if code.startswith(_PULP) else "apical" if code.startswith(_APEX) else ""
        chosen = facts.said(field) if field else ""
        conflict = check_code_against_term(code, chosen) if chosen and chosen != words else None
        if conflict and not check_code_against_term(code, words):
            return Asked(conflict.sentence, (conflict.code, chosen))
    return None


@rule("procedure", ICD)
def code_after_treatment_with_first(facts: CaseFacts) -> Asked | None:
    """A code for what went wrong with a root canal stands beside a first root canal."""
    code = next((code for code, _words in codes_in(facts) if code.startswith(_AFTER_TREATMENT)), None)
    if code is None or facts.procedure != "first_treatment":
        return None
    return Asked(f"{code} is for a tooth whose root canal was done before, and a first one is asked for. Is this a retreatment?", (code,))
