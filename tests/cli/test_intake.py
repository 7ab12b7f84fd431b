"""`bridgework intake`: every file gets one line, and what is refused leaves nothing behind."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bridgework.cli.intake import Became, take_in
from bridgework.records.models import IntakeDocument, Patient, Referral
from people import Cast

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"

REFERRAL = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [
        {"resource": {"resourceType": "Patient", "id": "p", "name": [{"family": "Sample", "given": ["Robin"]}], "birthDate": "1984-05-17"}},
        {
            "resource": {
                "resourceType": "ServiceRequest",
                "id": "r",
                "status": "active",
                "intent": "order",
                "subject": {"reference": "Patient/p"},
                "code": {"text": "Root canal treatment"},
                "note": [{"text": "Pain at night"}],
            }
        },
    ],
}


def write(folder: Path, content: str | bytes, name: str = "file.json") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def take(*files: Path, slug: str | None = None) -> list[Became]:
    return take_in(files, slug, NOW)


def test_a_referral_waits_as_a_draft_with_its_original(cast: Cast, tmp_path: Path) -> None:
    [became] = take(write(tmp_path, json.dumps(REFERRAL)), slug="harbor-endodontics")

    document = IntakeDocument.objects.get(pk=became.document)
    assert became.outcome == document.status == "draft"
    assert document.practice == cast.harbor
    assert (document.next_step, document.due_at is not None) == ("complete_intake", True)
    assert document.reading["patient"]["family"] == "Sample"
    assert not Patient.objects.exists()
    assert not Referral.objects.exists()


def test_the_same_file_again_adds_nothing(cast: Cast, tmp_path: Path) -> None:
    file = write(tmp_path, json.dumps(REFERRAL))
    take(file)
    IntakeDocument.objects.update(received_at=datetime(2026, 11, 17, tzinfo=UTC))

    [again] = take(file)

    assert again.outcome == "known"
    assert IntakeDocument.objects.count() == 1


def test_without_a_patient_none_is_invented(cast: Cast, tmp_path: Path) -> None:
    bundle = REFERRAL | {"entry": REFERRAL["entry"][1:]}

    [became] = take(write(tmp_path, json.dumps(bundle)))

    assert became.outcome == "unmatched"
    assert not Patient.objects.exists()


HOSTILE = {
    "not json": "hello",
    "not fhir": '{"a": 1}',
    "empty": "",
    "deep": "[" * 100_000 + "]" * 100_000,
    "entities": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><Bundle xmlns="http://hl7.org/fhir">&x;</Bundle>',
    "broken json": json.dumps(REFERRAL)[:-20],
    "broken xml": "<Bundle xmlns='http://hl7.org/fhir'><entry>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_gets_one_sentence_and_leaves_nothing(cast: Cast, tmp_path: Path, kind: str) -> None:
    good = write(tmp_path, json.dumps(REFERRAL), "good.json")

    refused, taken = take(write(tmp_path, HOSTILE[kind]), good)

    assert refused.outcome == "refused"
    assert refused.sentence.endswith(".")
    assert "\n" not in refused.sentence
    assert taken.outcome == "draft"
    assert IntakeDocument.objects.count() == 1


def test_a_file_of_100_mb_is_refused_before_it_is_read(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    with file.open("wb") as large:
        large.truncate(100 * 1024 * 1024)

    [became] = take(file)

    assert became.outcome == "refused"
    assert "100 MB" in became.sentence


def test_what_the_database_cannot_hold_is_left_out(cast: Cast, tmp_path: Path) -> None:
    text = json.dumps(REFERRAL).replace("Pain at night", "Pain\\u0000 at \\ud800night")

    [became] = take(write(tmp_path, text))

    assert became.outcome == "draft"


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside this checkout")
def test_every_public_sample_is_taken_in(cast: Cast) -> None:
    files = sorted((SAMPLES / "ohia").glob("*.json")) + sorted((SAMPLES / "hl7-dental").glob("*.xml"))

    outcomes = [became.outcome for became in take(*files)]

    assert len(outcomes) == 11
    assert outcomes.count("unmatched") == 4
    assert outcomes.count("draft") == 7
