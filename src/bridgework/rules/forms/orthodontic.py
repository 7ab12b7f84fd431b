"""The form of a referral to an orthodontist.

Sources: AAO clinical practice guidelines for orthodontics (2019); Angle's classes; Index of Orthodontic Treatment Need (Brook and Shaw, 1989)
for what matters: overjet, bite, crossbite, crowding, impacted and missing teeth.
"""

from bridgework.rules.forms.shapes import Choice, Field, Form, Group
from bridgework.rules.forms.signs import DANGER_TODAY, INJURY, NOT_SURE, SAFETY_GROUP

BITE = Group(
    "bite",
    "Teeth and bite",
    fields=(
        Field(
            "angle_class",
            "Angle class",
            "Angle class",
            "choice",
            (
                Choice("1", "class I", "M26.211"),
                Choice("2_1", "class II, division 1", "M26.212"),
                Choice("2_2", "class II, division 2", "M26.212"),
                Choice("3", "class III", "M26.213"),
                NOT_SURE,
            ),
        ),
        Field("overjet_mm", "overjet", "Overjet", "number", unit="mm", lowest=-15, highest=20, hint="below zero for a reverse bite"),
        Field(
            "vertical_bite",
            "vertical bite",
            "Vertical bite",
            "choice",
            (
                Choice("open", "open bite", "M26.220"),
                Choice("usual", "usual"),
                Choice("deep", "deep bite", "M26.29"),
                Choice("gum", "bites the gum", "M26.29"),
            ),
        ),
        Field(
            "crossbite",
            "crossbite",
            "Crossbite",
            "choices",
            (
                Choice("none", "none"),
                Choice("front", "front", "M26.24"),
                Choice("right", "right", "M26.24"),
                Choice("left", "left", "M26.24"),
            ),
        ),
        Field(
            "crowding",
            "crowding",
            "Space",
            "choice",
            (
                Choice("gaps", "gaps", "M26.32"),
                Choice("fits", "enough"),
                Choice("mild", "slightly crowded", "M26.31"),
                Choice("severe", "badly crowded", "M26.31"),
            ),
        ),
        Field(
            "habits",
            "habits",
            "Habits",
            "choices",
            (
                Choice("none", "none"),
                Choice("thumb", "thumb or finger"),
                Choice("tongue", "tongue between the teeth"),
                Choice("mouth", "breathes by the mouth"),
            ),
            shown_when=("malocclusion", "early_treatment"),
        ),
        Field(
            "impacted_where",
            "impacted tooth lies",
            "Where does the impacted tooth lie?",
            "choice",
            (Choice("cheek_side", "cheek side"), Choice("palate_side", "palate side"), Choice("between", "in between"), NOT_SURE),
            shown_when=("impacted_canine",),
        ),
        Field(
            "restoration_plan",
            "restoration planned",
            "What will be made afterwards?",
            "choice",
            (Choice("implant", "implant"), Choice("bridge", "bridge"), Choice("crowns", "crowns or veneers"), NOT_SURE),
            shown_when=("before_restoration",),
        ),
        Field("gums_and_decay_ready", "decay treated, gums healthy", "Is all decay treated, and are the gums healthy?", "tap"),
        Field("patient_wish", "patient wishes", "What bothers the patient most?", "text", longest=300),
    ),
)

ORTHODONTIC = Form(
    code="orthodontic",
    label="Orthodontic referral",
    procedures=(
        Choice("malocclusion", "Bite or crowding"),
        Choice("early_treatment", "Early treatment"),
        Choice("impacted_canine", "Impacted canine", "K01.1"),
        Choice("before_restoration", "Space before restoration"),
        Choice("jaw_position", "Jaw position, surgery"),
        Choice("relapse", "Moved after braces"),
        Choice("consultation", "Consultation"),
    ),
    groups=(BITE, DANGER_TODAY, SAFETY_GROUP, INJURY),
    asks_tooth=False,
    asks_diagnosis=False,
    leave_tooth=(),
    minimum_records=("reason", "panoramic_film", "medical_history"),
    more_records=(("photo", ("malocclusion", "early_treatment", "jaw_position")), ("tooth", ("impacted_canine",))),
    tooth_for=("impacted_canine",),
    source="AAO clinical practice guidelines (2019)",
)
