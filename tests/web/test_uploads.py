"""Files in pieces: begun, broken off, gone on with, checked against their hash, thrown away when nobody comes back."""

import base64
import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import make
import people
from bridgework.actions.begin_upload import begin_upload
from bridgework.actions.drop_upload import expire_uploads
from bridgework.actions.send_referral import send_referral
from bridgework.jobs.expire_uploads import expire_uploads as the_job
from bridgework.records import files, pieces
from bridgework.records.models import Referral, Upload
from bridgework.rules.upload import HALF_LIVES, MOST_UNDER_WAY, SMALLEST_PIECE
from browsers import signed_in, standing_clock
from people import Cast

FILM = bytes(range(256)) * 1_000
PIECE = 128 * 1024
clock = standing_clock(people.NOW)


@pytest.fixture
def draft(cast: Cast) -> Referral:
    return make.draft(cast)


def announce(client: Client, draft: Referral, content: bytes = FILM, name: str = "film.dcm", *, with_hash: bool = True, **more: str) -> Any:
    said = {"filename": name} | ({"sha256": hashlib.sha256(content).hexdigest()} if with_hash else {}) | more
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())
    headers = {"Upload-Length": str(len(content)), "Upload-Metadata": metadata}
    return client.post(f"/referrals/{draft.pk}/uploads/", headers=headers, content_type="application/octet-stream")


def send(client: Client, url: str, offset: int, content: bytes) -> Any:
    return client.patch(url, content, content_type="application/offset+octet-stream", headers={"Upload-Offset": str(offset)})


def left_in_pieces(url: str) -> list[Path]:
    """The pieces of one file that are still in the storage."""
    pieces = Path(settings.STORAGES["default"]["OPTIONS"]["location"]) / "pieces" / url.strip("/").rpartition("/")[2]
    return [path for path in pieces.rglob("*") if path.is_file()]


def test_a_file_arrives_in_pieces_and_nothing_is_left_of_them(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    begun = announce(client, draft, kind="panoramic")
    assert (begun.status_code, begun["Upload-Offset"]) == (201, "0")
    first = send(client, begun["Location"], 0, FILM[:PIECE])
    assert (first.status_code, first["Upload-Offset"]) == (204, str(PIECE))
    assert not draft.attachments.exists()
    last = send(client, begun["Location"], PIECE, FILM[PIECE:])
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(FILM)))
    attached = draft.attachments.get()
    assert (attached.name, attached.kind, attached.size) == ("film.dcm", "panoramic", len(FILM))
    assert files.read(attached.sha256) == FILM
    assert left_in_pieces(begun["Location"]) == []


def test_broken_off_it_goes_on_where_it_was(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    begun = announce(client, draft)
    send(client, begun["Location"], 0, FILM[:PIECE])
    page = client.get(f"/referrals/{draft.pk}/draft/").content.decode()
    assert "128.0\xa0KB of 250.0\xa0KB arrived" in page
    again = announce(client, draft)  # the same file, chosen again after a reload
    assert (again["Location"], again["Upload-Offset"]) == (begun["Location"], str(PIECE))
    assert client.head(again["Location"])["Upload-Offset"] == str(PIECE)
    send(client, again["Location"], PIECE, FILM[PIECE:])
    assert files.read(draft.attachments.get().sha256) == FILM


def test_a_piece_at_the_wrong_place_is_refused_and_changes_nothing(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    url = announce(client, draft)["Location"]
    send(client, url, 0, FILM[:PIECE])
    for offset in (0, PIECE - 1, PIECE + 1):
        assert send(client, url, offset, FILM[offset : offset + PIECE]).status_code == 409
    assert send(client, url, PIECE, FILM[PIECE:] + b"more than was announced").status_code == 422
    assert client.head(url)["Upload-Offset"] == str(PIECE)
    assert len(left_in_pieces(url)) == 1


def test_crumbs_are_not_kept_as_pieces(cast: Cast, draft: Referral) -> None:
    url = announce(signed_in(cast, "priya.raman"), draft)["Location"]
    assert send(signed_in(cast, "priya.raman"), url, 0, FILM[: SMALLEST_PIECE - 1]).status_code == 422


def test_what_changed_on_its_way_is_not_attached(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    url = announce(client, draft)["Location"]
    answer = send(client, url, 0, b"\x07" + FILM[1:])
    assert answer.status_code == 422
    assert "changed on its way" in answer.content.decode()
    assert not draft.attachments.exists()
    assert left_in_pieces(url) == []
    assert announce(client, draft)["Upload-Offset"] == "0", "and is sent anew"


def test_without_a_hash_nothing_is_taken_for_the_same_file(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    one, other = (announce(client, draft, with_hash=False)["Location"] for _ in range(2))
    assert one != other
    assert send(client, one, 0, FILM).status_code == 204
    assert draft.attachments.count() == 1


def test_a_file_that_is_here_is_known_and_not_sent(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    send(client, announce(client, draft)["Location"], 0, FILM)
    with time_machine.travel(people.NOW + timedelta(seconds=5), tick=False):
        again = announce(client, draft, name="copy of film.dcm")
        assert (again["Upload-Known"], again["Upload-Offset"]) == ("1", str(len(FILM)))
        # The same by a browser that cannot compute hashes, and by the plain form
        url = announce(client, draft, name="third.dcm", with_hash=False)["Location"]
        assert send(client, url, 0, FILM)["Upload-Known"] == "1"
        client.post(f"/referrals/{draft.pk}/files/", {"file": SimpleUploadedFile("again.dcm", FILM)})
        page = client.get(f"/referrals/{draft.pk}/draft/").content.decode()
    assert draft.attachments.count() == 1
    assert "again.dcm is on this referral already; it was kept once." in page


def test_what_arrived_whole_and_was_not_put_together_is_finished_by_asking_again(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    url = announce(client, draft)["Location"]
    send(client, url, 0, FILM)
    # As if it had been killed between the last piece and the attaching
    Upload.objects.update(attachment=None)
    draft.attachments.all().delete()
    pieces.keep_piece(Upload.objects.get().pk, 0, FILM)
    answer = send(client, url, len(FILM), b"")
    assert answer.status_code == 204, answer.content
    assert draft.attachments.count() == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 422),
        ({"Upload-Length": "0"}, 422),
        ({"Upload-Length": "-5"}, 422),
        ({"Upload-Length": "9" * 400}, 422),
        ({"Upload-Length": str(201 * 1024 * 1024)}, 422),
        ({"Upload-Length": "100", "Upload-Metadata": "filename %%%"}, 422),
        ({"Upload-Length": "100", "Upload-Metadata": "filename " + base64.b64encode(b"a\x00b").decode()}, 201),
    ],
)
def test_nonsense_is_refused_in_words(cast: Cast, draft: Referral, headers: dict[str, str], status: int) -> None:
    answer = signed_in(cast, "priya.raman").post(
        f"/referrals/{draft.pk}/uploads/", headers=headers, content_type="application/octet-stream"
    )
    assert answer.status_code == status
    assert status == 201 or answer.content.decode().endswith(".")


def test_too_many_at_once_are_refused(cast: Cast, draft: Referral) -> None:
    for number in range(MOST_UNDER_WAY):
        begin_upload(cast.raman, draft.pk, name=f"{number}.png", size=100_000, now=people.NOW)
    answer = announce(signed_in(cast, "priya.raman"), draft)
    assert (answer.status_code, "Too many" in answer.content.decode()) == (422, True)


def test_others_neither_see_nor_finish_it(cast: Cast, draft: Referral) -> None:
    url = announce(signed_in(cast, "priya.raman"), draft)["Location"]
    for mailbox in ("jo.whitman", "dana.ortiz", "ines.duarte"):
        stranger = signed_in(cast, mailbox)
        assert stranger.head(url).status_code == 404
        assert send(stranger, url, 0, FILM[:PIECE]).status_code == 404
    for mailbox in ("dana.ortiz", "ines.duarte"):
        assert announce(signed_in(cast, mailbox), draft).status_code == 404
        assert signed_in(cast, mailbox).delete(url).status_code == 404
    assert Upload.objects.get().received == 0


def test_given_up_by_the_program_and_by_a_button(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    for end in ("delete", "button"):
        url = announce(client, draft)["Location"]
        send(client, url, 0, FILM[:PIECE])
        answer = client.delete(url) if end == "delete" else client.post(f"{url}drop/")
        assert answer.status_code in (204, 302)
        assert not Upload.objects.exists()
        assert left_in_pieces(url) == []


def test_what_nobody_finished_is_thrown_away_after_a_day(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    half = announce(client, draft)["Location"]
    send(client, half, 0, FILM[:PIECE])
    whole = announce(client, draft, FILM[::-1])["Location"]
    send(client, whole, 0, FILM[::-1])
    assert expire_uploads(people.NOW + HALF_LIVES - timedelta(seconds=1)) == 0
    assert len(left_in_pieces(half)) == 1
    assert expire_uploads(people.NOW + HALF_LIVES) == 2
    assert left_in_pieces(half) == []
    assert files.read(draft.attachments.get().sha256) == FILM[::-1]
    assert client.head(half).status_code == 404


def test_the_clock_throws_it_away(cast: Cast, draft: Referral) -> None:
    url = announce(signed_in(cast, "priya.raman"), draft)["Location"]
    send(signed_in(cast, "priya.raman"), url, 0, FILM[:PIECE])
    the_job()
    assert Upload.objects.exists()
    with time_machine.travel(people.NOW + HALF_LIVES, tick=False):
        the_job()
    assert not Upload.objects.exists()
    assert left_in_pieces(url) == []


def test_a_closed_referral_takes_no_pieces(cast: Cast) -> None:
    closed = make.closed(cast)
    answer = announce(signed_in(cast, "priya.raman"), closed)
    assert (answer.status_code, "closed" in answer.content.decode()) == (422, True)
    sent = send_referral(cast.raman, make.draft(cast).pk, now=people.NOW)
    assert announce(signed_in(cast, "priya.raman"), sent).status_code == 201
