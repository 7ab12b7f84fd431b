"""Whether a due message goes out: the first reason against it decides."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bridgework.rules.contact import is_quiet
from bridgework.rules.delivery import LOOK_AFTER
from bridgework.rules.outgoing import GOES, STALE_AFTER, OutgoingFacts, Verdict, decide_outgoing, event_after_drop, find_room

CHICAGO = "America/Chicago"
NOON = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 20, 22, 0, tzinfo=ZoneInfo(CHICAGO))
FACTS = OutgoingFacts("pick_a_time", "patient", CHICAGO)


def test_by_day_it_goes() -> None:
    assert decide_outgoing(FACTS, NOON) is GOES
    assert GOES.goes


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"may_contact": False, "opted_out": True}, "no_consent"),
        ({"opted_out": True, "link_revoked": True}, "opted_out"),
        ({"kind": "reminder_1_day", "starts_at": NOON}, "visit_over"),
        ({"link_revoked": True, "code_is_newer": True}, "link_revoked"),
        ({"recipient": "guest", "code_is_newer": True}, "newer_code"),
    ],
)
def test_why_it_is_dropped_even_at_night(changed: dict[str, object], why: str) -> None:
    facts = replace(FACTS, **changed)  # type: ignore[arg-type]
    assert decide_outgoing(facts, NOON) == decide_outgoing(facts, NIGHT) == Verdict(why)


def test_a_visit_to_come_is_announced() -> None:
    assert decide_outgoing(replace(FACTS, kind="reminder_1_day", starts_at=NOON + timedelta(hours=1)), NOON).goes


def test_it_waits_for_the_morning_where_the_reader_lives() -> None:
    verdict = decide_outgoing(FACTS, NIGHT)
    assert verdict.until == datetime(2026, 11, 21, 8, 0, tzinfo=ZoneInfo(CHICAGO))
    assert not is_quiet(verdict.until, CHICAGO)
    assert not verdict.goes


def test_answers_and_offices_do_not_wait() -> None:
    assert decide_outgoing(replace(FACTS, at_any_hour=True), NIGHT).goes
    assert decide_outgoing(replace(FACTS, recipient="desk"), NIGHT).goes


def test_what_a_drop_leaves_in_the_history() -> None:
    assert [event_after_drop(why) for why in ("no_consent", "opted_out", "visit_over", "link_revoked", "newer_code")] == [
        "patient_not_reachable",
        "patient_not_reachable",
        "message_dropped",
        "message_dropped",
        "",
    ]


def test_a_claimed_message_is_not_begun_any_more_when_others_may_look_for_it() -> None:
    assert STALE_AFTER + timedelta(seconds=15) < LOOK_AFTER


NINE = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
"""In Chicago."""
STEP = NINE + timedelta(hours=1)


def room(kind: str, told: list[datetime], next_at: datetime | None = NINE + timedelta(days=6)) -> Verdict:
    return find_room(kind, told, STEP, CHICAGO, NINE + timedelta(hours=2), next_at)


def test_over_the_cap_a_step_moves_to_the_next_day_with_room_and_its_own_time() -> None:
    assert room("day_1", [NINE]) == Verdict(until=STEP + timedelta(days=1))
    assert room("day_1", [NINE - timedelta(days=2), NINE - timedelta(days=1), NINE]) == Verdict(until=STEP + timedelta(days=5))


def test_over_the_cap_a_step_gives_way_to_the_one_that_follows_and_a_reminder_is_given_up() -> None:
    assert room("day_1", [NINE], next_at=STEP + timedelta(days=1)).drop_why == "over_cap"
    assert room("day_1", [NINE], next_at=None).drop_why == "over_cap"
    assert room("reminder_2_hours", [NINE]).drop_why == "over_cap"
    assert event_after_drop("over_cap") == ""
