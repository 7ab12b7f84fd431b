"""The form that makes a referral of a document: what was read as its first answers, and what was posted as what the action takes."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bridgework.lookups.practice import Referrer
from bridgework.rules import questions, teeth
from bridgework.rules.letters import check_address
from bridgework.web.shared.case_form import TypedCase
from bridgework.web.shared.tooth_form import ToothField

PATIENT_FIELDS = (
    "given_name",
    "family_name",
    "birth_date",
    "phone",
    "email",
    "language",
    "interpreter",
    "preferred_channel",
    "street",
    "city",
    "region",
    "zip",
    "may_contact",
)
_PENICILLIN = re.compile(r"p[ei]ni[cs]il|amoxi", re.IGNORECASE)
_NONE = re.compile(r"^\W*(no|none|nkda|nka)\b", re.IGNORECASE)


def address_read(patient: Mapping[str, Any]) -> dict[str, str]:
    """The address where it can go on an envelope as it was read; else the ZIP code alone, which tells the time zone."""
    said = {"street": patient.get("address", ""), "city": patient.get("city", ""), "region": patient.get("state", "")}
    zip_code = {"zip": patient.get("postal_code", "")}
    return zip_code if check_address(said | zip_code) else said | zip_code


def prefilled(reading: Mapping[str, Any], referrers: tuple[Referrer, ...], specialty: str) -> dict[str, Any]:
    """The first answers, all of them as they were read. What was not read is empty, and nothing is guessed."""
    patient = reading.get("patient") or {}
    sender = reading.get("sender") or {}
    alerts = ["penicillin_allergy"] if any(_PENICILLIN.search(str(name)) for name in reading.get("allergies") or ()) else []
    procedures = questions.form_for(specialty).procedures
    return {
        "given_name": patient.get("given", ""),
        "family_name": patient.get("family", ""),
        "birth_date": patient.get("birth_date") or "",
        "phone": patient.get("phone", ""),
        "email": patient.get("email", ""),
        "language": patient.get("language") if patient.get("language") in ("en", "es") else "en",
        **address_read(patient),
        "interpreter": "1" if patient.get("interpreter") else "",
        "preferred_channel": "sms" if patient.get("phone") else "letter",
        "sender": str(found.id)
        if (found := known_referrer(sender, referrers))
        else "new"
        if sender.get("practice") or sender.get("clinician")
        else "",
        "sender_name": sender.get("practice", ""),
        "sender_phone": sender.get("phone", ""),
        "sender_email": sender.get("email", ""),
        "sender_clinician": sender.get("clinician", ""),
        "procedure": procedures[0].code if len(procedures) == 1 else "",
        "wanted": "evaluate_and_treat",
        "reason": reason_of(reading),
        "medical_note": note_of(reading),
        "medical_alerts": alerts,
        "teeth": [tooth for tooth in reading.get("teeth") or () if teeth.is_tooth(str(tooth))],
        "findings": {},
    }


def known_referrer(sender: Mapping[str, Any], referrers: tuple[Referrer, ...]) -> Referrer | None:
    """The clinician that the document names: by the number that is theirs alone, else by exactly the same name and practice."""
    npi = str(sender.get("clinician_npi") or "")
    named = (_plain(sender.get("clinician")), _plain(sender.get("practice")))
    return next((one for one in referrers if npi and one.npi == npi), None) or next(
        (one for one in referrers if named[0] and named == (_plain(one.name), _plain(one.practice))), None
    )


def reason_of(reading: Mapping[str, Any]) -> str:
    """Why it was sent, and the diagnoses and treatments that the document states, a line each."""
    lines = [str(reading.get("reason") or "").strip()]
    for stated in (*(reading.get("diagnoses") or ()), *(reading.get("procedures") or ())):
        words = " ".join(part for part in (str(stated.get("code") or ""), str(stated.get("text") or "")) if part)
        tooth = f" (#{stated['tooth']})" if stated.get("tooth") else ""
        if words and not any(words in line for line in lines):
            lines.append(f"{words}{tooth}")
    return "\n".join(line for line in lines if line)[:2000]


def note_of(reading: Mapping[str, Any]) -> str:
    """History, allergies and medicines as the document has them."""
    parts = [str(reading.get("history") or "").strip()]
    for head, key in (("Allergies", "allergies"), ("Medicines", "medications")):
        said = [str(one) for one in reading.get(key) or () if not _NONE.match(str(one))]
        if said:
            parts.append(f"{head}: {', '.join(said)}")
    return "\n".join(part for part in parts if part)[:2000]


def case_read(answers: Mapping[str, Any]) -> TypedCase:
    """The form of the case as the document begins it: nothing is checked before a person has looked."""
    return TypedCase({}, answers, ToothField(tuple(answers["teeth"])), {})


def day_read(value: Any) -> date | None:
    """A day of the reading, or None where it is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _plain(name: Any) -> str:
    return " ".join(str(name or "").lower().replace(".", " ").split())
