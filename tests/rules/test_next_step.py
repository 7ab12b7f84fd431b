"""The invariant: every open referral has an owner, a next step and a due time; a closed one has none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, RECIPIENT, TIERS, ReferralFacts
from bridgework.rules.next_step import decide_next_step, is_closed

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
moments = st.integers(0, 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))
maybe = st.none() | moments


@st.composite
def referral_facts(draw: st.DrawFn) -> ReferralFacts:
    state = draw(st.sampled_from(states.STORED))
    return ReferralFacts(
        state=state,
        tier=draw(st.sampled_from(TIERS)),
        created_at=draw(moments),
        sent_at=draw(moments),
        respond_by=draw(moments),
        records_asked_at=draw(maybe),
        records_complete=draw(st.booleans()),
        accepted_at=draw(moments),
        offered_at=draw(maybe),
        offers_expire_at=draw(maybe),
        visit_ends_at=draw(moments),
        visit_lost_at=draw(moments),
        seen_at=draw(moments),
        another_visit_needed=draw(st.booleans()),
        cancel_requested_at=draw(moments),
        ended_at=draw(moments),
        report_delivered_at=draw(maybe),
        report_acknowledged_at=draw(maybe),
        ending_acknowledged_at=draw(maybe),
        discarded_at=draw(maybe),
    )


@given(referral_facts())
def test_open_has_a_next_step_and_closed_has_none(facts: ReferralFacts) -> None:
    step = decide_next_step(facts)
    assert (step is None) == is_closed(facts)
    if step is not None:
        assert step.side in (INITIATOR, RECIPIENT)
        assert step.step
        assert step.anchor.tzinfo is not None


def facts(state: str, **more: object) -> ReferralFacts:
    return replace(ReferralFacts(state=state, tier="elective", created_at=NOW), **more)  # type: ignore[arg-type]


def test_records_asked_for_move_the_ball_to_the_sender_and_back() -> None:
    asked = facts(states.RECEIVED, respond_by=NOW, records_asked_at=NOW, records_complete=False)
    assert (decide_next_step(asked).side, decide_next_step(asked).step) == (INITIATOR, "send_records")  # type: ignore[union-attr]
    there = replace(asked, records_complete=True)
    assert (decide_next_step(there).side, decide_next_step(there).step) == (RECIPIENT, "review")  # type: ignore[union-attr]


def test_missing_records_never_delay_an_emergency() -> None:
    asked = replace(facts(states.RECEIVED, respond_by=NOW, records_asked_at=NOW, records_complete=False), tier="emergency")
    assert decide_next_step(asked).step == "review"  # type: ignore[union-attr]


@pytest.mark.parametrize("state", [states.DECLINED, states.CANCELLED])
def test_declined_and_cancelled_stay_with_the_sender_until_acknowledged(state: str) -> None:
    ended = facts(state, ended_at=NOW)
    assert decide_next_step(ended).side == INITIATOR  # type: ignore[union-attr]
    assert decide_next_step(replace(ended, ending_acknowledged_at=NOW)) is None


def test_a_report_is_delivered_then_acknowledged_then_closed() -> None:
    sent = facts(states.OUTCOME_SENT, ended_at=NOW)
    assert (decide_next_step(sent).side, decide_next_step(sent).step) == (RECIPIENT, "deliver_report")  # type: ignore[union-attr]
    delivered = replace(sent, report_delivered_at=NOW)
    assert (decide_next_step(delivered).side, decide_next_step(delivered).step) == (INITIATOR, "acknowledge_report")  # type: ignore[union-attr]
    assert decide_next_step(replace(delivered, report_acknowledged_at=NOW)) is None


def test_a_visit_that_is_done_is_not_closure_and_evaluation_is_not_treatment() -> None:
    done = facts(states.VISIT_DONE, seen_at=NOW)
    assert decide_next_step(done).step == "send_report"  # type: ignore[union-attr]
    assert decide_next_step(replace(done, another_visit_needed=True)).step == "book_next_visit"  # type: ignore[union-attr]


def test_an_emergency_is_not_left_to_working_hours() -> None:
    step = decide_next_step(replace(facts(states.ACCEPTED, accepted_at=NOW), tier="emergency"))
    assert step is not None
    assert step.window.around_the_clock == timedelta(minutes=30)


def test_facts_that_contradict_the_state_are_an_error_not_a_guess() -> None:
    with pytest.raises(ValueError, match="contradict"):
        decide_next_step(facts(states.VISIT_DONE))
