"""Whether a due message goes out: the first reason against it decides."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bridgework.rules.contact import is_quiet
from bridgework.rules.delivery import LOOK_AFTER
from bridgework.rules.outgoing import GOES, STALE_AFTER, OutgoingFacts, Verdict, decide_outgoing, event_after_drop

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
