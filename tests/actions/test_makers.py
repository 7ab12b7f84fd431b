"""The makers that every other test stands on keep their promise: each state is reached through the actions."""

import pytest

import make
from bridgework.rules.referral_states import STORED
from people import Cast


def test_there_is_a_maker_for_every_stored_state() -> None:
    assert set(make.IN_STATE) == set(STORED)


@pytest.mark.parametrize("state", STORED)
def test_the_maker_reaches_its_state(cast: Cast, state: str) -> None:
    referral = make.fresh(make.IN_STATE[state](cast))

    assert referral.state == state
    assert referral.next_step is not None
