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


def test_the_tooth_is_needed_where_one_is_worked_on() -> None:
    surgery = READY | {"teeth": [], "specialty": "oral_surgery"}
    assert problems_before_sending(**surgery) == {}
    assert list(problems_before_sending(**surgery | {"case": {"procedure": "extraction", "wanted": "evaluate"}})) == ["teeth"]
    assert problems_before_sending(**READY | {"teeth": [], "sender": "medical"}) == {}, "a physician is not asked for a tooth number"


def test_a_code_goes_only_in_its_own_direction() -> None:
    carried = READY["case"] | {"procedure_code": "D3346"}
    assert problems_before_sending(**READY | {"case": carried}) == {}
    assert list(problems_before_sending(**READY | {"case": carried, "sender": "medical"})) == ["procedure_code"]
    assert list(problems_before_sending(**READY | {"case": carried, "specialty": "medical"})) == ["procedure_code"]
    assert list(problems_before_sending(**READY | {"case": READY["case"] | {"procedure_code": "41899"}})) == ["procedure_code"]


def test_a_draft_that_was_given_up_does_not_go() -> None:
    assert "referral" in problems_before_sending(**READY, is_discarded=True)
