"""A patient with an address and nothing else gets a letter: it waits, is printed, and counts as sent when somebody says that it is in the mail."""

import io
from collections.abc import Iterator
from datetime import timedelta

import pypdfium2
import pytest
import time_machine
from django.conf import settings
from django.test import Client

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.approve_wording import approve_wording
from bridgework.actions.write_wording import write_wording
from bridgework.messages.linter import Spot
from bridgework.records.models import Patient, PlannedMessage, Referral
from browsers import signed_in
from people import NOW, Cast

ADDRESS = {"street": "12 Elm Street", "city": "Chicago", "region": "IL", "zip": "60601"}


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        yield


@pytest.fixture
def referral(cast: Cast) -> Referral:
    sent = make.sent(cast)
    Patient.objects.filter(pk=sent.patient_id).update(phone="", email="", given_name="Ana", family_name="Ruiz", language="es", **ADDRESS)
    return accept_referral(make.coordinator(cast, sent), sent.pk, now=NOW)


@pytest.fixture
def desk(cast: Cast) -> Client:
    return signed_in(cast, "dana.ortiz")


def letter_of(referral: Referral) -> PlannedMessage:
    return referral.messages.get(channel="letter")


def text_of(answer: object) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(answer.content))  # type: ignore[attr-defined]
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_it_waits_is_printed_and_is_posted_once(referral: Referral, desk: Client) -> None:
    letter = letter_of(referral)
    assert "1 letter waits" in desk.get("/messages/").content.decode()
    assert "Ana Ruiz" in desk.get("/letters/").content.decode()

    printed = text_of(desk.get("/letters/print/"))
    assert "Ana Ruiz" in printed
    assert "12 Elm Street" in printed
    assert "Chicago, IL 60601" in printed
    assert "/p/" in printed
    assert "O apunte a este código" in printed
    assert letter_of(referral).status == "planned"

    for _ in range(2):
        assert desk.post("/letters/posted/", {"letter": [str(letter.pk)]}).status_code == 302
    letter.refresh_from_db()
    assert (letter.status, letter.attempts.count()) == ("sent", 1)
    assert "/p/…" in letter.attempts.get().words
    assert "Print again" in desk.get("/letters/").content.decode()
    assert "Ana Ruiz" in text_of(desk.get("/letters/print/", {"letter": str(letter.pk)}))
    assert desk.get("/letters/print/").status_code == 404


def test_what_was_printed_is_known_by_its_words_and_their_version(referral: Referral, cast: Cast, desk: Client) -> None:
    body = "Estimado paciente:\n\n{practice} le pide que elija una hora aquí: {link}\n\nO llame al {phone}."
    own = write_wording(cast.dana, Spot("pick_a_time", "email", "es"), subject="Su visita", body=body, note="", latest=None, now=NOW)
    approve_wording(cast.ruth, own.pk, now=NOW)
    assert "le pide que elija" in text_of(desk.get("/letters/print/"))

    desk.post("/letters/posted/", {"letter": [str(letter_of(referral).pk)]})

    attempt = letter_of(referral).attempts.get()
    assert attempt.wording_id == own.pk
    assert attempt.words.startswith("Su visita\n\nEstimado paciente:")
    assert f"elija una hora aquí: {settings.URL}/p/…\n" in attempt.words
    assert "Estimado paciente:" in desk.get(f"/referrals/{referral.pk}/conversation/").content.decode()


def test_no_letter_to_who_wants_none_any_more(referral: Referral, desk: Client) -> None:
    Patient.objects.update(may_contact=False)
    assert "No letters to print" in desk.get("/letters/").content.decode()
    assert desk.get("/letters/print/").status_code == 404


def test_another_practice_neither_sees_nor_posts_it(referral: Referral, cast: Cast) -> None:
    letter = letter_of(referral)
    for stranger in (signed_in(cast, "ines.duarte"), signed_in(cast, "jo.whitman")):
        assert "Elm Street" not in stranger.get("/letters/").content.decode()
        assert stranger.get("/letters/print/", {"letter": str(letter.pk)}).status_code == 404
        assert stranger.post("/letters/posted/", {"letter": [str(letter.pk)]}).status_code == 404
    letter.refresh_from_db()
    assert letter.status == "planned"


def test_what_is_typed_into_the_chart_is_checked(cast: Cast, jo: Client, referral: Referral) -> None:
    whom = f"/patients/{referral.patient_id}/correct/"
    typed = {
        "given_name": "Ana",
        "family_name": "Ruiz",
        "birth_date": "4/12/1992",
        "street": "12 Elm Street",
        "city": "Chicago",
        "may_contact": "1",
    }
    answer = jo.post(whom, typed)
    assert answer.status_code == 422
    assert "give the state as well" in answer.content.decode()
    assert jo.post(whom, typed | {"region": "il", "zip": "60601"}).status_code == 302
    assert "12 Elm Street, Chicago, IL 60601" in jo.get(f"/patients/{referral.patient_id}/").content.decode()
