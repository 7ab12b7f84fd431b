"""The kind of visit that times are looked for with."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as some

from bridgework.rules.facts import TIERS
from bridgework.rules.proposed_visits import proposed_visits
from bridgework.rules.questions import SPECIALTIES, form_for
from bridgework.rules.visit_types import choose_kind

CODES = ("first_treatment", "retreatment", "trauma")


@dataclass(frozen=True)
class Kind:
    name: str
    procedures: tuple[str, ...] = ()
    is_follow_up: bool = False
    tiers: tuple[str, ...] = ()


CONSULT, ROOT_CANAL, RETREATMENT, AGAIN = (
    Kind("consultation"),
    Kind("root canal", ("first_treatment",)),
    Kind("retreatment", ("retreatment",)),
    Kind("next visit", (), is_follow_up=True),
)
KINDS = (CONSULT, ROOT_CANAL, RETREATMENT, AGAIN)
PAIN_FIRST = Kind("emergency visit", ("trauma",), tiers=("emergency",))
some_tiers = some.sampled_from(TIERS)
some_kinds = some.lists(
    some.builds(
        Kind,
        some.text(max_size=3),
        some.lists(some.sampled_from(CODES), max_size=2).map(tuple),
        some.booleans(),
        some.lists(some_tiers, max_size=2).map(tuple),
    ),
    max_size=5,
)


def test_the_kind_that_names_the_request_comes_first() -> None:
    assert choose_kind(KINDS, procedure="first_treatment", wanted="evaluate_and_treat") is ROOT_CANAL
    assert choose_kind(KINDS, procedure="retreatment") is RETREATMENT


def test_else_one_for_any_request() -> None:
    assert choose_kind(KINDS, procedure="trauma") is CONSULT
    assert choose_kind(KINDS, procedure="") is CONSULT


def test_to_evaluate_only_it_is_the_consultation() -> None:
    assert choose_kind(KINDS, procedure="first_treatment", wanted="evaluate") is CONSULT
    assert choose_kind((ROOT_CANAL,), procedure="first_treatment", wanted="evaluate") is ROOT_CANAL


def test_a_next_visit_is_a_follow_up_where_there_is_one() -> None:
    assert choose_kind(KINDS, procedure="first_treatment", seen_before=True) is AGAIN
    assert choose_kind(KINDS[:3], procedure="first_treatment", wanted="evaluate", seen_before=True) is ROOT_CANAL
    named = Kind("second step", ("retreatment",), is_follow_up=True)
    assert choose_kind((*KINDS, named), procedure="retreatment", seen_before=True) is named


def test_a_practice_with_one_kind_always_has_it() -> None:
    assert choose_kind((RETREATMENT,), procedure="trauma") is RETREATMENT
    assert choose_kind((), procedure="trauma") is None


@given(some_kinds, some.sampled_from(("", *CODES)), some.sampled_from(("", "evaluate", "take_over")), some_tiers, some.booleans())
def test_there_is_always_one_and_never_a_follow_up_for_somebody_new(
    kinds: list[Kind], asked: str, wanted: str, tier: str, seen: bool
) -> None:
    chosen = choose_kind(kinds, procedure=asked, wanted=wanted, tier=tier, seen_before=seen)
    assert (chosen is None) == (not kinds)
    if chosen and chosen.is_follow_up and not seen:
        assert all(kind.is_follow_up for kind in kinds)


def test_an_emergency_is_first_the_visit_that_stops_the_pain() -> None:
    kinds = (*KINDS, PAIN_FIRST)
    assert choose_kind(kinds, procedure="first_treatment", wanted="evaluate_and_treat", tier="emergency") is PAIN_FIRST
    assert choose_kind(kinds, procedure="first_treatment", wanted="evaluate", tier="emergency") is PAIN_FIRST
    assert choose_kind(kinds, procedure="first_treatment", tier="urgent") is ROOT_CANAL
    assert choose_kind(kinds, procedure="trauma", tier="soon") is PAIN_FIRST
    assert choose_kind(kinds, procedure="first_treatment", tier="emergency", seen_before=True) is AGAIN


def test_of_two_for_a_tier_the_one_that_names_the_request() -> None:
    hurt = Kind("hurt tooth", ("trauma",), tiers=("emergency",))
    kinds = (CONSULT, Kind("pain first", tiers=("emergency",)), hurt)
    assert choose_kind(kinds, procedure="trauma", tier="emergency") is hurt
    assert choose_kind(kinds, procedure="retreatment", tier="emergency") is kinds[1]


@given(some_kinds, some.sampled_from(CODES), some_tiers)
def test_a_tier_with_kinds_of_its_own_gets_one_of_them_and_another_never_gets_them_as_one_for_any_request(
    kinds: list[Kind], asked: str, tier: str
) -> None:
    chosen = choose_kind(kinds, procedure=asked, tier=tier)
    own = [kind for kind in kinds if tier in kind.tiers and not kind.is_follow_up]
    if own:
        assert chosen in own
    elif chosen and chosen.tiers and asked not in chosen.procedures:
        assert not [kind for kind in kinds if not kind.is_follow_up and (asked in kind.procedures or not (kind.procedures or kind.tiers))]


def test_every_specialty_begins_with_a_kind_for_any_request_and_a_next_visit() -> None:
    for specialty in SPECIALTIES:
        kinds = proposed_visits(specialty)
        known = {choice.code for sender in ("", "medical") for choice in form_for(specialty, sender).procedures}
        assert {code for kind in kinds for code in kind.procedures} <= known, specialty
        assert not kinds[0].procedures
        assert not kinds[0].is_follow_up
        assert not kinds[0].tiers
        assert choose_kind(kinds, procedure="consultation", seen_before=True) in [kind for kind in kinds if kind.is_follow_up]
        for kind in kinds:
            assert 5 <= kind.minutes <= 480
            assert all((kind.name_es, kind.what_to_expect, kind.what_to_expect_es, kind.what_to_bring, kind.what_to_bring_es))
