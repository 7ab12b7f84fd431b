"""Whom a practice can find by name: the rows come by themselves, and the database makes names plain as the rules do."""

from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from bridgework.lookups.known_patients import known_patients
from bridgework.records.models import KnownPatient, Patient, Referral
from bridgework.rules.names import normalize_name
from bridgework.rules.search_words import SearchWords
from people import Cast

LETTERS = "abcxyzABCXYZñÑéÉüÜçÇåÅøØłŁß'’ -_,.\t"


@pytest.mark.parametrize("name", ["Núñez-O'Neil", "  De la.Cruz, Jr ", "Weiß", "ÅSTRÖM", "", " ", "D’Angelo", "Nguyễn", "Yılmaz"])
def test_names_are_made_plain_as_the_rules_do(db: None, name: str) -> None:
    assert plain(name) == spaced(name)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(LETTERS, max_size=20))
def test_any_name_is_made_plain_as_the_rules_do(db: None, name: str) -> None:
    assert plain(name) == spaced(name)


def plain(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT plain_name(%s)", [name])
        found: str = cursor.fetchone()[0]
        return found


def spaced(name: str) -> str:
    """A space in front of the name as the rules make it, so that every word begins after one."""
    return f" {normalize_name(name)}".rstrip()


def practices_that_know(patient: Any) -> set[Any]:
    return set(KnownPatient.objects.filter(patient=patient).values_list("practice", flat=True))


def test_a_draft_is_the_sender_s_own(cast: Cast) -> None:
    referral = make.draft(cast)
    assert practices_that_know(referral.patient_id) == {referral.sender_practice_id}


def test_the_recipient_knows_the_patient_once_it_is_sent(cast: Cast) -> None:
    referral = make.sent(cast)
    assert practices_that_know(referral.patient_id) == {referral.sender_practice_id, cast.harbor.pk}


def test_another_recipient_knows_the_patient_too(cast: Cast) -> None:
    referral = make.sent(cast)
    tidewater = cast.practices["tidewater-oral-surgery"]
    Referral.objects.filter(pk=referral.pk).update(recipient_practice=tidewater)
    assert tidewater.pk in practices_that_know(referral.patient_id)


def test_a_changed_name_is_found_and_the_former_is_not(cast: Cast) -> None:
    referral = make.sent(cast)
    Patient.objects.filter(pk=referral.patient_id).update(family_name="Núñez-Ortega", given_name="Inés", phone="+13125550177")
    for words in (SearchWords(names=("ortega",)), SearchWords(names=("nun", "ines")), SearchWords(digits="0177")):
        for viewer in (cast.raman, cast.dana):
            assert [known.patient_id for known in known_patients(viewer, words)] == [referral.patient_id]
    former = SearchWords(names=(referral.patient.family_name,))
    assert not known_patients(cast.raman, former).exists()


def test_a_slip_is_found_where_it_is_asked_for(cast: Cast) -> None:
    referral = make.sent(cast)
    Patient.objects.filter(pk=referral.patient_id).update(family_name="Quintero")
    slip = SearchWords(names=("quintro",))
    assert not known_patients(cast.raman, slip).exists()
    assert [known.patient_id for known in known_patients(cast.raman, slip, with_slips=True)] == [referral.patient_id]


def test_a_stranger_finds_nobody(cast: Cast) -> None:
    referral = make.sent(cast)
    assert not known_patients(cast.ines, SearchWords(names=(referral.patient.family_name,)), with_slips=True).exists()


def test_the_rows_are_those_that_a_fresh_start_would_make(cast: Cast) -> None:
    for maker in (make.draft, make.sent, make.booked, make.reported):
        maker(cast)
    expected = {(row.practice_id, row.pk) for row in Patient.objects.all()}
    sent = Referral.objects.exclude(state="draft").exclude(recipient_practice=None)
    expected |= set(sent.values_list("recipient_practice", "patient"))
    assert set(KnownPatient.objects.values_list("practice", "patient")) == expected
