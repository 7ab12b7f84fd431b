"""Signing in: what its pages say, and what somebody who forgot the password is written, with and without an account."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.test import Client

import browsers
import people

pytestmark = pytest.mark.django_db
PASSWORD = "four words are long enough"


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


def test_the_link_of_a_new_password_leads_to_our_address_alone(client: Client, settings: Any) -> None:
    cast = people.build()
    settings.URL = "https://referrals.example"
    client.post("/account/password/reset/", {"email": cast.person("dana.ortiz").email}, headers={"Host": "localhost:6666"})
    (sent,) = mail.outbox
    assert "https://referrals.example/account/password/reset/key/" in sent.body
    assert "6666" not in sent.body


def test_a_mailbox_is_not_pestered(client: Client) -> None:
    people.build()
    with time_machine.travel(people.NOW, tick=False) as clock:
        for _ in range(12):
            client.post("/account/password/reset/", {"email": "somebody@elsewhere.example"})
            clock.shift(timedelta(minutes=2))
    assert len(mail.outbox) == 8


def test_nobody_takes_another_address_for_their_account() -> None:
    """Else whoever is invited under it later elsewhere would be they, and whoever finds a browser open could have a new password sent."""
    cast = people.build()
    dana = browsers.signed_in(cast, "dana.ortiz")
    for posted in ({"action_add": "", "email": "chosen@elsewhere.example"}, {"action_primary": "", "email": "chosen@elsewhere.example"}):
        assert dana.post("/account/email/", posted).status_code == 404
    assert not EmailAddress.objects.filter(email="chosen@elsewhere.example").exists()


def test_a_second_step_is_set_up_by_whoever_knows_the_password(client: Client) -> None:
    person = people.build().person("dana.ortiz")
    person.set_password(PASSWORD)
    person.save()
    signing_in = {"login": person.email, "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/account/login/", signing_in)["Location"] == "/"
    activate = "/account/2fa/totp/activate/"
    assert client.get(activate)["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.get(activate).status_code == 200
    secret = client.session[auth.SECRET_SESSION_KEY]
    code = auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))
    assert client.post(activate, {"code": code}).status_code == 302
    assert Authenticator.objects.filter(user=person, type="totp").exists()
