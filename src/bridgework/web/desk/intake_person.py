"""Who is around the patient, as a document says: proposed in the fields of the person, and kept only when somebody has confirmed it."""

from collections.abc import Mapping
from typing import Any

from bridgework.rules.contact import display_phone, normalize_phone
from bridgework.rules.patient_entry import LANGUAGES
from bridgework.rules.person import DECIDES
from bridgework.rules.person_entry import COVERAGES, FIELDS, PROXIES, check_member_id


def proposed_person(reading: Mapping[str, Any]) -> dict[str, str]:
    """The fields as the document fills them, all of them there; empty where it says nothing about the person.

    Whoever is named without a right to decide is proposed as somebody who helps and does not decide: nothing opens for them.
    """
    patient = reading.get("patient") or {}
    typed = dict.fromkeys(FIELDS, "") | {"interpreter_language": patient.get("interpreter_language") or ""}
    contact = ""
    for begin, related in zip(PROXIES, reading.get("related") or (), strict=False):
        given = _proxy(related)
        reached = given["birth_date"] and (given["phone"] or given["email"])
        if not contact and reached and given["authority"] in DECIDES:
            contact = begin
        typed |= {f"{begin}_{name}": value for name, value in given.items()}
    for begin, coverage in zip(COVERAGES, reading.get("coverages") or (), strict=False):
        typed |= {f"{begin}_{name}": value for name, value in _coverage(coverage).items()}
    return typed | ({f"{contact}_is_contact": "1"} if contact else {})


def says_something(typed: Mapping[str, str]) -> bool:
    """Whether a document proposes anything."""
    return any(typed.values())


def _proxy(related: Mapping[str, Any]) -> dict[str, str]:
    said = {name: str(related.get(name) or "") for name in ("given", "family", "relation", "authority", "phone", "email", "language")}
    if not said["given"] and " " in said["family"]:  # a name in one line
        said["given"], said["family"] = said["family"].rsplit(" ", 1)
    phone, language = normalize_phone(said["phone"]) if said["phone"] else "", said["language"].split("-")[0].lower()
    return {
        "given_name": said["given"],
        "family_name": said["family"],
        "birth_date": str(related.get("birth_date") or ""),
        "relation": said["relation"] or "other",
        "authority": said["authority"] or "helper",
        "phone": display_phone(phone) if phone else "",
        "email": said["email"],
        "language": language if language in {choice.code for choice in LANGUAGES} else "",
    }


def _coverage(coverage: Mapping[str, Any]) -> dict[str, str]:
    names = ("carrier", "plan", "member_id", "group_number", "subscriber", "covers")
    said = {name: str(coverage.get(name) or "") for name in names}
    if check_member_id(said["member_id"]):
        said["member_id"] = ""  # it is no number of a card; the original shows it
    return said | {"kind": "insured"}
