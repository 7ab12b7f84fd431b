"""FHIR that comes in: the public samples as they are, wrong codes and dangling references included, and hostile files."""

import base64
import json
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.connections.door import Unreadable
from bridgework.connections.fhir.limits import MAX_BYTES
from bridgework.connections.fhir.people import is_npi
from bridgework.connections.fhir.read import read_bundle, read_bundle_file
from bridgework.connections.fhir.reading import DiagnosisRead, IntakeReading, PatientRead
from work_done import seconds_of_work

TODAY = date(2026, 11, 21)
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the folder ../shared/samples is not beside this checkout")


def sample(name: str) -> IntakeReading:
    """A public sample as read."""
    answer = read_bundle_file(SAMPLES / name, today=TODAY)
    assert isinstance(answer, IntakeReading)
    return answer


def bundle(*resources: dict[str, Any], kind: str = "collection") -> bytes:
    """A bundle of these resources, each with its address."""
    entries = [{"fullUrl": f"urn:uuid:{each.get('id', number)}", "resource": each} for number, each in enumerate(resources)]
    return json.dumps({"resourceType": "Bundle", "type": kind, "entry": entries}).encode()


def read(*resources: dict[str, Any], kind: str = "collection") -> IntakeReading:
    """A bundle of these resources as read."""
    answer = read_bundle(bundle(*resources, kind=kind), "a.json", today=TODAY)
    assert isinstance(answer, IntakeReading)
    return answer


def refused(data: bytes) -> str:
    """The sentence a file is refused with."""
    answer = read_bundle(data, "a.json", today=TODAY)
    assert isinstance(answer, Unreadable)
    return answer.sentence


PATIENT = {"resourceType": "Patient", "id": "p", "name": [{"family": "Vega", "given": ["Marisol"]}], "birthDate": "1990-03-01"}
REQUEST = {
    "resourceType": "ServiceRequest",
    "id": "r",
    "status": "active",
    "intent": "order",
    "code": {"coding": [{"system": "http://snomed.info/sct", "code": "103697008"}]},
    "subject": {"reference": "urn:uuid:p"},
}


# The public samples


@needs_samples
def test_the_dental_referral_note_is_read_whole() -> None:
    reading = sample("hl7-dental/Complete-Dental-Referral-Note-Document-Bundle-Example.xml")
    assert reading.source_kind == "referral"
    assert reading.patient is not None
    assert (reading.patient.family, reading.patient.given, reading.patient.birth_date) == ("A", "Patient", date(1990, 1, 1))
    assert (reading.patient.city, reading.patient.postal_code, reading.patient.email) == ("Denver", "80204", "testA@email.com")
    assert (reading.sender.practice, reading.sender.clinician) == ("Good Health Clinic", "Dr John M")
    assert reading.reason == "Toothache\nLeft lower quadrant pain\nBleeding gums"
    assert "has not visited a dentist" in reading.history
    assert (reading.urgency_label, reading.authored, reading.member_id) == ("asap", date(2020, 1, 14), "123456")
    assert reading.allergies == ("Penicillin G",)
    assert reading.medications == ("Lisinopril 10 mg Oral Tablet",)
    dangling = [sentence for sentence in reading.unread if "points to" in sentence]
    assert dangling == [
        "The file points to “Condition/LLQP-example”, which is not in it.",
        "The file points to “Organization/Aetna-organization”, which is not in it.",
    ]


@needs_samples
def test_the_consult_note_is_told_apart_and_its_teeth_are_found() -> None:
    reading = sample("hl7-dental/Complete-Dental-Consult-Note-Document-Bundle-Example.xml")
    assert reading.source_kind == "consult_note"
    assert reading.sender.practice == "Good Oral Health Clinic"
    assert reading.teeth == ("18", "7")
    assert sum("points to" in sentence for sentence in reading.unread) == 4
    assert any("does not say which medicine" in sentence for sentence in reading.unread)


OHIA = {
    "uc01-emily_watkins_encounter1_fhir_bundle.json": "Watkins",
    "uc01_emily_watkins_encounter2_fhir_bundle.json": "Watkins",
    "uc02-jason_morales_encounter1_fhir_bundle.json": "Morales",
    "uc03_laura_jennings_b1_initial_visit.json": "Jennings",
    "uc03_laura_jennings_b2_dtr.json": None,
    "uc03_laura_jennings_b3_pas_request.json": "Jennings",
    "uc03_laura_jennings_b4_pas_response.json": None,
    "uc03_laura_jennings_b5_rct.json": None,
    "uc03-laura_jennings_b6_crown.json": None,
}


@needs_samples
@pytest.mark.parametrize(("name", "family"), OHIA.items())
def test_no_patient_is_invented_for_a_claim(name: str, family: str | None) -> None:
    reading = sample(f"ohia/{name}")
    assert (reading.patient.family if reading.patient else None) == family
    if family is None:
        assert reading.named_patient == "Laura Jennings"
        assert any("does not hold the patient's record" in sentence for sentence in reading.unread)


@needs_samples
@pytest.mark.parametrize("name", ["uc03_laura_jennings_b2_dtr.json", "uc03_laura_jennings_b3_pas_request.json"])
def test_k04_01_called_irreversible_is_a_contradiction(name: str) -> None:
    reading = sample(f"ohia/{name}")
    assert any("K04.01" in sentence and "Irreversible pulpitis" in sentence for sentence in reading.contradictions)
    assert reading.diagnoses[0] == DiagnosisRead("K04.01", "icd-10-cm", "Irreversible pulpitis — Tooth #3 (Upper Right First Molar)", "3")
    assert (reading.specialty, reading.teeth) == ("endodontics", ("3",))
    assert any("“3” is given as a code of the FDI list" in sentence for sentence in reading.contradictions)
    assert any("only its address is" in sentence for sentence in reading.unread)


@needs_samples
def test_every_other_sample_bundle_is_read_too() -> None:
    found = sorted((SAMPLES / "cms50").rglob("tests-*-bundle.json"))[:8]
    assert found
    for path in found:
        reading = read_bundle_file(path, today=TODAY)
        assert isinstance(reading, IntakeReading)
        assert reading.source_kind == "referral"


# Made-up files


def test_xml_and_json_of_the_same_record_read_the_same() -> None:
    xml = """<?xml version="1.0" encoding="UTF-8"?>
    <Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>
      <entry><fullUrl value="urn:uuid:p"/><resource><Patient><id value="p"/>
        <name><family value="Vega"/><given value="Marisol"/></name><birthDate value="1990-03-01"/></Patient></resource></entry>
      <entry><fullUrl value="urn:uuid:r"/><resource><ServiceRequest><id value="r"/><status value="active"/><intent value="order"/>
        <code><coding><system value="http://snomed.info/sct"/><code value="103697008"/></coding></code>
        <subject><reference value="urn:uuid:p"/></subject></ServiceRequest></resource></entry>
    </Bundle>"""
    assert read_bundle(xml.encode(), "a.json", today=TODAY) == read(PATIENT, REQUEST)


def test_wrong_required_codes_are_named_and_the_rest_is_read() -> None:
    reading = read(PATIENT | {"gender": "woman"}, REQUEST | {"status": "open", "priority": "right now"})
    assert reading.patient == PatientRead("Vega", "Marisol", date(1990, 3, 1))
    assert "ServiceRequest r: “open” is not a status that FHIR knows." in reading.unread
    assert "ServiceRequest r: “right now” is not a priority that FHIR knows." in reading.unread
    assert "Patient p: “woman” is not a gender that FHIR knows." in reading.unread


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2030-02-03", "lies in the future"),
        ("1850-01-01", "too long ago"),
        ("1990-02-30", "not a full date"),
        ("1990-03", "not a full date"),
    ],
)
def test_a_birth_date_that_cannot_be_right_is_left_out(written: str, says: str) -> None:
    reading = read(PATIENT | {"birthDate": written}, REQUEST)
    assert reading.patient is not None
    assert reading.patient.birth_date is None
    assert any(says in sentence for sentence in reading.unread)


def test_a_patient_that_the_referral_does_not_mean_is_not_taken() -> None:
    elsewhere = REQUEST | {"subject": {"reference": "Patient/other", "display": "Somebody Else"}}
    reading = read(PATIENT, elsewhere)
    assert (reading.patient, reading.named_patient) == (None, "Somebody Else")
    two = read(PATIENT, PATIENT | {"id": "q"}, REQUEST)
    assert two.patient is not None
    assert any("2 patients" in sentence for sentence in two.unread)
    nameless = read({"resourceType": "Patient", "id": "p"}, REQUEST)
    assert nameless.patient is None


def test_two_records_of_one_name_are_a_contradiction() -> None:
    reading = read(PATIENT, PATIENT | {"birthDate": "1991-03-01"}, REQUEST)
    assert any("two different records called Patient p" in sentence for sentence in reading.contradictions)


@pytest.mark.parametrize(
    ("site", "teeth", "says"),
    [
        ({"system": "http://terminology.hl7.org/CodeSystem/ADAUniversalToothDesignationSystem", "code": "19"}, ("19",), ""),
        ({"system": "http://terminology.hl7.org/CodeSystem/ex-tooth", "code": "36"}, ("19",), ""),
        ({"system": "http://terminology.hl7.org/CodeSystem/ex-tooth", "code": "3"}, (), "is not a tooth of the FDI list"),
        (
            {"system": "http://terminology.hl7.org/CodeSystem/ex-tooth", "code": "13", "display": "Upper Left Second Premolar"},
            ("13",),
            "Universal",
        ),
        ({"system": "http://terminology.hl7.org/CodeSystem/ex-tooth", "code": "36", "display": "Upper left canine"}, (), "different teeth"),
        ({"system": "http://snomed.info/sct", "code": "48402004", "display": "Mandibular left second molar tooth"}, ("18",), ""),
        ({"code": "18"}, (), ""),
    ],
)
def test_a_tooth_is_taken_only_where_it_cannot_be_two(site: dict[str, str], teeth: tuple[str, ...], says: str) -> None:
    reading = read(PATIENT, REQUEST | {"bodySite": [{"coding": [site]}]})
    assert reading.teeth == teeth
    assert any(says in sentence for sentence in reading.contradictions) if says else not reading.contradictions


def test_attachments_inside_are_unpacked_and_damaged_ones_named() -> None:
    film = base64.b64encode(b"film").decode()
    document = {
        "resourceType": "DocumentReference",
        "id": "d",
        "status": "current",
        "type": {"text": "Periapical radiograph"},
        "content": [
            {"attachment": {"contentType": "image/png", "title": "tooth 3", "data": film}},
            {"attachment": {"contentType": "application/pdf", "title": "plan", "url": "urn:uuid:b"}},
            {"attachment": {"title": "broken", "data": "%%%"}},
            {"attachment": {"title": "elsewhere", "url": "https://example.org/film"}},
        ],
    }
    reading = read(PATIENT, REQUEST, document, {"resourceType": "Binary", "id": "b", "contentType": "application/pdf", "data": film})
    assert [(each.name, each.kind, each.media_type, each.data) for each in reading.attachments] == [
        ("tooth 3", "periapical", "image/png", b"film"),
        ("plan", "periapical", "application/pdf", b"film"),
    ]
    assert "“broken” is damaged: it cannot be unpacked from the file." in reading.unread
    assert "“elsewhere” is not in the file, only its address is. Please ask the sender for it." in reading.unread


def test_the_recipient_and_the_loop_key_are_read() -> None:
    reading = read(
        PATIENT,
        REQUEST
        | {
            "identifier": [{"value": "local-7"}, {"system": "urn:ohia:referral-id", "value": "LOOP-1"}],
            "performer": [{"reference": "urn:uuid:o"}],
            "performerType": {"coding": [{"system": "http://nucc.org/provider-taxonomy", "code": "1223E0200X"}]},
            "requester": {"display": "Dr. Anita Raman"},
            "reasonCode": [{"text": "Pain on biting"}],
        },
        {"resourceType": "Organization", "id": "o", "name": "Harbor Endodontics"},
    )
    assert (reading.source_id, reading.recipient.practice, reading.sender.clinician) == ("LOOP-1", "Harbor Endodontics", "Dr. Anita Raman")
    assert (reading.specialty, reading.reason) == ("endodontics", "Pain on biting")


def test_npi_check_digit() -> None:
    assert is_npi("1234567893")
    assert not is_npi("1234567890")
    assert not is_npi("١٢٣٤٥٦٧٨٩٣")


# Broken and hostile files


def deep_json(depth: int) -> bytes:
    return b'{"resourceType":"Patient","x":' + b"[" * depth + b"]" * depth + b"}"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"%PDF-1.7", "neither JSON nor XML"),
        (b"MSH|^~\\&|A", "neither JSON nor XML"),
        (b"{", "not complete or not correct JSON"),
        (b'{"resourceType":"Bundle","entry":[', "not complete or not correct JSON"),
        (b'{"a":1}', "not a FHIR record"),
        (b"[1,2]", "not a FHIR record"),
        (b'{"resourceType":["Patient"]}', "not a FHIR record"),
        (b'{"resourceType":"Bundle","type":"collection"}', "holds no records"),
        (b'{"resourceType":"Patient"\x00}', "NUL bytes"),
        ('{"resourceType":"Patient"}'.encode("utf-16"), "NUL bytes"),
        (b'{"resourceType":"Pati\xe9nt"}', "not text in UTF-8"),
        (b'{"resourceType":"Patient","birthDate":"2000-01-01","birthDate":"1990-01-01"}', "“birthDate” twice"),
        (b'{"resourceType":"Patient","x":' + b"9" * 5_000 + b"}", "5,000 digits"),
        (b'{"resourceType":"Patient","x":0.' + b"9" * 5_000 + b"}", "digits"),
        (b'{"resourceType":"Patient","x":NaN}', "“NaN”"),
        (deep_json(70), "nested deeper"),
        (deep_json(90_000), "nested deeper"),
        (b'{"resourceType":"Patient","x":[' + b"{}," * 200_000 + b"{}]}", "far more than a referral has"),
        (b"<html><body>404</body></html>", "a web page"),
        (b"<Patient><id value='1'/></Patient>", "not a FHIR record"),
        (b'<ClinicalDocument xmlns="urn:hl7-org:v3"/>', "C-CDA"),
        (b'<Patient xmlns="http://hl7.org/fhir"><id', "not correct XML"),
        (b'<?xml version="1.0" encoding="utf-7"?><Patient xmlns="http://hl7.org/fhir"/>', "not correct XML"),
        (b'<Patient xmlns="http://hl7.org/fhir">' + b"<a>" * 90_000, "nested deeper"),
        (b'<Patient xmlns="http://hl7.org/fhir">' + b"<a/>" * 250_000 + b"</Patient>", "far more than a referral has"),
        (
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Patient xmlns="http://hl7.org/fhir"><id value="&b;"/></Patient>',
            "entities",
        ),
        (
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Patient xmlns="http://hl7.org/fhir"><id value="&a;"/></Patient>',
            "entities",
        ),
    ],
)
def test_a_hostile_file_gets_one_sentence_at_once(data: bytes, says: str) -> None:
    began = seconds_of_work()
    sentence = refused(data)
    assert says in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert seconds_of_work() - began < 1


def test_a_file_of_100_mb_is_refused_without_being_loaded(tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    with path.open("wb") as sparse:
        sparse.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    answer = read_bundle_file(path, today=TODAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer == Unreadable("This file has 100 MB; a FHIR file of at most 50 MB is read. Send the films separately.")
    assert peak < 1_000_000
    assert refused(b"{" + b" " * MAX_BYTES).startswith("This file has 50 MB")
    assert read_bundle_file(tmp_path / "none.json", today=TODAY) == Unreadable("This file cannot be opened.")


def test_the_worst_file_that_is_let_in_is_read_in_seconds() -> None:
    data = b'{"resourceType":"Patient","name":[' + b'{"x":1},' * 65_000 + b"{}]}"
    began = seconds_of_work()
    assert isinstance(read_bundle(data, "a.json", today=TODAY), IntakeReading)
    assert seconds_of_work() - began < 8, "1 s on an idle machine"


def test_types_that_fhir_does_not_know_are_named() -> None:
    reading = read(PATIENT, REQUEST, {"resourceType": "../../etc/passwd", "id": "x"})
    assert any("is not a resource of FHIR R4" in sentence for sentence in reading.unread)


def test_control_characters_never_come_through() -> None:
    reading = read(PATIENT | {"name": [{"family": "Ve\u0000ga\n", "given": ["Mari\u001bsol", "\ud800"]}]}, REQUEST)
    assert reading.patient is not None
    assert (reading.patient.family, reading.patient.given) == ("Ve ga", "Mari sol")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["reference", "coding", "code", "display", "text", "value", "use", "div"]), inner, max_size=3)
    ),
    max_leaves=8,
)
ELEMENTS = [
    "id",
    "name",
    "birthDate",
    "telecom",
    "address",
    "identifier",
    "subject",
    "code",
    "bodySite",
    "status",
    "reasonCode",
    "section",
    "item",
    "content",
    "type",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["Patient", "ServiceRequest", "Composition", "Condition", "Claim", "DocumentReference", "QuestionnaireResponse", "Task"]
            ),
            st.dictionaries(st.sampled_from(ELEMENTS), JSON, max_size=5),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_shape_a_record_has_it_is_read_or_refused(records: list[tuple[str, dict[str, Any]]]) -> None:
    data = json.dumps(
        {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": kind, **rest}} for kind, rest in records]}
    ).encode()
    assert isinstance(read_bundle(data, "a.json", today=TODAY), (IntakeReading, Unreadable))
