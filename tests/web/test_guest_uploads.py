"""Files of a sender without an account in pieces: with the form, before the proof; on the office's own page, after it."""

import base64
import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

import guests
import people
from bridgework.actions.erase_guest_submissions import erase_guest_submissions
from bridgework.records.models import Attachment, GuestFile, GuestSubmission, GuestUpload, Referral
from bridgework.rules.guests import LARGEST_IN_PIECES, MOST_BYTES_FROM_ADDRESS, MOST_FILES, SUBMISSION_LIVES
from browsers import standing_clock
from guests import PAGE, confirmed, film, guest_page, post, right_code, the_submission, waiting_page, words_of
from people import NOW, Cast

FILM = bytes(range(256)) * 1_000
PIECE = 128 * 1024
clock = standing_clock(NOW)


@pytest.fixture
def cast(db: None) -> Cast:
    return people.build()


def announce(client: Client, url: str, content: bytes = FILM, *, name: str = "film.dcm", size: int = 0, sha256: str | None = None) -> Any:
    said = {"filename": name, "sha256": hashlib.sha256(content).hexdigest() if sha256 is None else sha256}
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items() if value)
    headers = {"Upload-Length": str(size or len(content)), "Upload-Metadata": metadata}
    return client.post(url, headers=headers, content_type="application/octet-stream")


def send(client: Client, url: str, offset: int, content: bytes) -> Any:
    return client.patch(url, content, content_type="application/offset+octet-stream", headers={"Upload-Offset": str(offset)})


def form_files(mark: str, slug: str = "harbor-endodontics") -> str:
    return f"/r/{slug}/files/{mark}/"


def in_storage(folder: str) -> list[Path]:
    return [path for path in (Path(settings.STORAGES["default"]["OPTIONS"]["location"]) / folder).rglob("*") if path.is_file()]


def test_a_file_in_pieces_goes_with_the_form_and_nobody_sees_it_before_the_proof(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    mark = guests.stamp(NOW)
    begun = announce(client, form_files(mark))
    assert (begun.status_code, begun["Upload-Offset"]) == (201, "0")
    first = send(client, begun["Location"], 0, FILM[:PIECE])
    assert (first.status_code, first["Upload-Offset"]) == (204, str(PIECE))
    # Cut off: the same file announced again goes on where it was, and the page says so.
    again = announce(client, form_files(mark))
    assert (again["Location"], again["Upload-Offset"]) == (begun["Location"], str(PIECE))
    assert client.head(begun["Location"])["Upload-Offset"] == str(PIECE)
    assert "then the connection was lost" in words_of(client.get(form_files(mark)))
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, begun["Location"], PIECE, FILM[PIECE:])["Upload-Offset"] == str(len(FILM))
    assert in_storage(f"pieces/{begun['Location'].rstrip('/').rpartition('/')[2]}") == []
    assert "film.dcm" in words_of(client.get(form_files(mark)))
    assert announce(client, form_files(mark))["Upload-Known"] == "1"
    assert not Attachment.objects.exists()
    post(client, NOW, stamp=mark)
    client.post(f"{waiting_page(the_submission())}code/", {"code": right_code(the_submission())})
    attached = Referral.objects.get().attachments.get()
    assert (attached.name, attached.size, attached.status) == ("film.dcm", len(FILM), "waiting")
    assert not GuestUpload.objects.exists()
    late = announce(client, form_files(mark))
    assert (late.status_code, "Add the file on the page on which you follow it" in late.content.decode()) == (422, True)


def test_the_page_opened_again_has_its_files(cast: Cast, client: Client) -> None:
    mark = guests.stamp(NOW)
    begun = announce(client, form_files(mark))
    send(client, begun["Location"], 0, FILM)
    shown = client.get(f"{PAGE}?from=general&form={mark}").content.decode()
    assert "film.dcm" in shown
    assert f'name="stamp" value="{mark}"' in shown
    for other in (PAGE, f"{PAGE}?form=forged", f"/r/tidewater-oral-surgery/?form={mark}"):
        assert "film.dcm" not in client.get(other).content.decode()


def test_only_the_page_that_was_shown_reaches_its_files(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    mark, other = guests.stamp(NOW), guests.stamp(NOW)
    upload = announce(client, form_files(mark))["Location"].rstrip("/").rpartition("/")[2]
    for files in (form_files(other), form_files("forged"), form_files(mark, "tidewater-oral-surgery")):
        assert client.head(f"{files}{upload}/").status_code == 404
        assert send(client, f"{files}{upload}/", 0, FILM).status_code == 404
    assert announce(client, form_files("forged")).status_code == 404
    assert announce(client, form_files(mark, "no-such-practice")).status_code == 404
    clock.shift(SUBMISSION_LIVES)
    assert announce(client, form_files(mark)).status_code == 404


def test_what_is_not_what_it_was_said_to_be_is_thrown_away(cast: Cast, client: Client, django_capture_on_commit_callbacks: Any) -> None:
    files = form_files(guests.stamp(NOW))
    begun = announce(client, files, sha256="0" * 64)
    with django_capture_on_commit_callbacks(execute=True):
        refused = send(client, begun["Location"], 0, FILM)
    assert (refused.status_code, "changed on its way" in refused.content.decode()) == (422, True)
    assert not GuestUpload.objects.exists()
    assert not GuestFile.objects.exists()
    assert send(client, announce(client, files)["Location"], 7, FILM).status_code == 409
    dropped = announce(client, files, b"other")["Location"]
    assert client.delete(dropped).status_code == 204
    assert client.head(dropped).status_code == 404


def test_size_number_and_bytes_have_limits(cast: Cast, client: Client) -> None:
    files = form_files(guests.stamp(NOW))
    assert "may have 100 MB" in announce(client, files, size=LARGEST_IN_PIECES + 1).content.decode()
    assert "is empty" in announce(client, files, b"", size=0, sha256="").content.decode()
    for number in range(MOST_FILES):
        assert announce(client, files, bytes([number]) * 100).status_code == 201
    assert f"At most {MOST_FILES} files" in announce(client, files, b"one more").content.decode()
    assert "At most" in words_of(post(client, NOW, stamp=files.split("/")[4], file=film()))
    whole_hour = next(iter(MOST_BYTES_FROM_ADDRESS.values()))
    GuestSubmission.objects.update(bytes_announced=whole_hour)
    assert "Too many files" in announce(client, form_files(guests.stamp(NOW))).content.decode()


def test_what_nobody_confirms_leaves_no_piece(cast: Cast, client: Client, django_capture_on_commit_callbacks: Any) -> None:
    begun = announce(client, form_files(guests.stamp(NOW)))
    send(client, begun["Location"], 0, FILM[:PIECE])
    folder = f"pieces/{begun['Location'].rstrip('/').rpartition('/')[2]}"
    assert len(in_storage(folder)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_guest_submissions(now=NOW + SUBMISSION_LIVES + timedelta(minutes=1)) == 1
    assert in_storage(folder) == []


def test_the_office_adds_large_files_on_its_own_page(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    page = guest_page(referral)
    begun = announce(client, f"{page}uploads/", name="volume.zip")
    send(client, begun["Location"], 0, FILM[:PIECE])
    assert client.head(begun["Location"])["Upload-Offset"] == str(PIECE)
    assert send(client, begun["Location"], PIECE, FILM[PIECE:]).status_code == 204
    assert [file.name for file in referral.attachments.all()] == ["volume.zip"]
    assert "volume.zip" in words_of(client.get(f"{page}uploads/"))
    # Another browser has to prove itself first; another referral's link reaches nothing.
    assert "volume.zip" not in words_of(Client().get(f"{page}uploads/"))
    other = confirmed(client, NOW, given_name="Ada", teeth=["30"])
    assert client.head(f"{guest_page(other)}uploads/{begun['Location'].rstrip('/').rpartition('/')[2]}/").status_code == 404
