"""The session is over: after signing in one is where one was, never at an address that can only be sent to."""

from uuid import UUID

import pytest
from django.test import Client

import make
from addresses import signed_in
from people import Cast

pytestmark = pytest.mark.django_db
CHECK = f"/referrals/{UUID(int=1)}/draft/check/"
DRAFT = f"/referrals/{UUID(int=1)}/draft/"


@pytest.mark.parametrize(
    ("came_from", "goes_on"),
    [
        (f"http://testserver{DRAFT}?q=1", f"{DRAFT}%3Fq%3D1"),
        ("https://elsewhere.example/referrals/", "/"),
        ("", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_what_was_sent_goes_on_at_its_page(client: Client, came_from: str, goes_on: str) -> None:
    answer = client.post(CHECK, {"reason": "x"}, headers={"Referer": came_from})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/account/login/?next={goes_on}")


def test_what_was_asked_for_is_opened(client: Client) -> None:
    assert client.get(f"{DRAFT}?q=1").headers["Location"] == f"/account/login/?next={DRAFT}%3Fq%3D1"


def test_the_back_button_shows_the_next_person_nothing(cast: Cast) -> None:
    desk, referral = signed_in(cast, cast.dana), make.sent(cast)
    for address in ("/worklist/", f"/referrals/{referral.pk}/", f"/referrals/{referral.pk}/packet/", "/calendar/"):
        assert "no-store" in desk.get(address).headers["Cache-Control"], address
