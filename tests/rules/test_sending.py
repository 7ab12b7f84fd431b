"""What keeps a draft from being sent."""

from typing import Any

from bridgework.rules.sending import problems_before_sending

READY: dict[str, Any] = {
    "has_recipient": True,
    "has_referring_provider": True,
    "case": {"procedure": "retreatment", "wanted": "evaluate"},
    "teeth": ["30"],
    "specialty": "endodontics",
}


def test_a_complete_draft_may_go() -> None:
    assert problems_before_sending(**READY) == {}


def test_each_gap_is_named_once_in_the_order_of_the_form() -> None:
    nothing = READY | {"has_recipient": False, "has_referring_provider": False, "case": {}, "teeth": []}
    assert list(problems_before_sending(**nothing)) == ["recipient", "referring_provider", "teeth", "procedure", "wanted"]


def test_only_an_endodontist_needs_the_tooth() -> None:
    assert problems_before_sending(**READY | {"teeth": [], "specialty": "oral_surgery"}) == {}


def test_a_draft_that_was_given_up_does_not_go() -> None:
    assert "referral" in problems_before_sending(**READY, is_discarded=True)
