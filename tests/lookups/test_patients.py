"""Finding a patient by what is known, and never another practice's."""

from datetime import date

import pytest

import make
from bridgework.lookups.patients import find_patient, find_patients, similar_patients
from bridgework.records.models import Proxy
from bridgework.rules.identity import PersonFacts
from bridgework.rules.refusals import NotFound
from bridgework.rules.search_words import read_search
from people import NOW, Cast


@pytest.fixture
def chart(cast: Cast) -> Cast:
    make.patient(cast.lakeview, given_name="Marisol", family_name="Quintero", birth_date=date(1992, 4, 12), phone="+13125550130")
    make.patient(cast.lakeview, given_name="Inés", family_name="Núñez Ortega", birth_date=date(1985, 9, 9), phone="+13125550131")
    make.patient(cast.lakeview, given_name="Tobias", family_name="Hale", birth_date=date(1968, 7, 7), phone="+13125550132")
    make.patient(
        cast.practices["marsh-dental"], given_name="Marisol", family_name="Quintero", birth_date=date(1992, 4, 12), phone="+13125550130"
    )
    return cast


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("quintero", "Marisol Quintero"),
        ("Quint", "Marisol Quintero"),
        ("quintro", "Marisol Quintero"),
        ("marisol quintero", "Marisol Quintero"),
        ("quintero 4/12/1992", "Marisol Quintero"),
        ("nunez", "Inés Núñez Ortega"),
        ("Ines ortega", "Inés Núñez Ortega"),
        ("9/9/1985", "Inés Núñez Ortega"),
        ("(312) 555-0132", "Tobias Hale"),
        ("0132", "Tobias Hale"),
        ("qiuntero", "Marisol Quintero"),
        ("quintero marisol", "Marisol Quintero"),
        ("tobais", "Tobias Hale"),
        ("toby", "Tobias Hale"),
        ("ahle", "Tobias Hale"),
        ("quintero 4/13/1992", "Marisol Quintero"),
        ("12/4/1992", "Marisol Quintero"),
        ("7/7/1986", "Tobias Hale"),
        ("(312) 555-1032", "Tobias Hale"),
    ],
)
def test_found_by_what_is_known(chart: Cast, typed: str, name: str) -> None:
    assert [patient.name for patient in find_patients(chart.raman, read_search(typed))] == [name]


@pytest.mark.parametrize("typed", ["marisol hale", "quintero 5/13/1992", "zzz", "(312) 555-0199", "hale 4/12/1992", "bob"])
def test_everything_that_was_said_must_fit(chart: Cast, typed: str) -> None:
    assert find_patients(chart.raman, read_search(typed)) == ()


def test_who_fits_exactly_comes_first_and_slips_in_numbers_only_where_nobody_does(chart: Cast) -> None:
    make.patient(chart.lakeview, given_name="Mario", family_name="Quintera", birth_date=date(1992, 4, 21), phone="+13125550139")
    assert [patient.name for patient in find_patients(chart.raman, read_search("quintero"))] == ["Marisol Quintero", "Mario Quintera"]
    assert [patient.name for patient in find_patients(chart.raman, read_search("4/12/1992"))] == ["Marisol Quintero"]
    assert [patient.name for patient in find_patients(chart.raman, read_search("(312) 555-0139"))] == ["Mario Quintera"]


def test_without_words_those_entered_last(chart: Cast) -> None:
    assert len(find_patients(chart.raman, read_search(""))) == 3


def test_another_practice_s_patient_does_not_exist(chart: Cast) -> None:
    theirs = find_patients(chart.marsh, read_search("quintero"))
    assert len(theirs) == 1
    with pytest.raises(NotFound):
        find_patient(chart.raman, theirs[0].id)


def test_counts_come_in_one_query_for_all(chart: Cast, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        find_patients(chart.raman, read_search(""))


def test_somebody_alike_is_asked_about(chart: Cast) -> None:
    same = similar_patients(chart.raman, PersonFacts("Quintro", "Marisol", date(1992, 4, 12)))
    assert [(found.patient.name, found.match.decision) for found in same] == [("Marisol Quintero", "same")]
    slip = similar_patients(chart.raman, PersonFacts("Quintero", "Marisol", date(1992, 12, 4)))
    assert [found.match.decision for found in slip] == ["likely"]
    assert similar_patients(chart.raman, PersonFacts("Okafor", "Chidi", date(1970, 1, 1))) == ()
    short = similar_patients(chart.raman, PersonFacts("Hale", "Toby", date(1968, 7, 17)))
    assert [(found.patient.name, found.match.decision) for found in short] == [("Tobias Hale", "likely")]


def test_a_child_is_found_by_the_number_of_whoever_speaks_for_them(chart: Cast) -> None:
    child = make.patient(chart.lakeview, given_name="Mateo", family_name="Vega", phone="")
    elena = {"given_name": "Elena", "family_name": "Vega", "relation": "mother", "authority": "parent", "birth_date": date(1988, 9, 14)}
    Proxy.objects.create(patient=child, phone="+13125550164", created_at=NOW, **elena)
    for typed in ("(312) 555-0164", "mateo (312) 555-0164"):
        assert [patient.name for patient in find_patients(chart.raman, read_search(typed))] == ["Mateo Vega"]
    assert find_patients(chart.marsh, read_search("(312) 555-0164")) == ()


def test_twins_come_last_and_say_so(chart: Cast) -> None:
    make.patient(chart.lakeview, given_name="Pilar", family_name="Quintero", birth_date=date(1992, 4, 12), phone="+13125550130")
    found = similar_patients(chart.raman, PersonFacts("Quintero", "Marisol", date(1992, 4, 12), "+13125550130"))
    assert [(one.patient.given_name, one.match.decision, one.match.kin) for one in found] == [
        ("Marisol", "same", ""),
        ("Pilar", "relative", "twins"),
    ]
