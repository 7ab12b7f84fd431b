"""Who may be one person is found once; what the pages say does not depend on when the job came by."""

from datetime import date, timedelta

import pytest

import make
from bridgework.actions.answer_pair import answer_pair
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.find_pairs import find_pairs
from bridgework.lookups.duplicates import duplicates_of
from bridgework.records.models import Patient, PatientPair, Practice, UncomparedPatient
from bridgework.rules.patient_entry import PatientEntry
from people import NOW, Cast

BORN = date(1975, 4, 12)


def entered(cast: Cast, given: str, family: str, born: date = BORN, phone: str = "") -> Patient:
    return enter_patient(cast.raman, PatientEntry(given, family, born, phone=phone), now=NOW)


def pairs_of(practice: Practice) -> set[tuple[str, str]]:
    rows = PatientPair.objects.filter(practice=practice, state="open").select_related("older", "newer")
    return {(row.older.given_name, row.newer.given_name) for row in rows}


@pytest.fixture
def three(cast: Cast) -> tuple[Patient, Patient, Patient]:
    """One person twice, and somebody else."""
    return entered(cast, "Katherine", "Ostrowski"), entered(cast, "Kate", "Ostrovski"), entered(cast, "Bela", "Marsh", date(1990, 1, 2))


def test_each_pair_is_found_once_and_nobody_waits_any_more(cast: Cast, three: tuple[Patient, Patient, Patient]) -> None:
    assert find_pairs(NOW, limit=100) >= 3
    assert pairs_of(cast.lakeview) == {("Katherine", "Kate")}
    assert not UncomparedPatient.objects.exists()
    assert find_pairs(NOW, limit=100) == 0


def test_a_corrected_birth_date_is_compared_again_and_an_answer_stays(cast: Cast, three: tuple[Patient, Patient, Patient]) -> None:
    one, other, _third = three
    find_pairs(NOW, limit=100)
    answer_pair(cast.raman, one.pk, [other.pk], are_two=True, now=NOW)
    entered(cast, "Katherine", "Ostrowsky")
    find_pairs(NOW, limit=100)
    assert pairs_of(cast.lakeview) == {("Katherine", "Katherine"), ("Kate", "Katherine")}
    Patient.objects.filter(pk=one.pk).update(birth_date=date(1931, 8, 30))
    assert [row.patient_id for row in UncomparedPatient.objects.filter(practice=cast.lakeview)] == [one.pk]
    find_pairs(NOW, limit=100)
    assert pairs_of(cast.lakeview) == {("Kate", "Katherine")}
    assert PatientPair.objects.get(practice=cast.lakeview, state="two_people").newer_id == other.pk


def test_a_desk_sees_the_same_before_and_after_the_job_and_each_practice_its_own(cast: Cast) -> None:
    """Two offices enter one person; only who received both referrals knows of both."""
    first = make.sent(cast, of=make.patient(cast.lakeview, family_name="Quillfeather", given_name="Wren"))
    second = make.sent(cast, of=make.patient(cast.lakeview, family_name="Quilfeather", given_name="Wren"), now=NOW + timedelta(minutes=5))
    later = NOW + timedelta(hours=1)

    def seen() -> list[list[int]]:
        return [sorted(like.number for like in duplicates_of(cast.dana, each.pk, now=later)) for each in (first, second)]

    before = seen()
    assert before == [[second.number], [first.number]]
    find_pairs(later, limit=100)
    assert seen() == before
    third = make.sent(cast, of=make.patient(cast.lakeview, family_name="Quillfeather", given_name="Wrenn"), now=NOW + timedelta(minutes=9))
    # One who was not compared yet is seen by those who were.
    assert seen() == [[second.number, third.number], [first.number, third.number]]
    pair = PatientPair.objects.get(practice=cast.harbor, older=first.patient, newer=second.patient)
    pair.state, pair.answered_at = PatientPair.State.TWO_PEOPLE, later
    pair.save()
    assert seen() == [[third.number], [third.number]]
