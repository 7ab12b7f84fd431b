"""The settings of a practice's public page: its address, the link for the website, the card, the switch, taking over a guest's referrals."""

from django.conf import settings
from django.test import Client

import addresses
from bridgework.records.models import Referral
from browsers import standing_clock
from guests import PAGE, confirmed, right_code, words_of
from people import NOW, Cast

clock = standing_clock(NOW)


def test_the_address_the_link_and_the_card(cast: Cast) -> None:
    manager = addresses.signed_in(cast, cast.ruth)
    page = manager.get("/settings/referral-page/").content.decode()
    link = f'<a href="{settings.URL}{PAGE}">Refer a patient to Harbor Endodontics</a>'
    assert link.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in page
    assert f"{settings.URL}{PAGE}" in words_of(manager.get("/settings/referral-page/"))
    card = manager.get("/settings/referral-page/card/").content.decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="qr"' in card or 'class="qr"' in card


def test_the_switch(cast: Cast, client: Client) -> None:
    manager = addresses.signed_in(cast, cast.ruth)
    manager.post("/settings/referral-page/switch/", {"public_page": "off"})
    assert client.get(PAGE).status_code == 404
    assert "Open the page" in words_of(manager.get("/settings/referral-page/"))
    manager.post("/settings/referral-page/switch/", {"public_page": "on"})
    assert client.get(PAGE).status_code == 200


def test_an_office_that_signed_up_takes_its_referrals_over(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW, email="front@marsh.example")
    cast.people["Dr. Owen Marsh"].memberships.update(roles=["clinician", "administrator"])
    office = addresses.signed_in(cast, cast.marsh)
    assert "Referred without an account before?" in words_of(office.get("/settings/referral-page/"))
    assert office.post("/settings/referral-page/adopt/code/", {"email": "nonsense"}).status_code == 422
    assert "a code is on its way" in words_of(office.post("/settings/referral-page/adopt/code/", {"email": "front@marsh.example"}))
    code = right_code(referral.guest_links.get())
    answer = office.post("/settings/referral-page/adopt/", {"email": "front@marsh.example", "code": code}, follow=True)
    assert "1 referral is yours now." in words_of(answer)
    assert Referral.objects.get(pk=referral.pk).sender_practice_id == cast.marsh.practice_id
