"""What came in from other systems and waits on the intake queues: made-up FHIR files, read as real ones are."""

import base64
import json
from datetime import timedelta
from random import Random
from typing import Any

from bridgework.actions.receive_document import receive_document
from bridgework.connections.door import Unreadable
from bridgework.connections.fhir.facts import facts_of
from bridgework.connections.fhir.read import read_bundle
from bridgework.demo import cast
from bridgework.demo.patients import make_patient
from bridgework.demo.story import Stage
from bridgework.rules.facts import SYSTEM

CAME_IN = (
    (cast.HARBOR, 1.5, "19", "K04.02", "Symptomatic irreversible pulpitis", "Lower left molar hurts at night."),
    (cast.HARBOR, 5.0, "30", "K04.01", "Irreversible pulpitis", "Pain from cold that lingers."),
    (cast.HARBOR, 20.0, "8", "K04.1", "Necrosis of pulp", "Gray front tooth after a fall years ago."),
    (cast.HARBOR, 28.0, "", "K04.7", "Periapical abscess without sinus", "Please see and treat."),
    (cast.TIDEWATER, 3.0, "32", "K01.1", "Impacted teeth", "Wisdom tooth, partly erupted."),
    (cast.TIDEWATER, 26.0, "17", "K02.63", "Caries into pulp", "Cannot be restored."),
    (cast.RIVERSIDE_DENTAL, 6.0, "", "E11.9", "Type 2 diabetes", "No dental visit for years; bleeding gums."),
)
"""Practice, hours ago, tooth (Universal), ICD-10-CM code, the words beside it (one contradicts its code), and the reason."""


WITH_A_FAMILY = 4
"""The document that names a mother, a language and a coverage: proposals that a person confirms."""
WITH_A_FILM = 0
"""The document that carries its film inside; the others send it separately, as most senders do."""


def leave_documents(stage: Stage) -> None:
    """Puts every document onto the queue of its practice."""
    for number, (slug, hours, tooth, code, words, reason) in enumerate(CAME_IN):
        chance = Random(f"{stage.seed}/document/{number}")
        received = stage.present - timedelta(hours=hours)
        name = f"referral-{chance.randint(10000, 99999)}.json"
        content = json.dumps(_bundle(stage, chance, number, tooth, code, words, reason), indent=1).encode()
        reading = read_bundle(content, name, today=received.date())
        if isinstance(reading, Unreadable):
            raise ValueError(f"a made-up document cannot be read: {reading.sentence}")
        practice_id = stage.desks[slug].practice_id
        receive_document(SYSTEM, practice_id, source="fhir", name=name, content=content, reading=facts_of(reading), now=received)


def _bundle(stage: Stage, chance: Random, number: int, tooth: str, code: str, words: str, reason: str) -> dict[str, Any]:
    who = make_patient(chance, 900 + number, stage.present.date(), spanish=0.2)
    patient: dict[str, Any] = {
        "resourceType": "Patient",
        "id": "patient",
        "name": [{"family": who.family_name, "given": [who.given_name]}],
        "birthDate": who.birth_date.isoformat(),
        "telecom": [{"system": "phone", "value": who.phone}] if who.phone else [],
    }
    request: dict[str, Any] = {
        "resourceType": "ServiceRequest",
        "id": "request",
        "status": "active",
        "intent": "order",
        "subject": {"reference": "Patient/patient"},
        "authoredOn": (stage.present - timedelta(days=1)).date().isoformat(),
        "requester": {"display": "Dr. Ada Quill, Stony Creek Dental"},
        "reasonReference": [{"reference": "Condition/condition"}],
        "note": [{"text": reason}],
    }
    if tooth:
        request["bodySite"] = [
            {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/ADAUniversalToothDesignationSystem", "code": tooth}]}
        ]
    condition = {
        "resourceType": "Condition",
        "id": "condition",
        "subject": {"reference": "Patient/patient"},
        "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": code, "display": words}], "text": words},
    }
    resources = [request, condition] if number == 3 else [patient, request, condition]
    if number == WITH_A_FAMILY:
        spoken = {"coding": [{"system": "urn:ietf:bcp:47", "code": "pl"}]}
        patient |= {"birthDate": "2011-02-14", "communication": [{"language": spoken, "preferred": True}]}
        resources += _around(who.family_name)
    if number == WITH_A_FILM:
        resources.append(_film(stage))
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": f"{each['resourceType']}/{each['id']}", "resource": each} for each in resources],
    }


def _around(family_name: str) -> list[dict[str, Any]]:
    role, kind = "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "http://terminology.hl7.org/CodeSystem/v3-ActCode"
    mother = {
        "resourceType": "RelatedPerson",
        "id": "mother",
        "patient": {"reference": "Patient/patient"},
        "relationship": [{"coding": [{"system": role, "code": "MTH", "display": "mother"}]}],
        "name": [{"family": family_name, "given": ["Halina"]}],
        "birthDate": "1979-06-30",
        "telecom": [{"system": "phone", "value": "312-555-0171", "use": "mobile"}],
    }
    coverage = {
        "resourceType": "Coverage",
        "id": "coverage",
        "status": "active",
        "type": {"coding": [{"system": kind, "code": "DENTAL"}]},
        "beneficiary": {"reference": "Patient/patient"},
        "subscriberId": "DD9083317",
        "relationship": {"coding": [{"code": "child"}]},
        "payor": [{"display": "Delta Dental of Illinois"}],
    }
    return [mother, coverage]


def _film(stage: Stage) -> dict[str, Any]:
    film = stage.films["bitewing"][0]
    content = {"contentType": "image/jpeg", "title": "Bitewing left", "data": base64.b64encode(film.content).decode()}
    return {"resourceType": "DocumentReference", "id": "film", "status": "current", "content": [{"attachment": content}]}
