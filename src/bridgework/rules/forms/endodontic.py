"""The form of a referral to an endodontist. Sources: AAE terms; the referral advice of endodontists that this program is built on."""

from bridgework.rules.forms.shapes import Choice, Form
from bridgework.rules.forms.signs import INJURY, MEDICAL, PAIN, SAFETY_GROUP, SWELLING, TESTS

ENDODONTIC = Form(
    code="endodontic",
    label="Endodontic referral",
    procedures=(
        Choice("first_treatment", "First root canal treatment"),
        Choice("retreatment", "Retreatment"),
        Choice("cracked_tooth", "Cracked tooth"),
        Choice("post_treatment_pain", "Pain after treatment"),
        Choice("trauma", "Injury"),
        Choice("resorption", "Resorption"),
        Choice("apical_surgery", "Apical surgery"),
        Choice("diagnosis", "Find the cause"),
    ),
    groups=(PAIN, SWELLING, SAFETY_GROUP, INJURY, TESTS, MEDICAL),
    asks_tooth=True,
    asks_diagnosis=True,
    leave_tooth=(
        Choice("as_you_see_fit", "As you see fit"),
        Choice("build_up", "With a build-up"),
        Choice("temporary", "With a temporary"),
        Choice("post_space", "With post space"),
    ),
    minimum_records=("tooth", "symptoms", "duration", "periapical_film", "medical_history", "diagnosis", "vitality_test"),
)
