"""What a public page has to stand: floods, programs, guessed codes, foreign and old links, hostile files."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client, RequestFactory

import guests
from bridgework.actions.erase_guest_submissions import erase_guest_submissions
from bridgework.actions.guest_secrets import link_secret_of
from bridgework.actions.revoke_guest_link import revoke_guest_link
from bridgework.actions.send_guest_link import send_guest_link
from bridgework.records import files
from bridgework.records.models import GuestFile, GuestSubmission, PlannedMessage, Referral
from bridgework.rules.guests import (
    CODE_LIVES,
    HOUR,
    LARGEST_FILE,
    LINK_LIVES,
    MOST_CODES,
    MOST_FILES,
    MOST_FROM_ADDRESS,
    MOST_TRIES,
    SENT_KEPT,
    SUBMISSION_LIVES,
)
from bridgework.rules.upload import LARGEST_FILE as LARGEST_ATTACHED
from bridgework.web.public.sender_form import TRAP
from bridgework.web.shared.readable import most_from
from browsers import standing_clock
from guests import PAGE, confirmed, film, guest_page, post, right_code, the_submission, waiting_page, words_of, wrong_code
from people import NOW, Cast

clock = standing_clock(NOW)


# Floods and programs


def test_too_many_from_one_address(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    for number in range(MOST_FROM_ADDRESS[HOUR]):
        assert post(client, NOW, email=f"desk{number}@copperbeech.example").status_code == 302
    refused = post(client, NOW, email="more@copperbeech.example")
    assert refused.status_code == 429
    assert "Too many referrals came this way" in words_of(refused)
    assert "Copper Beech Dental" in refused.content.decode()  # nothing typed is lost
    assert post(client, NOW, email="else@copperbeech.example", REMOTE_ADDR="x").status_code == 429
    clock.shift(HOUR + timedelta(minutes=1))
    assert post(client, NOW, email="more@copperbeech.example").status_code == 302


def test_somebody_elses_mailbox_is_not_flooded(cast: Cast) -> None:
    answers = []
    for number in range(10):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        answers.append(post(client, NOW).status_code)
    assert answers == [302] * 8 + [429] * 2
    assert PlannedMessage.objects.count() == 8


def test_a_program_fills_in_everything(cast: Cast, client: Client) -> None:
    answer = post(client, NOW, **{TRAP: "https://spam.example"})
    assert answer.status_code == 422
    assert "Copper Beech Dental" in answer.content.decode()
    assert not GuestSubmission.objects.exists()


@pytest.mark.parametrize("mark", ["", "forged", None])
def test_a_form_that_was_never_shown(cast: Cast, client: Client, mark: str | None) -> None:
    assert post(client, NOW, stamp=mark).status_code == 422
    assert not GuestSubmission.objects.exists()


def test_a_form_that_took_a_second(cast: Cast, client: Client) -> None:
    assert post(client, NOW, stamp=guests.stamp(NOW, timedelta(seconds=1))).status_code == 422
    assert post(client, NOW, stamp=guests.stamp(NOW, timedelta(seconds=20))).status_code == 302


def test_a_mark_of_one_page_is_nothing_on_another(cast: Cast, client: Client) -> None:
    mark = guests.stamp(NOW)
    assert post(client, NOW, stamp=mark).status_code == 302
    elsewhere = {"stamp": mark} | guests.TYPED | {"procedure": "extraction", "email": "desk@elsewhere.example"}
    assert client.post("/r/tidewater-oral-surgery/", elsewhere).status_code == 302
    assert GuestSubmission.objects.values("practice").distinct().count() == 2


# Codes


def test_a_code_cannot_be_guessed(cast: Cast, client: Client) -> None:
    post(client, NOW)
    submission = the_submission()
    for _ in range(MOST_TRIES):
        answer = client.post(f"{waiting_page(submission)}code/", {"code": wrong_code(submission)})
        assert "That is not the code." in words_of(answer)
    # The sixth is refused even where it is right.
    answer = client.post(f"{waiting_page(submission)}code/", {"code": right_code(submission)})
    assert "Too many wrong codes." in words_of(answer)
    assert not Referral.objects.exists()


def test_a_new_code_helps_but_not_for_ever(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    post(client, NOW)
    for _ in range(MOST_CODES + 3):
        clock.shift(timedelta(minutes=1))
        last = client.post(f"{waiting_page(the_submission())}again/", {"by": "email"})
    assert last.status_code == 409
    assert "No more codes can be sent" in words_of(last)
    assert PlannedMessage.objects.count() == MOST_CODES


def test_a_code_gets_old(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    post(client, NOW)
    clock.shift(CODE_LIVES + timedelta(seconds=1))
    answer = client.post(f"{waiting_page(the_submission())}code/", {"code": right_code(the_submission())})
    assert "too old" in words_of(answer)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code(cast: Cast, client: Client, typed: str) -> None:
    post(client, NOW)
    answer = client.post(f"{waiting_page(the_submission())}code/", {"code": typed})
    assert answer.status_code == 422
    assert "six digits" in words_of(answer)


def test_the_code_of_a_link_cannot_be_guessed(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    referral = confirmed(client, NOW)
    page, link, other = guest_page(referral), referral.guest_links.get(), Client()
    clock.shift(timedelta(hours=1))
    other.post(f"{page}ask-code/")
    for _ in range(MOST_TRIES):
        other.post(f"{page}code/", {"code": wrong_code(link)})
    answer = other.post(f"{page}code/", {"code": right_code(link)})
    assert "Too many wrong codes." in words_of(answer)
    assert "Quillfeather" not in words_of(other.get(page))


def test_mail_is_no_toy(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    page, other = guest_page(confirmed(client, NOW)), Client()
    for _ in range(20):
        clock.shift(timedelta(minutes=1))
        other.post(f"{page}ask-code/")
    assert PlannedMessage.objects.filter(kind="guest_code").count() == MOST_CODES


# Links


def test_a_foreign_link_opens_nothing(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    other = Client()
    mine = confirmed(other, NOW, email="front@elsewhere.example", office="Elsewhere Dental", given_name="Ada", family_name="Thistlewick")
    # A browser that is known for its own link is a stranger at the other.
    assert "Quillfeather" not in words_of(other.get(guest_page(referral)))
    assert "Thistlewick" in words_of(other.get(guest_page(mine)))
    assert other.get(f"{guest_page(referral)}report/").status_code == 200  # the door
    assert other.post(f"{guest_page(referral)}cancel/", {"reason": "x"}).status_code == 200
    referral.refresh_from_db()
    assert referral.state == "2.0"
    other.cookies["bridgework_guest"] = "forged"
    assert "Thistlewick" not in words_of(other.get(guest_page(mine)))


@pytest.mark.parametrize("path", ["", "report/", "report.pdf"])
def test_an_unknown_link(cast: Cast, client: Client, path: str) -> None:
    assert client.get(f"/g/{'x' * 22}/{path}").status_code == 404


def test_an_expired_and_a_revoked_link_are_alike_and_end_open_pages(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    referral = confirmed(client, NOW)
    page = guest_page(referral)
    revoke_guest_link(cast.dana, referral.pk, now=NOW)
    revoked = client.get(page)
    other = confirmed(client, NOW, given_name="Ada")
    clock.shift(LINK_LIVES + timedelta(days=1))
    expired = client.get(guest_page(other))
    assert revoked.status_code == expired.status_code == 404
    assert words_of(revoked) == words_of(expired)


def test_the_desk_sends_a_new_link_after_one_was_revoked(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    revoke_guest_link(cast.dana, referral.pk, now=NOW)
    send_guest_link(cast.dana, referral.pk, now=NOW)
    assert client.get(guest_page_of_last(referral)).status_code == 200
    told = PlannedMessage.objects.get(kind="follow_link_to_sender")
    assert told.address == "desk@copperbeech.example"


def guest_page_of_last(referral: Referral) -> str:
    return f"/g/{link_secret_of(referral.guest_links.get(revoked_at=None).pk)}/"


# What nobody confirms is erased


def test_what_nobody_confirms_is_erased(cast: Cast, client: Client) -> None:
    post(client, NOW, file=film())
    kept = GuestFile.objects.get().pk
    with files.open_apart(kept) as there:
        assert there.read(4) == b"\x89PNG"
    assert erase_guest_submissions(now=NOW + SUBMISSION_LIVES - timedelta(minutes=1)) == 0
    assert erase_guest_submissions(now=NOW + SUBMISSION_LIVES) == 1
    assert not GuestSubmission.objects.exists()
    assert not PlannedMessage.objects.exists()
    assert not GuestFile.objects.exists()


def test_after_that_the_page_says_so(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    post(client, NOW)
    page = waiting_page(the_submission())
    clock.shift(SUBMISSION_LIVES)
    assert client.get(page).status_code == 404
    assert "erased after a day" in words_of(client.get(page))


def test_erasing_leaves_what_became_a_referral(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW, file=film())
    erase_guest_submissions(now=NOW + SENT_KEPT)
    assert not GuestSubmission.objects.exists()
    assert referral.attachments.count() == 1
    with files.open_blob(referral.attachments.get().sha256) as there:
        assert there.read(4) == b"\x89PNG"


# Files


def test_too_many_and_too_large(cast: Cast, client: Client) -> None:
    answer = post(client, NOW, file=[film(f"{n}.png", bytes([n])) for n in range(MOST_FILES + 1)])
    assert answer.status_code == 422
    assert f"At most {MOST_FILES} files" in words_of(answer)
    assert "empty" in words_of(post(client, NOW, file=film("nothing.png", b"")))
    assert "may have 25 MB" in words_of(post(client, NOW, file=film("large.png", bytes(LARGEST_FILE + 1))))


@pytest.mark.parametrize("address", [PAGE, "/account/login/", "/hooks/email/status", "/patients/new/", f"/snap/{'x' * 22}/"])
def test_a_flood_of_bytes_is_refused_by_its_length(cast: Cast, client: Client, address: str) -> None:
    answer = client.post(address, b"x", content_type="multipart/form-data; boundary=x", headers={"Content-Length": str(500 << 20)})
    assert answer.status_code == 413
    assert "Nothing was sent" in words_of(answer)


def test_only_who_is_signed_in_sends_films_to_a_desk(cast: Cast, client: Client) -> None:
    film = {"content_type": "multipart/form-data; boundary=x", "headers": {"Content-Length": str(100 << 20)}}
    assert client.post("/patients/new/", b"x", **film).status_code == 413
    request = RequestFactory().post("/patients/new/")
    request.session = {SESSION_KEY: "somebody"}
    assert most_from(request) == LARGEST_ATTACHED


def test_names_of_files_are_text(cast: Cast, client: Client) -> None:
    answer = post(client, NOW, email="desk", file=film('"><script>alert(1)</script>.png'))
    assert "<script>alert(1)" not in answer.content.decode()


def test_what_is_typed_is_text(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW, office="<b>Copper</b> Beech", reason="<script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get(guest_page(referral)).content.decode()
