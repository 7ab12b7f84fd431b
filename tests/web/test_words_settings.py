"""Settings, words: looked for, written, read by somebody else, approved; nothing kept by a mere look."""

import pytest
from django.test import Client
from django.urls import reverse

import addresses
import make
from bridgework.records.models import Wording
from people import Cast

pytestmark = pytest.mark.django_db
SMS = reverse("wording", args=["pick_a_time", "sms", "en"])
CHECK = reverse("check_wording", args=["pick_a_time", "sms", "en"])
GOOD = "{practice}: please pick a time: {link} Or call {phone}. STOP to opt out"


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_words_are_found_by_name_text_and_state(cast: Cast) -> None:
    client = addresses.signed_in(cast, cast.ruth)
    everything = text_of(client, reverse("wordings"))
    found = text_of(client, reverse("wordings") + "?q=retreatment+2+hours")
    late = text_of(client, reverse("wordings") + "?q=late+text")

    assert "Pick a time: first reminder" in everything
    assert "No words like that" in found
    assert "Reminder, 2 hours before" in late
    assert "What to expect" not in late
    assert "No words like that" in text_of(client, reverse("wordings") + "?state=draft")


def test_a_draft_is_kept_read_and_approved_by_somebody_else(cast: Cast) -> None:
    writer, reader = addresses.signed_in(cast, cast.dana), addresses.signed_in(cast, cast.ruth)

    answer = writer.post(SMS, {"body": GOOD, "note": "Kinder", "latest": "0"}, follow=True)
    assert "Kept as version 1" in answer.content.decode()
    assert "Somebody else approves it" in text_of(writer, SMS)
    draft = Wording.objects.get()
    page = text_of(reader, SMS)
    assert "Read what Dana Ortiz wrote" in page
    assert "<del>" in page
    assert "<ins>" in page
    answer = reader.post(reverse("approve_wording", args=[draft.pk]), {"months": "6"}, follow=True)
    assert "These words are in use from now on" in answer.content.decode()
    assert "your words are in use" in text_of(writer, SMS)
    answer = reader.post(reverse("give_up_wording", args=[draft.pk]), follow=True)
    assert "Built-in words are in use again." in answer.content.decode()
    assert "Say these again" in text_of(reader, SMS)


def test_the_next_draft_begins_without_the_note_of_the_one_before(cast: Cast) -> None:
    client = addresses.signed_in(cast, cast.dana)
    client.post(SMS, {"body": GOOD, "note": "Kinder", "latest": "0"})

    page = client.get(SMS).content.decode()

    assert GOOD in page
    assert "“Kinder”" in page  # it stays with its version in the history
    assert 'name="note" value=""' in page
    refused = client.post(SMS, {"body": "", "note": "Shorter", "latest": "1"}).content.decode()
    assert 'name="note" value="Shorter"' in refused


def test_what_is_typed_is_read_without_being_kept(cast: Cast) -> None:
    make.booked(cast)
    client = addresses.signed_in(cast, cast.dana)
    typed = {"body": GOOD.replace("please", "painless"), "case": ""}

    fragment = client.post(CHECK, typed, headers={"HX-Request": "true"}).content.decode()
    page = client.post(CHECK, typed).content.decode()

    assert "<html" not in fragment
    assert "<html" in page
    for shown in (fragment, page):
        assert "Line 1, character 13" in shown
        assert "painless" in shown
        assert "of 160 characters" in shown  # one text message
    assert not Wording.objects.exists()


def test_what_cannot_be_kept_stays_on_the_page(cast: Cast) -> None:
    client = addresses.signed_in(cast, cast.dana)

    answer = client.post(reverse("wording", args=["pick_a_time", "email", "en"]), {"body": "Hello there", "subject": ""})

    assert answer.status_code == 422
    assert "An e-mail needs a subject." in answer.content.decode()
    assert "Hello there" in answer.content.decode()
    assert client.get(reverse("wording", args=["guest_code", "sms", "en"])).status_code == 404


def test_real_cases_are_for_those_who_read_referrals(cast: Cast) -> None:
    referral = make.booked(cast)

    assert str(referral.number) in text_of(addresses.signed_in(cast, cast.dana), SMS)
    assert referral.patient.family_name not in text_of(addresses.signed_in(cast, cast.dana), SMS)


def test_a_practice_that_receives_nothing_has_no_words(cast: Cast) -> None:
    client = addresses.signed_in(cast, cast.jo)
    assert "Your practice writes to no patients" in client.get(reverse("wordings")).content.decode()
    assert client.get(SMS).headers["Location"] == reverse("wordings")
