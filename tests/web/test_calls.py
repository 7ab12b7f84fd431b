"""The call desk over its addresses: the next patient, one press for how it went, a status call."""

from datetime import timedelta

import pytest
import time_machine

import addresses
import make
from bridgework.actions.tell_worse import tell_worse
from bridgework.records.models import CallAttempt, CallClaim, MessageAttempt, WaitListEntry
from bridgework.rules.facts import Viewer
from people import Cast

pytestmark = pytest.mark.django_db


def test_a_caller_gets_the_next_patient_and_books_in_one_press(cast: Cast) -> None:
    referral = make.accepted(cast, of=make.patient(cast.lakeview, may_contact=False))
    now = make.clock(referral) + timedelta(hours=48)
    client = addresses.signed_in(cast, cast.theo)
    with time_machine.travel(now, tick=False):
        desk = client.get("/calls/")
        assert "Robin Sample" in desk.text
        assert 'href="/calls/"' in desk.text
        answer = client.post("/calls/next/", follow=True)
        assert answer.redirect_chain == [(f"/calls/{referral.pk}/", 302)]
        assert "(312) 555-0190" in answer.text
        assert "Call 911" in answer.text
        assert CallClaim.objects.get(referral=referral).person_name == cast.theo.name
        other = addresses.signed_in(cast, cast.dana).post("/calls/next/", follow=True)
        assert "Nobody is to be called right now." in other.text
        slot, kind = make.open_time(referral, cast.theo, now)
        booked = client.post(
            f"/calls/{referral.pk}/outcome/",
            {"outcome": "booked", "slot": f"{slot.provider_id}|{slot.starts_at.isoformat()}", "visit_type": str(kind)},
            follow=True,
        )
        assert booked.redirect_chain == [("/calls/", 302)]
    fresh = make.fresh(referral)
    assert (fresh.state, fresh.call_reason, fresh.patient_says) == ("5.1.1", "", "yes")
    assert not CallClaim.objects.exists()
    assert CallAttempt.objects.get().outcome == "booked"


def test_a_wish_that_is_heard_on_the_phone_is_kept_and_moves_times_up(cast: Cast) -> None:
    referral = make.accepted(cast)
    client = addresses.signed_in(cast, cast.theo)
    call = f"/calls/{referral.pk}/"
    with time_machine.travel(make.clock(referral) + timedelta(hours=1), tick=False):
        assert f'name="back" value="{call}"' in client.get(call).text
        said = {"half": "afternoon", "weekday": ["3", "9"], "back": call}
        answer = client.post(f"/referrals/{referral.pk}/wish/", said, follow=True)
        assert answer.redirect_chain == [(call, 302)]
        assert "Thu in the afternoon" in answer.text
        first = answer.text.index('name="slot"')
        assert "Thu, " in answer.text[first : first + 300]
        assert "Thu in the afternoon" in client.get(f"/referrals/{referral.pk}/").text
    assert make.fresh(referral).time_wish == {"half": "afternoon", "weekdays": [3]}


def test_whose_visit_comes_too_late_now_is_offered_earlier_times_only(cast: Cast) -> None:
    referral = make.booked(cast)
    visit, now = make.visit(referral), make.clock(referral) + timedelta(hours=1)
    patient = Viewer(kind="patient", name="Robin", way="patient link", patient_id=referral.patient_id, referral_id=referral.pk)
    tell_worse(patient, signs={"swelling": "yes"}, now=now)
    with time_machine.travel(now, tick=False):
        page = addresses.signed_in(cast, cast.theo).get(f"/calls/{referral.pk}/")
    assert all(time["starts_at"] < visit.starts_at for time in [*page.context["best"], *page.context["more"]])
    assert page.context["kind"].name == "Emergency visit", "the kind that is kept for that urgency, and not the one that was booked before"
    cast.harbor.visit_types.update(tiers=[])
    with time_machine.travel(now, tick=False):
        page = addresses.signed_in(cast, cast.theo).get(f"/calls/{referral.pk}/")
    assert page.context["kind"].id == visit.visit_type_id


def test_who_wants_to_come_earlier_is_put_on_the_list_and_taken_off(cast: Cast) -> None:
    referral = make.booked(cast)
    client = addresses.signed_in(cast, cast.theo)
    with time_machine.travel(make.clock(referral) + timedelta(minutes=1), tick=False):
        client.post(f"/referrals/{referral.pk}/wish/", {"earlier": "1"})
        assert WaitListEntry.objects.get(pk=referral.pk).ended_at is None
        client.post(f"/referrals/{referral.pk}/wish/", {"half": "morning"})
        assert WaitListEntry.objects.get(pk=referral.pk).ended_at is not None
    assert make.fresh(referral).time_wish == {"half": "morning", "weekdays": []}


def test_what_is_missing_is_asked_for_and_nothing_is_lost(cast: Cast) -> None:
    referral = make.accepted(cast)
    client = addresses.signed_in(cast, cast.theo)
    with time_machine.travel(make.clock(referral) + timedelta(hours=1), tick=False):
        answer = client.post(f"/calls/{referral.pk}/outcome/", {"outcome": "declined", "note": "is afraid"})
        assert answer.status_code == 422
        assert "Choose the reason" in answer.text
        assert "is afraid" in answer.text
        answer = client.post(f"/calls/{referral.pk}/outcome/", {"outcome": "declined", "because": "fear"}, follow=True)
        assert "A person decides how to go on." in answer.text
        page = client.get(f"/referrals/{referral.pk}/")
        assert "did not want the visit. Because of fear." in page.text
    assert make.fresh(referral).next_step == "decide_further"


def test_without_a_number_the_page_says_what_to_do(cast: Cast) -> None:
    home = {"street": "48 Cooper Street", "city": "Port Ellery", "region": "IL", "zip": "60608"}
    referral = make.accepted(cast, of=make.patient(cast.lakeview, phone="", email="", **home))
    client = addresses.signed_in(cast, cast.theo)
    with time_machine.travel(make.clock(referral) + timedelta(hours=1), tick=False):
        page = client.get(f"/calls/{referral.pk}/").text
        assert "A letter waits to be printed and posted: Pick a time." in page
        assert f"tel:{cast.lakeview.phone}" in page
        assert 'value="no_answer"' not in page
        asked = client.post(f"/calls/{referral.pk}/outcome/", {"outcome": "no_number"}, follow=True)
        assert "The sender is asked for a number." in asked.text
        assert "Theo Banks found no number to call." in client.get(f"/referrals/{referral.pk}/").text


def test_somebody_who_calls_is_told_where_it_stands_and_the_call_is_logged(cast: Cast) -> None:
    patient = make.patient(cast.lakeview, language="es", family_name="Quintero")
    referral = make.booked(cast, of=patient)
    told = referral.messages.get(kind="visit_booked")
    MessageAttempt.objects.create(message=told, number=1, channel="sms", started_at=told.due_at, words="Su cita: martes, 10:00")
    client = addresses.signed_in(cast, cast.dana)
    with time_machine.travel(make.clock(referral) + timedelta(hours=1), tick=False):
        found = client.post("/calls/find/", {"q": "Quintero"}, follow=True)
        assert found.redirect_chain == [(f"/calls/{referral.pk}/?status=1", 302)]
        assert "A visit is booked at Harbor Endodontics" in found.text
        assert "Hay una cita en Harbor Endodontics" in found.text
        assert "Su cita: martes, 10:00" in found.text, "what the patient was told, word for word"
        logged = client.post(f"/calls/{referral.pk}/status/", {"caller": "sender", "note": "asked for the time"}, follow=True)
        assert "The call is logged." in logged.text
        assert "The referring office called; Dana Ortiz told them where it stood." in client.get(f"/referrals/{referral.pk}/").text
