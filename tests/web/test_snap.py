"""The phone as camera: a code on the form, a page without account or patient, pictures that arrive by themselves, an end with the form."""

import hashlib
import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

import make
import people
from bridgework.actions.discard_draft import discard_draft
from bridgework.actions.issue_snap_link import snap_secret
from bridgework.actions.record_film import Decoded, record_film
from bridgework.actions.send_referral import send_referral
from bridgework.records.models import AccessRecord, Attachment, Membership, Referral, SnapLink
from bridgework.rules.upload import PHONE_LIVES, PHONE_MOST, PHONE_MOST_A_MINUTE
from browsers import standing_clock
from people import Cast

clock = standing_clock(people.NOW)


@pytest.fixture
def draft(cast: Cast) -> Referral:
    return make.draft(cast)


@pytest.fixture
def desk(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.person("priya.raman"))
    return client


def link_of(desk: Client, draft: Referral) -> str:
    """Shows the code; the address that it leads to, as a phone would read it."""
    page = desk.post(f"/referrals/{draft.pk}/camera/", headers={"HX-Request": "true"}).content.decode()
    found = re.search(r'data-copies="http://testserver(/snap/[^"]+/)"', page)
    assert found
    assert '<svg viewBox="0 0 ' in page
    return found[1]


def photo(gray: int = 100) -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), (gray * 53 % 256, gray * 97 % 256, 80)).save(kept, "JPEG")
    return SimpleUploadedFile(f"IMG_{gray}.jpg", kept.getvalue(), "image/jpeg")


def opened(picture: Attachment) -> None:
    record_film(picture.pk, Decoded(media_type="image/jpeg", display=b"\xff\xd8\xff", thumbnail=b"\xff\xd8\xff small"), now=people.NOW)


def test_a_phone_sends_a_picture_without_account_and_the_form_shows_it(desk: Client, draft: Referral, cast: Cast) -> None:
    url, phone = link_of(desk, draft), Client()
    page = phone.get(url)
    assert page.status_code == 200
    assert 'capture="environment"' in page.content.decode()
    assert phone.post(url, {"file": photo()}).status_code == 302
    picture = draft.attachments.get()
    assert (picture.kind, picture.name, picture.added_by) == ("photo", "IMG_100.jpg", cast.person("priya.raman"))
    form = desk.get(f"/referrals/{draft.pk}/files/?draft=1&seen=something").content.decode()
    assert "IMG_100.jpg" in form
    code = f"/referrals/{draft.pk}/camera/?seen="
    assert "A phone is connected" in desk.get(f"{code}shown").content.decode()
    assert desk.get(f"{code}opened").status_code == 204
    row = AccessRecord.objects.filter(what="attach_file").latest("at")
    assert (row.way, row.who) == ("phone camera", "Dr. Priya Raman")


def test_the_phone_learns_nothing_of_the_patient(desk: Client, draft: Referral, cast: Cast) -> None:
    url, phone = link_of(desk, draft), Client()
    phone.post(url, {"file": photo()})
    opened(draft.attachments.get())
    for page in (phone.get(url), phone.get(f"{url}pictures/")):
        text = page.content.decode()
        assert draft.patient.family_name not in text.replace("pictures", "")
        assert draft.patient.given_name not in text
        assert "Lakeview" in text or page.request["PATH_INFO"].endswith("pictures/")
    assert phone.get(f"/files/{draft.attachments.get().pk}/image").status_code == 302, "the sign-in page"


def test_only_the_hash_of_the_secret_is_kept(desk: Client, draft: Referral) -> None:
    secret = link_of(desk, draft).split("/")[2]
    link = SnapLink.objects.get()
    assert link.secret_sha256 == hashlib.sha256(secret.encode()).hexdigest()
    assert secret == snap_secret(link.pk)
    assert len(secret) == 22
    assert secret not in repr([list(table.objects.values()) for table in (SnapLink, AccessRecord)])


def test_the_same_code_is_shown_again_and_lives_longer(desk: Client, draft: Referral) -> None:
    first = link_of(desk, draft)
    with time_machine.travel(people.NOW + timedelta(minutes=20), tick=False):
        assert link_of(desk, draft) == first
        assert first in desk.get(f"/referrals/{draft.pk}/draft/").content.decode()
    assert SnapLink.objects.get().expires_at == people.NOW + timedelta(minutes=20) + PHONE_LIVES


@pytest.mark.parametrize("end", ["sent", "discarded", "half an hour", "stopped", "left the practice"])
def test_the_link_dies_with_the_form(desk: Client, draft: Referral, cast: Cast, end: str) -> None:
    url, phone = link_of(desk, draft), Client()
    phone.post(url, {"file": photo()})
    later = people.NOW
    if end == "sent":
        send_referral(cast.raman, draft.pk, now=people.NOW)
    elif end == "discarded":
        discard_draft(cast.raman, draft.pk, now=people.NOW)
    elif end == "half an hour":
        later = people.NOW + PHONE_LIVES
    elif end == "stopped":
        desk.post(f"/referrals/{draft.pk}/camera/", {"act": "stop"})
    else:
        Membership.objects.filter(person=cast.person("priya.raman")).update(is_active=False)
    before = draft.attachments.count()
    with time_machine.travel(later, tick=False):
        for answer in (
            phone.get(url),
            phone.post(url, {"file": photo(120)}),
            phone.get(f"{url}pictures/"),
            phone.get(f"{url}pictures/{draft.attachments.get().pk}/"),
            phone.post(f"{url}uploads/", headers={"Upload-Length": "100"}, content_type="application/octet-stream"),
        ):
            assert answer.status_code == 404
    assert draft.attachments.count() == before


def test_there_is_no_code_for_what_was_sent(desk: Client, cast: Cast) -> None:
    sent = make.sent(cast)
    assert desk.post(f"/referrals/{sent.pk}/camera/").status_code == 409
    stranger = Client()
    stranger.force_login(cast.person("ines.duarte"))
    assert stranger.post(f"/referrals/{make.draft(cast).pk}/camera/").status_code == 404


def test_a_phone_neither_floods_nor_outgrows_the_form(desk: Client, draft: Referral) -> None:
    url, phone = link_of(desk, draft), Client()
    for number in range(PHONE_MOST_A_MINUTE + 1):
        phone.post(url, {"file": photo(number)})
    assert draft.attachments.count() == PHONE_MOST_A_MINUTE
    assert "Please wait a minute" in phone.get(url).content.decode()
    for minute in range(1, 4):
        with time_machine.travel(people.NOW + timedelta(minutes=minute + 1), tick=False):
            for number in range(PHONE_MOST_A_MINUTE):
                phone.post(url, {"file": photo(100 + minute * 20 + number)})
    assert draft.attachments.count() == PHONE_MOST
    announced = phone.post(f"{url}uploads/", headers={"Upload-Length": str(41 * 1024 * 1024)}, content_type="application/octet-stream")
    assert (announced.status_code, "larger than 40 MB" in announced.content.decode()) == (422, True)


def test_a_phone_sends_in_pieces_too(desk: Client, draft: Referral) -> None:
    url, phone, content = link_of(desk, draft), Client(), bytes(range(256)) * 700
    begun = phone.post(f"{url}uploads/", headers={"Upload-Length": str(len(content))}, content_type="application/octet-stream")
    place = begun["Location"]
    assert place.startswith(url)
    half = 100_000
    piece = {"content_type": "application/offset+octet-stream"}
    assert phone.patch(place, content[:half], **piece, headers={"Upload-Offset": "0"}).status_code == 204
    assert phone.head(place)["Upload-Offset"] == str(half)
    assert phone.patch(place, content[half:], **piece, headers={"Upload-Offset": str(half)}).status_code == 204
    assert draft.attachments.get().size == len(content)


def test_another_phone_cannot_continue_or_see_what_this_one_sends(desk: Client, cast: Cast, draft: Referral) -> None:
    mine, other_form = link_of(desk, draft), make.draft(cast)
    theirs, phone = link_of(desk, other_form), Client()
    begun = phone.post(f"{mine}uploads/", headers={"Upload-Length": "100000"}, content_type="application/octet-stream")
    upload = begun["Location"].rstrip("/").rpartition("/")[2]
    assert phone.head(f"{theirs}uploads/{upload}/").status_code == 404
    phone.post(mine, {"file": photo()})
    picture = draft.attachments.get()
    opened(picture)
    shown = phone.get(f"{mine}pictures/{picture.pk}/")
    assert (shown.getvalue(), shown["X-Content-Type-Options"]) == (b"\xff\xd8\xff small", "nosniff")
    assert phone.get(f"{theirs}pictures/{picture.pk}/").status_code == 404
    assert phone.post(f"{theirs}pictures/{picture.pk}/change/", {"act": "turn"}).status_code == 404


def test_turned_and_taken_again_by_the_phone(desk: Client, draft: Referral) -> None:
    url, phone = link_of(desk, draft), Client()
    phone.post(url, {"file": photo()})
    picture = draft.attachments.get()
    opened(picture)
    for turns in (1, 2, 3, 0):
        phone.post(f"{url}pictures/{picture.pk}/change/", {"act": "turn"})
        picture.refresh_from_db()
        assert picture.turns == turns
    phone.post(f"{url}pictures/{picture.pk}/change/", {"act": "again"})
    picture.refresh_from_db()
    assert picture.removed_at is not None
    assert "Take it again." in phone.get(url).content.decode()
    assert "Nothing has been sent yet." in phone.get(url).content.decode()


def test_a_picture_that_could_not_be_opened_is_not_counted_as_sent(desk: Client, draft: Referral) -> None:
    url, phone = link_of(desk, draft), Client()
    for gray in (1, 2):
        phone.post(url, {"file": photo(gray)})
    broken = draft.attachments.first()
    assert broken is not None
    assert "2 pictures sent" in phone.get(url).content.decode()

    Attachment.objects.filter(pk=broken.pk).update(status="refused")
    page = phone.get(url).content.decode()

    assert "1 picture sent" in page
    assert "Please take it again." in page


def test_the_page_speaks_spanish(desk: Client, draft: Referral) -> None:
    url, phone = link_of(desk, draft), Client()
    assert "Tomar una foto" in phone.get(f"{url}?language=es").content.decode()
    assert "Tomar una foto" in phone.get(url).content.decode(), "and remembers it"
    phone.post(url)
    assert "No llegó ninguna foto" in phone.get(url).content.decode()
    desk.post(f"/referrals/{draft.pk}/camera/", {"act": "stop"})
    assert "Este código ya no sirve" in phone.get(url).content.decode()
    browser = Client(headers={"Accept-Language": "es-MX"})
    assert "Tomar una foto" in browser.get(link_of(desk, draft)).content.decode()


def test_nothing_is_remembered_for_whoever_holds_no_link(cast: Cast) -> None:
    assert "bridgework" not in Client().get(f"/snap/{'x' * 22}/?language=es").cookies


def test_the_form_is_told_only_of_what_changed(desk: Client, draft: Referral) -> None:
    link_of(desk, draft)
    form = desk.get(f"/referrals/{draft.pk}/draft/").content.decode()
    found = re.search(r'hx-get="(/referrals/[^"]+/files/[^"]+seen=\w+)"', form.replace("&amp;", "&"))
    assert found, "an open code makes the form ask"
    assert desk.get(found[1]).status_code == 204
    Client().post(link_of(desk, draft), {"file": photo()})
    assert "IMG_100.jpg" in desk.get(found[1]).content.decode()
