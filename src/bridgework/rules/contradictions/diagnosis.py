"""Does the diagnosis fit what was found? Source: AAE/ABE consensus terms (2008); in our own words what each term says of the tests."""

from bridgework.rules.contradictions.shapes import Asked, CaseFacts, rule
from bridgework.rules.diagnosis import AAE, BY_CODE
from bridgework.rules.urgency import PAIN, SWELLING

VITAL = frozenset({"normal_pulp", "reversible_pulpitis", "symptomatic_irreversible_pulpitis", "asymptomatic_irreversible_pulpitis"})
_OWN_PAIN = ("lingering_cold", "lingering_heat", "spontaneous_pain")
_TENDER = ("bite_pain", "percussion_pain", "palpation_pain")


@rule("findings", AAE)
def dead_and_lingering(facts: CaseFacts) -> Asked | None:
    """The tooth does not answer cold, and pain from cold lingers."""
    if not (facts.denies("cold_response") and facts.says("lingering_cold")):
        return None
    return Asked("The tooth does not answer cold, yet pain from cold lingers. Was the neighboring tooth tested too?", facts.teeth)


@rule("pulpal", AAE)
def necrosis_with_cold_response(facts: CaseFacts) -> Asked | None:
    """Necrosis is diagnosed in a tooth that answers cold."""
    if facts.said("pulpal") != "pulp_necrosis" or not facts.says("cold_response", "lingering_cold"):
        return None
    return Asked("A necrotic pulp does not answer cold, but this tooth does. Is it the test or the diagnosis?", facts.teeth)


@rule("pulpal", AAE)
def vital_without_cold_response(facts: CaseFacts) -> Asked | None:
    """A living pulp is diagnosed in a tooth that does not answer cold."""
    pulpal = facts.said("pulpal")
    if pulpal not in VITAL or not facts.denies("cold_response"):
        return None
    sentence = f"“{BY_CODE[pulpal].label}” is a living pulp, but the tooth does not answer cold. Is it the test or the diagnosis?"
    return Asked(sentence, (pulpal, *facts.teeth))


@rule("pulpal", AAE)
def treated_with_cold_response(facts: CaseFacts) -> Asked | None:
    """The canals are said to be filled, and the tooth answers cold."""
    if facts.said("pulpal") != "previously_treated" or not facts.says("cold_response"):
        return None
    return Asked("A tooth whose canals are filled does not usually answer cold, but this one does. Was it this tooth?", facts.teeth)


@rule("pulpal", AAE)
def reversible_with_lingering_pain(facts: CaseFacts) -> Asked | None:
    """Reversible pulpitis is diagnosed, and pain lingers or comes by itself."""
    if facts.said("pulpal") != "reversible_pulpitis" or not facts.says(*_OWN_PAIN):
        return None
    return Asked(
        "Pain that lingers or comes by itself speaks for irreversible pulpitis; “reversible” is chosen. Which is right?", facts.teeth
    )


@rule("pulpal", AAE)
def normal_pulp_with_pain(facts: CaseFacts) -> Asked | None:
    """A normal pulp is diagnosed, and pain lingers or comes by itself."""
    if facts.said("pulpal") != "normal_pulp" or not facts.says(*_OWN_PAIN):
        return None
    return Asked(
        "A normal pulp gives no lingering and no spontaneous pain, but there is some. Is it this tooth, and this diagnosis?", facts.teeth
    )


@rule("pulpal", AAE)
def asymptomatic_pulpitis_with_pain(facts: CaseFacts) -> Asked | None:
    """Asymptomatic irreversible pulpitis is diagnosed, and there is pain of the pulp."""
    if facts.said("pulpal") != "asymptomatic_irreversible_pulpitis" or not facts.says(*_OWN_PAIN):
        return None
    return Asked("“Asymptomatic” is chosen, and there is pain that lingers or comes by itself. Is it symptomatic?", facts.teeth)


@rule("pulpal", AAE)
def symptomatic_pulpitis_without_pain(facts: CaseFacts) -> Asked | None:
    """Symptomatic irreversible pulpitis is diagnosed, and each pain of the pulp was asked about and denied."""
    if facts.said("pulpal") != "symptomatic_irreversible_pulpitis" or not facts.denies(*_OWN_PAIN):
        return None
    return Asked("“Symptomatic” is chosen, but lingering and spontaneous pain were all denied. Is it asymptomatic?", facts.teeth)


@rule("pulpal", AAE)
def healthy_pulp_for_root_canal(facts: CaseFacts) -> Asked | None:
    """A first root canal is asked for by a diagnosis that needs none."""
    pulpal, apical = facts.said("pulpal"), facts.said("apical")
    if facts.procedure != "first_treatment" or pulpal not in ("normal_pulp", "reversible_pulpitis"):
        return None
    if apical not in ("", "normal_apical_tissues"):
        return None
    sentence = f"“{BY_CODE[pulpal].label}” by itself calls for no root canal. Is the diagnosis right, or is there another reason for it?"
    return Asked(sentence, (pulpal, apical))


@rule("apical", AAE)
def acute_abscess_without_swelling(facts: CaseFacts) -> Asked | None:
    """An acute abscess, and neither swelling nor pain where these were looked for."""
    if facts.said("apical") != "acute_apical_abscess" or not facts.denies("swelling") or facts.says(*PAIN, *SWELLING):
        return None
    return Asked("An acute abscess swells and hurts; neither was found. Which is right?", facts.teeth)


@rule("apical", AAE)
def chronic_abscess_without_sinus(facts: CaseFacts) -> Asked | None:
    """A chronic abscess without a sinus tract, where one was looked for."""
    if facts.said("apical") != "chronic_apical_abscess" or not facts.denies("sinus_tract"):
        return None
    return Asked("A chronic abscess drains through a sinus tract; none was found. Which is right?", facts.teeth)


@rule("apical", AAE)
def sinus_tract_without_abscess(facts: CaseFacts) -> Asked | None:
    """A sinus tract was found, and the diagnosis at the root tip is none that drains."""
    apical = facts.said("apical")
    quiet = ("normal_apical_tissues", "symptomatic_apical_periodontitis", "asymptomatic_apical_periodontitis", "condensing_osteitis")
    if not facts.says("sinus_tract") or apical not in quiet:
        return None
    sentence = f"A sinus tract speaks for a chronic apical abscess; “{BY_CODE[apical].label}” is chosen. Which is right?"
    return Asked(sentence, (apical, *facts.teeth))


@rule("apical", AAE)
def normal_apex_with_tenderness(facts: CaseFacts) -> Asked | None:
    """Normal tissues at the root tip, and tapping or pressing hurts."""
    if facts.said("apical") != "normal_apical_tissues" or not facts.says("percussion_pain", "palpation_pain"):
        return None
    return Asked("Normal apical tissues do not hurt to tapping or pressing, but here they do. Which is right?", facts.teeth)


@rule("apical", AAE)
def symptomatic_apex_without_pain(facts: CaseFacts) -> Asked | None:
    """Symptomatic apical periodontitis, and biting, tapping and pressing were all tried without pain."""
    if facts.said("apical") != "symptomatic_apical_periodontitis" or not facts.denies(*_TENDER):
        return None
    return Asked("“Symptomatic” is chosen at the root tip, but biting, tapping and pressing do not hurt. Which is right?", facts.teeth)


@rule("apical", AAE)
def asymptomatic_apex_with_pain(facts: CaseFacts) -> Asked | None:
    """Asymptomatic apical periodontitis, and tapping or pressing hurts."""
    if facts.said("apical") != "asymptomatic_apical_periodontitis" or not facts.says("percussion_pain", "palpation_pain"):
        return None
    return Asked("“Asymptomatic” is chosen at the root tip, but tapping or pressing hurts. Is it symptomatic?", facts.teeth)
