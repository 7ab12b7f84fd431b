"""The way in, the list, and what the sender does while a referral is under way."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

import make
import people
from bridgework.actions.claim_messages import claim_messages
from bridgework.records.models import Referral
from browsers import signed_in, standing_clock
from people import Cast

LATER = people.NOW + timedelta(days=10)
clock = standing_clock(LATER)


# The way in


def test_the_front_door_leads_on(cast: Cast, settings: Any) -> None:
    settings.DEMO = False
    assert Client().get("/").headers["Location"] == "/account/login/"
    settings.DEMO = True
    assert Client().get("/").headers["Location"] == "/demo/"
    assert signed_in(cast, "dana.ortiz").get("/").headers["Location"] == "/worklist/"


def test_one_click_signs_in_as_anybody_of_the_cast(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    client = Client()
    page = client.get("/demo/").content.decode()
    assert all(person.name in page for person in cast.people.values())
    lena = {"person": cast.lena.person_id, "practice": cast.lena_in_medicine.practice_id}
    assert client.post("/demo/sign-in/", lena, follow=True).redirect_chain[-1][0] == "/worklist/"
    assert cast.riverside_medicine.name in client.get("/directory/").content.decode()


def test_nobody_signs_in_as_somebody_at_a_practice_that_is_not_theirs(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    client = Client()
    assert client.post("/demo/sign-in/", {"person": cast.dana.person_id, "practice": cast.lakeview.pk}).status_code == 404
    assert client.get("/directory/").status_code == 302


def test_who_tries_the_demo_at_night_need_not_wait_for_the_morning(cast: Cast, settings: Any, clock: time_machine.Traveller) -> None:
    settings.DEMO = True
    referral = make.accepted(cast)
    clock.move_to(night := LATER.replace(hour=9))  # 3 a.m. in Port Ellery
    priya, client = signed_in(cast, "priya.raman"), Client()
    sent = priya.post(f"/referrals/{referral.pk}/link/", follow=True).content.decode()
    assert "It is night where the patient lives" in sent

    assert "One message waits until 8 AM" in client.get("/demo/").content.decode()
    assert client.post("/demo/morning/").headers["Location"] == "/demo/"

    assert "Deliver them now" not in client.get("/demo/").content.decode()
    assert referral.messages.latest("id").pk in [claimed.message_id for claimed in claim_messages(now=night).claimed]
    settings.DEMO = False
    assert client.post("/demo/morning/").status_code == 404


def test_outside_the_demo_there_is_no_such_page(cast: Cast, settings: Any) -> None:
    settings.DEMO = False
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/sign-in/", {"person": cast.dana.person_id, "practice": cast.harbor.pk}).status_code == 404


def test_a_person_switches_between_their_own_practices_only(cast: Cast) -> None:
    lena = signed_in(cast, "lena.fox")
    lena.post("/practice/", {"practice": cast.riverside_medicine.pk})
    assert f"<span>{cast.riverside_medicine.name}</span>" in lena.get("/directory/").content.decode()
    assert lena.post("/practice/", {"practice": cast.harbor.pk}).status_code == 404
    assert lena.post("/practice/", {"practice": "nonsense"}).status_code == 404


# The list


def test_where_every_referral_stands(cast: Cast, raman: Client) -> None:
    waiting = make.accepted(cast, now=LATER - timedelta(days=16))
    text = raman.get("/referrals/").content.decode()
    assert str(waiting.number) in text
    assert "no visit booked for 16 days" in text
    assert cast.harbor.name in text
    assert str(waiting.number) in raman.get("/referrals/?tab=sent&show=no_visit").content.decode()
    assert str(waiting.number) not in raman.get("/referrals/?tab=sent&show=closed").content.decode()


def test_a_search_in_the_list_is_posted(cast: Cast, raman: Client) -> None:
    found = make.sent(cast)
    assert str(found.number) in raman.post("/referrals/?tab=sent", {"q": "sampel"}).content.decode()
    assert "Nothing found" in raman.post("/referrals/?tab=sent", {"q": "nobody"}).content.decode()


def test_empty_lists_say_what_they_are_for(raman: Client) -> None:
    assert "Nothing sent yet" in raman.get("/referrals/").content.decode()
    for show in ("ours", "theirs", "no_visit", "reports", "drafts", "closed"):
        assert "empty" in raman.get(f"/referrals/?tab=sent&show={show}", follow=True).content.decode()


# Steps


def test_records_are_sent_and_the_ball_goes_back(cast: Cast, raman: Client) -> None:
    asked = make.records_asked(cast, now=LATER - timedelta(days=1))
    page = raman.get(f"/referrals/{asked.pk}/").content.decode()
    assert "Send the records asked for" in page
    refused = raman.post(f"/referrals/{asked.pk}/records/", {"note": " "})
    assert refused.status_code == 422
    assert "Add a file, or say why it will not come." in refused.content.decode()
    raman.post(f"/referrals/{asked.pk}/records/", {"note": "Our sensor is broken; please take one."})
    assert make.fresh(asked).owner_side == "recipient"


def test_a_declined_referral_is_closed_with_what_becomes_of_the_patient(cast: Cast, raman: Client) -> None:
    declined = make.declined(cast)
    page = raman.get(f"/referrals/{declined.pk}/").content.decode()
    assert "it is outside what they treat." in page
    assert raman.post(f"/referrals/{declined.pk}/ending/", {}).status_code == 422
    raman.post(f"/referrals/{declined.pk}/ending/", {"consequence": "treated_here"})
    assert make.fresh(declined).closed_at is not None


def test_refer_again_opens_the_new_draft_with_everything_in_it(cast: Cast, raman: Client) -> None:
    declined = make.declined(cast)
    assert raman.post(f"/referrals/{declined.pk}/reopen/", {"reason": ""}).status_code == 422
    answer = raman.post(f"/referrals/{declined.pk}/reopen/", {"reason": "Another practice"})
    follower = Referral.objects.get(previous=declined)
    assert answer.headers["Location"] == f"/referrals/{follower.pk}/draft/"
    assert "Where to" in raman.get(f"/referrals/{follower.pk}/draft/").content.decode()
    raman.post(f"/referrals/{follower.pk}/draft/practice/", {"to": cast.tidewater.pk})
    follower.refresh_from_db()
    assert (follower.recipient_practice, follower.case["reason"]) == (cast.tidewater, declined.case["reason"])


def test_cancellation_is_asked_for_with_a_reason(cast: Cast, raman: Client) -> None:
    sent = make.sent(cast)
    assert raman.post(f"/referrals/{sent.pk}/cancel/", {"reason": ""}).status_code == 422
    raman.post(f"/referrals/{sent.pk}/cancel/", {"reason": "The patient moved away"})
    assert make.fresh(sent).state == "5.2"


def test_the_report_is_acknowledged_with_one_click_and_once(cast: Cast, raman: Client) -> None:
    reported = make.reported(cast)
    Referral.objects.filter(pk=reported.pk).update()
    for _ in range(2):
        assert raman.post(f"/referrals/{reported.pk}/received/").status_code == 302
    assert make.fresh(reported).closed_at is not None
    assert reported.events.filter(kind="report_acknowledged").count() == 1


@pytest.mark.parametrize("state", ["2.0", "4.0", "5.1.1", "6.0", "7.0"])
def test_a_stranger_can_do_none_of_it(cast: Cast, state: str) -> None:
    referral = make.IN_STATE[state](cast)
    before = make.fresh(referral).version
    stranger = signed_in(cast, "owen.marsh")
    answers = {"note": "x", "reason": "x", "consequence": "patient_told"}
    for step in ("records", "ending", "cancel", "reopen", "received", "receipt", "files"):
        assert stranger.post(f"/referrals/{referral.pk}/{step}/", answers).status_code in (302, 404, 405), step
        assert stranger.get(f"/referrals/{referral.pk}/{step}/").status_code in (404, 405), step
    assert make.fresh(referral).version == before


def test_the_other_side_cannot_answer_for_the_sender(cast: Cast) -> None:
    reported = make.reported(cast)
    signed_in(cast, "dana.ortiz").post(f"/referrals/{reported.pk}/received/")
    assert make.fresh(reported).closed_at is None
