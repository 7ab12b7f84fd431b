"""Signing in: what its pages say, and what somebody who forgot the password is written, with and without an account."""

import pytest
from django.core import mail
from django.test import Client

import browsers
import people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["dana.ortiz", "nobody@elsewhere.example"])
def test_a_new_password_is_asked_for(address: str, client: Client) -> None:
    cast = people.build()
    known = "@" not in address
    answer = client.post("/account/password/reset/", {"email": cast.person(address).email if known else address})
    assert answer.status_code == 302
    (sent,) = mail.outbox
    assert sent.subject == ("Choose a new password" if known else "There is no account with this address")
    assert ("/account/password/reset/key/" in sent.body) is known
    assert "signup" not in sent.body
    assert "administrator of your practice" in sent.body


def test_how_one_signs_in_is_told_in_the_words_of_the_program(client: Client) -> None:
    cast = people.build()
    for url in ("/account/login/", "/account/password/reset/", "/account/password/reset/done/", "/account/password/reset/key/x-y/"):
        page = client.get(url).text
        assert not [word for word in ("Email", "Remember Me", "Password Reset", "Bad Token", "contact us") if word in page]

    wrong = client.post("/account/login/", {"login": "dana@elsewhere.example", "password": "not this one"}).text
    assert "do not fit together" in wrong

    signed_in = browsers.signed_in(cast, "dana.ortiz")
    for url, said in (("/account/2fa/", "Second step and passkeys"), ("/account/password/set/", "once more")):
        assert said in signed_in.get(url).text


def test_the_list_of_passkeys_opens() -> None:
    cast = people.build()
    assert browsers.signed_in(cast, "dana.ortiz").get("/account/2fa/webauthn/").status_code == 200
