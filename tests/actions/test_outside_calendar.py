"""The practice's own calendar has the last word: it blocks, collides visibly, and when it cannot be read a booking is a request."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

import make
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.confirm_time import confirm_time
from bridgework.actions.connect_calendar import connect_calendar
from bridgework.actions.issue_calendar_feed import feed_secret, issue_calendar_feed, revoke_calendar_feed
from bridgework.actions.issue_patient_link import issue_patient_link
from bridgework.actions.keep_busy_times import keep_busy_times, note_unread_calendar
from bridgework.actions.keep_visit import keep_visit
from bridgework.actions.offer_times import offer_times
from bridgework.actions.record_arrival import record_arrival
from bridgework.actions.release_holds import release_holds
from bridgework.connections.calendars import CalendarRefused
from bridgework.jobs import read_calendar as job
from bridgework.lookups.invariants import prove
from bridgework.lookups.open_times import open_times
from bridgework.lookups.outside_calendars import collisions, outside_calendars
from bridgework.lookups.patient_page import find_patient_page
from bridgework.records.models import Appointment, BusyCalendar, BusyTime, Referral
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.outside_calendar import check_address
from bridgework.rules.refusals import MoveNotAllowed, NotFound, SlotTaken
from people import NOW, Cast

ADDRESS = "https://calendar.example/secret/basic.ics"
pytestmark = pytest.mark.usefixtures("db")


def connected(cast: Cast, who: str = "Dr. Chidi Okafor", *, read_at: datetime | None = None) -> BusyCalendar:
    calendar = connect_calendar(cast.ruth, cast.provider(who).pk, address=ADDRESS, stale_after_hours=4, now=NOW)
    if read_at:
        keep_busy_times(calendar.pk, [], fingerprint="empty", address=ADDRESS, now=read_at)
    return calendar


def patient_of(referral: Referral) -> Viewer:
    issue_patient_link(referral, NOW)
    return Viewer(kind="patient", name="Robin Sample", way="patient link", patient_id=referral.patient_id, referral_id=referral.pk)


def a_time(cast: Cast, referral: Referral, now: datetime, who: str = "Dr. Chidi Okafor") -> dict[str, Any]:
    slots, kind = make.free_times(referral, cast.theo, now)
    slot = next(slot for slot in slots if slot.provider_id == cast.provider(who).pk and slot.starts_at > now + timedelta(days=1))
    return {"provider_id": slot.provider_id, "visit_type_id": kind, "starts_at": slot.starts_at}


def test_busy_times_block_and_a_collision_is_shown_and_nothing_is_cancelled(cast: Cast) -> None:
    calendar = connected(cast, read_at=NOW)
    referral, other = make.accepted(cast), make.accepted(cast)
    now = NOW + timedelta(hours=2)
    wanted = a_time(cast, referral, now)
    visit = book_appointment(cast.theo, referral.pk, now=now, **wanted)
    next_time = a_time(cast, other, now)

    busy = (visit.starts_at + timedelta(minutes=15), next_time["starts_at"] + timedelta(hours=1))
    assert keep_busy_times(calendar.pk, [busy], fingerprint="1", address=ADDRESS, now=now)

    with pytest.raises(SlotTaken):
        book_appointment(cast.theo, other.pk, now=now, **next_time)
    slots = open_times(cast.theo, cast.harbor.pk, visit.visit_type_id, tier="elective", now=now, provider_id=visit.provider_id)
    assert not [slot for slot in slots if slot.starts_at < busy[1] and busy[0] < slot.ends_at]
    assert [(one.number, one.starts_at) for one in collisions(cast.theo, now=now)] == [(referral.number, visit.starts_at)]
    assert collisions(cast.ines, now=now) == ()
    assert make.fresh(referral).state == "5.1.1"
    # The practice wrote the visit down in its own calendar: that is no collision.
    keep_busy_times(calendar.pk, [(visit.starts_at, visit.ends_at)], fingerprint="2", address=ADDRESS, now=now)
    assert collisions(cast.theo, now=now) == ()
    assert BusyTime.objects.count() == 1


def test_a_stale_calendar_makes_a_booking_a_request_that_a_person_confirms(cast: Cast) -> None:
    connected(cast, read_at=NOW)
    referral = make.accepted(cast)
    patient, now = patient_of(referral), NOW + timedelta(hours=5)
    page = find_patient_page(patient, "en", now)
    wanted = a_time(cast, referral, now)

    asked = book_appointment(patient, referral.pk, now=now, **wanted)

    assert (asked.status, asked.purpose) == ("held", "request")
    referral = make.fresh(referral)
    assert (referral.state, referral.next_step, referral.owner_side) == ("3.0", "confirm_time", "recipient")
    page = find_patient_page(patient, "en", now)
    assert page.requested is not None
    assert page.requested.starts_at == asked.starts_at
    assert prove(SYSTEM).holds

    confirmed = confirm_time(cast.theo, referral.pk, now=now + timedelta(minutes=10))
    assert (confirmed.state, confirmed.next_step, confirmed.time_requested_at) == ("5.1.1", "see_patient", None)
    assert confirmed.messages.filter(kind="visit_booked").exists()
    with pytest.raises(MoveNotAllowed, match="not held any more"):
        confirm_time(cast.theo, referral.pk, now=now + timedelta(hours=1))
    assert prove(SYSTEM).holds


def asked_to_move(cast: Cast, before: timedelta | None = None) -> tuple[Referral, Viewer, Appointment, Appointment]:
    """Booked, then the calendar is stale and the patient asks for a later time, so long `before` the visit: the visit, and what is asked for."""
    referral = make.booked(cast)
    visit = make.visit(referral)
    BusyCalendar.objects.create(provider=visit.provider, address=ADDRESS, added_at=NOW)
    patient, now = patient_of(referral), visit.starts_at - before if before else NOW + timedelta(hours=2)
    wanted = a_time(cast, referral, visit.starts_at + timedelta(days=1), visit.provider.name)
    asked = book_appointment(patient, referral.pk, now=now, **wanted)
    return make.fresh(referral), patient, visit, asked


def test_who_moves_a_visit_asks_too_and_the_visit_stays_until_it_is_confirmed(cast: Cast) -> None:
    referral, patient, visit, asked = asked_to_move(cast)
    now = NOW + timedelta(hours=3)
    assert (asked.status, asked.purpose) == ("held", "request")
    assert asked.held_until == min(NOW + timedelta(hours=50), visit.starts_at)
    assert (referral.state, referral.next_step) == ("5.1.1", "confirm_time")
    page = find_patient_page(patient, "en", now)
    assert page.booked is not None
    assert page.requested is not None
    assert (page.stage, page.booked.starts_at, page.requested.starts_at) == ("booked", visit.starts_at, asked.starts_at)
    assert prove(SYSTEM).holds

    moved = confirm_time(cast.theo, referral.pk, now=now)

    assert (moved.state, moved.next_step, make.visit(moved).pk) == ("5.1.1", "see_patient", asked.pk)
    assert Appointment.objects.get(pk=visit.pk).status == "moved"
    assert moved.events.filter(kind="moved", details__moved_from=visit.starts_at.isoformat()).exists()
    assert [told.facts["starts_at"] for told in moved.messages.filter(kind="visit_moved")] == [asked.starts_at.isoformat()]
    assert prove(SYSTEM).holds


def test_what_is_asked_for_is_answered_before_the_visit_begins(cast: Cast) -> None:
    referral, _, visit, asked = asked_to_move(cast, timedelta(minutes=40))
    assert (referral.next_step, referral.due_at, asked.held_until) == ("confirm_time", visit.starts_at, visit.starts_at)


def test_the_practice_or_the_patient_keeps_the_visit(cast: Cast) -> None:
    referral, patient, visit, asked = asked_to_move(cast)
    now = NOW + timedelta(hours=3)
    kept = keep_visit(patient, referral.pk, now=now)
    assert (kept.next_step, make.visit(kept).pk) == ("see_patient", visit.pk)
    assert not kept.messages.filter(kind="visit_kept").exists()

    again = {"provider_id": asked.provider_id, "visit_type_id": asked.visit_type_id, "starts_at": asked.starts_at}
    book_appointment(patient, referral.pk, now=now, **again)
    kept = keep_visit(cast.theo, referral.pk, now=now)
    assert (kept.next_step, make.visit(kept).pk) == ("see_patient", visit.pk)
    assert [told.facts["starts_at"] for told in kept.messages.filter(kind="visit_kept")] == [visit.starts_at.isoformat()]
    keep_visit(cast.theo, referral.pk, now=now)
    assert kept.events.filter(kind="visit_kept").count() == 2
    with pytest.raises(MoveNotAllowed, match="not held any more"):
        confirm_time(cast.theo, referral.pk, now=now)
    assert prove(SYSTEM).holds


def test_a_move_that_nobody_confirms_leaves_the_visit_and_says_so(cast: Cast) -> None:
    referral, _, visit, asked = asked_to_move(cast)
    assert asked.held_until is not None
    late = asked.held_until + timedelta(minutes=1)
    assert release_holds(late) == 1
    kept = make.fresh(referral)
    assert (kept.next_step, kept.time_requested_at, make.visit(kept).pk) == ("see_patient", None, visit.pk)
    told = set(kept.messages.values_list("kind", flat=True))
    assert ("visit_kept" in told) == (visit.starts_at > late)
    assert "hold_released" not in told or visit.starts_at <= late
    assert prove(SYSTEM).holds


def test_whoever_has_arrived_does_not_ask_for_another_day(cast: Cast) -> None:
    referral, _, visit, asked = asked_to_move(cast)
    arrived = record_arrival(cast.theo, referral.pk, now=visit.starts_at - timedelta(minutes=10))
    assert (arrived.next_step, arrived.time_requested_at) == ("see_patient", None)
    assert Appointment.objects.get(pk=asked.pk).status == "released"
    assert prove(SYSTEM).holds


def test_a_request_that_nobody_confirms_is_given_back_and_told(cast: Cast) -> None:
    connected(cast)  # never read
    referral = make.accepted(cast)
    patient, now = patient_of(referral), NOW + timedelta(hours=2)
    book_appointment(patient, referral.pk, now=now, **a_time(cast, referral, now + timedelta(days=3)))

    asked = make.fresh(referral)
    assert asked.due_at is not None
    assert asked.offers_expire_at is not None
    assert now < asked.due_at <= asked.offers_expire_at
    assert release_holds(asked.offers_expire_at + timedelta(hours=1)) == 1

    referral = make.fresh(referral)
    assert (referral.next_step, referral.time_requested_at, referral.offers_expire_at) == ("offer_times", None, None)
    assert referral.messages.filter(kind="hold_released").exists()
    assert prove(SYSTEM).holds


def test_what_the_practice_offered_itself_is_booked_though_its_calendar_is_stale(cast: Cast) -> None:
    connected(cast)
    referral = make.accepted(cast)
    patient, now = patient_of(referral), NOW + timedelta(hours=2)
    wanted = a_time(cast, referral, now)
    slots = [(wanted["provider_id"], wanted["starts_at"])]
    offer_times(cast.theo, referral.pk, slots=slots, visit_type_id=wanted["visit_type_id"], now=now)
    assert book_appointment(patient, referral.pk, now=now, **wanted).status == "booked"


def test_an_offered_time_that_became_busy_is_not_shown_to_the_patient_any_more(cast: Cast) -> None:
    calendar = connected(cast, read_at=NOW)
    referral = make.accepted(cast)
    patient, now = patient_of(referral), NOW + timedelta(hours=2)
    wanted = a_time(cast, referral, now)
    start = wanted["starts_at"]
    offer_times(cast.theo, referral.pk, slots=[(wanted["provider_id"], start)], visit_type_id=wanted["visit_type_id"], now=now)
    assert [time.starts_at for time in find_patient_page(patient, "en", now).best] == [start]

    # Nobody writes an offer into their own calendar: an entry that begins with it is no visit of ours.
    keep_busy_times(calendar.pk, [(start, start + timedelta(minutes=30))], fingerprint="1", address=ADDRESS, now=now)

    page = find_patient_page(patient, "en", now)
    assert len(page.best) == 3
    assert start not in [time.starts_at for time in (*page.best, *page.rest) if time.provider == "Dr. Chidi Okafor"]
    assert [one.starts_at for one in collisions(cast.theo, now=now)] == [start]
    with pytest.raises(SlotTaken):
        book_appointment(patient, referral.pk, now=now, **wanted)


def test_nothing_is_accepted_by_policy_while_the_calendar_is_stale(cast: Cast) -> None:
    def held() -> tuple[str, str]:
        referral = make.held(cast, to=cast.practices["northpoint-orthodontics"])
        return referral.state, Appointment.objects.get(referral=referral).status

    assert held() == ("5.1.1", "booked")
    provider = cast.practices["northpoint-orthodontics"].providers.get()
    BusyCalendar.objects.create(provider=provider, address=ADDRESS, added_at=NOW)
    assert held() == ("2.0", "held")


def test_the_job_reads_keeps_and_tells_what_went_wrong(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    calendar = connected(cast)
    tomorrow = f"{datetime.now().astimezone() + timedelta(days=1):%Y%m%d}"
    told = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART:{tomorrow}T090000Z\r\nDTEND:{tomorrow}T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    monkeypatch.setattr(job, "fetch_calendar", lambda address, *, allow_private: told.encode())
    job.read_calendar(str(calendar.pk))
    assert BusyTime.objects.get().provider_id == calendar.provider_id

    def broken(address: str, *, allow_private: bool) -> bytes:
        raise CalendarRefused("The calendar could not be reached.")

    monkeypatch.setattr(job, "fetch_calendar", broken)
    job.read_calendar(str(calendar.pk))
    calendar.refresh_from_db()
    assert calendar.problem == "The calendar could not be reached."
    assert BusyTime.objects.count() == 1  # what it said last stands
    note_unread_calendar(calendar.pk, problem="of another address", address="https://other.example/", now=NOW)
    assert not keep_busy_times(calendar.pk, [], fingerprint="", address="https://other.example/", now=NOW)
    calendar.refresh_from_db()
    assert calendar.problem == "The calendar could not be reached."


def test_the_feed_tells_initials_and_numbers_until_it_is_switched_off(cast: Cast) -> None:
    referral = make.booked(cast, of=make.patient(cast.lakeview, family_name="Quillfeather"))
    visit = Appointment.objects.get(referral=referral, status="booked")
    feed = issue_calendar_feed(cast.ruth, visit.provider_id, now=visit.starts_at - timedelta(hours=1))
    address = f"/calendar-feed/{feed_secret(feed.pk)}.ics"

    def fetched(at: str) -> tuple[int, str]:
        answer = Client().get(at)
        return answer.status_code, answer.content.decode()

    with time_machine.travel(visit.starts_at - timedelta(hours=1), tick=False):
        status, told = fetched(address)
        assert status == 200
        assert f"RQ\\, {referral.number}" in told
        assert "Quillfeather" not in told
        assert "Robin" not in told
        assert fetched("/calendar-feed/wrong.ics")[0] == 404
        newer = issue_calendar_feed(cast.ruth, visit.provider_id, now=visit.starts_at)
        assert fetched(address)[0] == 404
        assert fetched(f"/calendar-feed/{feed_secret(newer.pk)}.ics")[0] == 200
        revoke_calendar_feed(cast.ruth, visit.provider_id, now=visit.starts_at)
        assert fetched(f"/calendar-feed/{feed_secret(newer.pk)}.ics")[0] == 404
    with pytest.raises(NotFound):
        issue_calendar_feed(cast.ruth, cast.provider("Dr. Hana Novak").pk, now=NOW)


def test_the_page_names_the_server_and_not_the_secret(cast: Cast) -> None:
    connected(cast)
    told = next(one for one in outside_calendars(cast.ruth, now=NOW) if one.address)
    assert (told.address, told.is_stale) == ("calendar.example/…", True)


@pytest.mark.parametrize(
    ("address", "fits"),
    [(ADDRESS, True), ("webcal://x.example/a", True), ("ftp://x", False), ("https://u:p@x.example/", False), ("a b", False)],
)
def test_an_address(address: str, fits: bool) -> None:
    assert (check_address(address) is None) is fits
