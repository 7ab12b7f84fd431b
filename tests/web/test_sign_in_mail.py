"""What somebody who forgot the password is written, with and without an account."""

import pytest
from django.core import mail
from django.test import Client

import people


@pytest.mark.usefixtures("db")
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
