"""The person behind the case as typed: everything optional, nothing half."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.patient_entry import LANGUAGES
from bridgework.rules.person import (
    AUTHORITIES,
    CONSENT_WORDING,
    CONSENT_WORDINGS,
    DECIDES,
    ESCORTS,
    INTERPRETED,
    PAYMENTS,
    RELATIONS,
    SUBSCRIBERS,
    Contact,
    Speaker,
    decide_contact,
    decide_openers,
    is_minor,
)
from bridgework.rules.person_entry import FIELDS, PersonEntry, check_member_id, check_person

TODAY = date(2026, 11, 21)
MOTHER = {
    "proxy_given_name": "Elena",
    "proxy_family_name": "Quintero",
    "proxy_birth_date": "2/3/1991",
    "proxy_relation": "mother",
    "proxy_authority": "parent",
    "proxy_phone": "312 555 0130",
    "proxy_is_contact": "1",
}
CARD = {"coverage_carrier": "Delta Dental PPO", "coverage_member_id": "ab 12345", "coverage_subscriber": "parent"}


def test_the_ordinary_adult_types_nothing() -> None:
    assert check_person({}, TODAY) == (PersonEntry(), {})


def test_a_mother_and_a_card_as_they_are_kept() -> None:
    entry, problems = check_person(MOTHER | CARD | {"wheelchair": "1", "escort": "needed", "interpreter_language": "vi"}, TODAY)
    assert problems == {}
    assert entry is not None
    assert entry.proxy is not None
    assert entry.coverage is not None
    assert (entry.proxy.phone, entry.proxy.birth_date, entry.proxy.is_contact) == ("+13125550130", date(1991, 2, 3), True)
    assert (entry.coverage.kind, entry.coverage.member_id) == ("insured", "AB 12345")
    assert (entry.wheelchair, entry.transport, entry.escort, entry.interpreter_language) == (True, False, "needed", "vi")


FATHER = {
    "proxy2_given_name": "Luis",
    "proxy2_family_name": "Quintero",
    "proxy2_birth_date": "6/7/1989",
    "proxy2_relation": "father",
    "proxy2_authority": "parent",
}


def test_a_father_and_a_second_card_are_kept_after_the_first() -> None:
    second = {"coverage2_carrier": "Aetna", "coverage2_covers": "medical"}
    entry, problems = check_person(MOTHER | FATHER | CARD | second, TODAY)
    assert problems == {}
    assert entry is not None
    assert [proxy.given_name for proxy in entry.proxies] == ["Elena", "Luis"]
    assert [(paid.carrier, paid.covers) for paid in entry.coverages] == [("Delta Dental PPO", ""), ("Aetna", "medical")]


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"proxy2_is_contact": "1", "proxy2_phone": "312 555 0131"}, "proxy2_is_contact", "one person"),
        ({"proxy2_relation": ""}, "proxy2_relation", "to the patient"),
        ({"proxy_ended_on": "11/22/2026"}, "proxy_ended_on", "still to come"),
        ({"proxy2_ended_on": "some day"}, "proxy2_ended_on", "month, day and year"),
        ({"coverage2_plan": "Gold"}, "coverage2_carrier", "insurance company"),
        ({"coverage2_carrier": "Aetna", "coverage2_covers": "eyes"}, "coverage2_covers", "list"),
    ],
)
def test_what_cannot_be_right_about_a_second_one(change: dict[str, str], field: str, said: str) -> None:
    entry, problems = check_person(MOTHER | FATHER | change, TODAY)
    assert entry is None
    assert said in problems[field]


def test_whoever_no_longer_speaks_is_not_written_to() -> None:
    entry, problems = check_person(MOTHER | FATHER | {"proxy_ended_on": "11/3/2026"}, TODAY)
    assert problems == {}
    assert entry is not None
    assert entry.proxy is not None
    assert (entry.proxy.ended_on, entry.proxy.is_contact) == (date(2026, 11, 3), False)


def _person(name: str, born: date | None, phone: str = "+13125550130", *, is_proxy: bool = True) -> Contact:
    return Contact(name, name, born, phone, "", "en", is_proxy)


@pytest.mark.parametrize(
    ("born", "mother", "father", "opens"),
    [
        (date(2017, 5, 1), ("parent", False), ("parent", False), ["Elena", "Luis"]),
        (date(2017, 5, 1), ("parent", True), ("parent", False), ["Mateo", "Luis"]),
        (date(2017, 5, 1), ("parent", False), ("helper", False), ["Elena"]),
        (date(2008, 11, 21), ("parent", False), ("parent", False), ["Mateo"]),
        (date(2008, 11, 22), ("parent", False), ("parent", False), ["Elena", "Luis"]),
        (date(1950, 1, 1), ("power_of_attorney", False), ("guardian", False), ["Elena", "Luis"]),
    ],
)
def test_who_opens_the_link(born: date, mother: tuple[str, bool], father: tuple[str, bool], opens: list[str]) -> None:
    speakers = [
        Speaker(_person("Elena", date(1991, 2, 3)), mother[0], True, mother[1]),
        Speaker(_person("Luis", date(1989, 6, 7), ""), father[0], False, father[1]),
        Speaker(_person("Rosa", None), "guardian", False, False),
    ]
    found = decide_openers(_person("Mateo", born, is_proxy=False), speakers, TODAY)
    assert [opener.name for opener in found] == opens


def test_of_a_self_pay_patient_no_card_is_kept() -> None:
    entry, _ = check_person(CARD | {"coverage_kind": "self_pay"}, TODAY)
    assert entry is not None
    assert entry.coverage is not None
    assert (entry.coverage.kind, entry.coverage.carrier) == ("self_pay", "")


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"proxy_given_name": ""}, "proxy_given_name", "first name"),
        ({"proxy_family_name": "x" * 121}, "proxy_family_name", "121 characters"),
        ({"proxy_birth_date": "11/22/2026"}, "proxy_birth_date", "in the future"),
        ({"proxy_birth_date": "sometime"}, "proxy_birth_date", "month, day and year"),
        ({"proxy_birth_date": ""}, "proxy_birth_date", "opens the link"),
        ({"proxy_birth_date": "1/1/2015", "proxy_authority": "guardian"}, "proxy_birth_date", "under 18"),
        ({"proxy_relation": "landlord"}, "proxy_relation", "who they are"),
        ({"proxy_authority": ""}, "proxy_authority", "decide for the patient"),
        ({"proxy_phone": "12"}, "proxy_phone", "not a phone number"),
        ({"proxy_phone": ""}, "proxy_phone", "phone number or an e-mail"),
        ({"proxy_email": "nobody"}, "proxy_email", "not an e-mail address"),
        ({"proxy_language": "tlh"}, "proxy_language", "one of the list"),
        ({"coverage_kind": "barter"}, "coverage_kind", "one of the list"),
        ({"coverage_carrier": ""}, "coverage_carrier", "insurance company"),
        ({"coverage_carrier": "x" * 81}, "coverage_carrier", "81 characters"),
        ({"coverage_member_id": "12"}, "coverage_member_id", "this one has 2"),
        ({"coverage_member_id": "1" * 31}, "coverage_member_id", "this one has 31"),
        ({"coverage_member_id": "my card"}, "coverage_member_id", "letters and digits"),
        ({"coverage_subscriber": "neighbor"}, "coverage_subscriber", "one of the list"),
        ({"escort": "taxi"}, "escort", "one of the list"),
        ({"interpreter_language": "tlh"}, "interpreter_language", "one of the list"),
    ],
)
def test_what_cannot_be_right_is_named_in_a_sentence(change: dict[str, str], field: str, said: str) -> None:
    entry, problems = check_person(MOTHER | CARD | change, TODAY)
    assert entry is None
    assert list(problems) == [field]
    assert said in problems[field]


def test_somebody_who_is_not_written_to_needs_no_birth_date() -> None:
    entry, problems = check_person(MOTHER | {"proxy_birth_date": "", "proxy_phone": "", "proxy_is_contact": ""}, TODAY)
    assert problems == {}
    assert entry is not None


def test_a_minor_mother_is_a_parent_all_the_same() -> None:
    assert check_person(MOTHER | {"proxy_birth_date": "1/1/2010"}, TODAY)[1] == {}


@pytest.mark.parametrize(
    ("typed", "right"), [("", True), ("1234", True), ("W123-456.7", True), ("a b c", False), ("-1234", False), ("123", False)]
)
def test_member_ids(typed: str, right: bool) -> None:
    assert (check_member_id(typed) == "") is right


CODES = {
    "proxy_relation": RELATIONS,
    "proxy_authority": AUTHORITIES,
    "proxy_language": LANGUAGES,
    "escort": ESCORTS,
    "interpreter_language": INTERPRETED,
    "coverage_kind": PAYMENTS,
    "coverage_subscriber": SUBSCRIBERS,
}


@given(
    st.fixed_dictionaries(
        {},
        optional={field: st.text(max_size=50) | st.sampled_from([choice.code for choice in CODES.get(field, ESCORTS)]) for field in FIELDS},
    )
)
def test_never_both_an_entry_and_a_problem(typed: dict[str, str]) -> None:
    entry, problems = check_person(typed, TODAY)
    assert (entry is None) == bool(problems)
    assert set(problems) <= set(FIELDS)
    if entry and entry.proxy and entry.proxy.is_contact:
        assert entry.proxy.birth_date
        assert entry.proxy.phone or entry.proxy.email


PATIENT = Contact("Mateo Quintero", "Mateo", date(2017, 5, 1), "", "", "es")
ELENA = Contact("Elena Quintero", "Elena", date(1991, 2, 3), "+13125550130", "", "es", is_proxy=True)


def test_who_is_written_to() -> None:
    assert decide_contact(PATIENT, None, proxy_is_contact=True) is PATIENT
    assert decide_contact(PATIENT, ELENA, proxy_is_contact=True) is ELENA
    assert decide_contact(PATIENT, ELENA, proxy_is_contact=False) is PATIENT


@pytest.mark.parametrize("lacks", [{"birth_date": None}, {"phone": ""}])
def test_nobody_is_locked_out_by_half_a_proxy(lacks: dict[str, object]) -> None:
    assert decide_contact(PATIENT, replace(ELENA, **lacks), proxy_is_contact=True) is PATIENT


def test_who_is_a_minor() -> None:
    assert is_minor(date(2008, 11, 22), TODAY)
    assert not is_minor(date(2008, 11, 21), TODAY)


def test_codes_are_told_apart_and_words_of_consent_are_kept() -> None:
    for listed in CODES.values():
        assert len({choice.code for choice in listed}) == len(listed)
    assert {choice.code for choice in AUTHORITIES} >= DECIDES
    assert CONSENT_WORDING in CONSENT_WORDINGS
