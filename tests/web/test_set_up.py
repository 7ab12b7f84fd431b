"""The first set-up: a link, two pages, and an administrator who is signed in on an empty worklist. Then the page is gone."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

import make
from bridgework.actions.set_up_first_practice import FirstPractice, set_up_first_practice
from bridgework.lookups.open_times import open_times
from bridgework.records.models import Membership, Person, Practice, Provider
from bridgework.rules.facts import SYSTEM
from bridgework.rules.proposed_visits import proposed_visits
from bridgework.rules.set_up_link import GOOD_FOR, make_token
from browsers import standing_clock
from people import Cast
from together import kinds, together

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
PASSWORD = "seven quiet lanterns"
TYPED: dict[str, Any] = {
    "specialty": "endodontics",
    "name": "Main Street Endodontics",
    "phone": "217-555-0100",
    "email": "desk@mainstreet.example",
    "street": "1 Main Street",
    "city": "Springfield",
    "region": "IL",
    "zip": "62701",
    "receives": "on",
    "time_zone": "America/Chicago",
    "holiday_region": "US-IL",
    "weekdays": ["0", "1", "2", "3"],
    "opens": "08:30",
    "closes": "16:00",
    "clinician": "Dr. Kai Rivera",
    "credentials": "DMD",
    "visits": ["0", "1"],
    "minutes_0": "40",
    "minutes_1": "90",
    "admin_name": "Pat Morgan",
    "admin_email": "pat@mainstreet.example",
    "admin_at_desk": "on",
    "password": PASSWORD,
}
clock = standing_clock(NOW)


def link(at: datetime = NOW) -> str:
    return f"/set-up/{make_token(settings.SECRET_KEY, at)}/"


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


def test_who_comes_without_the_link_is_told_of_it(db: None, client: Client) -> None:
    assert "Nobody uses this installation yet" in text(client.get("/"))
    assert client.get("/set-up/0-0/").status_code == 404
    assert client.get(link(NOW - GOOD_FOR - timedelta(minutes=1))).status_code == 404


def test_the_specialty_proposes_kinds_of_visit(db: None, client: Client) -> None:
    assert "What do you do?" in text(client.get(link()))
    shown = client.get(link(), {"specialty": "orthodontics"})
    assert "First orthodontic visit" in text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert "What do you do?" in text(client.get(link(), {"specialty": "magic"}))


def test_it_ends_signed_in_on_an_empty_worklist(db: None, client: Client) -> None:
    answer = client.post(link(), TYPED)
    assert (answer.status_code, answer["Location"]) == (302, "/worklist/")
    shown = text(client.get("/worklist/"))
    for words in ("What to do first", "Add the people you work with", "Pat Morgan", "Main Street Endodontics"):
        assert words in shown, words
    practice = Practice.objects.get()
    assert (practice.slug, practice.specialty, practice.phone) == ("main-street-endodontics", "endodontics", "+12175550100")
    assert practice.hours == {day: [["08:30", "16:00"]] for day in "0123"}
    assert set(Membership.objects.get().roles) == {"manager", "administrator", "coordinator", "scheduler"}
    assert Provider.objects.get().name == "Dr. Kai Rivera"
    assert list(practice.visit_types.order_by("position").values_list("name", "minutes")) == [
        ("Consultation and tests", 40),
        ("Root canal treatment", 90),
    ]
    slots = open_times(SYSTEM, practice.pk, practice.visit_types.earliest("position").pk, tier="elective", now=NOW)
    assert slots
    client.logout()
    assert client.post("/account/login/", {"login": "pat@mainstreet.example", "password": PASSWORD}).status_code == 302


def test_the_clinician_can_be_the_administrator(db: None, client: Client) -> None:
    client.post(link(), {**TYPED, "admin_is_clinician": "on", "admin_name": ""})
    assert Person.objects.get().name == "Dr. Kai Rivera"
    assert Provider.objects.get().person == Person.objects.get()
    assert "clinician" in Membership.objects.get().roles


def test_afterwards_there_is_no_such_page(db: None, client: Client) -> None:
    client.post(link(), TYPED)
    for one in (client, Client()):
        assert one.get(link()).status_code == 404
        assert one.post(link(), TYPED | {"name": "Another"}).status_code == 404
    assert Practice.objects.count() == 1


def test_where_there_are_practices_there_is_no_such_page(cast: Cast, client: Client) -> None:
    assert client.get(link()).status_code == 404
    assert client.get("/")["Location"] == "/account/login/"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Give the name of the practice"),
        ({"phone": "1"}, "phone"),
        ({"time_zone": "Chicago"}, "There is no time zone “Chicago”."),
        ({"holiday_region": "XX"}, "No public holidays are known"),
        ({"opens": "17:00"}, "The hours end before they start."),
        ({"opens": "soon"}, "Give times such as 08:00"),
        ({"weekdays": []}, "Choose the days"),
        ({"admin_email": "pat"}, "This is not an e-mail address."),
        ({"password": "short"}, "too short"),
        ({"visits": []}, "Choose at least one kind of visit"),
        ({"minutes_0": "many"}, "A visit takes between"),
        ({"name": "x" * 300}, "At most 200 characters."),
    ],
)
def test_what_cannot_be_right_is_named_and_the_rest_is_kept(db: None, client: Client, wrong: dict[str, Any], sentence: str) -> None:
    shown = text(client.post(link(), TYPED | wrong), 422)
    assert sentence in shown
    assert 'value="1 Main Street"' in shown
    assert PASSWORD not in shown
    assert not Practice.objects.exists()
    assert not Person.objects.exists()


def entry(number: int) -> FirstPractice:
    return FirstPractice(
        name=f"Practice {number}",
        specialty="general",
        phone="217-555-0100",
        email="desk@mainstreet.example",
        time_zone="America/Chicago",
        weekdays=(0, 1),
        opens="08:00",
        closes="17:00",
        street="1 Main Street",
        city="Springfield",
        region="IL",
        zip="62701",
        clinician="Dr. Kai Rivera",
        credentials="DMD",
        admin_name="Pat Morgan",
        admin_email=f"pat{number}@mainstreet.example",
        password=PASSWORD,
        visits=proposed_visits("general"),
    )


@pytest.mark.usefixtures("committed_db")
def test_of_two_who_submit_at_once_one_sets_up() -> None:
    answers = together(*(lambda number=number: set_up_first_practice(entry(number), now=NOW) for number in range(4)))
    assert kinds(answers) == ["NotFound", "NotFound", "NotFound", "tuple"]
    assert (Practice.objects.count(), Person.objects.count()) == (1, 1)


def test_the_list_of_first_things_ends_with_the_first_referral(cast: Cast, client: Client) -> None:
    client.force_login(cast.person("dana.ortiz"))
    before = text(client.get("/worklist/"))
    assert "What to do first" in before
    assert not re.search(r'href="/settings/', before.split("What to do first")[1].split("</section>")[0])  # not hers to do
    make.closed(cast)
    assert "What to do first" not in text(client.get("/worklist/"))
