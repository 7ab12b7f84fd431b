"""What the receiving desk does with a referral, through its pages and without script: review, times, visit, report, ending."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

import make
import people
from bridgework.actions.decline_referral import decline_referral
from bridgework.records.models import AccessRecord, Referral
from people import Cast

LATER = people.NOW + timedelta(hours=1)


@pytest.fixture
def clock() -> Iterator[Callable[[datetime], None]]:
    """Sets the clock of the program; it stands still."""
    with time_machine.travel(LATER, tick=False) as traveller:
        yield traveller.move_to


@pytest.fixture
def desk(cast: Cast, client: Client, clock: object) -> Callable[[str], Client]:
    def enter(mailbox: str) -> Client:
        client.force_login(cast.person(mailbox))
        return client

    return enter


def post(client: Client, referral: Referral, step: str, **typed: Any) -> Any:
    """Posts the form of a step as the page that is open now holds it."""
    page = client.get(f"/referrals/{referral.pk}/").content.decode()
    seen = re.search(r'name="seen_version" value="(\d+)"', page)
    return client.post(f"/referrals/{referral.pk}/{step}/", {"seen_version": seen.group(1) if seen else "", **typed})


def state(referral: Referral) -> str:
    return make.fresh(referral).state


def test_accept_with_a_clinician(cast: Cast, desk: Any) -> None:
    referral = make.sent(cast)
    answer = post(desk("dana.ortiz"), referral, "accept", provider=cast.provider("Dr. Mei Lin").pk)
    assert answer.status_code == 302
    assert state(referral) == "3.0"
    assert str(make.fresh(referral).assigned_provider) == "Dr. Mei Lin"


def test_accepting_books_the_time_held_in_the_chair(cast: Cast, desk: Any, clock: Any) -> None:
    referral = make.held(cast, now=LATER)
    clock(LATER + timedelta(minutes=1))
    client = desk("dana.ortiz")
    assert "Accept and book" in client.get(f"/referrals/{referral.pk}/").content.decode()
    post(client, referral, "accept")
    assert state(referral) == "5.1.1"


def test_a_held_time_that_has_passed_is_not_promised(cast: Cast, desk: Any, clock: Any) -> None:
    referral = make.held(cast)
    clock(referral.appointments.get().starts_at + timedelta(minutes=1))
    assert "Accept and book" not in desk("dana.ortiz").get(f"/referrals/{referral.pk}/").content.decode()


def test_accepting_from_a_list_comes_back_to_it(cast: Cast, desk: Any) -> None:
    referral = make.sent(cast)
    answer = post(desk("dana.ortiz"), referral, "accept", back="/worklist/?show=review")
    assert answer.url == "/worklist/?show=review"


def test_nobody_is_sent_elsewhere_afterwards(cast: Cast, desk: Any) -> None:
    referral = make.sent(cast)
    assert post(desk("dana.ortiz"), referral, "accept", back="//evil.example/").url == f"/referrals/{referral.pk}/"


def test_ask_for_more_moves_the_ball(cast: Cast, desk: Any) -> None:
    referral = make.sent(cast)
    client = desk("dana.ortiz")
    shown = client.get(f"/referrals/{referral.pk}/ask/").content.decode()
    assert re.search(r'value="periapical_film" checked', shown)  # what is missing and needed is ticked already
    post(client, referral, "ask", records=["periapical_film"], note="The last one shows tooth 29.")
    assert make.fresh(referral).owner_side == "initiator"
    assert make.fresh(referral).records_asked == ["periapical_film"]


def test_asking_for_nothing_is_refused_on_the_page(cast: Cast, desk: Any) -> None:
    referral = make.sent(cast)
    answer = post(desk("dana.ortiz"), referral, "ask", note="  ")
    assert answer.status_code == 422
    assert "Choose what is missing" in answer.content.decode()


def test_redirect_sends_a_linked_referral_on(cast: Cast, desk: Any) -> None:
    referral = make.sent(cast)
    post(desk("dana.ortiz"), referral, "redirect", to_practice=cast.tidewater.pk, note="Needs surgery.")
    assert state(referral) == "4.0"
    follower = Referral.objects.get(previous=referral)
    assert (follower.recipient_practice, follower.state, follower.sender_practice) == (cast.tidewater, "2.0", cast.lakeview)


@pytest.mark.parametrize("to", ["", "no-practice", "lakeview"])
def test_redirecting_nowhere_keeps_what_was_typed(cast: Cast, desk: Any, to: str) -> None:
    referral = make.sent(cast)
    target = cast.lakeview.pk if to == "lakeview" else to
    answer = post(desk("dana.ortiz"), referral, "redirect", to_practice=target, note="Needs surgery.")
    assert answer.status_code == 422
    assert "Needs surgery." in answer.content.decode()
    assert state(referral) == "2.0"


def test_decline_needs_a_reason_of_the_list(cast: Cast, desk: Any) -> None:
    referral = make.sent(cast)
    client = desk("dana.ortiz")
    assert post(client, referral, "decline", reason="no idea").status_code == 422
    assert post(client, referral, "decline", reason="other").status_code == 422
    assert post(client, referral, "decline", reason="not_accepting", note="No time before May.").status_code == 302
    assert make.fresh(referral).decline_reason == "not_accepting"


def test_of_two_people_the_second_hears_what_happened_and_loses_no_typing(cast: Cast, desk: Any) -> None:
    referral = make.sent(cast)
    client = desk("dana.ortiz")
    page = client.get(f"/referrals/{referral.pk}/ask/").content.decode()
    seen = re.search(r'name="seen_version" value="(\d+)"', page)
    decline_referral(cast.lin, referral.pk, reason="outside_scope", note="", now=LATER)
    typed = {"seen_version": seen.group(1), "records": ["cbct"], "note": "Twenty words that took a minute."}
    answer = client.post(f"/referrals/{referral.pk}/ask/", typed)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Dr. Mei Lin" in shown
    assert "Twenty words that took a minute." in shown
    assert re.search(r'value="cbct" checked', shown)
    assert state(referral) == "4.0"


def test_three_times_are_offered_in_two_presses(cast: Cast, desk: Any) -> None:
    referral = make.accepted(cast)
    client = desk("theo.banks")
    page = client.get(f"/referrals/{referral.pk}/offer/").content.decode()
    best = re.findall(r'name="slot" value="([^"]+)" checked', page)
    kind = re.search(r'type="hidden" name="visit_type" value="([^"]+)"', page)
    assert len(best) == 3
    answer = client.post(f"/referrals/{referral.pk}/offer/", {"slot": best, "visit_type": kind.group(1)})
    assert answer.status_code == 302
    assert make.fresh(referral).next_step == "await_choice"
    assert make.fresh(referral).appointments.filter(status="held", purpose="offer").count() == 3


def test_a_visit_is_booked_and_moved_by_phone(cast: Cast, desk: Any) -> None:
    referral = make.accepted(cast)
    client = desk("theo.banks")
    taken = []
    for _ in range(2):
        page = client.get(f"/referrals/{referral.pk}/book/").content.decode()
        slot = re.findall(r'name="slot" value="([^"]+)"', page)[0]
        kind = re.search(r'type="hidden" name="visit_type" value="([^"]+)"', page).group(1)
        assert client.post(f"/referrals/{referral.pk}/book/", {"slot": slot, "visit_type": kind}).status_code == 302
        taken.append(slot)
    assert taken[0] != taken[1]
    assert sorted(make.fresh(referral).appointments.values_list("status", flat=True)) == ["booked", "moved"]


def test_a_time_that_is_gone_is_refused_and_others_are_shown(cast: Cast, desk: Any) -> None:
    first, second = make.accepted(cast), make.accepted(cast)
    client = desk("theo.banks")
    page = client.get(f"/referrals/{second.pk}/book/").content.decode()
    slot = re.findall(r'name="slot" value="([^"]+)"', page)[0]
    kind = re.search(r'type="hidden" name="visit_type" value="([^"]+)"', page).group(1)
    client.post(f"/referrals/{first.pk}/book/", {"slot": slot, "visit_type": kind})
    answer = client.post(f"/referrals/{second.pk}/book/", {"slot": slot, "visit_type": kind})
    assert answer.status_code == 409
    assert "no longer open" in answer.content.decode()
    assert state(second) == "3.0"


@pytest.mark.parametrize("slot", ["", "x", "|", "00000000-0000-0000-0000-000000000000|never"])
def test_what_is_no_time_books_nothing(cast: Cast, desk: Any, slot: str) -> None:
    referral = make.accepted(cast)
    answer = desk("theo.banks").post(f"/referrals/{referral.pk}/book/", {"slot": slot, "visit_type": "x"})
    assert answer.status_code in (409, 422)
    assert state(referral) == "3.0"


def test_the_visit_is_marked_from_the_calendar(cast: Cast, desk: Any, clock: Any) -> None:
    referral = make.booked(cast)
    visit = make.visit(referral)
    clock(visit.starts_at + timedelta(minutes=2))
    client = desk("theo.banks")
    day = f"/calendar/?day={visit.starts_at:%Y-%m-%d}"
    assert "Robin Sample" in client.get(day).content.decode()
    assert client.post(f"/referrals/{referral.pk}/arrived/", {"back": day}).url == day
    assert "arrived" in client.get(day).content.decode()
    post(client, referral, "seen", note="Healing well.", another="yes")
    assert (state(referral), make.fresh(referral).next_step) == ("5.1.4", "book_next_visit")


def test_a_patient_who_did_not_come_is_booked_again(cast: Cast, desk: Any, clock: Any) -> None:
    referral = make.booked(cast)
    client = desk("theo.banks")
    assert post(client, referral, "missed").status_code == 422  # the visit has not begun yet
    clock(make.visit(referral).starts_at + timedelta(minutes=20))
    client = desk("theo.banks")
    assert post(client, referral, "missed").status_code == 302
    assert make.fresh(referral).next_step == "rebook"


def test_a_visit_is_cancelled_with_a_reason_only(cast: Cast, desk: Any) -> None:
    referral = make.booked(cast)
    client = desk("theo.banks")
    assert post(client, referral, "cancel-visit", reason=" ").status_code == 422
    assert post(client, referral, "cancel-visit", reason="Dr. Lin is ill").status_code == 302
    assert state(referral) == "5.1.3"


def test_a_cancellation_is_confirmed(cast: Cast, desk: Any, clock: Any) -> None:
    referral = make.cancel_requested(cast)
    clock(make.clock(referral) + timedelta(hours=1))
    client = desk("dana.ortiz")
    assert "The patient moved away" in client.get(f"/referrals/{referral.pk}/").content.decode()
    post(client, referral, "confirm-cancellation")
    assert state(referral) == "6.0"


def test_delivery_outside_the_network_is_proven(cast: Cast, desk: Any, clock: Any) -> None:
    cast.lakeview.on_network = False
    cast.lakeview.save()
    referral = make.reported(cast)
    clock(make.clock(referral) + timedelta(hours=1))
    client = desk("dana.ortiz")
    assert post(client, referral, "delivered", proof="").status_code == 422
    assert post(client, referral, "delivered", proof="Fax confirmation 14:02").status_code == 302
    assert make.fresh(referral).report_delivered_at is not None


def test_the_link_is_sent_again_and_made_useless(cast: Cast, desk: Any) -> None:
    referral = make.accepted(cast)
    client = desk("dana.ortiz")
    client.post(f"/referrals/{referral.pk}/link/")
    assert referral.events.filter(kind="link_sent").exists()
    client.post(f"/referrals/{referral.pk}/link/revoke/")
    assert not referral.patient_links.filter(revoked_at=None).exists()


def test_a_page_about_a_patient_is_written_into_the_audit_once(cast: Cast, desk: Any) -> None:
    referral = make.sent(cast)
    client = desk("dana.ortiz")
    before = AccessRecord.objects.filter(act="read").count()
    client.get(f"/referrals/{referral.pk}/")
    rows = AccessRecord.objects.filter(act="read").order_by("-at", "-id")
    assert rows.count() == before + 1
    assert (rows[0].what, rows[0].referral_ids) == ("referral", [referral.pk])


def test_another_practice_is_told_that_there_is_no_such_page(cast: Cast, desk: Any) -> None:
    referral = make.sent(cast)
    client = desk("ines.duarte")
    for path in ("", "beside/", "ask/", "decline/", "offer/", "book/", "report/"):
        assert client.get(f"/referrals/{referral.pk}/{path}").status_code == 404, path
    for path in ("accept/", "decline/", "arrived/", "confirm-cancellation/", "link/", "link/revoke/"):
        assert client.post(f"/referrals/{referral.pk}/{path}").status_code in (404, 302), path
    assert state(referral) == "2.0"
