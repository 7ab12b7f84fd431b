"""Which three times are offered, and what a wish may and may not do to them."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.best_times import best_times
from bridgework.rules.booking import Slot
from bridgework.rules.facts import TIERS
from bridgework.rules.offers import ANY_TIME, Wish, best_offers, misses, more_offers, read_wish, stored_wish

MONDAY = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)  # eight o'clock in Chicago
WHERE = UUID(int=9)


def slot(half_hours: int, provider: int = 1) -> Slot:
    starts_at = MONDAY + timedelta(minutes=30 * half_hours)
    ends_at = starts_at + timedelta(minutes=60)
    return Slot(starts_at, ends_at, UUID(int=provider), WHERE, "America/Chicago", "", ends_at, starts_at)


slots = st.lists(st.builds(slot, st.integers(0, 48 * 14), st.integers(1, 3)), max_size=40)
wishes = st.builds(Wish, st.sampled_from(("", "morning", "afternoon")), st.frozensets(st.integers(0, 6), max_size=6))


@given(slots, st.sampled_from(TIERS), wishes, st.sampled_from((None, UUID(int=1), UUID(int=2))))
def test_offers_are_open_times_that_can_all_be_held(known: list[Slot], tier: str, wish: Wish, provider: UUID | None) -> None:
    offers = best_offers(known, tier, provider_id=provider, wish=wish)
    assert set(offers) <= set(known)
    assert len(offers) <= 3
    assert list(offers) == sorted(offers, key=lambda offer: offer.starts_at)
    assert all(one.blocked_until <= other.starts_at for one, other in pairwise(offers))
    # A wish hides nothing: whoever can be offered something without it is offered something with it.
    assert bool(offers) == bool(known)


@given(slots, wishes, st.sampled_from(("emergency", "urgent")))
def test_in_a_hurry_the_earliest_time_counts_and_nothing_else(known: list[Slot], wish: Wish, tier: str) -> None:
    assert best_offers(known, tier, wish=wish) == best_times(known, tier)
    if known:
        assert best_offers(known, tier, wish=wish)[0].starts_at == min(one.starts_at for one in known)


@given(slots, st.sampled_from(TIERS))
def test_further_times_are_others_and_the_soonest_of_everybody_in_a_hurry(known: list[Slot], tier: str) -> None:
    best = best_offers(known, tier)
    more = more_offers(known, tier, best)
    assert set(more) <= set(known) - set(best)
    assert len(more) <= 12
    if tier in ("emergency", "urgent"):
        soonest = {one.provider_id: min(other.starts_at for other in known if other.provider_id == one.provider_id) for one in known}
        shown = {(one.provider_id, one.starts_at) for one in (*best, *more)}
        assert len(more) == 12 or set(soonest.items()) <= shown


def test_of_several_who_are_free_at_once_not_always_the_same_is_offered() -> None:
    known = [slot(hours, provider) for hours in (0, 4, 8) for provider in (1, 2, 3)]
    assert {one.provider_id for one in best_offers(known, "emergency")} == {UUID(int=1), UUID(int=2), UUID(int=3)}
    assert {one.provider_id for one in best_offers(known, "urgent", provider_id=UUID(int=2))} == {UUID(int=2)}


@given(slots, st.sampled_from(TIERS))
def test_without_a_wish_nothing_is_otherwise(known: list[Slot], tier: str) -> None:
    assert best_offers(known, tier, wish=ANY_TIME) == best_times(known, tier)


def test_a_wish_moves_times_up_but_not_for_ever() -> None:
    mornings = [slot(48 * day) for day in range(10)]
    afternoons = [slot(48 * day + 10) for day in range(10)]
    wish = Wish("afternoon")
    assert all(misses(offer.starts_at, offer.zone, wish) == 0 for offer in best_offers([*mornings, *afternoons], "elective", wish=wish))
    far = [slot(48 * 13 + 10)]
    assert best_offers([*mornings, *far], "elective", wish=wish)[0] == mornings[0]


def test_the_clinician_whom_the_patient_knows_comes_first() -> None:
    offers = best_offers([slot(0, 1), slot(4, 1), slot(100, 2)], "elective", provider_id=UUID(int=2), wish=Wish("morning"))
    assert UUID(int=2) in {offer.provider_id for offer in offers}


@given(wishes)
def test_a_wish_is_stored_and_read_again(wish: Wish) -> None:
    assert read_wish(stored_wish(wish)) == wish
    assert read_wish({"half": "midnight", "weekdays": [9, "x", 2]}) == Wish("", frozenset({2}))
