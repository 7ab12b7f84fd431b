"""Files: taken in, refused in words, served to both sides and to nobody else, never as a page."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import make
import people
from bridgework.actions.attach_file import attach_file
from bridgework.actions.record_film import Decoded, record_film
from bridgework.actions.send_referral import send_referral
from bridgework.records import files
from bridgework.records.models import AccessRecord, Attachment, Referral
from browsers import signed_in, standing_clock
from people import Cast

PNG = b"\x89PNG\r\n\x1a\n and so on"
clock = standing_clock(people.NOW)


def status_of(client: Client, path: str) -> int:
    """What a file's address answers; the content is read and closed."""
    answer = client.get(path)
    answer.getvalue()
    return answer.status_code


@pytest.fixture
def draft(cast: Cast) -> Referral:
    return make.draft(cast)


def film(cast: Cast, referral: Referral) -> Attachment:
    attached = attach_file(cast.raman, referral.pk, name="<b>film</b>.png", content=io.BytesIO(PNG), now=people.NOW)
    decoded = Decoded(
        media_type="image/png",
        kind="periapical",
        width=8,
        height=8,
        display=PNG,
        thumbnail=b"\xff\xd8\xff thumb",
        pixels=b"\x1f\x8b raw",
        copy=PNG + b" without places",
    )
    return record_film(attached.pk, decoded, now=people.NOW)


def test_several_at_once_and_the_same_one_once(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    files = [SimpleUploadedFile("a.png", PNG), SimpleUploadedFile("b.pdf", b"%PDF-1.4")]
    answer = client.post(f"/referrals/{draft.pk}/files/?draft=1", {"file": files}, headers={"HX-Request": "true"})
    assert [name in answer.content.decode() for name in ("a.png", "b.pdf", "being opened")] == [True] * 3
    client.post(f"/referrals/{draft.pk}/files/", {"file": SimpleUploadedFile("again.png", PNG)}, headers={"HX-Request": "true"})
    assert draft.attachments.count() == 2


def test_an_empty_file_is_refused_in_a_sentence(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    answer = client.post(f"/referrals/{draft.pk}/files/", {"file": SimpleUploadedFile("a.png", b"")}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "0 bytes" in answer.content.decode()
    assert not draft.attachments.exists()


def test_without_script_the_form_and_the_file_arrive_together(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    typed = {"procedure": "retreatment", "reason": "Typed before uploading.", "act": "upload"}
    client.post(f"/referrals/{draft.pk}/draft/", typed | {"file": SimpleUploadedFile("a.png", PNG)})
    draft.refresh_from_db()
    assert draft.case["reason"] == "Typed before uploading."
    assert draft.attachments.count() == 1
    refused = client.post(f"/referrals/{draft.pk}/draft/", typed | {"file": SimpleUploadedFile("b.png", b"")})
    assert refused.status_code == 422
    assert "0 bytes" in refused.content.decode()


def test_without_script_a_chosen_file_goes_along_with_send(cast: Cast, draft: Referral) -> None:
    typed = {"procedure": "retreatment", "wanted": "evaluate", "teeth": ["30"], "act": "send", "file": SimpleUploadedFile("a.png", PNG)}
    answer = signed_in(cast, "priya.raman").post(f"/referrals/{draft.pk}/draft/", typed)
    assert (answer.status_code, answer["Location"]) == (302, f"/referrals/{draft.pk}/receipt/")
    assert draft.attachments.count() == 1


def test_described_taken_off_and_put_back(cast: Cast, draft: Referral) -> None:
    client, attached = signed_in(cast, "priya.raman"), film(cast, draft)
    client.post(f"/files/{attached.pk}/kind/", {"kind": "bitewing"})
    attached.refresh_from_db()
    assert attached.kind == "bitewing"
    assert "_bitewing_" in attached.label
    assert client.post(f"/files/{attached.pk}/kind/", {"kind": "nonsense"}).status_code == 422
    answer = client.post(f"/files/{attached.pk}/remove/", headers={"HX-Request": "true"})
    assert f"/files/{attached.pk}/restore/" in answer.headers["HX-Trigger"]
    assert status_of(client, f"/files/{attached.pk}/image") == 404
    client.post(f"/files/{attached.pk}/restore/")
    assert status_of(client, f"/files/{attached.pk}/image") == 200


def test_served_with_headers_that_make_it_harmless(cast: Cast, draft: Referral) -> None:
    client, attached = signed_in(cast, "priya.raman"), film(cast, draft)
    image = client.get(f"/files/{attached.pk}/image")
    assert image.getvalue() == PNG
    assert image.headers["Content-Type"] == "image/png"
    assert image.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in image.headers["Content-Security-Policy"]
    assert image.headers["Cache-Control"].startswith("private")
    download = client.get(f"/files/{attached.pk}/download")
    assert download.getvalue() == PNG + b" without places", "and not the bytes that came"
    assert download.headers["Content-Disposition"].startswith("attachment;")
    assert "<" not in download.headers["Content-Disposition"]
    assert status_of(client, f"/files/{attached.pk}/original") == 404
    for part, header, value in (("pixels", "Content-Encoding", "gzip"), ("thumbnail", "Content-Type", "image/jpeg")):
        answer = client.get(f"/files/{attached.pk}/{part}")
        answer.getvalue()
        assert answer.headers[header] == value
    assert status_of(client, f"/files/{attached.pk}/secret") == 404


def test_of_a_large_volume_the_clean_header_and_the_pixels_that_came_are_downloaded(cast: Cast, draft: Referral) -> None:
    client, attached = signed_in(cast, "priya.raman"), film(cast, draft)
    came = files.keep(b"old header|pixels of the volume|padding")
    rows = Attachment.objects.filter(pk=attached.pk)
    rows.update(media_type="application/dicom", sha256=came, copy_sha256=files.keep(b"new header|"), reading={"rest": [11, 31]})
    assert client.get(f"/files/{attached.pk}/download").getvalue() == b"new header|pixels of the volume"
    rows.update(copy_sha256="", reading={})
    assert client.get(f"/files/{attached.pk}/download").getvalue() == PNG, "where no copy could be made, the picture of it"
    rows.update(reading={"as_it_came": True})
    assert client.get(f"/files/{attached.pk}/download").getvalue().startswith(b"old header")


def test_unchanged_content_is_not_sent_again(cast: Cast, draft: Referral) -> None:
    client, attached = signed_in(cast, "priya.raman"), film(cast, draft)
    first = client.get(f"/files/{attached.pk}/image")
    first.getvalue()
    again = client.get(f"/files/{attached.pk}/image", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_reading_a_film_is_written_down(cast: Cast, draft: Referral) -> None:
    attached = film(cast, draft)
    assert status_of(signed_in(cast, "priya.raman"), f"/files/{attached.pk}/image") == 200
    row = AccessRecord.objects.filter(act="read").latest("at")
    assert (row.what, row.who, row.referral_ids) == ("file image", "Dr. Priya Raman", [draft.pk])


def test_the_other_side_sees_it_once_it_was_sent_and_strangers_never(cast: Cast, draft: Referral) -> None:
    attached = film(cast, draft)
    dana, stranger = signed_in(cast, "dana.ortiz"), signed_in(cast, "ines.duarte")
    assert status_of(dana, f"/files/{attached.pk}/image") == 404
    signed_in(cast, "priya.raman").post(
        f"/referrals/{draft.pk}/draft/", {"procedure": "retreatment", "wanted": "evaluate", "teeth": "30", "act": "send"}
    )
    assert status_of(dana, f"/files/{attached.pk}/image") == 200
    for part in ("thumbnail", "image", "pixels", "download"):
        assert status_of(stranger, f"/files/{attached.pk}/{part}") == 404
    for step in ("kind", "remove", "restore"):
        assert stranger.post(f"/files/{attached.pk}/{step}/", {"kind": "photo"}).status_code == 404
    assert stranger.post(f"/referrals/{draft.pk}/files/", {"file": SimpleUploadedFile("a.png", PNG)}).status_code == 404


def test_what_was_sent_stays_as_it_was_sent(cast: Cast, draft: Referral) -> None:
    attached = film(cast, draft)
    signed_in(cast, "priya.raman").post(
        f"/referrals/{draft.pk}/draft/", {"procedure": "retreatment", "wanted": "evaluate", "teeth": "30", "act": "send"}
    )
    assert signed_in(cast, "priya.raman").post(f"/files/{attached.pk}/remove/").status_code == 409
    assert signed_in(cast, "dana.ortiz").post(f"/files/{attached.pk}/kind/", {"kind": "photo"}).status_code == 409


def test_a_film_dropped_before_the_tooth_was_chosen_carries_the_tooth_once_sent(cast: Cast, draft: Referral) -> None:
    Referral.objects.filter(pk=draft.pk).update(teeth=[])
    assert "_x_periapical_" in film(cast, draft).label
    Referral.objects.filter(pk=draft.pk).update(teeth=["19"])
    send_referral(cast.raman, draft.pk, now=people.NOW)
    assert "_19_periapical_" in draft.attachments.get().label


def test_a_refused_file_keeps_the_name_it_came_with(cast: Cast, draft: Referral) -> None:
    attached = attach_file(cast.raman, draft.pk, name="page.png", content=io.BytesIO(b"<html>"), now=people.NOW)
    record_film(attached.pk, Decoded(refused_because="This file is a web page, whatever its name says."), now=people.NOW)
    assert "<b>page.png</b>" in signed_in(cast, "priya.raman").get(f"/referrals/{draft.pk}/draft/").content.decode()


def test_kind_and_tooth_are_proposed_and_a_person_decides(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    attached = attach_file(cast.raman, draft.pk, name="film.dcm", content=io.BytesIO(PNG), now=people.NOW)
    proposal = Decoded(media_type="application/dicom", kind="periapical", display=PNG, thumbnail=PNG, reading={"tooth": "19"})
    record_film(attached.pk, proposal, now=people.NOW)
    page = client.get(f"/referrals/{draft.pk}/draft/").content.decode()
    assert 'name="tooth" value="19"' in page
    assert "as the file says" in page
    attached.refresh_from_db()
    assert attached.label == "SAMPLE_19_periapical_2026-11-18"
    client.post(f"/files/{attached.pk}/kind/", {"kind": "bitewing", "tooth": "LR6"})
    attached.refresh_from_db()
    assert (attached.kind, attached.tooth, attached.label) == ("bitewing", "30", "SAMPLE_30_bitewing_2026-11-18")
    refused = client.post(f"/files/{attached.pk}/kind/", {"tooth": "33"}, headers={"HX-Request": "true"})
    assert (refused.status_code, "There is no tooth" in refused.headers["HX-Trigger"]) == (422, True)
    client.post(f"/files/{attached.pk}/kind/", {"tooth": ""})
    attached.refresh_from_db()
    assert (attached.kind, attached.tooth) == ("bitewing", ""), "and is not proposed again"
    assert "as the file says" not in client.get(f"/referrals/{draft.pk}/draft/").content.decode()


def test_what_a_person_said_first_is_not_proposed_over(cast: Cast, draft: Referral) -> None:
    attached = attach_file(cast.raman, draft.pk, name="film.dcm", content=io.BytesIO(PNG), kind="bitewing", now=people.NOW)
    signed_in(cast, "priya.raman").post(f"/files/{attached.pk}/kind/", {"tooth": "3"})
    record_film(
        attached.pk, Decoded(media_type="application/dicom", kind="periapical", display=PNG, reading={"tooth": "19"}), now=people.NOW
    )
    attached.refresh_from_db()
    assert (attached.kind, attached.tooth) == ("bitewing", "3")


def test_turned_for_everybody_and_nothing_in_the_files_is(cast: Cast, draft: Referral) -> None:
    client, attached = signed_in(cast, "priya.raman"), film(cast, draft)
    client.post(f"/files/{attached.pk}/turn/")
    attached.refresh_from_db()
    assert (attached.turns, attached.display_sha256) == (1, film_hash())
    assert 'class="turned-1"' in client.get(f"/referrals/{draft.pk}/draft/").content.decode()
    signed_in(cast, "jo.whitman").post(f"/files/{attached.pk}/turn/")
    attached.refresh_from_db()
    assert attached.turns == 2


def film_hash() -> str:
    return hashlib.sha256(PNG).hexdigest()


def test_the_same_picture_saved_another_way_is_asked_about(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    names = ("first.png", "again.jpg", "other.png")
    for number, likeness in enumerate(("0f0f0f0f0f0f0f0f", "0f0f0f0f0f0f0f0e", "f0f0f0f0f0f0f0f0")):
        attached = attach_file(cast.raman, draft.pk, name=names[number], content=io.BytesIO(PNG + bytes([number])), now=people.NOW)
        decoded = Decoded(media_type="image/png", kind="photo", display=PNG, thumbnail=PNG, reading={"likeness": likeness})
        record_film(attached.pk, decoded, now=people.NOW)
    first, again, other = (draft.attachments.get(name=name) for name in names)
    assert (first.looks_like, again.looks_like, other.looks_like) == (None, first, None)
    assert "The same picture?" in client.get(f"/referrals/{draft.pk}/draft/").content.decode()
    client.post(f"/files/{again.pk}/both/")
    assert "The same picture?" not in client.get(f"/referrals/{draft.pk}/draft/").content.decode()
    assert draft.attachments.filter(removed_at=None).count() == 3


def test_a_question_about_a_picture_that_was_taken_off_is_no_question(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    for number in range(2):
        attached = attach_file(cast.raman, draft.pk, name=f"{number}.png", content=io.BytesIO(PNG + bytes([number])), now=people.NOW)
        decoded = Decoded(media_type="image/png", display=PNG, thumbnail=PNG, reading={"likeness": "0f0f0f0f0f0f0f0f"})
        record_film(attached.pk, decoded, now=people.NOW)
    client.post(f"/files/{draft.attachments.get(name='0.png').pk}/remove/")
    assert "The same picture?" not in client.get(f"/referrals/{draft.pk}/draft/").content.decode()


def test_slices_are_served_one_by_one(cast: Cast, draft: Referral) -> None:
    client = signed_in(cast, "priya.raman")
    attached = attach_file(cast.raman, draft.pk, name="volume.dcm", content=io.BytesIO(PNG), now=people.NOW)
    slices = tuple(b"\xff\xd8\xff slice " + bytes([number]) for number in range(5))
    record_film(
        attached.pk, Decoded(media_type="application/dicom", kind="cbct", display=PNG, slices=slices, reading={"slices": 5}), now=people.NOW
    )
    for number in (0, 3, 4):
        answer = client.get(f"/files/{attached.pk}/slices/{number}")
        assert (answer.getvalue(), answer["Content-Type"]) == (slices[number], "image/jpeg")
        assert "sandbox" in answer["Content-Security-Policy"]
        again = client.get(f"/files/{attached.pk}/slices/{number}", headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304
    assert status_of(client, f"/files/{attached.pk}/slices/5") == 404
    assert status_of(client, f"/files/{attached.pk}/slices/{9**60}") == 404
    assert status_of(signed_in(cast, "dana.ortiz"), f"/files/{attached.pk}/slices/0") == 404
    assert AccessRecord.objects.filter(what="file slices").exists()
    known = AccessRecord.objects.filter(what="file slices").count()
    elsewhere = signed_in(cast, "priya.raman")
    for _ in range(2):  # not with the first or the middle one, as the viewer does: written down once in that browser
        elsewhere.get(f"/files/{attached.pk}/slices/3")
    assert AccessRecord.objects.filter(what="file slices").count() == known + 1


def test_what_was_refused_is_handed_to_nobody(cast: Cast, draft: Referral) -> None:
    attached = attach_file(cast.raman, draft.pk, name="page.png", content=io.BytesIO(b"<html><script>"), now=people.NOW)
    client = signed_in(cast, "priya.raman")
    assert status_of(client, f"/files/{attached.pk}/download") == 404, "nor before it was opened"
    record_film(attached.pk, Decoded(refused_because="This file is a web page, whatever its name says."), now=people.NOW)
    for part in ("download", "original", "image", "thumbnail"):
        assert status_of(client, f"/files/{attached.pk}/{part}") == 404
