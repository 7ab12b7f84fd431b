"""Who may do what, and how a no is said."""

from uuid import UUID

import pytest

from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import IN_WORDS, MAY, require
from bridgework.rules.refusals import NotAllowed

ADMINISTRATOR = Viewer("staff", "Alex Kim", "portal", person_id=UUID(int=1), practice_id=UUID(int=2), roles=frozenset({"administrator"}))


def test_every_act_is_said_in_words() -> None:
    assert set(IN_WORDS) == set(MAY)


def test_a_no_says_what_it_is_about() -> None:
    with pytest.raises(NotAllowed, match="Referrals are read by others in your practice: your role does not include it"):
        require(ADMINISTRATOR, "read_referrals")
