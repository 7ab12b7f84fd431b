"""A practice sets how patients are reached: versions, a time line before anything is saved, and moving what runs on purpose."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

import make
import people
from bridgework.actions.save_cadence_policy import save_cadence_policy
from bridgework.jobs.move_cadences import move_cadences
from bridgework.records.models import CadencePolicy, ReferralCadence
from bridgework.rules.cadence_policy import Scope, usual_policy
from bridgework.rules.refusals import ReferralChanged
from browsers import signed_in, standing_clock
from people import Cast

PAGE = "/settings/plans/plan/"
CHANGED: dict[str, Any] = {
    "tier": "elective",
    "specialty": "",
    "anxiety": "",
    "version": "0",
    "day_1": "2",
    "at_1": "17:30",
    "channel_1": "sms",
    "day_2": "9",
    "at_2": "09:00",
    "channel_2": "email",
    "person_day": "12",
    "person_at": "11:00",
    "reminders": ["reminder_1_day"],
    "act": "save",
}
clock = standing_clock(people.NOW + timedelta(hours=2))


@pytest.fixture
def manager(cast: Cast) -> Client:
    return signed_in(cast, "ruth.sandoval")


def test_the_page_shows_every_plan_and_its_time_line(manager: Client) -> None:
    text = manager.get("/settings/plans/").content.decode()
    assert "day 1: text message · day 7: text message · day 10: e-mail · day 14: somebody calls" in text
    assert "Somebody calls at once, day and night" in text
    text = manager.get(f"{PAGE}?tier=elective").content.decode()
    for when in ("Wed, Nov 18, 2:00 PM", "Thu, Nov 19, 10:00 AM", "Wed, Nov 25, 10:00 AM", "Sat, Nov 28, 10:00 AM", "Wed, Dec 2, 10:00 AM"):
        assert when in text
    assert manager.get(f"{PAGE}?tier=emergency").status_code == 404
    assert manager.get(f"{PAGE}?tier=soon&specialty=astrology").status_code == 404


def test_a_preview_keeps_nothing_and_says_what_is_wrong(manager: Client) -> None:
    text = manager.post(PAGE, CHANGED | {"act": "preview", "sample_zone": "Pacific/Honolulu", "sample_waited": "8"}).content.decode()
    assert "Honolulu time" in text
    assert "Fri, Nov 27, 9:00 AM" in text, "day 9; day 2 was over when it was accepted"
    text = manager.post(PAGE, CHANGED | {"act": "preview", "day_2": "2"}).content.decode()
    assert "Each message needs a later day than the one before (day 2)" in text
    assert not CadencePolicy.objects.exists()


def test_a_change_is_a_new_version_and_what_runs_keeps_its_own_until_it_is_moved(cast: Cast, manager: Client) -> None:
    before = make.accepted(cast)
    assert manager.post(PAGE, CHANGED).status_code == 302
    assert manager.post(PAGE, CHANGED | {"version": "1"}).status_code == 302, "the same again makes no version"
    policy = CadencePolicy.objects.get()
    assert (policy.version, policy.made_by_name) == (1, "Ruth Sandoval")
    after = make.accepted(cast, of=make.patient(cast.lakeview, given_name="Kim"))
    old, new = (ReferralCadence.objects.get(pk=referral.pk) for referral in (before, after))
    assert (old.policy, old.next_kind, new.policy) == (None, "day_1", policy)
    assert new.next_at is not None
    assert new.next_at.isoformat() == "2026-11-20T23:30:00+00:00"
    assert "Move 1 referral to what counts now" in manager.get(f"{PAGE}?tier=elective").content.decode()
    assert manager.post("/settings/plans/move/", {"tier": "elective"}).status_code == 302
    old.refresh_from_db()
    assert (old.policy, old.next_at) == (policy, new.next_at)
    assert before.events.filter(kind="plan_changed", who="Ruth Sandoval").count() == 1
    assert "Already under way" not in manager.get(f"{PAGE}?tier=elective").content.decode()


def test_what_was_typed_survives_a_refusal_and_a_colleague(manager: Client) -> None:
    refused = manager.post(PAGE, CHANGED | {"at_1": "22:00", "person_day": "soon"})
    assert refused.status_code == 422
    text = refused.content.decode()
    assert 'value="22:00"' in text
    assert "Give a day as a number" in text
    refused = manager.post(PAGE, CHANGED | {"at_1": "22:00"})
    assert "9:00 in the evening, where the patient lives" in refused.content.decode()
    manager.post(PAGE, CHANGED)
    late = manager.post(PAGE, CHANGED | {"day_1": "3"})
    assert late.status_code == 409
    assert "Somebody else changed this plan" in late.content.decode()


def test_the_closest_plan_counts_and_one_that_is_given_up_counts_no_more(cast: Cast, manager: Client) -> None:
    nervous = CHANGED | {"anxiety": "nervous", "day_1": "3"}
    manager.post(PAGE, CHANGED)
    manager.post(PAGE, nervous)
    calm = make.accepted(cast)
    fearful = make.accepted(cast, of=make.patient(cast.lakeview, given_name="Kim", is_nervous=True))
    days = {pk: at.day for pk, at in ReferralCadence.objects.values_list("pk", "next_at") if at}
    assert (days[calm.pk], days[fearful.pk]) == (20, 21)
    assert manager.post("/settings/plans/retire/", {"tier": "elective", "anxiety": "nervous"}).status_code == 302
    move_cadences(str(cast.harbor.pk), "elective", "", "")
    assert ReferralCadence.objects.get(pk=fearful.pk).policy == CadencePolicy.objects.get(anxiety="")


def test_two_who_save_at_once_make_one_version(cast: Cast) -> None:
    ruth = cast.viewer("Ruth Sandoval")
    save_cadence_policy(ruth, Scope("soon"), usual_policy("soon"), seen_version=0, now=people.NOW)
    with pytest.raises(ReferralChanged):
        save_cadence_policy(ruth, Scope("soon"), usual_policy("urgent"), seen_version=0, now=people.NOW)


def test_only_who_runs_the_practice_may(cast: Cast, manager: Client) -> None:
    assert signed_in(cast, "dana.ortiz").get("/settings/plans/").status_code == 403


def test_a_referrals_page_says_what_comes_next_or_why_nothing_does(cast: Cast) -> None:
    referral = make.accepted(cast)
    dana = signed_in(cast, "dana.ortiz")
    text = dana.get(f"/referrals/{referral.pk}/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Thu, Nov 19, 10:00 AM" in text
    assert "from the ZIP code 60614" in text
    assert "Somebody calls on Wed, Dec 2, 10:00 AM" in text
    quiet = make.accepted(cast, of=make.patient(cast.lakeview, given_name="Kim", may_contact=False))
    assert "There is no consent to messages: somebody calls." in dana.get(f"/referrals/{quiet.pk}/").content.decode()
    assert "What the patient is told" not in signed_in(cast, "priya.raman").get(f"/referrals/{referral.pk}/").content.decode()
