"""The table of states against the published one, and the consequences that it names."""

import re
from pathlib import Path

import pytest

from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, RECIPIENT
from bridgework.rules.refusals import MoveNotAllowed

PUBLISHED = Path(__file__).parents[3] / "shared" / "design" / "states.md"
ROW = re.compile(r"\|\s*(\d\d)\s*\|\s*([IR])\s*\|\s*([^|]+?)\s*\|\s*(draft|[\d.]+) -> ([\d.]+)\s*(?=\|)")
WHO = {"I": INITIATOR, "R": RECIPIENT}


def test_every_published_move_and_no_other() -> None:
    if not PUBLISHED.exists():
        pytest.skip("the published table (../shared/design/states.md) is not beside this checkout")
    published = {
        (int(number), WHO[who], re.sub(r" \(.*\)", "", move), source, target)
        for number, who, move, source, target in ROW.findall(PUBLISHED.read_text())
    }
    assert len(published) == 34
    assert {(move.number, move.side, move.move, move.source, move.target) for move in states.MOVES} == published


def test_numbers_run_from_1_to_34() -> None:
    assert [move.number for move in states.MOVES] == list(range(1, 35))


def test_the_group_form_is_listed_but_never_stored() -> None:
    assert [move.number for move in states.MOVES if not move.stored] == [31, 32, 33, 34]
    assert states.ACTIVE not in states.STORED
    assert states.ACTIVE not in {move.source for move in states.MOVES if move.stored}


@pytest.mark.parametrize("state", [states.UNATTENDED, states.VISIT_CANCELLED])
def test_the_outcome_cannot_be_sent_from_a_lost_visit(state: str) -> None:
    with pytest.raises(MoveNotAllowed):
        states.find_move(state, states.SEND_OUTCOME)


def test_cancellation_is_a_request_that_only_the_recipient_ends() -> None:
    assert all(move.target == states.CANCEL_REQUESTED for move in states.MOVES if move.move == states.REQUEST_CANCELLATION)
    asked = [move for move in states.MOVES if move.source == states.CANCEL_REQUESTED]
    assert {move.move for move in asked} == {states.CONFIRM_CANCELLATION, states.SEND_OUTCOME}
    assert {move.side for move in asked} == {RECIPIENT}
    assert [move.source for move in states.MOVES if move.target == states.CANCELLED] == [states.CANCEL_REQUESTED]


def test_ended_states_have_no_moves_and_every_other_has_one() -> None:
    assert {move.source for move in states.MOVES if move.stored} == set(states.STORED) - set(states.ENDED)


def test_each_state_has_at_most_one_move_of_a_name() -> None:
    names = [(move.source, move.move) for move in states.MOVES if move.stored]
    assert len(names) == len(set(names))


def test_a_refusal_names_what_the_referral_is_now() -> None:
    with pytest.raises(MoveNotAllowed, match="visit missed"):
        states.find_move(states.UNATTENDED, states.SEND_OUTCOME)


@pytest.mark.parametrize(
    "state", [move.source for move in states.MOVES if move.move in (states.SCHEDULE, states.RESCHEDULE) and move.stored]
)
def test_booking_has_a_name_in_every_state_that_can_be_booked_from(state: str) -> None:
    assert states.find_move(state, states.booking_move(state)).target == states.SCHEDULED
