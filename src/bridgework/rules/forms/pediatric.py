"""The form of a referral to a pediatric dentist.

Sources: AAPD Reference Manual (behavior guidance, sedation, early childhood caries); Frankl behavior rating scale (1962); IADT guidelines 2020
for injuries: a primary tooth is never replanted. Who accompanies and consents is asked with the patient, not here.
"""

from bridgework.rules.forms.shapes import Choice, Field, Form, Group
from bridgework.rules.forms.signs import INFECTION_SIGNS, INJURY, MEDICAL, NOT_SURE, PAIN, SAFETY_GROUP

_HELP = ("behavior", "anesthesia_child", "special_needs", "decay_child")
CHILD = Group(
    "child",
    "About the child",
    fields=(
        Field(
            "teeth_affected",
            "teeth affected",
            "How many teeth are affected?",
            "number",
            lowest=1,
            highest=20,
            shown_when=("decay_child", "anesthesia_child"),
        ),
        Field("eats_and_sleeps", "eats and sleeps", "Can the child eat and sleep?", "tap"),
        Field(
            "behavior_rating",
            "behavior (Frankl)",
            "How did the child cooperate?",
            "choice",
            (
                Choice("1", "1, refuses"),
                Choice("2", "2, unwilling"),
                Choice("3", "3, accepts"),
                Choice("4", "4, enjoys it"),
                Choice("not_tried", "not tried"),
            ),
            shown_when=_HELP,
        ),
        Field(
            "tried_so_far",
            "tried so far",
            "What was tried?",
            "choices",
            (
                Choice("talk", "tell, show, do"),
                Choice("nitrous", "nitrous oxide"),
                Choice("oral", "oral sedation"),
                Choice("nothing", "nothing yet"),
            ),
            shown_when=_HELP,
        ),
        Field("weight_kg", "weight", "Weight", "number", unit="kg", lowest=2, highest=150, decimals=1, shown_when=("anesthesia_child",)),
        Field(
            "airway_risks",
            "for the anesthesia",
            "What should the anesthesia know?",
            "choices",
            (
                Choice("none", "nothing"),
                Choice("snores", "snores"),
                Choice("tonsils", "large tonsils"),
                Choice("asthma", "asthma"),
                Choice("cold", "cold right now"),
                Choice("heart", "heart defect"),
                Choice("premature", "born too early"),
            ),
            shown_when=("anesthesia_child", "special_needs"),
        ),
        Field(
            "needs",
            "special needs",
            "What does the child need?",
            "choices",
            (
                Choice("autism", "autism"),
                Choice("delay", "delayed development"),
                Choice("movement", "limited movement"),
                Choice("senses", "sees or hears little"),
                Choice("quiet", "a quiet room"),
                Choice("other", "other, see below"),
            ),
            shown_when=("special_needs",),
        ),
        Field(
            "primary_injury",
            "injured primary tooth",
            "What happened to the primary tooth?",
            "choice",
            (
                Choice("chipped", "chipped"),
                Choice("moved", "moved"),
                Choice("pushed_in", "pushed in"),
                Choice("out", "knocked out"),
                Choice("dark", "turned dark"),
                NOT_SURE,
            ),
            shown_when=("trauma",),
        ),
        Field(
            "lost_early",
            "lost too early",
            "Why was the tooth lost early?",
            "choice",
            (Choice("decay", "decay"), Choice("injury", "injury"), Choice("missing", "it never grew", "K00.0"), NOT_SURE),
            shown_when=("space",),
        ),
    ),
)

PEDIATRIC = Form(
    code="pediatric",
    label="Pediatric referral",
    procedures=(
        Choice("decay_child", "Decay", "K02.9"),
        Choice("behavior", "Needs help to cooperate"),
        Choice("anesthesia_child", "Sedation or anesthesia"),
        Choice("special_needs", "Special needs"),
        Choice("pulp_primary", "Pulp of a primary tooth"),
        Choice("trauma", "Injury"),
        Choice("space", "Space for a lost tooth"),
        Choice("consultation", "Consultation"),
    ),
    groups=(CHILD, PAIN, INFECTION_SIGNS, SAFETY_GROUP, INJURY, MEDICAL),
    asks_tooth=False,
    asks_diagnosis=False,
    leave_tooth=(),
    minimum_records=("reason", "symptoms", "medical_history"),
    more_records=(
        ("bitewing_film", ("decay_child",)),
        ("periapical_film", ("pulp_primary", "trauma")),
        ("tooth", ("pulp_primary", "trauma", "space")),
        ("weight", ("anesthesia_child",)),
    ),
    tooth_for=("pulp_primary",),
    source="AAPD Reference Manual",
)
