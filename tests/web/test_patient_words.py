"""What a patient reads about the visit on their own page: by what it is for, kinder for the nervous, in the practice's own words."""

from datetime import timedelta

import pytest
from django.test import Client

import make
import people
from bridgework.actions.approve_wording import approve_wording
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.actions.write_wording import write_wording
from bridgework.messages.linter import Spot
from bridgework.records.models import Patient, Referral, VisitType
from browsers import standing_clock
from people import NOW, Cast

pytestmark = pytest.mark.django_db
clock = standing_clock(NOW + timedelta(hours=1))
BIRTH_DATE = {"month": "5", "day": "17", "year": "1984"}


def page_of(referral: Referral, client: Client, language: str = "en") -> str:
    secret = secret_of(issue_patient_link(referral, people.NOW).pk)
    client.post(f"/p/{secret}/birth-date/", BIRTH_DATE)
    return client.get(f"/p/{secret}/", headers={"accept-language": language}).content.decode()


def test_what_to_expect_is_told_by_what_the_visit_is_for(cast: Cast, client: Client) -> None:
    VisitType.objects.filter(practice=cast.harbor).update(what_to_expect="", what_to_expect_es="")

    page = page_of(make.accepted(cast), client)

    assert "This tooth was treated before." in page
    assert "You have been through this before" not in page


def test_the_nervous_read_kinder_words_beside_the_practices_own(cast: Cast, client: Client) -> None:
    VisitType.objects.filter(practice=cast.harbor).update(what_to_expect="We take a picture first.")
    referral = make.accepted(cast)
    assert "This tooth was treated before." not in page_of(referral, client)

    Patient.objects.filter(pk=referral.patient_id).update(is_nervous=True)
    page = page_of(referral, client)

    assert "We take a picture first." in page
    assert "You have been through this before, and it may have been hard." in page


def test_the_words_in_force_are_those_of_the_practice(cast: Cast, client: Client) -> None:
    VisitType.objects.filter(practice=cast.harbor).update(what_to_expect="", what_to_expect_es="")
    place = Spot("what_to_expect", "page", "en", "retreatment")
    draft = write_wording(cast.dana, place, subject="", body="We sit down with you first. Call {phone}.", note="", now=NOW)
    approve_wording(cast.ruth, draft.pk, now=NOW)

    page = page_of(make.accepted(cast), client)

    assert "We sit down with you first. Call (312) 555-" in page
