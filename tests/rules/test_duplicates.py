"""Duplicates: what is alike is found from either side, what is not is not, and nothing is a duplicate of itself."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.duplicates import FAMILIES, GENERAL, RECENT, Asked, find_duplicates, is_same_family, place_of
from bridgework.rules.identity import PersonFacts
from bridgework.rules.teeth import BY_UNIVERSAL

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
PATIENT = uuid4()
ROBIN = PersonFacts("Quillfeather", "Robin", date(1984, 5, 17), "+13125550190")
PROCEDURES = sorted(set().union(*FAMILIES) | GENERAL)
SPECIALTIES = ("endodontics", "oral_surgery", "periodontics")


def asked(
    *,
    teeth: tuple[str, ...] = ("19",),
    procedure: str = "first_treatment",
    specialty: str = "endodontics",
    person: PersonFacts = ROBIN,
    patient: UUID = PATIENT,
    ended: timedelta | None = None,
) -> Asked:
    return Asked(uuid4(), patient, person, teeth, procedure, specialty, NOW - timedelta(days=3), NOW - ended if ended is not None else None)


teeth = st.lists(st.sampled_from(sorted(BY_UNIVERSAL)), max_size=3, unique=True).map(tuple)
people = st.sampled_from(
    [
        (PATIENT, ROBIN),
        (uuid4(), ROBIN),
        (uuid4(), PersonFacts("Quilfeather", "Robin", date(1984, 5, 17))),
        (uuid4(), PersonFacts("Thistlewick", "Ada", date(1961, 2, 3))),
    ]
)


@st.composite
def any_asked(draw: st.DrawFn) -> Asked:
    patient, person = draw(people)
    return asked(
        teeth=draw(teeth),
        procedure=draw(st.sampled_from(PROCEDURES)),
        specialty=draw(st.sampled_from(SPECIALTIES)),
        patient=patient,
        person=person,
        ended=draw(st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400))),
    )


@given(any_asked())
def test_nothing_is_a_duplicate_of_itself(one: Asked) -> None:
    assert find_duplicates(one, [one], NOW) == ()


@given(any_asked(), any_asked())
def test_it_is_seen_from_either_side(one: Asked, other: Asked) -> None:
    """As long as neither has ended: an ended one asks nothing of an open one, but is asked about by it."""
    if one.ended_at is None and other.ended_at is None:
        there, back = find_duplicates(one, [other], NOW), find_duplicates(other, [one], NOW)
        assert [found.likeness for found in there] == [found.likeness for found in back]


@given(any_asked(), st.lists(any_asked(), max_size=8))
def test_whatever_is_found_is_current_of_one_family_and_no_other_tooth(one: Asked, others: list[Asked]) -> None:
    by_id = {other.id: other for other in others}
    for found in find_duplicates(one, others, NOW):
        other = by_id[found.id]
        assert other.ended_at is None or NOW - other.ended_at <= RECENT
        assert is_same_family(one, other)
        assert not (one.teeth and other.teeth) or {place_of(t) for t in one.teeth} & {place_of(t) for t in other.teeth}
        assert found.reasons


@given(any_asked(), st.lists(any_asked(), max_size=8))
def test_the_surest_come_first(one: Asked, others: list[Asked]) -> None:
    sure = [found.likeness == "same" for found in find_duplicates(one, others, NOW)]
    assert sure == sorted(sure, reverse=True)


def test_the_same_patient_tooth_and_problem() -> None:
    found = find_duplicates(asked(), [asked(procedure="retreatment")], NOW)
    assert found[0].likeness == "same"
    assert found[0].reasons == ("It is the same patient.", "It is about the same tooth (19).", "It is still open.")


def test_a_slip_in_the_name_is_for_a_person_to_look_at() -> None:
    other = asked(patient=uuid4(), person=PersonFacts("Quillfether", "Robyn", date(1984, 5, 17)))
    assert find_duplicates(asked(), [other], NOW)


def test_a_primary_tooth_and_its_successor_are_one_place() -> None:
    assert find_duplicates(asked(teeth=("T",), procedure="trauma"), [asked(teeth=("29",), procedure="trauma")], NOW)


@pytest.mark.parametrize(
    "other",
    [
        asked(teeth=("18",)),
        asked(procedure="implant", specialty="oral_surgery"),
        asked(ended=RECENT + timedelta(days=1)),
        asked(patient=uuid4(), person=PersonFacts("Quillfeather", "Ada", date(1961, 2, 3))),
    ],
    ids=["another tooth", "another problem", "long over", "another person"],
)
def test_what_is_no_duplicate(other: Asked) -> None:
    assert find_duplicates(asked(), [other], NOW) == ()


def test_one_that_ended_a_short_while_ago_is_asked_about() -> None:
    assert find_duplicates(asked(), [asked(ended=timedelta(days=20))], NOW)[0].reasons[2] == "It ended 20 days ago."


def test_without_a_tooth_on_both_sides_it_is_only_likely() -> None:
    assert find_duplicates(asked(teeth=()), [asked()], NOW)[0].likeness == "likely"
