from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.case import clean
from bridgework.rules.completeness import Requirement
from bridgework.rules.drafting import (
    CARRIED_ON,
    OF_A_SPECIALTY,
    TEMPLATE_HOLDS,
    carry_on,
    hold_in_template,
    is_film_fresh,
    is_overtaken,
    progress_of,
)

AT = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
MOMENTS = st.integers(0, 10_000).map(lambda seconds: AT + timedelta(seconds=seconds))
CASE = {
    "procedure": "retreatment",
    "wanted": "evaluate",
    "reason": "Pain.",
    "findings": {"fever": "no"},
    "duration": "days",
    "antibiotics": "amoxicillin",
    "medical_alerts": ["diabetes"],
    "pulpal": "previously_treated",
    "instructions": "Please call.",
}


@given(saved_at=MOMENTS, seen_at=MOMENTS)
def test_a_page_is_overtaken_only_by_another_page_that_saved_later(saved_at: datetime, seen_at: datetime) -> None:
    mine, other = uuid4(), uuid4()
    assert is_overtaken(saved_at=saved_at, saved_with=other, seen_at=seen_at, pen=mine) is (saved_at > seen_at)
    assert not is_overtaken(saved_at=saved_at, saved_with=mine, seen_at=seen_at, pen=mine)
    assert not is_overtaken(saved_at=saved_at, saved_with=other, seen_at=seen_at, pen=None)


def test_a_page_that_knows_of_no_saving_is_overtaken_by_any() -> None:
    assert is_overtaken(saved_at=AT, saved_with=uuid4(), seen_at=None, pen=uuid4())
    assert not is_overtaken(saved_at=None, saved_with=None, seen_at=None, pen=uuid4())


def test_of_two_pages_at_most_one_goes_on_without_being_asked() -> None:
    """Both were opened at the same saving; whoever saves second is told."""
    first, second = uuid4(), uuid4()
    assert not is_overtaken(saved_at=AT, saved_with=None, seen_at=AT, pen=first)
    later = AT + timedelta(seconds=1)
    assert is_overtaken(saved_at=later, saved_with=first, seen_at=AT, pen=second)
    assert not is_overtaken(saved_at=later, saved_with=first, seen_at=AT, pen=first)


def test_what_was_found_is_never_carried_on() -> None:
    carried = carry_on(CASE, same_specialty=True)
    assert not {"findings", "duration", "antibiotics", "analgesics", "swelling_where"} & set(carried)
    assert carried["medical_alerts"] == ["diabetes"]
    assert clean(carried)[1] == ()


def test_another_specialty_gets_nothing_of_this_ones_form() -> None:
    assert not OF_A_SPECIALTY & set(carry_on(CASE, same_specialty=False))


def test_a_template_holds_nothing_of_a_patient() -> None:
    assert set(hold_in_template(CASE)) <= set(TEMPLATE_HOLDS)
    assert {"medical_alerts", "pulpal", "findings"}.isdisjoint(TEMPLATE_HOLDS)
    assert set(TEMPLATE_HOLDS) < set(CARRIED_ON)


def test_only_recent_films_are_proposed_again() -> None:
    today = date(2026, 11, 18)
    assert is_film_fresh("periapical", date(2026, 10, 1), today)
    assert not is_film_fresh("periapical", date(2026, 5, 1), today)
    assert not is_film_fresh("panoramic", None, today)
    assert is_film_fresh("letter", None, today)


def test_progress() -> None:
    there = Requirement("tooth", "tooth", True, "", True)
    progress = progress_of((there, Requirement("cbct", "CBCT", False, "not attached yet", True)), ["Choose the tooth."])
    assert (progress.there, progress.wanted, progress.can_be_sent) == (1, 2, False)
    assert progress_of((there,), ()).can_be_sent
