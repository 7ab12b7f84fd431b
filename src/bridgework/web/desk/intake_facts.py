"""What could be read from a document that came in, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.lookups.intake import IntakePage

KINDS = {
    "referral": gettext_lazy("referral"),
    "consult_note": gettext_lazy("consult note"),
    "encounter": gettext_lazy("visit"),
    "claim": gettext_lazy("claim"),
}
"""What a document is, by its source."""


def read_facts(page: IntakePage) -> list[tuple[str, str]]:
    """What could be read, head and words, in the order a person looks."""
    reading = page.reading
    patient, sender, recipient = (reading.get(key) or {} for key in ("patient", "sender", "recipient"))
    facts = [
        (_("What it is"), str(KINDS.get(str(reading.get("source_kind"))) or _("document"))),
        (_("Patient"), _words(patient, "given", "family") or _words(reading, "named_patient")),
        (_("Born"), _words(patient, "birth_date")),
        (_("Phone"), _words(patient, "phone")),
        (_("From"), _words(sender, "clinician", "practice", between=", ")),
        (_("To"), _words(recipient, "clinician", "practice", between=", ")),
        (_("Written on"), _words(reading, "authored")),
        (_("Teeth"), _all(reading, "teeth")),
        (_("Reason"), _words(reading, "reason")),
        (_("Diagnoses"), "; ".join(_words(one, "code", "text") for one in reading.get("diagnoses") or ())),
        (_("Treatments"), "; ".join(_words(one, "code", "text") for one in reading.get("procedures") or ())),
        (_("Called"), _words(reading, "urgency_label")),
        (_("Allergies"), _all(reading, "allergies")),
        (_("Medicines"), _all(reading, "medications")),
        (_("Insurance"), _words(reading, "insurer", "member_id")),
        (_("Around the patient"), ", ".join(map(_related_words, reading.get("related") or ()))),
        (_("Files inside"), ", ".join(_words(one, "name") or _words(one, "kind") for one in reading.get("attachments") or ())),
    ]
    return [(head, words) for head, words in facts if words]


def _words(read: Mapping[str, Any], *fields: str, between: str = " ") -> str:
    """What was read in these fields, one after the other."""
    return between.join(str(read[field]) for field in fields if read.get(field))


def _all(read: Mapping[str, Any], field: str) -> str:
    """Everything that was read in a field that holds several."""
    return ", ".join(map(str, read.get(field) or ()))


def _related_words(related: Mapping[str, Any]) -> str:
    name = _words(related, "given", "family")
    said = _words(related, "said") or _words(related, "relation")
    return f"{name} ({said})" if said else name
