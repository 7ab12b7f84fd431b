"""A message that did not arrive is taken over by a person, on the page that lists it; that nothing goes out at all is said on every page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

import make
import people
from bridgework.lookups.held_sending import HELD
from bridgework.records.models import PlannedMessage
from people import Cast


def failed_message(cast: Cast) -> PlannedMessage:
    referral = make.booked(cast)
    message = referral.messages.get(kind="visit_booked")
    message.status = "failed"
    message.save()
    return message


def test_it_is_taken_over_once_and_the_history_says_so(cast: Cast, client: Client) -> None:
    message = failed_message(cast)
    client.force_login(cast.person("dana.ortiz"), backend="allauth.account.auth_backends.AuthenticationBackend")
    with time_machine.travel(people.NOW + timedelta(hours=2), tick=False):
        assert "I tell them myself" in client.get("/messages/?status=trouble").content.decode()
        for _ in range(2):
            client.post(f"/messages/{message.pk}/taken-over/")
        assert "I tell them myself" not in client.get("/messages/?status=trouble").content.decode()
    assert message.referral.events.filter(kind="message_dropped", who="Dana Ortiz").count() == 1


def test_a_stranger_cannot(cast: Cast, client: Client) -> None:
    message = failed_message(cast)
    client.force_login(cast.person("ines.duarte"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(f"/messages/{message.pk}/taken-over/").status_code == 404
    message.refresh_from_db()
    assert message.status == "failed"


@pytest.mark.parametrize(("who", "where"), [("dana.ortiz", "/directory/"), ("alex.kim", "/settings/")])
def test_while_sending_is_held_after_a_restore_every_page_says_so(
    cast: Cast, client: Client, owner_sql: Callable[..., Any], who: str, where: str
) -> None:
    client.force_login(cast.person(who), backend="allauth.account.auth_backends.AuthenticationBackend")
    said = "No messages go out."
    owner_sql(f"COMMENT ON TABLE records_plannedmessage IS '{HELD}2026-11-17T04:30:00+00:00'")
    try:
        page = client.get(where).content.decode()
    finally:
        owner_sql("COMMENT ON TABLE records_plannedmessage IS NULL")
    assert said in page
    assert "restored from a backup of" in page
    assert said not in client.get(where).content.decode()
