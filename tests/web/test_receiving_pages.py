"""The lists and desks of the receiving side: worklist, calendar, measures, messages, search, settings. Who sees what, and what posts keep."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

import make
import people
from bridgework.records.models import Availability, Closure, VisitType
from people import Cast

LATER = people.NOW + timedelta(hours=1)


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with time_machine.travel(LATER, tick=False):
        yield people.build()


@pytest.fixture
def enter(cast: Cast, client: Client) -> Any:
    def as_person(mailbox: str) -> Client:
        client.force_login(cast.person(mailbox))
        return client

    return as_person


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_worklist_shows_the_row_and_its_reason(cast: Cast, enter: Any) -> None:
    make.sent(cast, case=make.EMERGENCY)
    shown = text(enter("dana.ortiz").get("/worklist/"))
    for words in (
        "Robin Sample, 42",
        "#30",
        "Dr. Priya Raman, Lakeview Family Dental",
        "Review and call the patient now",
        "Pain with swelling.",
    ):
        assert words in shown, words


def test_a_chip_counts_what_its_list_shows(cast: Cast, enter: Any) -> None:
    for maker in (make.sent, make.sent, make.accepted, make.records_asked):
        maker(cast)
    client = enter("dana.ortiz")
    chips = re.findall(r'class="chip" href="(/worklist/\?show=\w+)"[^>]*>[^<]+<b>(\d+)</b>', text(client.get("/worklist/")))
    assert len(chips) >= 4
    for url, count in chips:
        assert len(re.findall(r'id="referral-', text(client.get(url)))) == int(count), url


@pytest.mark.parametrize(
    "query", ["?show=nonsense", "?after=x", "?after=2026-11-18_y", "?step=nothing", "?late=7", "?show=mine&after=9999-99-99T00:00_1"]
)
def test_a_mistyped_address_is_no_error(enter: Any, query: str) -> None:
    assert enter("dana.ortiz").get(f"/worklist/{query}").status_code == 200


def test_an_empty_list_says_so(cast: Cast, enter: Any) -> None:
    assert "What to do first" in text(enter("dana.ortiz").get("/worklist/"))
    make.closed(cast)
    assert "Nothing to do" in text(enter("dana.ortiz").get("/worklist/"))


def test_the_worklist_holds_nothing_of_another_practice(cast: Cast, enter: Any) -> None:
    make.sent(cast)
    client = enter("ines.duarte")
    for path in ("/worklist/?show=all", "/calendar/", "/measures/", "/measures/list/", "/messages/"):
        assert "Robin Sample" not in text(client.get(path)), path


@pytest.mark.parametrize(
    "query", ["", "?day=2026-11-24", "?day=x", "?day=9999-12-31", "?day=0001-01-01", "?span=week", "?day=2026-03-08&span=week"]
)
def test_any_day_of_the_calendar_can_be_opened(enter: Any, query: str) -> None:
    text(enter("theo.banks").get(f"/calendar/{query}"))


def test_every_number_of_the_dashboard_opens_a_list_of_that_length(cast: Cast, enter: Any) -> None:
    for maker in (make.sent, make.accepted, make.booked, make.declined, make.closed):
        maker(cast, now=people.NOW - timedelta(days=3))
    client = enter("ruth.sandoval")
    shown = text(client.get("/measures/?days=90"))
    numbers = re.findall(r'<a[^>]* href="(/measures/list/[^"]+)">(\d+)</a>', shown)
    stages = re.findall(r'<li><a href="(/measures/list/[^"]+)">[^<]+</a>.*?<b>(\d+)</b>', shown)
    steps = re.findall(r'<a[^>]* href="(/worklist/\?show=all[^"]+)">(\d+)</a>', shown)
    assert (len(numbers), len(stages)) == (9, 7)
    assert steps
    for url, number in (*numbers, *stages, *steps):
        listed = text(client.get(url.replace("&amp;", "&")))
        assert len(re.findall(r'id="referral-', listed)) == int(number), url


def test_an_administrator_sees_no_patient(enter: Any) -> None:
    client = enter("alex.kim")
    for path in ("/worklist/", "/calendar/", "/messages/", "/measures/", "/intake/", "/search/"):
        assert client.get(path).status_code == 403, path
    assert client.get("/", follow=True).request["PATH_INFO"] == "/settings/"


def test_messages_tell_who_was_told_what(cast: Cast, enter: Any) -> None:
    make.booked(cast)
    shown = text(enter("dana.ortiz").get("/messages/"))
    assert "Your visit is booked" in shown
    assert "Robin Sample" in shown


def test_search_answers_the_page_and_the_palette(cast: Cast, enter: Any) -> None:
    referral = make.sent(cast)
    client = enter("dana.ortiz")
    assert f"/referrals/{referral.pk}/" in text(client.post("/search/", {"q": "sample"}))
    found = client.post("/search/", {"q": str(referral.number)}, headers={"accept": "application/json"}).json()
    assert [item["url"] for item in found["groups"][0]["items"]] == [f"/referrals/{referral.pk}/"]
    assert client.post("/search/", {"q": "%_'\\"}, headers={"accept": "application/json"}).json() == {"groups": []}


def test_words_in_the_address_are_not_searched_for(cast: Cast, enter: Any) -> None:
    make.sent(cast)
    assert "Robin Sample" not in text(enter("dana.ortiz").get("/search/?q=sample"))


# Settings


def test_the_practice_is_changed_and_a_mistake_keeps_what_was_typed(cast: Cast, enter: Any) -> None:
    client = enter("alex.kim")
    typed = {"phone": "312 555 0177", "on_call_phone": "", "email": "desk@harbor.example", "about": "New words.", "tooth_system": "fdi"}
    assert client.post("/settings/practice/", typed).status_code == 302
    cast.harbor.refresh_from_db()
    assert (cast.harbor.phone, cast.harbor.tooth_system, cast.harbor.auto_accept) == ("+13125550177", "fdi", False)
    answer = client.post("/settings/practice/", typed | {"phone": "12"})
    assert answer.status_code == 422
    assert "“12” is not a phone number" in answer.content.decode()
    cast.harbor.refresh_from_db()
    assert cast.harbor.phone == "+13125550177"


def test_hours_are_changed_and_cannot_end_before_they_start(cast: Cast, enter: Any) -> None:
    client = enter("ruth.sandoval")
    assert (
        client.post(
            "/settings/hours/", {"hours_0_0": "08:00", "hours_0_1": "12:00", "hours_0_2": "13:00", "hours_0_3": "17:00"}
        ).status_code
        == 302
    )
    cast.harbor.refresh_from_db()
    assert cast.harbor.hours == {"0": [["08:00", "12:00"], ["13:00", "17:00"]]}
    assert client.post("/settings/hours/", {"hours_0_0": "12:00", "hours_0_1": "08:00"}).status_code == 422


def test_weekly_hours_are_added_once_and_removed(cast: Cast, enter: Any) -> None:
    client = enter("ruth.sandoval")
    block = {"provider": cast.provider("Dr. Mei Lin").pk, "location": cast.harbor.locations.first().pk, "weekdays": ["5", "6"]}
    block |= {"starts": "09:00", "ends": "12:00", "reserved_tier": "urgent"}
    assert client.post("/settings/availability/", block).status_code == 302
    assert client.post("/settings/availability/", block).status_code == 422  # they overlap
    added = Availability.objects.filter(provider=cast.provider("Dr. Mei Lin"), weekday__in=[5, 6])
    assert added.count() == 2
    removed = client.post(f"/settings/availability/{added[0].pk}/remove/?open=2")
    assert (removed.status_code, removed["Location"]) == (302, "/settings/times/?open=2#availability")
    assert added.count() == 1
    client.force_login(cast.person("ines.duarte"))
    assert client.post(f"/settings/availability/{added.get().pk}/remove/").status_code == 403


def test_hours_of_another_practice_are_out_of_reach(cast: Cast, enter: Any) -> None:
    other = Availability.objects.filter(provider__practice=cast.tidewater).first()
    client = enter("ruth.sandoval")
    assert client.post(f"/settings/availability/{other.pk}/remove/").status_code == 404
    block = {"provider": other.provider_id, "location": other.location_id, "weekdays": ["6"], "starts": "09:00", "ends": "12:00"}
    assert client.post("/settings/availability/", block).status_code == 422


def test_time_off_takes_times_out_of_the_offer(cast: Cast, enter: Any) -> None:
    referral = make.accepted(cast)
    client = enter("ruth.sandoval")
    assert client.post("/settings/closures/", {"from": "2026-11-18", "until": "2026-12-20", "reason": "Move"}).status_code == 302
    shown = text(enter("theo.banks").get(f"/referrals/{referral.pk}/offer/"))
    assert "No time is open in the next four weeks" in shown
    client = enter("ruth.sandoval")
    assert client.post(f"/settings/closures/{Closure.objects.get().pk}/remove/").status_code == 302
    assert "Three good times" in text(enter("theo.banks").get(f"/referrals/{referral.pk}/offer/"))
    assert enter("ruth.sandoval").post("/settings/closures/", {"from": "2026-11-30", "until": "2026-11-20"}).status_code == 422


def test_a_kind_of_visit_is_changed(cast: Cast, enter: Any) -> None:
    client = enter("ruth.sandoval")
    kind = VisitType.objects.filter(practice=cast.harbor).first()
    typed = {"name": "First look", "minutes": "50", "buffer_minutes": "10", "is_active": "on"}
    assert client.post(f"/settings/visit-types/{kind.pk}/", typed).status_code == 302
    kind.refresh_from_db()
    assert (kind.name, kind.minutes, kind.is_active) == ("First look", 50, True)
    assert client.post(f"/settings/visit-types/{kind.pk}/", typed | {"minutes": "0"}).status_code == 422
    assert client.post(f"/settings/visit-types/{uuid4()}/", typed).status_code == 404


def test_an_emergency_does_not_wait_for_records_and_nobody_says_they_came(cast: Cast, enter: Any) -> None:
    waiting = make.records_asked(cast, case=make.ELECTIVE | {"findings": {"spontaneous_pain": "yes", "swelling": "yes"}})
    assert (waiting.tier, waiting.next_step) == ("emergency", "review")
    page = enter("dana.ortiz").get(f"/referrals/{waiting.pk}/").content.decode()
    assert "Records came in." not in page
    assert "the ball stays with you" in page
    asked = enter("priya.raman").get(f"/referrals/{waiting.pk}/").content.decode()
    assert "They asked for:" in asked
    assert f"/referrals/{waiting.pk}/records/" in asked
