"""What follows from an attempt."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.delivery import LONGEST_PAUSE, PAUSES, AttemptFacts, decide_after_attempt, is_overtaken

facts = st.builds(
    AttemptFacts,
    outcome=st.sampled_from(["accepted", "refused", "retry", "unclear"]),
    channel=st.sampled_from(["sms", "email"]),
    tries=st.integers(1, 20),
    other_channel=st.sampled_from(["sms", "email", None]),
    asked_to_wait=st.none() | st.timedeltas(timedelta(), timedelta(days=3)),
    looked_in_vain=st.booleans(),
)


@given(facts)
def test_only_what_was_certainly_not_taken_goes_out_again(attempt: AttemptFacts) -> None:
    then = decide_after_attempt(attempt)

    assert then.status != "planned" or attempt.outcome in ("refused", "retry")


@given(facts)
def test_a_message_that_is_given_up_is_given_to_a_person(attempt: AttemptFacts) -> None:
    then = decide_after_attempt(attempt)

    assert then.needs_person == (then.status in ("failed", "unclear"))
    assert timedelta() <= then.pause <= LONGEST_PAUSE


@given(facts)
def test_it_does_not_go_on_for_ever(attempt: AttemptFacts) -> None:
    then = decide_after_attempt(attempt)

    if attempt.tries > len(PAUSES) and attempt.other_channel is None:
        assert then.status != "planned"


def test_an_outage_is_waited_out_and_then_the_other_channel_is_tried() -> None:
    pauses = [decide_after_attempt(AttemptFacts("retry", "sms", tries, "email")).pause for tries in range(1, 5)]
    last = decide_after_attempt(AttemptFacts("retry", "sms", 5, "email"))

    assert tuple(pauses) == PAUSES
    assert (last.status, last.channel, last.pause) == ("planned", "email", timedelta())


def test_a_service_that_asks_us_to_wait_longer_is_heard() -> None:
    assert decide_after_attempt(AttemptFacts("retry", "sms", 1, None, timedelta(minutes=9))).pause == timedelta(minutes=9)


def test_a_text_message_in_doubt_is_looked_for_and_an_email_is_not_repeated() -> None:
    assert decide_after_attempt(AttemptFacts("unclear", "sms", 1, "email")).status == "sending"
    assert decide_after_attempt(AttemptFacts("unclear", "sms", 1, "email", looked_in_vain=True)).status == "unclear"
    assert decide_after_attempt(AttemptFacts("unclear", "email", 1, "sms")).status == "unclear"


@pytest.mark.parametrize(
    ("status", "receipt", "overtaken"),
    [
        ("sent", "queued", False),
        ("sent", "undelivered", False),
        ("sent", "delivered", False),
        ("delivered", "delivered", True),
        ("delivered", "undelivered", True),
        ("delivered", "sent", True),
        ("planned", "delivered", False),
        ("planned", "undelivered", True),
        ("dropped", "failed", True),
    ],
)
def test_receipts_that_say_nothing_new(status: str, receipt: str, overtaken: bool) -> None:
    assert is_overtaken(status, receipt) is overtaken
