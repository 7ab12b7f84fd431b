"""An attached file becomes a picture, or a sentence; whatever it is, its original is kept and the worker lives on."""

import io
from typing import Any

import pytest
from PIL import Image

import make
from bridgework.actions.attach_file import attach_file
from bridgework.actions.describe_attachment import describe_attachment
from bridgework.actions.send_referral import send_referral
from bridgework.connections.door import Unreadable
from bridgework.connections.films.film import DicomFacts, Film, RawPixels
from bridgework.connections.films.recorded import as_decoded
from bridgework.jobs.decode_film import MOST_TRIES, NOT_IN_STORAGE, decode_film, decode_stream
from bridgework.records import files
from bridgework.records.models import Attachment
from job_context import tried
from people import NOW, Cast


def attached(cast: Cast, content: bytes, name: str = "film.png") -> Attachment:
    return attach_file(cast.raman, make.draft(cast).pk, name=name, content=io.BytesIO(content), now=NOW)


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("L", (640, 480), 90).save(drawn, "PNG")
    return drawn.getvalue()


def test_a_picture_is_shown(cast: Cast) -> None:
    attachment = attached(cast, picture())

    decode_film(tried(0), str(attachment.pk))
    decode_film(tried(0), str(attachment.pk))

    attachment.refresh_from_db()
    assert (attachment.status, attachment.media_type, attachment.width, attachment.height) == ("ready", "image/png", 640, 480)
    assert attachment.label.startswith("SAMPLE_30_")
    assert files.read(attachment.thumbnail_sha256)


def test_no_two_files_of_a_referral_have_one_label(cast: Cast) -> None:
    referral = make.draft(cast)
    for number in range(3):
        drawn = io.BytesIO()
        Image.new("L", (640, 480), 60 + number).save(drawn, "PNG")
        drawn.seek(0)
        kept = attach_file(cast.raman, referral.pk, name=f"{number}.png", content=drawn, now=NOW)
        describe_attachment(cast.raman, kept.pk, kind="photo", now=NOW)
        decode_film(tried(0), str(kept.pk))
    labels = list(referral.attachments.order_by("added_at", "id").values_list("label", flat=True))
    assert labels == ["SAMPLE_30_photo_2026-11-18", "SAMPLE_30_photo-2_2026-11-18", "SAMPLE_30_photo-3_2026-11-18"]

    # what a label was told with stays, also when another file would take a lower number, and when the referral is sent
    first, _, third = referral.attachments.order_by("added_at", "id")
    describe_attachment(cast.raman, first.pk, kind="panoramic", now=NOW)
    describe_attachment(cast.raman, third.pk, tooth="30", now=NOW)
    send_referral(cast.raman, referral.pk, now=NOW)
    labels = list(referral.attachments.order_by("added_at", "id").values_list("label", flat=True))
    assert labels == ["SAMPLE_30_panoramic_2026-11-18", "SAMPLE_30_photo-2_2026-11-18", "SAMPLE_30_photo-3_2026-11-18"]


def test_what_is_no_picture_gets_a_sentence_and_stays(cast: Cast) -> None:
    attachment = attached(cast, b"not a picture at all")

    decode_film(tried(0), str(attachment.pk))

    attachment.refresh_from_db()
    assert attachment.status == "refused"
    assert attachment.refused_because.endswith(".")
    assert files.read(attachment.sha256) == b"not a picture at all"


def test_a_storage_that_does_not_answer_is_tried_again_and_then_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    attachment = attached(cast, picture())

    def broken(_: str) -> Any:
        raise OSError("no storage")

    monkeypatch.setattr(files, "open_blob", broken)
    with pytest.raises(OSError, match="no storage"):
        decode_film(tried(0), str(attachment.pk))
    decode_film(tried(MOST_TRIES), str(attachment.pk))

    attachment.refresh_from_db()
    assert (attachment.status, attachment.refused_because) == ("refused", NOT_IN_STORAGE)


def test_a_file_that_lies_elsewhere_is_copied_first() -> None:
    film = decode_stream(io.BytesIO(picture()), "film.png")

    assert isinstance(film, Film)
    assert film.width == 640


def test_what_the_decoder_read_is_kept_as_the_viewer_wants_it() -> None:
    pixels = RawPixels(b"gzip", 10, 20, signed=True, window_center=5.0, window_width=9.0, inverted=True)
    dicom = DicomFacts("IO", None, "30", "SAMPLE^ROBIN", None, "MONOCHROME1", 1, (0.02, 0.03), "detector")
    film = Film("application/dicom", "periapical", 10, 20, 1, b"png", "image/png", b"small", pixels, dicom)

    decoded = as_decoded(film)

    assert decoded.reading["spacing_mm"] == [0.02, 0.03]
    assert (decoded.reading["bits"], decoded.reading["window_center"], decoded.reading["photometric"]) == (16, 5.0, "MONOCHROME1")
    assert decoded.pixels == b"gzip"
    assert as_decoded(Unreadable("Empty.")).refused_because == "Empty."
