"""What a practice may set about reaching patients."""

from datetime import time

import pytest

from bridgework.rules.cadence_policy import (
    REMINDERS,
    USUAL,
    Policy,
    Scope,
    Step,
    check_policy,
    fits,
    read_policy,
    usual_policy,
    weight,
    write_policy,
)

TEN = time(10)
ELECTIVE = Scope("elective")


@pytest.mark.parametrize("tier", USUAL)
def test_the_usual_policies_keep_their_own_rules_and_are_stored_as_they_are(tier: str) -> None:
    policy = usual_policy(tier)
    assert check_policy(policy, Scope(tier)) == {}
    assert read_policy(write_policy(policy)) == policy


def texts(*days: int, at: time = TEN) -> tuple[Step, ...]:
    return tuple(Step(day, at, "sms") for day in days)


@pytest.mark.parametrize(
    ("policy", "scope", "field", "words"),
    [
        (Policy(texts(0), 14, TEN), ELECTIVE, "step_1", "Day 1 is the earliest"),
        (Policy(texts(61), 70, TEN), ELECTIVE, "step_1", "day 60 the latest"),
        (Policy(texts(1, at=time(7, 59)), 14, TEN), ELECTIVE, "step_1", "Between 8:00"),
        (Policy(texts(1, at=time(21)), 14, TEN), ELECTIVE, "step_1", "9:00 in the evening"),
        (Policy((Step(1, TEN, "fax"),), 14, TEN), ELECTIVE, "step_1", "text message or e-mail"),
        (Policy(texts(3, 3), 14, TEN), ELECTIVE, "step_2", "later day than the one before (day 3)"),
        (Policy(texts(1, 3, 5), 14, TEN), ELECTIVE, "step_3", "the link at acceptance among them"),
        (Policy(texts(8, 9, 10, 14), 20, TEN), ELECTIVE, "step_4", "Choose day 15 or later"),
        (Policy(texts(1, 8, 15, 22, 29, 36, 43), 50, TEN), ELECTIVE, "step_1", "At most 6 messages"),
        (Policy(texts(7), 7, TEN), ELECTIVE, "person", "after the last message"),
        (Policy(texts(7), 9, time(22)), ELECTIVE, "person", "between 8:00"),
        (Policy(texts(1), 31, TEN), ELECTIVE, "person", "on day 30 at the latest"),
        (Policy(texts(1), 4, TEN), Scope("urgent"), "person", "on day 3 at the latest"),
        (Policy(texts(1), 2, TEN, ("reminder_9_days",)), ELECTIVE, "reminders", "that there are"),
        (Policy(texts(1), 2, TEN), Scope("emergency"), "scope", "called by a person at once"),
        (Policy(texts(1), 2, TEN), Scope("whenever"), "scope", "Choose for which"),
    ],
)
def test_what_may_not_be_set_and_why(policy: Policy, scope: Scope, field: str, words: str) -> None:
    assert words in check_policy(policy, scope)[field]


def test_no_messages_at_all_may_be_wanted() -> None:
    assert check_policy(Policy((), 1, TEN, REMINDERS), ELECTIVE) == {}


def test_the_policy_that_fits_best_counts() -> None:
    nervous, endo = Scope("elective", "", "nervous"), Scope("elective", "endodontics")
    assert fits(nervous, "elective", "endodontics", is_nervous=True)
    assert not fits(nervous, "elective", "endodontics", is_nervous=False)
    assert not fits(endo, "elective", "periodontics", is_nervous=True)
    assert not fits(endo, "soon", "endodontics", is_nervous=True)
    assert weight(endo) > weight(nervous) > weight(ELECTIVE)
