"""Findings that several forms ask about, with the details that an answer calls for.

Sources: AAE terms and the AAE's tests; safety signs as in `urgency`; injuries IADT guidelines 2020 (how long and in what an avulsed tooth
was kept decides); mobility grades after Miller.
"""

from bridgework.rules.forms.shapes import Choice, Field, Group, Sign

NOT_SURE = Choice("not_sure", "not sure")
SWELLING_FIELDS = (
    Field(
        "swelling_growth",
        "swelling grew over",
        "How fast did the swelling grow?",
        "choice",
        (
            Choice("hours", "within hours"),
            Choice("day", "within a day"),
            Choice("days", "over days"),
            Choice("stays", "it stays the same"),
            NOT_SURE,
        ),
        shown_when=("swelling",),
    ),
    Field(
        "temperature",
        "temperature",
        "Temperature, if it was measured",
        "number",
        unit="°F",
        lowest=90,
        highest=110,
        decimals=1,
        shown_when=("fever",),
    ),
    Field(
        "opening_mm",
        "mouth opens",
        "How far does the mouth open?",
        "number",
        unit="mm",
        lowest=0,
        highest=80,
        shown_when=("trismus",),
    ),
)
INJURY_FIELDS = (
    Field("injury_on", "injury on", "When was the injury?", "date", shown_when=("trauma",)),
    Field("injury_how", "what happened", "What happened?", "text", longest=300, shown_when=("trauma",)),
    Field(
        "out_of_mouth",
        "tooth out of the mouth",
        "How long was the tooth out of the mouth?",
        "choice",
        (
            Choice("minutes", "under 30 minutes"),
            Choice("hour", "30 to 60 minutes"),
            Choice("longer", "over an hour"),
            Choice("replanted", "put back at once"),
            NOT_SURE,
        ),
        shown_when=("avulsed_permanent_tooth",),
    ),
    Field(
        "tooth_kept_in",
        "tooth kept in",
        "What was the tooth kept in?",
        "choice",
        (
            Choice("milk", "milk"),
            Choice("saliva", "saliva"),
            Choice("saline", "saline"),
            Choice("water", "water"),
            Choice("dry", "dry"),
            NOT_SURE,
        ),
        shown_when=("avulsed_permanent_tooth",),
    ),
    Field(
        "tooth_moved",
        "tooth moved",
        "Which way did the tooth move?",
        "choice",
        (
            Choice("loose", "loose in its place"),
            Choice("sideways", "sideways"),
            Choice("out", "partly out"),
            Choice("in", "pushed in"),
            NOT_SURE,
        ),
        shown_when=("luxated_tooth",),
    ),
)
MOBILITY_GRADE = Field(
    "mobility_grade",
    "mobility grade",
    "How loose is it?",
    "choice",
    (Choice("1", "grade 1, just felt"), Choice("2", "grade 2, up to 1 mm"), Choice("3", "grade 3, over 1 mm or down"), NOT_SURE),
    shown_when=("mobility",),
)

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
    SWELLING_FIELDS,
)
INFECTION_SIGNS = Group("swelling", "Swelling and infection", SWELLING.signs[:4], SWELLING_FIELDS)
"""The same where a sinus tract is of no interest."""
DANGER_TODAY = Group(
    "swelling",
    "Anything that cannot wait?",
    (Sign("spontaneous_pain", "spontaneous pain", "Does it hurt by itself, without a cause?"), *SWELLING.signs[:4]),
    SWELLING_FIELDS,
)
"""For requests that hardly ever hurry: what would make them urgent, and no more."""
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
    INJURY_FIELDS,
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
    (
        MOBILITY_GRADE,
        Field(
            "electric_test",
            "electric test",
            "Electric test, if it was done",
            "choice",
            (Choice("responds", "answers"), Choice("no_response", "no answer"), Choice("late", "answers late")),
        ),
        Field("probing_deepest", "deepest probing", "Deepest probing depth", "number", unit="mm", lowest=0, highest=20),
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
