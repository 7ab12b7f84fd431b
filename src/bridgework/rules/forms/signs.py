"""Findings that several forms ask about, each answered with a tap. Sources: AAE terms; safety signs as in `urgency`."""

from bridgework.rules.forms.shapes import Group, Sign

PAIN = Group(
    "pain",
    "Pain",
    (
        Sign("spontaneous_pain", "spontaneous pain", "Does it hurt by itself, without a cause?"),
        Sign("bite_pain", "pain on biting", "Does it hurt to bite?"),
        Sign("lingering_cold", "cold lingers", "Does pain from cold linger?"),
        Sign("lingering_heat", "heat lingers", "Does pain from heat linger?"),
    ),
)
SWELLING = Group(
    "swelling",
    "Swelling and infection",
    (
        Sign("swelling", "swelling", "Is there swelling?"),
        Sign("spreading_fast", "spreading fast", "Is the swelling spreading fast?", ("swelling",)),
        Sign("fever", "fever", "Is there fever?"),
        Sign("trismus", "cannot open wide", "Is it hard to open the mouth?"),
        Sign("sinus_tract", "sinus tract", "Is there a sinus tract?"),
    ),
)
_INFECTION = ("swelling", "fever", "trismus")
SAFETY_GROUP = Group(
    "safety",
    "Safety",
    (
        Sign("trouble_breathing", "trouble breathing", "Is it hard to breathe?", (*_INFECTION, "trauma")),
        Sign("trouble_swallowing", "trouble swallowing", "Is it hard to swallow?", _INFECTION),
        Sign("drooling", "drooling", "Is the patient drooling?", _INFECTION),
        Sign("voice_change", "voice change", "Has the voice changed?", _INFECTION),
        Sign("swelling_floor_of_mouth", "swelling of the floor of the mouth", "Is the floor of the mouth swollen?", _INFECTION),
        Sign("swelling_eye", "swelling near the eye", "Is there swelling near the eye?", _INFECTION),
        Sign("swelling_neck", "swelling of the neck", "Is the neck swollen?", _INFECTION),
        Sign("uncontrolled_bleeding", "bleeding that does not stop", "Is there bleeding that does not stop?"),
    ),
)
INJURY = Group(
    "injury",
    "Injury",
    (
        Sign("trauma", "injury", "Was there an injury?"),
        Sign("airway_trauma", "injury that affects breathing", "Could the injury affect breathing?", ("trauma",)),
        Sign("avulsed_permanent_tooth", "permanent tooth knocked out", "Was a permanent tooth knocked out?", ("trauma",)),
        Sign("luxated_tooth", "tooth loosened or moved", "Was a tooth loosened or moved?", ("trauma",)),
        Sign("fractured_tooth_with_pain", "broken tooth that hurts", "Is a tooth broken, and does it hurt?", ("trauma", "cracked_tooth")),
    ),
)
TESTS = Group(
    "tests",
    "Tests and what you see",
    (
        Sign("cold_response", "answers cold", "Does the tooth answer the cold test?"),
        Sign("percussion_pain", "tender to tapping", "Does tapping hurt?"),
        Sign("palpation_pain", "tender to pressing", "Does pressing on the gum hurt?"),
        Sign("mobility", "loose", "Is the tooth loose?"),
        Sign("deep_caries", "deep decay", "Is there decay close to the pulp?"),
        Sign("lost_temporary", "temporary lost", "Is a temporary filling lost?"),
    ),
)
MEDICAL = Group(
    "medical",
    "Needs a look soon",
    (
        Sign("suspicious_lesion", "suspicious lesion", "Is there a lesion that worries you?"),
        Sign("clearance_before_treatment", "needed before medical treatment", "Is it needed before radiation, heart surgery or the like?"),
    ),
)
