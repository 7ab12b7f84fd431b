"""The patient's own page, through the door with the birth date, as a browser without script sees it."""

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

import addresses
import make
import people
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.actions.offer_freed_times import offer_freed_times
from bridgework.actions.offer_times import offer_times
from bridgework.actions.open_patient_link import MOST_TRIES, open_patient_link
from bridgework.actions.revoke_patient_link import revoke_patient_link
from bridgework.lookups.open_times import open_times
from bridgework.records.models import AccessRecord, Referral, VisitType
from bridgework.rules.refusals import LinkRefused
from browsers import standing_clock
from people import Cast

BIRTH_DATE = {"month": "5", "day": "17", "year": "1984"}
clock = standing_clock(people.NOW + timedelta(hours=1))


def link_to(referral: Referral) -> str:
    return secret_of(issue_patient_link(referral, people.NOW).pk)


def inside(client: Client, secret: str) -> str:
    client.post(f"/p/{secret}/birth-date/", BIRTH_DATE)
    return client.get(f"/p/{secret}/").content.decode()


def without_nonce(answer: HttpResponse) -> str:
    return re.sub(r'nonce="[^"]+"', "", answer.content.decode())


def first_slot(page: str) -> str:
    return re.findall(r'name="slot" value="([^"]+)"', page)[0]


def test_nothing_about_the_patient_before_the_birth_date(cast: Cast, client: Client) -> None:
    secret = link_to(make.accepted(cast))
    page = client.get(f"/p/{secret}/").content.decode()
    assert "Harbor Endodontics" in page
    assert "Robin" not in page
    assert "Raman" not in page
    assert 'name="slot"' not in page


def test_who_sent_me_why_and_three_times_first(cast: Cast, client: Client) -> None:
    page = inside(client, link_to(make.accepted(cast)))
    assert "Hello, Robin" in page
    assert "Dr. Priya Raman" in page
    assert "a lower right back tooth" in page
    assert page.count('class="slot best"') == 1
    assert page.index("More times") > [match.start() for match in re.finditer('name="slot"', page)][2]


def test_a_visit_that_is_over_and_not_marked_yet_is_no_visit_to_come(cast: Cast, client: Client) -> None:
    referral = make.booked(cast)
    secret = link_to(referral)
    with time_machine.travel(make.visit(referral).ends_at + timedelta(minutes=5), tick=False):
        page = inside(client, secret)
        assert "The visit at <b>Harbor Endodontics</b> was on" in page
        assert "I am in more pain now" in page
        assert "Add to calendar" not in page
        assert "is booked" not in page
        assert client.get(f"/p/{secret}/cancel/").status_code == 302
        assert client.get(f"/p/{secret}/worse/").status_code == 200


def test_two_taps_book_and_the_calendar_file_says_nothing_clinical(cast: Cast, client: Client) -> None:
    referral = make.accepted(cast)
    secret = link_to(referral)
    client.post(f"/p/{secret}/book/", {"slot": first_slot(inside(client, secret))})
    referral.refresh_from_db()
    assert referral.state == "5.1.1"
    page = client.get(f"/p/{secret}/").content.decode()
    assert "your visit is booked" in page
    ics = client.get(f"/p/{secret}/visit.ics")
    assert ics["Content-Type"].startswith("text/calendar")
    text = ics.content.decode()
    assert "DTSTART" in text
    assert "Robin" not in text
    assert "tooth" not in text.lower()


def test_a_wrong_birth_date_is_counted_on_the_link_and_locks_it(cast: Cast) -> None:
    secret = link_to(make.accepted(cast))
    for _ in range(MOST_TRIES):
        answer = Client().post(f"/p/{secret}/birth-date/", BIRTH_DATE | {"year": "1985"})
        assert answer.status_code == 422
    right = Client()
    assert "Too many tries" in right.post(f"/p/{secret}/birth-date/", BIRTH_DATE).content.decode()
    with time_machine.travel(people.NOW + timedelta(hours=2), tick=False):
        assert "Hello, Robin" in inside(right, secret)


def test_the_practice_is_told_of_somebody_who_guesses(cast: Cast) -> None:
    referral = make.accepted(cast)
    secret, now = link_to(referral), people.NOW
    for already in range(3 * MOST_TRIES):
        now += timedelta(hours=2) if already % MOST_TRIES == 0 else timedelta(0)
        assert not referral.events.filter(kind="wrong_birth_dates").exists()
        with pytest.raises(LinkRefused, match="does not match"):
            open_patient_link(secret, date(1960, 1, 1 + already), now=now)
    assert referral.events.get(kind="wrong_birth_dates").details == {"times": 15}
    assert AccessRecord.objects.filter(what="wrong_birth_dates", referral_ids=[referral.pk]).count() == 3


@pytest.mark.parametrize("date", [{}, {"month": "2", "day": "30", "year": "1984"}, {"month": "x", "day": "1", "year": "1"}])
def test_what_is_no_date_gets_a_sentence_and_no_try_is_counted(cast: Cast, client: Client, date: dict[str, str]) -> None:
    referral = make.accepted(cast)
    answer = client.post(f"/p/{link_to(referral)}/birth-date/", date)
    assert "This is not a date" in answer.content.decode()
    assert referral.patient_links.get().failed_tries == 0


def test_a_time_that_was_taken_meanwhile_shows_the_others(cast: Cast, client: Client) -> None:
    secret = link_to(make.accepted(cast))
    slot = first_slot(inside(client, secret))
    other = make.accepted(cast, by=cast.marsh)
    other_client, other_secret = Client(), link_to(other)
    inside(other_client, other_secret)
    other_client.post(f"/p/{other_secret}/book/", {"slot": slot})
    answer = client.post(f"/p/{secret}/book/", {"slot": slot}, follow=True).content.decode()
    assert "has just been taken" in answer
    assert 'name="slot"' in answer


def test_booking_twice_is_one_visit(cast: Cast, client: Client) -> None:
    referral = make.accepted(cast)
    secret = link_to(referral)
    slot = first_slot(inside(client, secret))
    client.post(f"/p/{secret}/book/", {"slot": slot})
    client.post(f"/p/{secret}/book/", {"slot": slot})
    assert referral.appointments.count() == 1


def test_move_and_cancel(cast: Cast, client: Client) -> None:
    referral = make.booked(cast)
    secret = link_to(referral)
    inside(client, secret)
    moving = client.get(f"/p/{secret}/?move=1").content.decode()
    client.post(f"/p/{secret}/book/", {"slot": first_slot(moving)})
    assert sorted(referral.appointments.values_list("status", flat=True)) == ["booked", "moved"]
    assert "Cancel this visit?" in client.get(f"/p/{secret}/cancel/").content.decode()
    answer = client.post(f"/p/{secret}/cancel/", {"reason": "cost"}, follow=True).content.decode()
    assert "is cancelled" in answer
    referral.refresh_from_db()
    assert (referral.state, referral.next_step) == ("5.1.3", "rebook")
    assert client.post(f"/p/{secret}/cancel/", follow=True).status_code == 200


def test_offered_times_come_first(cast: Cast, client: Client) -> None:
    referral = make.accepted(cast)
    kind = VisitType.objects.filter(practice=cast.harbor).order_by("position").first()
    slots = open_times(cast.dana, cast.harbor.pk, kind.pk, tier="elective", now=people.NOW)
    chosen = [slots[40], slots[80]]
    offer_times(
        cast.dana, referral.pk, slots=[(slot.provider_id, slot.starts_at) for slot in chosen], visit_type_id=kind.pk, now=people.NOW
    )
    page = inside(client, link_to(referral))
    assert chosen[0].starts_at.isoformat() in first_slot(page).replace("&#x27;", "'")
    client.post(f"/p/{link_to(referral)}/book/", {"slot": first_slot(page)})
    assert sorted(referral.appointments.values_list("status", flat=True)) == ["booked", "released", "released"]


def test_a_revoked_link_ends_open_pages_too(cast: Cast, client: Client) -> None:
    referral = make.booked(cast)
    secret = link_to(referral)
    assert "booked" in inside(client, secret)
    revoke_patient_link(cast.dana, referral.pk, now=people.NOW)
    answer = client.get(f"/p/{secret}/")
    assert answer.status_code == 404
    assert "does not work any more" in answer.content.decode()


def test_an_unknown_and_an_expired_link_read_the_same(cast: Cast, client: Client) -> None:
    referral = make.booked(cast)
    secret = link_to(referral)
    with time_machine.travel(people.NOW + timedelta(days=61), tick=False):
        expired = client.get(f"/p/{secret}/")
    unknown = client.get("/p/AAAAAAAAAAAAAAAAAAAAAA/")
    assert expired.status_code == unknown.status_code == 404
    assert without_nonce(expired) == without_nonce(unknown)


def test_the_address_of_a_button_opened_like_a_page_leads_to_the_page(cast: Cast, client: Client) -> None:
    secret = link_to(make.accepted(cast))
    inside(client, secret)
    answer = client.get(f"/p/{secret}/book/", HTTP_ACCEPT="text/html,*/*", HTTP_ACCEPT_LANGUAGE="es")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    page = answer.content.decode()
    assert "Aquí no hay nada que ver" in page
    assert f'href="/p/{secret}/"' in page
    assert client.get(f"/p/{secret}/book/").content == b""  # a program that asks is told by the status


def test_another_patients_link_is_not_opened_by_mine(cast: Cast, client: Client) -> None:
    mine, other = link_to(make.booked(cast)), link_to(make.booked(cast, by=cast.marsh))
    inside(client, mine)
    assert "birth-date" in client.get(f"/p/{other}/").content.decode()
    assert client.get(f"/p/{other}/visit.ics")["Content-Type"].startswith("text/html")


def test_nervous_with_one_tap_and_back(cast: Cast, client: Client) -> None:
    referral = make.accepted(cast)
    secret = link_to(referral)
    inside(client, secret)
    assert "at your pace" in client.post(f"/p/{secret}/nervous/", follow=True).content.decode()
    referral.patient.refresh_from_db()
    assert referral.patient.is_nervous
    client.post(f"/p/{secret}/nervous/", {"nervous": "no"})
    referral.patient.refresh_from_db()
    assert not referral.patient.is_nervous


def test_red_flags_come_first_in_the_patients_language(cast: Cast, client: Client) -> None:
    referral = make.accepted(cast, case=make.EMERGENCY)
    referral.patient.language = "es"
    referral.patient.save()
    page = inside(client, link_to(referral))
    assert '<html lang="es">' in page
    assert page.index("Llame al 911") < page.index("Robin")


def test_language_can_be_switched_and_stays(cast: Cast, client: Client) -> None:
    secret = link_to(make.accepted(cast))
    inside(client, secret)
    assert "Elija una hora" in client.get(f"/p/{secret}/?language=es").content.decode()
    assert "Elija una hora" in client.get(f"/p/{secret}/").content.decode()


def test_every_look_is_audited_and_no_secret_is_stored(cast: Cast, client: Client) -> None:
    referral = make.accepted(cast)
    secret = link_to(referral)
    inside(client, secret)
    seen = AccessRecord.objects.filter(referral_ids__contains=[referral.pk], act="read", way="patient link")
    assert set(seen.values_list("what", flat=True)) == {"open_patient_link", "patient page"}
    assert secret not in str(list(referral.patient_links.values()))


@pytest.mark.parametrize("state", ["sent", "seen", "reported", "declined", "cancelled", "missed"])
def test_every_stage_has_a_page(cast: Cast, client: Client, state: str) -> None:
    page = inside(client, link_to(getattr(make, state)(cast)))
    assert "<h1>" in page
    assert "Harbor Endodontics" in page


def test_more_pain_raises_the_tier_and_a_person_calls(cast: Cast, client: Client) -> None:
    referral = make.booked(cast)
    assert referral.tier == "elective"
    secret = link_to(referral)
    inside(client, secret)
    asked = client.get(f"/p/{secret}/worse/").content.decode()
    assert asked.index("Call 911") < asked.index("Is it hard to breathe?")
    told = client.post(f"/p/{secret}/worse/", {"trouble_breathing": "no", "swelling": "yes"}).content.decode()
    assert "We will call you" in told
    assert "Go now." not in told
    referral.refresh_from_db()
    assert (referral.tier, referral.next_step, referral.call_reason) == ("emergency", "call_patient", "worse")
    assert referral.due_at <= people.NOW + timedelta(hours=2)
    assert referral.tier_reasons[0] == "The patient told us: pain with swelling."
    assert "We know that it got worse." in client.get(f"/p/{secret}/").content.decode()
    told = client.post(f"/p/{secret}/worse/", {"trouble_breathing": "yes"}).content.decode()
    assert told.index("Go now. Do not wait for us.") < told.index("<h1>")
    assert referral.messages.filter(kind="patient_worse_to_desk").count() == 1
    assert referral.case["findings"]["swelling"] == "no"  # the sender's case stays as it was written


@pytest.mark.parametrize(
    ("language", "button", "question", "more"),
    [
        ("en", "Please call me now", "Is it hard to breathe?", "Tell us what is new"),
        ("es", "Llámenme ahora, por favor", "¿Le cuesta respirar?", "Decir qué hay de nuevo"),
    ],
)
def test_a_call_is_one_tap_without_an_answer(cast: Cast, client: Client, language: str, button: str, question: str, more: str) -> None:
    referral = make.booked(cast)
    secret = link_to(referral)
    inside(client, secret)
    asked = client.get(f"/p/{secret}/worse/?language={language}").content.decode()
    assert asked.index("911") < asked.index(button) < asked.index(question) < asked.rindex(button)
    told = client.post(f"/p/{secret}/worse/").content.decode()
    assert "911" in told
    assert more in told
    referral.refresh_from_db()
    assert (referral.next_step, referral.call_reason) == ("call_patient", "worse")
    called_at, home = referral.call_wanted_at, client.get(f"/p/{secret}/").content.decode()
    assert f"/p/{secret}/worse/" in home
    # Who answers afterwards loses neither the place on the call desk nor the answers.
    assert more not in client.post(f"/p/{secret}/worse/", {"trouble_breathing": "yes"}).content.decode()
    referral.refresh_from_db()
    assert (referral.call_wanted_at, referral.tier) == (called_at, "emergency")


def test_what_is_sent_after_the_page_had_closed_goes_on_with_the_birth_date(cast: Cast, client: Client) -> None:
    referral = make.booked(cast)
    secret = link_to(referral)
    door = client.post(f"/p/{secret}/worse/", {"swelling": "yes", "fever": "no"}).content.decode()
    assert door.index("Call 911") < door.index("You were away for a while")
    hidden = dict(re.findall(r'type="hidden" name="(?!csrf)([^"]+)" value="([^"]*)"', door))
    assert hidden == {"then": "worse", "sent": "yes", "swelling": "yes", "fever": "no"}
    wrong = client.post(f"/p/{secret}/birth-date/", BIRTH_DATE | hidden | {"year": "1985"})
    assert dict(re.findall(r'type="hidden" name="(?!csrf)([^"]+)" value="([^"]*)"', wrong.content.decode())) == hidden
    told = client.post(f"/p/{secret}/birth-date/", BIRTH_DATE | hidden, follow=True).content.decode()
    assert "We will call you" in told
    referral.refresh_from_db()
    assert (referral.tier, referral.call_reason) == ("emergency", "worse")


def test_a_page_asked_for_before_the_birth_date_opens_after_it(cast: Cast, client: Client) -> None:
    secret = link_to(make.booked(cast))
    assert 'name="then" value="before"' in client.get(f"/p/{secret}/before/").content.decode()
    assert client.post(f"/p/{secret}/birth-date/", BIRTH_DATE | {"then": "before"})["Location"] == f"/p/{secret}/before/"
    assert client.post(f"/p/{secret}/birth-date/", BIRTH_DATE | {"then": "leave", "sent": "yes"})["Location"] == f"/p/{secret}/"


def test_what_is_asked_before_the_visit_reaches_the_office(cast: Cast, client: Client) -> None:
    referral = make.booked(cast)
    secret = link_to(referral)
    inside(client, secret)
    assert client.post(f"/p/{secret}/before/", {}).status_code == 422
    given = {"health": "changed", "health_note": "A new blood thinner", "fear": "severe", "ride": "need", "insurance": "changed"}
    client.post(f"/p/{secret}/before/", given | {"carrier": "Lakeshore Dental Plan", "member_id": "LD-8842"})
    assert "Thank you, we have your answers." in client.get(f"/p/{secret}/").content.decode()
    referral.patient.refresh_from_db()
    assert (referral.patient.is_nervous, referral.patient.transport) == (True, True)
    desk = addresses.signed_in(cast, cast.dana).get(f"/referrals/{referral.pk}/").content.decode()
    assert "A new blood thinner" in desk
    assert "Lakeshore Dental Plan" in desk


def test_reminders_a_wish_and_a_reason_not_to_come(cast: Cast, client: Client) -> None:
    referral = make.accepted(cast)
    secret = link_to(referral)
    inside(client, secret)
    client.post(f"/p/{secret}/wish/", {"half": "afternoon"})
    page = client.get(f"/p/{secret}/").content.decode()
    assert all("PM" in found for found in re.findall(r'class="slot(?: best)?".*?<b><time[^>]*>([^<]+)', page)[:3])
    client.post(f"/p/{secret}/reminders/", {"channel": "phone", "reminders": "day"})
    referral.refresh_from_db()
    assert referral.call_reason == "no_message"
    client.post(f"/p/{secret}/not-now/", {"because": "cost"})
    referral.refresh_from_db()
    assert (referral.patient_says, referral.patient_says_because, referral.next_step) == ("no", "cost", "decide_further")
    assert "Nothing was changed." in client.post(f"/p/{secret}/not-now/", {"because": "weather"}, follow=True).content.decode()
    client.post(f"/p/{secret}/book/", {"slot": first_slot(client.get(f"/p/{secret}/").content.decode())})
    referral.refresh_from_db()
    assert (referral.patient_says, referral.next_step) == ("yes", "see_patient")


def test_a_wish_counts_for_more_than_what_was_offered_before(cast: Cast, client: Client) -> None:
    referral = make.accepted(cast)
    slots, kind = make.free_times(referral, cast.theo, people.NOW + timedelta(days=2))
    morning = next(slot for slot in slots if slot.starts_at.astimezone(ZoneInfo(slot.zone)).hour < 11)
    offer_times(cast.theo, referral.pk, slots=[(morning.provider_id, morning.starts_at)], visit_type_id=kind, now=people.NOW)
    secret = link_to(referral)
    offered = f"{morning.provider_id}|{kind}|{morning.starts_at.isoformat()}"
    assert first_slot(inside(client, secret)) == offered
    client.post(f"/p/{secret}/wish/", {"half": "afternoon"})
    page = client.get(f"/p/{secret}/").content.decode()
    assert all("PM" in found for found in re.findall(r'class="slot(?: best)?".*?<b><time[^>]*>([^<]+)', page)[:3])
    client.post(f"/p/{secret}/book/", {"slot": offered})  # still theirs, below More times
    assert f'value="{offered}"' in page
    assert make.visit(make.fresh(referral)).starts_at == morning.starts_at


def test_an_earlier_time_is_asked_for_and_taken(cast: Cast, client: Client) -> None:
    referral = make.accepted(cast)
    slots, kind = make.free_times(referral, cast.theo, people.NOW + timedelta(days=12))
    taken = {"provider_id": slots[-1].provider_id, "starts_at": slots[-1].starts_at, "visit_type_id": kind}
    book_appointment(cast.theo, referral.pk, now=make.clock(referral), **taken)
    secret = link_to(referral)
    inside(client, secret)
    client.post(f"/p/{secret}/earlier/", {})
    assert offer_freed_times(people.NOW + timedelta(hours=1)) == 1
    page = client.get(f"/p/{secret}/").content.decode()
    assert "An earlier time is free" in page
    client.post(f"/p/{secret}/book/", {"slot": first_slot(page)})
    assert make.visit(referral).starts_at < slots[-1].starts_at
