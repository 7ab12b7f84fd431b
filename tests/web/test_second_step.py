"""A practice asks everybody who works there for a second step of signing in: told for a week, then nothing opens without it."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from bridgework.records.models import AccessRecord, Membership, Practice
from bridgework.rules.second_step import GRACE
from browsers import signed_in, standing_clock
from people import NOW, Cast

pytestmark = pytest.mark.django_db
clock = standing_clock(NOW)
PAGE = "/settings/people/second-step/"


def with_app(cast: Cast, mailbox: str) -> None:
    """Somebody who has set up an authenticator app, with its recovery codes."""
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=cast.person(mailbox), type=kind, data={})


def asked(cast: Cast) -> Client:
    """Harbor asks everybody for it, by its administrator, who has one."""
    with_app(cast, "alex.kim")
    alex = signed_in(cast, "alex.kim")
    assert "in a week nobody gets in" in alex.post(PAGE, {"required": "yes"}, follow=True).text
    return alex


def test_nobody_gets_in_without_it_once_the_week_is_over(cast: Cast, clock: time_machine.Traveller) -> None:
    asked(cast)
    dana = signed_in(cast, "dana.ortiz")
    assert "A second step of signing in is asked for." in dana.get("/worklist/").text
    clock.shift(GRACE - timedelta(minutes=1))
    dana = signed_in(cast, "dana.ortiz")
    assert dana.get("/worklist/").status_code == 200
    clock.shift(timedelta(minutes=1))
    led = dana.get("/worklist/", follow=True)
    assert led.redirect_chain == [("/account/2fa/", 302)]
    assert "Set one up here" in led.text
    assert dana.get("/worklist/", headers={"HX-Request": "true"}).status_code == 403
    assert dana.post("/search/", {"q": "Quillfeather"}).status_code == 403
    assert dana.get("/account/2fa/totp/activate/", follow=True).status_code == 200

    with_app(cast, "dana.ortiz")
    page = dana.get("/worklist/")
    assert page.status_code == 200
    assert "A second step of signing in is asked for." not in page.text


def test_recovery_codes_alone_are_none(cast: Cast, clock: time_machine.Traveller) -> None:
    asked(cast)
    Authenticator.objects.create(user=cast.person("dana.ortiz"), type="recovery_codes", data={})
    clock.shift(GRACE)
    assert signed_in(cast, "dana.ortiz").get("/worklist/").status_code == 302


def test_other_practices_ask_nobody(cast: Cast, clock: time_machine.Traveller) -> None:
    asked(cast)
    clock.shift(GRACE)
    assert signed_in(cast, "priya.raman").get("/worklist/").status_code == 200


def test_who_has_none_asks_nobody_for_it(cast: Cast) -> None:
    alex = signed_in(cast, "alex.kim")
    assert "Set up your own second step first" in alex.post(PAGE, {"required": "yes"}, follow=True).text
    assert not Practice.objects.exclude(second_step_from=None).exists()
    assert signed_in(cast, "dana.ortiz").post(PAGE, {"required": "no"}).status_code == 403


def test_said_twice_the_first_day_holds_and_it_is_taken_back(cast: Cast, clock: time_machine.Traveller) -> None:
    alex = asked(cast)
    clock.shift(timedelta(minutes=5))
    alex.post(PAGE, {"required": "yes"})
    assert Practice.objects.get(second_step_from__isnull=False).second_step_from == NOW + GRACE
    settings = alex.get("/settings/").text
    assert "Asked of everybody from" in settings
    assert "No second step yet" in settings
    alex.post(PAGE, {"required": "no"})
    assert not Practice.objects.exclude(second_step_from=None).exists()
    assert AccessRecord.objects.filter(what__in=["require_second_step", "end_second_step"]).count() == 2


def test_a_lost_phone(cast: Cast) -> None:
    with_app(cast, "dana.ortiz")
    dana = Membership.objects.get(person_id=cast.dana.person_id)
    alex = signed_in(cast, "alex.kim")
    assert "Phone or key lost?" in alex.get(f"/settings/people/{dana.pk}/").text
    assert "signs in by password now" in alex.post(f"/settings/people/{dana.pk}/second-step/", follow=True).text
    assert not Authenticator.objects.exists()


def test_of_somebody_who_works_elsewhere_too_it_is_not_one_practices_to_take(cast: Cast) -> None:
    with_app(cast, "dana.ortiz")
    dana = Membership.objects.get(person_id=cast.dana.person_id)
    Membership.objects.create(person_id=cast.dana.person_id, practice=cast.lakeview, roles=["coordinator"])
    told = signed_in(cast, "alex.kim").post(f"/settings/people/{dana.pk}/second-step/", follow=True).text
    assert "works at another practice, too" in told
    assert Authenticator.objects.count() == 2
