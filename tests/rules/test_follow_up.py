"""Who is told what after an event."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bridgework.rules.follow_up import AFTER, OUTDATED_BY, MessageFacts, kinds_outdated_by, plan_after, tells_patient, why_not_reachable

NOON = datetime(2026, 11, 20, 18, tzinfo=UTC)  # noon in Chicago
NIGHT = datetime(2026, 11, 21, 5, tzinfo=UTC)  # 11 p.m. in Chicago
MORNING = datetime(2026, 11, 21, 14, tzinfo=UTC)  # 8 a.m. there
FACTS = MessageFacts(
    now=NOON, patient_zone="America/Chicago", patient_phone="+13125550123", patient_email="m@example.org", patient_may_be_contacted=True
)


def kinds(event: str, facts: MessageFacts = FACTS) -> list[tuple[str, str]]:
    return [(plan.kind, plan.recipient) for plan in plan_after(event, facts)]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("sent", [("receipt_to_sender", "sender"), ("new_referral", "desk")]),
        ("sent_with_time", [("receipt_to_sender", "sender"), ("new_referral", "desk")]),
        ("sent_for_advice", [("receipt_to_sender", "sender"), ("new_advice_request", "desk")]),
        ("advised", [("advice_to_sender", "sender")]),
        ("records_asked", [("records_needed", "sender")]),
        ("records_supplied", [("records_arrived", "desk")]),
        ("accepted", [("accepted_to_sender", "sender"), ("pick_a_time", "patient")]),
        ("declined", [("declined_to_sender", "sender")]),
        ("redirected", [("redirected_to_sender", "sender")]),
        ("booked", [("booked_to_sender", "sender"), ("visit_booked", "patient")]),
        ("moved", [("booked_to_sender", "sender"), ("visit_moved", "patient")]),
        ("missed", [("missed_to_sender", "sender"), ("visit_missed", "patient")]),
        ("cancelled", [("cancelled_to_sender", "sender")]),
        ("reported", [("report_to_sender", "sender")]),
        ("nothing_we_know", []),
    ],
)
def test_the_table(event: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(event) == expected


def test_a_cancelled_visit_is_told_to_the_patient_who_had_one() -> None:
    with_visit = replace(FACTS, has_visit=True)
    assert ("visit_cancelled", "patient") in kinds("cancelled", with_visit)
    assert ("visit_cancelled", "patient") in kinds("visit_cancelled", with_visit)


@pytest.mark.parametrize("event", ["sent_with_time", "time_held"])
def test_a_time_held_in_the_chair_is_told_to_the_patient(event: str) -> None:
    assert ("visit_held", "patient") in kinds(event, replace(FACTS, has_hold=True))


@pytest.mark.parametrize("event", ["hold_released", "declined", "redirected", "cancelled", "reported", "advised"])
def test_a_held_time_that_is_given_back_is_told_to_the_patient(event: str) -> None:
    with_hold = replace(FACTS, has_hold=True)
    assert ("hold_released", "patient") in kinds(event, with_hold)
    assert ("hold_released", "patient") not in kinds(event)
    assert "visit_held" in kinds_outdated_by(event, with_hold)


def test_a_booked_visit_replaces_the_word_that_a_time_is_held() -> None:
    assert "visit_held" in kinds_outdated_by("booked", replace(FACTS, has_visit=True))


def test_offices_are_told_at_once_and_patients_outside_quiet_hours() -> None:
    due = {plan.recipient: plan.due_at for plan in plan_after("booked", replace(FACTS, now=NIGHT))}
    assert due == {"sender": NIGHT, "patient": MORNING}
    own_act = {plan.recipient: plan.due_at for plan in plan_after("booked", replace(FACTS, now=NIGHT, by_patient=True))}
    assert own_act == {"sender": NIGHT, "patient": NIGHT}


@pytest.mark.parametrize(
    "facts",
    [
        replace(FACTS, patient_may_be_contacted=False),
        replace(FACTS, preferred_channel="phone"),
        replace(FACTS, patient_phone="", patient_email=""),
    ],
)
def test_a_patient_who_may_not_be_written_to_is_not(facts: MessageFacts) -> None:
    for event in AFTER:
        assert "patient" not in {plan.recipient for plan in plan_after(event, facts)}


def test_the_patient_is_told_by_the_channel_they_like() -> None:
    assert [plan.channel for plan in plan_after("times_offered", replace(FACTS, preferred_channel="email"))] == ["email"]
    assert [plan.channel for plan in plan_after("times_offered", replace(FACTS, patient_phone=""))] == ["email"]


def test_no_event_tells_the_same_recipient_the_same_twice() -> None:
    for event, told in AFTER.items():
        assert len({(row.kind, row.recipient) for row in told}) == len(told), event
        assert all(row.purpose for row in told)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (FACTS, ""),
        (replace(FACTS, patient_may_be_contacted=False), "no_consent"),
        (replace(FACTS, preferred_channel="phone"), "prefers_phone"),
        (replace(FACTS, patient_phone="", patient_email=""), "no_address"),
    ],
)
def test_a_patient_is_either_told_or_a_person_learns_why_not(facts: MessageFacts, why: str) -> None:
    assert why_not_reachable("accepted", facts) == why
    assert any(plan.recipient == "patient" for plan in plan_after("accepted", facts)) == (why == "")
    assert why_not_reachable("sent", facts) == ""


def test_what_is_no_longer_true_is_not_sent() -> None:
    assert "pick_a_time" in kinds_outdated_by("booked", FACTS)
    assert {"visit_booked", "visit_moved"} <= kinds_outdated_by("missed", FACTS)
    assert kinds_outdated_by("sent", FACTS) == frozenset()


def test_a_cancelled_visit_is_never_hidden_by_a_link_or_by_an_end_without_visit() -> None:
    for event in ("accepted", "times_offered", "link_sent", "declined", "cancelled", "reported"):
        assert "visit_cancelled" not in kinds_outdated_by(event, FACTS)


def test_every_message_to_a_patient_says_what_it_outdates() -> None:
    to_patients = {told.kind for rows in AFTER.values() for told in rows if told.recipient == "patient"}
    assert set(OUTDATED_BY) == to_patients
    assert {event for event in AFTER if tells_patient(event)} == {
        event for event, rows in AFTER.items() if any(told.kind in to_patients for told in rows)
    }
