"""What is asked before an implant, by surgeons and periodontists alike.

Source: ITI consensus and SAC assessment (site, time since the tooth was lost, who restores, what the patient wishes).
"""

from bridgework.rules.forms.shapes import Choice, Field
from bridgework.rules.forms.signs import NOT_SURE

IMPLANT_SYSTEM = Field(
    "implant_system", "implant system", "Implant system you restore", "text", longest=80, shown_when=("implant", "implant_restoration")
)
IMPLANT_FIELDS = (
    Field(
        "implant_site",
        "site",
        "How is the site now?",
        "choice",
        (
            Choice("tooth_there", "the tooth is still there"),
            Choice("healing", "tooth lost under 3 months ago", "K08.409"),
            Choice("healed", "tooth lost longer ago", "K08.409"),
            Choice("never", "the tooth never grew", "K00.0"),
            NOT_SURE,
        ),
        shown_when=("implant",),
    ),
    Field(
        "restored_by",
        "restored by",
        "Who makes the crown?",
        "choice",
        (Choice("sender", "our office"), Choice("specialist", "the specialist"), Choice("other", "another office"), NOT_SURE),
        shown_when=("implant",),
    ),
    Field(
        "implant_work",
        "planned as",
        "What is planned?",
        "choice",
        (Choice("single", "single crown"), Choice("bridge", "bridge"), Choice("denture", "holding a denture"), NOT_SURE),
        shown_when=("implant",),
    ),
    IMPLANT_SYSTEM,
    Field(
        "meanwhile",
        "in the meantime",
        "What does the patient wear meanwhile?",
        "choice",
        (Choice("nothing", "nothing"), Choice("flipper", "removable tooth"), Choice("bridge", "temporary bridge"), NOT_SURE),
        shown_when=("implant",),
    ),
)
