"""An invitation goes out once, its link leads to a password, and what became of it is told."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from bridgework.actions.invite_person import invite_person
from bridgework.jobs.send_invitation import MOST_TRIES, NotTaken, send_invitation
from bridgework.records.models import Membership, Person
from job_context import tried
from people import NOW, Cast
from ports import free_port
from standins_for_tests import Standins

PASSWORD = "seven quiet lanterns"


@pytest.fixture
def invited(cast: Cast) -> Membership:
    return invite_person(cast.viewer("Alex Kim"), name="Ivy Moss", email="ivy.moss@harbor.example", roles=["scheduler"], now=NOW)


def run(membership: Membership, times: int = 0) -> Membership:
    send_invitation(tried(times), str(membership.pk), NOW.isoformat())
    membership.refresh_from_db()
    return membership


def test_its_link_leads_to_a_password_and_in(invited: Membership, standins: Standins, settings: LazySettings, client: Client) -> None:
    assert run(invited).invitation == "sent"
    assert run(invited).invitation == "sent"
    [mail] = standins.store.all()
    assert mail.to == "ivy.moss@harbor.example"
    assert "Harbor Endodontics" in mail.text

    found = re.search(rf"{re.escape(settings.URL)}(/account/password/reset/key/\S+)", mail.text)
    assert found
    form = client.get(found[1], follow=True)
    path = form.redirect_chain[-1][0]
    assert client.post(path, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    assert client.post("/account/login/", {"login": "Ivy.Moss@harbor.example", "password": PASSWORD}).status_code == 302
    assert client.get("/worklist/").status_code == 200
    assert client.get(found[1], follow=True).status_code == 200  # used up: allauth says so instead of asking again
    assert Person.objects.get(email="ivy.moss@harbor.example").last_login is not None


def test_who_has_signed_in_before_is_only_told(cast: Cast, standins: Standins) -> None:
    Person.objects.filter(pk=cast.raman.person_id).update(last_login=NOW)
    email = Person.objects.get(pk=cast.raman.person_id).email
    run(invite_person(cast.viewer("Alex Kim"), name="x", email=email, roles=["triage"], language="es", now=NOW))
    [mail] = standins.store.all()
    assert "/reset/key/" not in mail.text
    assert "/account/login/" in mail.text


def test_a_mail_server_that_is_away_is_tried_again_and_then_told(invited: Membership, standins: Standins, settings: LazySettings) -> None:
    away = {"host": "127.0.0.1", "port": free_port(), "timeout": 60}
    settings.MAILERS = {"default": {"BACKEND": "bridgework.connections.email.smtp.SmtpBackend", "OPTIONS": away}}
    with pytest.raises(NotTaken):
        run(invited)
    assert run(invited, MOST_TRIES).invitation == "failed"


def test_killed_on_the_way_it_is_not_sent_twice(invited: Membership, standins: Standins) -> None:
    Membership.objects.filter(pk=invited.pk).update(invitation="sending")
    assert run(invited).invitation == "unclear"
    assert standins.store.all() == []


def test_an_invitation_that_was_sent_anew_makes_the_former_idle(invited: Membership, standins: Standins) -> None:
    Membership.objects.filter(pk=invited.pk).update(invited_at=NOW + timedelta(minutes=1))
    assert run(invited).invitation == "planned"
    assert standins.store.all() == []
