"""“No, two people” is kept and not asked again, until somebody takes it back."""

from datetime import date

import pytest

import make
from bridgework.actions.answer_pair import answer_pair
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.merge_patients import merge_patients
from bridgework.actions.unmerge_patients import unmerge_patients
from bridgework.lookups.two_people import known_apart, perhaps_one
from bridgework.records.models import Patient, PatientPair
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.refusals import NotAllowed, NotFound
from people import NOW, Cast

FAMILY_PHONE = "+13125550166"


def entered(cast: Cast, given: str, born: date) -> Patient:
    return enter_patient(cast.jo, PatientEntry(given, "Greer", born, phone=FAMILY_PHONE), now=NOW)


@pytest.fixture
def family(cast: Cast) -> tuple[Patient, Patient, Patient]:
    """A father, a son of his name, and the son's twin, all at one phone."""
    father = entered(cast, "Walter", date(1958, 7, 7))
    return father, entered(cast, "Walter", date(1991, 2, 19)), entered(cast, "William", date(1991, 2, 19))


def names(cast: Cast, patient: Patient) -> list[str]:
    return [f"{each.patient.given_name} {each.patient.birth_date.year}" for each in known_apart(cast.jo, patient.pk)]


def test_said_once_it_is_known_from_both_sides_with_who_said_it(cast: Cast, family: tuple[Patient, Patient, Patient]) -> None:
    father, son, twin = family
    answer_pair(cast.jo, son.pk, [father.pk, twin.pk], are_two=True, now=NOW)
    answer_pair(cast.jo, father.pk, [son.pk], are_two=True, now=NOW)
    assert sorted(names(cast, son)) == ["Walter 1958", "William 1991"]
    assert names(cast, father) == ["Walter 1991"]
    assert known_apart(cast.jo, twin.pk)[0].who == "Jo Whitman"
    assert known_apart(cast.marsh, son.pk) == ()


def test_taken_back_it_is_asked_again_where_they_are_alike(cast: Cast, family: tuple[Patient, Patient, Patient]) -> None:
    _, son, twin = family
    double = enter_patient(cast.jo, PatientEntry("Walt", "Greer", date(1991, 2, 19)), now=NOW)
    answer_pair(cast.jo, son.pk, [double.pk, twin.pk], are_two=True, now=NOW)
    answer_pair(cast.jo, son.pk, [double.pk, twin.pk], are_two=False, now=NOW)
    assert names(cast, son) == []
    left = PatientPair.objects.get()  # twins were never asked about
    assert ({left.older_id, left.newer_id}, left.state, left.answered_by) == ({son.pk, double.pk}, "open", None)
    assert [other.id for other in perhaps_one(cast.jo, son.pk)] == [double.pk]
    assert perhaps_one(cast.marsh, son.pk) == ()


def test_joined_and_separated_they_are_two_people(cast: Cast, family: tuple[Patient, Patient, Patient]) -> None:
    _, son, twin = family
    answer_pair(cast.jo, son.pk, [twin.pk], are_two=True, now=NOW)
    merge = merge_patients(cast.jo, kept_id=son.pk, merged_id=twin.pk, now=NOW)
    assert (PatientPair.objects.get().state, names(cast, son)) == ("merged", [])
    unmerge_patients(cast.jo, merge.pk, now=NOW)
    assert names(cast, son) == ["William 1991"]


def test_only_about_ones_own_chart_and_by_those_who_refer(cast: Cast, family: tuple[Patient, Patient, Patient]) -> None:
    father, son, _ = family
    elsewhere = make.accepted(cast).patient
    with pytest.raises(NotFound):
        answer_pair(cast.marsh, father.pk, [son.pk], are_two=True, now=NOW)
    with pytest.raises(NotFound):
        answer_pair(cast.jo, father.pk, [father.pk], are_two=True, now=NOW)
    with pytest.raises(NotAllowed):
        answer_pair(cast.alex, father.pk, [elsewhere.pk], are_two=True, now=NOW)
    assert not PatientPair.objects.exists()
