"""Senders without an account: limits, codes, and what is typed of an office."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules import guests
from bridgework.rules.guests import DAY, HOUR, CodeFacts, Traffic

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
OFFICE = {"office": "Old Mill Dental", "clinician": "Dr. Walt Pruitt", "office_phone": "(312) 555-0170", "email": "Desk@OldMill.example"}


def test_an_office() -> None:
    office, problems = guests.check_office(OFFICE)
    assert problems == {}
    assert office == guests.GuestOffice("Old Mill Dental", "Dr. Walt Pruitt", "+13125550170", "desk@oldmill.example")


@pytest.mark.parametrize("field", list(OFFICE))
def test_each_field_is_needed(field: str) -> None:
    assert list(guests.check_office(OFFICE | {field: "  "})[1]) == [field]


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "desk"},
        {"email": "desk@mill"},
        {"email": "a@b.c, d@e.f"},
        {"email": "a@b.c\nBcc: d@e.f"},
        {"email": '"<x>"@b.c'},
        {"office_phone": "12"},
        {"office": "123"},
        {"clinician": "x" * 201},
        {"office": "You have won! prizes.example/claim"},
        {"office": "Old Mill, see www.prizes.example"},
        {"clinician": "Call 312-555-0199 now"},
        {"clinician": "free-teeth.com"},
    ],
)
def test_what_cannot_be_right_is_named(wrong: dict[str, str]) -> None:
    office, problems = guests.check_office(OFFICE | wrong)
    assert office is None
    assert list(problems) == list(wrong)


@pytest.mark.parametrize("name", ["Dr.Smith & Sons", "St. Co-op Dental", "Family Dentistry No. 7", "Drs. Ames, Lin and Oyelaran, 3rd Ave."])
def test_names_with_points_and_numbers_are_names(name: str) -> None:
    assert guests.check_office(OFFICE | {"office": name})[1] == {}


@given(st.dictionaries(st.sampled_from(list(OFFICE)), st.text(max_size=24)))
def test_whatever_is_typed_is_kept_or_named(typed: dict[str, str]) -> None:
    office, problems = guests.check_office(typed)
    assert (office is None) == bool(problems)
    assert all(sentence for sentence in problems.values())


def test_below_every_limit_one_may_send() -> None:
    assert guests.decide_admission(Traffic({HOUR: 11, DAY: 39}, {HOUR: 59, DAY: 299}, {HOUR: 7, DAY: 24}), "Harbor", "555") == ""


@pytest.mark.parametrize(
    "traffic",
    [
        Traffic({HOUR: 12}, {}, {}),
        Traffic({DAY: 40}, {}, {}),
        Traffic({}, {HOUR: 60}, {}),
        Traffic({}, {DAY: 300}, {}),
        Traffic({}, {}, {HOUR: 8}),
        Traffic({}, {}, {DAY: 25}),
    ],
)
def test_each_limit_holds(traffic: Traffic) -> None:
    assert "Harbor" in guests.decide_admission(traffic, "Harbor", "555")


@given(st.booleans(), st.integers(0, 10), st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=2)))
def test_a_code_opens_only_while_it_is_fresh_and_not_guessed_at(is_right: bool, tries: int, ago: timedelta | None) -> None:
    facts = CodeFacts(NOW - ago if ago is not None else None, tries)
    opens = guests.check_code(facts, is_right=is_right, now=NOW) == ""
    assert opens == (is_right and ago is not None and ago <= guests.CODE_LIVES and tries < guests.MOST_TRIES)


def test_another_code_after_a_pause_and_not_for_ever() -> None:
    assert guests.why_no_code(CodeFacts(None, 0), 0, NOW) == ""
    assert guests.why_no_code(CodeFacts(NOW - timedelta(seconds=10), 0), 1, NOW)
    assert guests.why_no_code(CodeFacts(NOW - timedelta(minutes=2), 0), 1, NOW) == ""
    assert guests.why_no_code(CodeFacts(NOW - timedelta(minutes=2), 0), guests.MOST_CODES, NOW)


def test_a_code_as_people_type_it() -> None:
    assert guests.digits_of(" 123-456 ") == guests.digits_of("123 456") == "123456"


def test_films() -> None:
    assert guests.check_files((1_000_000,) * 24) == ""
    assert "empty" in guests.check_files((0,))
    assert "25 MB" in guests.check_files((26 * 1024 * 1024,))
    assert "24 files" in guests.check_files((1,), already=24)
    assert guests.check_files((26 * 1024 * 1024,), largest=guests.LARGEST_IN_PIECES) == ""
    assert "200 MB" in guests.check_files((20 * 1024 * 1024,), already=2, already_bytes=185 * 1024 * 1024)


def test_bytes_have_limits_by_address_and_practice() -> None:
    much = 6 * guests.GIGABYTE
    assert guests.decide_bytes(3, {HOUR: 1_000, DAY: 2_000}, {HOUR: 3_000, DAY: 4_000}) == ""
    for announced, address, practice in ((0, {HOUR: much}, {}), (0, {DAY: much}, {}), (0, {}, {HOUR: much}), (72, {}, {})):
        assert "Too many files" in guests.decide_bytes(announced, address, practice)


def test_what_a_program_does() -> None:
    assert guests.looks_automatic("http://spam", timedelta(minutes=3))
    assert guests.looks_automatic("", timedelta(seconds=1))
    assert guests.looks_automatic("", None)
    assert not guests.looks_automatic(" ", timedelta(seconds=40))


def test_an_address_that_only_its_owner_recognizes() -> None:
    assert guests.masked_email("desk@marsh.example") == "d•••@marsh.example"
    assert guests.masked_phone("+13125550170") == "••• 70"
