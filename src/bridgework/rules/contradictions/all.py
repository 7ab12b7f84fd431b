"""All rules, in the order in which they are shown: what can harm first."""

from bridgework.rules.contradictions import codes, diagnosis, films, medicines, request, teeth, urgency
from bridgework.rules.contradictions.shapes import CaseFacts, Contradiction, Rule

RULES: tuple[Rule, ...] = (
    medicines.antibiotic_against_allergy,
    medicines.other_antibiotic_against_allergy,
    medicines.painkiller_against_allergy,
    films.film_of_another_patient,
    films.film_before_birth,
    teeth.tooth_was_extracted,
    teeth.tooth_was_treated,
    teeth.other_tooth_in_words,
    teeth.other_side_in_words,
    films.film_of_another_tooth,
    teeth.primary_tooth_with_adult_procedure,
    teeth.primary_tooth_knocked_out,
    teeth.permanent_tooth_too_early,
    teeth.primary_tooth_in_adult,
    teeth.wisdom_tooth_not_named,
    teeth.implant_at_living_tooth,
    teeth.swelling_on_the_other_side,
    urgency.label_below_signs,
    urgency.label_without_sign,
    urgency.swelling_denied_and_placed,
    urgency.injury_denied_and_described,
    medicines.codeine_for_a_child,
    medicines.aspirin_for_a_child,
    medicines.nsaid_with_blood_thinner,
    medicines.nsaid_in_pregnancy,
    medicines.tetracycline_while_teeth_form,
    medicines.surgery_with_bone_medicine,
    medicines.none_known_and_named,
    teeth.first_treatment_of_treated,
    teeth.retreatment_of_untreated,
    diagnosis.dead_and_lingering,
    diagnosis.necrosis_with_cold_response,
    diagnosis.vital_without_cold_response,
    diagnosis.treated_with_cold_response,
    diagnosis.reversible_with_lingering_pain,
    diagnosis.normal_pulp_with_pain,
    diagnosis.asymptomatic_pulpitis_with_pain,
    diagnosis.symptomatic_pulpitis_without_pain,
    diagnosis.healthy_pulp_for_root_canal,
    diagnosis.acute_abscess_without_swelling,
    diagnosis.chronic_abscess_without_sinus,
    diagnosis.sinus_tract_without_abscess,
    diagnosis.normal_apex_with_tenderness,
    diagnosis.symptomatic_apex_without_pain,
    diagnosis.asymptomatic_apex_with_pain,
    codes.code_against_term,
    codes.code_against_diagnosis,
    codes.code_after_treatment_with_first,
    films.film_too_old,
    films.film_from_the_future,
    request.restoration_without_treatment,
)
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
FIELDS: tuple[str, ...] = tuple(dict.fromkeys(rule.field for rule in RULES))
"""Where a question can stand on the form."""


def find_contradictions(facts: CaseFacts) -> tuple[Contradiction, ...]:
    """Every contradiction in a case, the most harmful first."""
    return tuple(found for rule in RULES if (found := rule(facts)) is not None)
