"""The files inside an accepted FHIR document come to its referral: each once, through the decoder, and none without a word."""

import base64
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from PIL import Image

import people
from bridgework.actions import attach_from_document as action
from bridgework.actions.acknowledge_ending import acknowledge_ending
from bridgework.actions.complete_intake import NewOffice, complete_intake
from bridgework.actions.decline_referral import decline_referral
from bridgework.cli.intake import take_in
from bridgework.jobs.attach_from_document import MOST_TRIES, NOT_IN_STORAGE, attach_from_document
from bridgework.jobs.decode_film import decode_film
from bridgework.records import files
from bridgework.records.models import Attachment, IntakeDocument, Referral
from bridgework.rules.patient_entry import check_entry
from job_context import tried
from people import NOW, Cast

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
PATIENT = {"resourceType": "Patient", "id": "p", "name": [{"family": "Sample", "given": ["Robin"]}], "birthDate": "1984-05-17"}
REQUEST = {
    "resourceType": "ServiceRequest",
    "id": "r",
    "status": "active",
    "intent": "order",
    "subject": {"reference": "Patient/p"},
    "code": {"text": "Root canal treatment"},
}
CASE = {"procedure": "first_treatment", "wanted": "evaluate_and_treat", "reason": "Pain", "findings": {"swelling": "no"}}


def picture(shade: int = 90) -> bytes:
    drawn = io.BytesIO()
    Image.new("L", (320, 240), shade).save(drawn, "PNG")
    return drawn.getvalue()


def paper() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (200, 300), "white").save(drawn, "PDF")
    return drawn.getvalue()


def inline(content: bytes | str) -> str:
    return content if isinstance(content, str) else base64.b64encode(content).decode()


def document_reference(**attachment: str) -> dict[str, Any]:
    return {"resourceType": "DocumentReference", "status": "current", "content": [{"attachment": attachment}]}


def bundle(*more: dict[str, Any]) -> bytes:
    return json.dumps(
        {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in (PATIENT, REQUEST, *more)]}
    ).encode()


RICH = bundle(
    document_reference(title="Periapical tooth 19", contentType="image/png", data=inline(picture())),
    {
        "resourceType": "Media",
        "status": "completed",
        "content": {"title": "The same again", "contentType": "image/png", "data": inline(picture())},
    },
    document_reference(title="Letter", contentType="application/pdf", url="Binary/letter"),
    {"resourceType": "Binary", "id": "letter", "contentType": "application/pdf", "data": inline(paper())},
    document_reference(title="Bitewing", contentType="image/jpeg", data=inline(b"\xff\xd8\xff cut off")),
    document_reference(title="Damaged", contentType="image/png", data="%%%"),
    document_reference(title="Elsewhere", contentType="image/png", url="https://pictures.example/1.png"),
)


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        yield people.build()


def accepted(cast: Cast, content: bytes, folder: Path, name: str = "packet.json") -> tuple[IntakeDocument, Referral]:
    """A file taken in by the command and completed by Dana."""
    file = folder / name
    file.write_bytes(content)
    [became] = take_in([file], "harbor-endodontics", NOW)
    typed = {"given_name": "Robin", "family_name": "Sample", "birth_date": "1984-05-17", "phone": "312-555-0190", "language": "en"}
    entry, problems = check_entry(typed | {"preferred_channel": "sms", "may_contact": "on"}, NOW.date())
    assert entry is not None, problems
    referral = complete_intake(
        cast.dana,
        IntakeDocument.objects.get(pk=became.document).pk,
        patient=entry,
        sender=NewOffice("Good Health Clinic", "312-555-0144"),
        referring_provider="Dr. John Marlow",
        case=CASE,
        teeth=["19"],
        now=NOW,
    )
    return IntakeDocument.objects.get(pk=became.document), referral


def jobs_left(task: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [f"bridgework.jobs.{task}"])
        return int(cursor.fetchone()[0])


def missing(referral: Referral) -> list[str]:
    return sorted(referral.events.filter(kind="document_file_missing").values_list("details__why", flat=True))


def test_accepting_unpacks_nothing_and_leaves_the_job(cast: Cast, tmp_path: Path) -> None:
    before = jobs_left("attach_from_document")
    _, referral = accepted(cast, RICH, tmp_path)
    assert referral.attachments.count() == 0
    assert jobs_left("attach_from_document") == before + 1
    assert referral.events.get(kind="sent").details["files"] == 4


def test_each_file_is_attached_decoded_and_told(cast: Cast, tmp_path: Path, client: Client) -> None:
    document, referral = accepted(cast, RICH, tmp_path)
    attach_from_document(tried(0), str(document.pk))
    for attachment in referral.attachments.all():
        decode_film(tried(0), str(attachment.pk))

    found = {row.name: (row.status, row.media_type, row.kind) for row in referral.attachments.all()}
    assert found["Periapical tooth 19.png"] == ("ready", "image/png", "periapical")
    assert found["Letter.pdf"] == ("ready", "application/pdf", "letter")
    assert found["Bitewing.jpg"][0] == "refused"
    assert len(found) == 3  # the picture that is in it twice is here once
    assert Attachment.objects.get(name="Bitewing.jpg").refused_because.endswith(".")
    assert files.read(Attachment.objects.get(name="Bitewing.jpg").sha256) == b"\xff\xd8\xff cut off"

    client.force_login(cast.person("dana.ortiz"))
    shown = client.get(f"/referrals/{referral.pk}/").content.decode()
    for words in (
        "came inside the document packet.json.",
        "“Damaged” is damaged",
        "“Elsewhere” is not in the file",
        "Bitewing.jpg",
    ):
        assert words in shown, words


def test_done_twice_it_attaches_and_tells_once(cast: Cast, tmp_path: Path) -> None:
    document, referral = accepted(cast, RICH, tmp_path)
    for _ in range(2):
        attach_from_document(tried(0), str(document.pk))
    assert referral.attachments.count() == 3
    assert referral.events.filter(kind="file_added").count() == 3
    assert len(missing(referral)) == 2


def test_killed_between_two_files_the_rest_comes_later(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, referral = accepted(cast, RICH, tmp_path)
    whole = action.attach_file

    def killed_at_the_second(*args: Any, **how: Any) -> Attachment:
        if referral.attachments.exists():
            raise SystemExit
        return whole(*args, **how)

    with monkeypatch.context() as patch:
        patch.setattr(action, "attach_file", killed_at_the_second)
        with pytest.raises(SystemExit):
            attach_from_document(tried(0), str(document.pk))
    assert referral.attachments.count() == 1

    attach_from_document(tried(1), str(document.pk))
    assert referral.attachments.count() == 3
    assert len(missing(referral)) == 2


def test_more_files_than_a_referral_holds_are_named(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridgework.actions.attach_file.MOST_FILES", 2)
    many = [document_reference(title=f"Photo {n}", contentType="image/png", data=inline(picture(n))) for n in range(3)]
    document, referral = accepted(cast, bundle(*many), tmp_path)
    attach_from_document(tried(0), str(document.pk))
    assert referral.attachments.count() == 2
    [sentence] = missing(referral)
    assert sentence.startswith("“Photo 2.png” was not attached: A referral holds at most 2 files.")


def test_a_referral_that_has_closed_meanwhile_names_its_files(cast: Cast, tmp_path: Path) -> None:
    document, referral = accepted(cast, RICH, tmp_path)
    decline_referral(cast.dana, referral.pk, reason="outside_scope", note="", now=NOW)
    acknowledge_ending(cast.dana, referral.pk, consequence="patient_told", note="", now=NOW)
    attach_from_document(tried(0), str(document.pk))
    assert referral.attachments.count() == 0
    assert sum("is closed" in sentence for sentence in missing(referral)) == 4


def test_a_storage_that_does_not_answer_is_tried_again_and_then_told(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, referral = accepted(cast, RICH, tmp_path)

    def broken(_: str) -> bytes:
        raise OSError("no storage")

    monkeypatch.setattr(files, "read", broken)
    with pytest.raises(OSError, match="no storage"):
        attach_from_document(tried(0), str(document.pk))
    attach_from_document(tried(MOST_TRIES), str(document.pk))
    assert missing(referral) == [NOT_IN_STORAGE]


def test_a_document_that_waits_still_gives_nothing_away(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "waiting.json"
    file.write_bytes(RICH)
    [became] = take_in([file], "harbor-endodontics", NOW)
    attach_from_document(tried(0), became.document)
    assert Attachment.objects.count() == 0


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside this checkout")
def test_a_public_sample_that_only_points_to_its_film_says_so(cast: Cast, tmp_path: Path) -> None:
    sample = SAMPLES / "ohia" / "uc03_laura_jennings_b2_dtr.json"
    document, referral = accepted(cast, sample.read_bytes(), tmp_path, sample.name)
    attach_from_document(tried(0), str(document.pk))
    assert referral.attachments.count() == 0
    assert any("Periapical X-Ray Tooth #3" in sentence and "ask the sender" in sentence for sentence in missing(referral))
