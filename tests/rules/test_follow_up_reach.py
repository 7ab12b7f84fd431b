"""A patient who has to be told something is told by a message, or a person is told to call: never neither, never both."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.follow_up import AFTER, MessageFacts, kinds_outdated_by, plan_after, tells_patient, why_not_reachable

NOON = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
facts = st.builds(
    MessageFacts,
    now=st.just(NOON),
    patient_zone=st.sampled_from(["America/Chicago", "Pacific/Honolulu"]),
    preferred_channel=st.sampled_from(["sms", "email", "phone", "letter"]),
    patient_phone=st.sampled_from(["", "+13125550190"]),
    patient_email=st.sampled_from(["", "robin@mail.example"]),
    patient_may_be_contacted=st.booleans(),
    by_patient=st.booleans(),
    has_visit=st.booleans(),
    has_hold=st.booleans(),
    courtesy_fits=st.booleans(),
)


@given(st.sampled_from(sorted(AFTER)), facts)
def test_a_message_or_a_person(event: str, given_facts: MessageFacts) -> None:
    messages = [plan for plan in plan_after(event, given_facts) if plan.recipient == "patient"]
    reason = why_not_reachable(event, given_facts)

    assert not (messages and reason)
    if not messages and not reason:
        must_hear = any(told.recipient == "patient" and not told.is_courtesy for told in AFTER[event])
        assert given_facts.by_patient or not must_hear or not (given_facts.has_visit and given_facts.has_hold)


@given(st.sampled_from(sorted(AFTER)), facts)
def test_a_courtesy_is_told_where_it_fits_or_not_at_all(event: str, given_facts: MessageFacts) -> None:
    courtesies = {told.kind for told in AFTER[event] if told.is_courtesy}
    planned = {plan.kind for plan in plan_after(event, given_facts)}
    assert given_facts.courtesy_fits or not courtesies & planned


@given(st.sampled_from(sorted(AFTER)), facts)
def test_only_messages_to_the_patient_become_outdated(event: str, given_facts: MessageFacts) -> None:
    outdated = kinds_outdated_by(event, given_facts)

    assert not outdated or tells_patient(event)
    assert all(plan.kind not in outdated or plan.recipient == "patient" for plan in plan_after(event, given_facts))


@pytest.mark.parametrize("event", ["declined", "redirected", "cancelled", "visit_cancelled", "reported"])
def test_a_visit_that_is_taken_away_is_told(event: str) -> None:
    told = MessageFacts(NOON, "America/Chicago", "sms", "+13125550190", "", patient_may_be_contacted=True, has_visit=True)
    not_booked = MessageFacts(NOON, "America/Chicago", "sms", "+13125550190", "", patient_may_be_contacted=True)

    assert "visit_cancelled" in [plan.kind for plan in plan_after(event, told)]
    assert "visit_cancelled" not in [plan.kind for plan in plan_after(event, not_booked)]
    assert "visit_cancelled" in kinds_outdated_by(event, told)
    assert "visit_cancelled" not in kinds_outdated_by(event, not_booked)


def test_a_mere_link_never_replaces_a_cancellation() -> None:
    told = MessageFacts(NOON, "America/Chicago", "sms", "+13125550190", "", patient_may_be_contacted=True)

    assert kinds_outdated_by("link_sent", told) == {"your_page", "pick_a_time", "received", "records_awaited", "wait_list"}


def test_an_unknown_event_tells_nobody() -> None:
    assert not tells_patient("nothing_we_know")
    assert why_not_reachable("nothing_we_know", MessageFacts(NOON, "UTC")) == ""
    assert kinds_outdated_by("nothing_we_know", MessageFacts(NOON, "UTC")) == frozenset()
