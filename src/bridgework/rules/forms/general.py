"""The form where no specialty's own fits: a general practice, or a specialty that this program does not know yet."""

from bridgework.rules.forms.shapes import Choice, Form
from bridgework.rules.forms.signs import INJURY, MEDICAL, PAIN, SAFETY_GROUP, SWELLING

GENERAL = Form(
    code="general",
    label="Referral",
    procedures=(Choice("consultation", "Consultation"),),
    groups=(PAIN, SWELLING, SAFETY_GROUP, INJURY, MEDICAL),
    asks_tooth=False,
    asks_diagnosis=False,
    leave_tooth=(),
    minimum_records=("reason", "symptoms", "medical_history"),
)
