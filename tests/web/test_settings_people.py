"""The settings' pages about people and the clock: what administrators and managers see, and that nothing typed is lost."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

import people
from bridgework.records.models import Membership, Practice
from people import NOW, Cast


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        yield people.build()


@pytest.fixture
def enter(cast: Cast, client: Client) -> Callable[[str], Client]:
    def as_person(mailbox: str) -> Client:
        client.force_login(cast.person(mailbox))
        return client

    return as_person


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


def dana(cast: Cast) -> Membership:
    return Membership.objects.get(person_id=cast.dana.person_id)


def test_an_administrator_adds_somebody(cast: Cast, enter: Callable[[str], Client]) -> None:
    alex = enter("alex.kim")
    assert "/settings/people/add/" in text(alex.get("/settings/"))
    refused = text(alex.post("/settings/people/add/", {"name": "Ivy Moss", "email": "ivy", "roles": ["scheduler"]}), 422)
    for words in ('value="Ivy Moss"', 'value="ivy"', "This is not an e-mail address.", 'value="scheduler" checked'):
        assert words in refused, words
    assert (
        alex.post("/settings/people/add/", {"name": "Ivy Moss", "email": "ivy@harbor.example", "roles": ["scheduler"]}).status_code == 302
    )
    assert "The invitation is on its way" in text(alex.get("/settings/"))


def test_an_administrator_changes_roles_and_ends_access(cast: Cast, enter: Callable[[str], Client]) -> None:
    path = f"/settings/people/{dana(cast).pk}/"
    alex = enter("alex.kim")
    assert 'value="coordinator" checked' in text(alex.get(path))
    alex.post(path, {"roles": ["triage"], "works": "on"})
    assert dana(cast).roles == ["triage"]
    alex.post(path, {"roles": ["triage"]})
    assert not dana(cast).is_active
    assert "no access" in text(alex.get("/settings/"))
    assert enter("dana.ortiz").get("/worklist/").status_code == 403


def test_the_last_administrator_is_told_why_not(cast: Cast, enter: Callable[[str], Client]) -> None:
    own = Membership.objects.get(person__name="Alex Kim")
    shown = text(enter("alex.kim").post(f"/settings/people/{own.pk}/", {"roles": ["manager"], "works": "on"}), 409)
    assert "This is the last administrator of the practice." in shown
    assert 'value="manager" checked' in shown


def test_a_manager_sees_the_people_and_changes_none(cast: Cast, enter: Callable[[str], Client]) -> None:
    ruth = enter("ruth.sandoval")
    shown = text(ruth.get("/settings/"))
    assert "Dana Ortiz" in shown
    assert "/settings/people/" not in shown
    assert ruth.post(f"/settings/people/{dana(cast).pk}/", {"roles": ["administrator"], "works": "on"}).status_code == 403


def test_an_unknown_time_zone_loses_nothing(cast: Cast, enter: Callable[[str], Client]) -> None:
    typed = {"time_zone": "Chicago", "holiday_region": "US-IL", "hours_2_0": "09:30", "hours_2_1": "12:15"}
    shown = text(enter("ruth.sandoval").post("/settings/hours/", typed), 422)
    for words in ("There is no time zone “Chicago”.", 'value="Chicago"', 'value="US-IL"', 'value="09:30"', 'value="12:15"'):
        assert words in shown, words
    assert Practice.objects.get(pk=cast.harbor.pk).time_zone == "America/Chicago"


def test_the_time_zone_is_chosen_from_a_list(cast: Cast, enter: Callable[[str], Client]) -> None:
    ruth = enter("ruth.sandoval")
    assert '<option value="America/Denver">' in text(ruth.get("/settings/"))
    answer = ruth.post(
        "/settings/hours/", {"time_zone": "America/Denver", "holiday_region": "US", "hours_0_0": "08:00", "hours_0_1": "17:00"}
    )
    assert answer.status_code == 302
    assert "keep their moment" in text(ruth.get("/settings/"))
    assert Practice.objects.get(pk=cast.harbor.pk).time_zone == "America/Denver"


def test_an_invitation_elsewhere_moves_nobody(cast: Cast, enter: Callable[[str], Client]) -> None:
    """Else whoever is invited to a practice whose name comes first would enter the next patient there."""
    Practice.objects.filter(pk=cast.lakeview.pk).update(name="A First Dental")
    Membership.objects.create(person_id=cast.dana.person_id, practice=cast.lakeview, roles=["coordinator"])
    assert enter("dana.ortiz").get("/worklist/").wsgi_request.viewer.practice_id == cast.harbor.pk
