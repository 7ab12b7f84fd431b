"""What is worth a letter, and what stands on its envelope."""

from datetime import UTC, datetime, timedelta

import pytest

from bridgework.rules.follow_up import MessageFacts, Plan, plan_after, why_not_reachable
from bridgework.rules.letters import PostalAddress, check_address, goes_by_letter
from bridgework.rules.merging import FILLABLE, fill_in

NOW = datetime(2026, 11, 18, 16, tzinfo=UTC)
ELM = {"street": "12 Elm Street", "city": "Chicago", "region": "il", "zip": "60601"}
NOTHING = dict.fromkeys(FILLABLE, "")


def to_patient(event: str, known: MessageFacts) -> list[Plan]:
    return [plan for plan in plan_after(event, known) if plan.recipient == "patient"]


def facts(**known: object) -> MessageFacts:
    return MessageFacts(NOW, "America/Chicago", patient_may_be_contacted=True, patient_has_address=True, **known)  # type: ignore[arg-type]


def test_an_address_is_whole_or_none() -> None:
    assert PostalAddress("12 Elm Street", "Chicago", "IL", "60601").lines == ("12 Elm Street", "Chicago, IL 60601")
    assert not PostalAddress("12 Elm Street", "", "IL", "60601")
    assert check_address(ELM) == {}
    assert check_address({"zip": "60601"}) == {}
    assert set(check_address({"city": "Chicago"})) == {"street", "region", "zip"}


@pytest.mark.parametrize("region", ["XX", "Illinois", "I"])
def test_a_state_has_two_letters_that_exist(region: str) -> None:
    assert "region" in check_address(ELM | {"region": region})


def test_a_letter_must_arrive_before_the_visit() -> None:
    assert goes_by_letter("visit_booked", NOW + timedelta(days=10), NOW)
    assert not goes_by_letter("visit_booked", NOW + timedelta(days=3), NOW)
    assert goes_by_letter("visit_missed", NOW - timedelta(hours=1), NOW)
    assert not goes_by_letter("earlier_time", NOW + timedelta(days=10), NOW)


def test_whom_nothing_else_reaches_is_written_to() -> None:
    (plan,) = to_patient("accepted", facts())
    assert (plan.kind, plan.channel, plan.due_at) == ("pick_a_time", "letter", NOW)
    assert why_not_reachable("accepted", facts()) == ""


def test_who_has_a_phone_gets_no_letter_unless_they_like_letters() -> None:
    (plan,) = to_patient("accepted", facts(patient_phone="+13125550190"))
    assert plan.channel == "sms"
    (plan,) = to_patient("accepted", facts(patient_phone="+13125550190", preferred_channel="letter"))
    assert plan.channel == "letter"


def test_what_a_letter_would_tell_too_late_is_texted_or_told_by_a_person() -> None:
    soon = {"has_visit": True, "visit_at": NOW + timedelta(days=2)}
    assert [plan.channel for plan in plan_after("booked", facts(patient_phone="+13125550190", preferred_channel="letter", **soon))][1:] == [
        "sms"
    ]
    assert [plan.recipient for plan in plan_after("booked", facts(**soon))] == ["sender"]
    assert why_not_reachable("booked", facts(**soon)) == "no_address"


def test_joined_entries_never_make_one_address_of_two() -> None:
    moved = NOTHING | ELM
    assert set(fill_in(NOTHING, moved)) == set(ELM)
    assert fill_in(NOTHING | {"zip": "02139"}, moved) == {}
    assert fill_in(NOTHING | {"street": "9 Oak Avenue", "city": "Boston", "region": "MA", "zip": "02139"}, moved) == {}
