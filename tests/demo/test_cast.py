"""The cast is whole, plainly made up, and the same for the demo and the tests."""

import re

import pytest

from bridgework.demo.cases import BY_SPECIALTY
from bridgework.demo.cast import HARBOR, PRACTICES
from bridgework.demo.patients import fictional_phone
from bridgework.demo.plot import GOES_TO, HABITS, TODAY, VOLUME
from bridgework.rules.case import clean
from bridgework.rules.facts import ROLES
from bridgework.rules.teeth import BY_UNIVERSAL
from bridgework.rules.urgency import decide_urgency
from people import ALL, build

PEOPLE = [person for practice in PRACTICES for person in practice.people]
PRESENTATIONS = [(specialty, each) for specialty, known in BY_SPECIALTY.items() for each in known]


def test_nobody_can_be_reached_by_mistake() -> None:
    phones = [practice.phone for practice in PRACTICES] + [place.phone for practice in PRACTICES for place in practice.locations]

    assert all(re.fullmatch(r"\+1\d{3}555\d{4}", phone) and "5550100" <= phone[5:] <= "5550199" for phone in phones)
    assert all(person.email.endswith(".example") for person in PEOPLE if person.email)
    assert all(practice.email.endswith(".example") for practice in PRACTICES)


def test_the_network_is_the_promised_one(db: None) -> None:
    cast = build(slugs=ALL)

    by_specialty = [practice.specialty for practice in cast.practices.values() if practice.receives]
    assert sorted(by_specialty) == ["endodontics", "general", "medical", "oral_surgery", "orthodontics", "periodontics", "prosthodontics"]
    assert len(VOLUME) == 13  # eleven offices and the two departments of the health center
    assert [practice.name for practice in cast.practices.values() if not practice.on_network] == [
        "Old Mill Dental",
        "Fernhill Prosthodontics",
    ]
    assert cast.harbor.locations.count() == 2
    assert cast.harbor.providers.count() == 3
    assert cast.viewer("Lena Fox", "riverside-dental").person_id == cast.viewer("Lena Fox", "riverside-medicine").person_id


def test_every_role_is_there() -> None:
    assert {role for person in PEOPLE for role in person.roles} == set(ROLES)


def test_patients_read_every_visit_type_in_their_language() -> None:
    for practice in PRACTICES:
        for kind in practice.visit_types:
            texts = (kind.name, kind.name_es, kind.what_to_expect, kind.what_to_expect_es, kind.what_to_bring, kind.what_to_bring_es)
            assert all(texts), kind.name
            assert "guarant" not in " ".join(texts).lower()


@pytest.mark.parametrize(("specialty", "each"), PRESENTATIONS)
def test_every_case_is_valid_and_as_urgent_as_its_story_says(specialty: str, each: object) -> None:
    case, problems = clean(each.case)  # type: ignore[attr-defined]
    teeth = list(each.teeth[:1])  # type: ignore[attr-defined]

    assert problems == ()
    assert set(each.teeth) <= set(BY_UNIVERSAL)  # type: ignore[attr-defined]
    assert decide_urgency(case["findings"], case["procedure"], teeth).tier == each.hurry  # type: ignore[attr-defined]
    kinds = {kind.name for practice in PRACTICES if practice.specialty == specialty for kind in practice.visit_types}
    assert each.visit in kinds  # type: ignore[attr-defined]


def test_the_plot_names_practices_that_exist() -> None:
    slugs = {practice.slug for practice in PRACTICES}

    assert set(HABITS) <= slugs
    assert {recipient for goes in GOES_TO.values() for recipient in goes} <= slugs
    assert {scene[2] for scene in TODAY} | {scene[3] for scene in TODAY} <= slugs
    assert HARBOR in slugs


def test_no_two_patients_share_a_phone() -> None:
    numbers = [*range(900, 910), *range(1000, 1130), *range(2000, 2004), *range(2100, 2160), 2200, *range(103_001, 103_201)]
    phones = {fictional_phone(area, number) for number in numbers for area in range(5)}
    of_offices = {practice.phone for practice in PRACTICES} | {place.phone for practice in PRACTICES for place in practice.locations}

    assert len(phones) == 5 * len(numbers)
    assert all(re.fullmatch(r"\+1\d{3}55501\d\d", phone) for phone in phones)
    assert not phones & of_offices
