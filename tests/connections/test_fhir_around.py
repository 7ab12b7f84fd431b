"""Who is around the patient in a FHIR file: relatives, languages, coverages. All of it is a proposal; what no code says stays open."""

import json
from datetime import date
from typing import Any

import pytest

from bridgework.connections.fhir.read import read_bundle
from bridgework.connections.fhir.reading import IntakeReading

TODAY = date(2026, 11, 21)


def around(*records: dict[str, Any], **patient: Any) -> IntakeReading:
    """A referral of a boy with these records around him."""
    subject = {"resourceType": "Patient", "id": "p", "name": [{"family": "Quintero", "given": ["Mateo"]}], "birthDate": "2017-05-01"}
    request = {"resourceType": "ServiceRequest", "id": "r", "status": "active", "intent": "order", "subject": {"reference": "Patient/p"}}
    entries = [{"resource": record} for record in (subject | patient, request, *records)]
    read = read_bundle(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode(), "around.json", today=TODAY)
    assert isinstance(read, IntakeReading)
    return read


def relative(code: str, **facts: Any) -> dict[str, Any]:
    coded = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": code}]}
    person = {"resourceType": "RelatedPerson", "id": code, "patient": {"reference": "Patient/p"}, "relationship": [coded]}
    return person | {"name": [{"family": "Quintero", "given": ["Elena"]}]} | facts


def test_a_mother_is_proposed_as_the_parent_of_a_minor_and_an_aunt_as_nobody_who_decides() -> None:
    mother = relative("MTH", birthDate="1988-09-14", telecom=[{"system": "phone", "value": "312 555 0164", "use": "mobile"}])
    aunt = {
        "name": {"text": "Rosa Vega"},
        "relationship": [{"text": "Aunt, picks him up"}],
        "telecom": [{"system": "email", "value": "r@x.example"}],
    }
    found = around(mother, contact=[aunt]).related
    assert [(one.given, one.family, one.relation, one.authority) for one in found] == [
        ("Elena", "Quintero", "mother", "parent"),
        ("", "Rosa Vega", "", ""),
    ]
    assert (found[0].birth_date, found[0].phone) == (date(1988, 9, 14), "312 555 0164")
    assert (found[1].said, found[1].email) == ("Aunt, picks him up", "r@x.example")


def test_of_those_around_only_who_counts_now_and_only_what_codes_say() -> None:
    gone = relative("GUARD", period={"end": "2020-01-01"})
    of_another = relative("FTH", patient={"reference": "Patient/q"})
    inactive = relative("SIB", active=False)
    agent = relative("HPOWATT", name=[{"family": "Okafor", "given": ["Ada"]}])
    found = around(gone, of_another, inactive, agent, relative("MTH"), birthDate="1950-01-01").related
    assert [(one.given, one.relation, one.authority) for one in found] == [("Ada", "", "power_of_attorney"), ("Elena", "mother", "")]


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        ({}, ("", False, "")),
        ({"communication": [{"language": {"coding": [{"code": "es"}]}}]}, ("es", False, "")),
        ({"communication": [{"language": {"coding": [{"code": "vi-VN"}]}}]}, ("vi-VN", False, "vi")),
        (
            {"communication": [{"language": {"coding": [{"code": "en"}]}}, {"language": {"coding": [{"code": "ase"}]}, "preferred": True}]},
            ("ase", False, "asl"),
        ),
        (
            {
                "communication": [{"language": {"coding": [{"code": "es"}]}}],
                "extension": [
                    {
                        "url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed",
                        "valueCoding": {"system": "http://snomed.info/sct", "code": "373066001"},
                    }
                ],
            },
            ("es", True, "es"),
        ),
        ({"communication": [{"language": {"coding": [{"code": "tlh"}]}}]}, ("tlh", False, "other")),
        ({"communication": "nonsense"}, ("", False, "")),
    ],
)
def test_languages_and_interpreters(patient: dict[str, Any], expected: tuple[str, bool, str]) -> None:
    found = around(**patient).patient
    assert found is not None
    assert (found.language, found.interpreter, found.interpreter_language) == expected


def test_coverages_in_the_order_in_which_they_pay() -> None:
    def coverage(carrier: str, code: str, **facts: Any) -> dict[str, Any]:
        kind = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": code}]}
        record = {"resourceType": "Coverage", "status": "active", "beneficiary": {"reference": "Patient/p"}, "type": kind}
        return record | {"id": carrier[:3], "payor": [{"display": carrier}], "subscriberId": f"{carrier[:2]}1234"} | facts

    group = {"type": {"coding": [{"code": "group"}]}, "value": "G-7"}
    child = {"coding": [{"code": "child"}]}
    found = around(
        coverage("Aetna", "EHCPOL", order=2),
        coverage("Delta Dental", "DENTAL", order=1, **{"class": [group]}, relationship=child),
        coverage("Cigna", "DENTAL", period={"end": "2020-01-01"}),
        coverage("Humana", "DENTAL", beneficiary={"reference": "Patient/q"}),
        coverage("MetLife", "DENTAL", status="cancelled"),
    )
    assert [(one.carrier, one.covers, one.group_number, one.subscriber) for one in found.coverages] == [
        ("Delta Dental", "dental", "G-7", "parent"),
        ("Aetna", "medical", "", ""),
    ]
    assert any("Cigna ended on January 1, 2020" in sentence for sentence in found.unread)
