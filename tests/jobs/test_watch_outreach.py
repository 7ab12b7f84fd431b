"""What was overlooked is found from the facts, and told after all."""

from datetime import timedelta

import make
from bridgework.actions.plan_due_steps import plan_due_steps
from bridgework.jobs.watch_outreach import watch
from bridgework.lookups.invariants import prove
from bridgework.records.models import ReferralCadence
from bridgework.rules.cadence_facts import NextStep, Stopped
from bridgework.rules.facts import SYSTEM
from bridgework.rules.overlooked import GRACE, overlooked_since
from people import NOW, Cast


def test_what_counts_as_overlooked() -> None:
    late = NOW - GRACE - timedelta(minutes=1)
    assert overlooked_since(NextStep("day_1", "sms", late, 1), "running", NOW) == late
    assert overlooked_since(NextStep("day_1", "sms", late, 1), "stopped", NOW) == late
    assert overlooked_since(NextStep("day_1", "sms", NOW - GRACE + timedelta(minutes=1), 1), "running", NOW) is None
    assert overlooked_since(NextStep("call", "person", late), "person", NOW) is None
    assert overlooked_since(NextStep("call", "person", late), "stopped", NOW) == late
    assert overlooked_since(Stopped("replied"), "running", NOW) is None


def test_a_step_that_was_forgotten_is_found_from_the_facts_and_told(cast: Cast) -> None:
    referral = make.accepted(cast)
    row = ReferralCadence.objects.get(pk=referral.pk)
    assert row.next_at
    at = row.next_at + timedelta(hours=1)
    referral.messages.update(status="sent")
    ReferralCadence.objects.filter(pk=referral.pk).update(
        status="stopped", stopped_why="replied", next_at=None, next_kind="", next_channel="", next_step=None
    )
    assert plan_due_steps(now=at).planned == 0
    findings = {finding.name: finding.rows for finding in prove(SYSTEM, now=at).findings if not finding.holds}
    assert findings == {"nobody_overlooked": (str(referral.pk),)}

    assert watch(at) == 1
    assert plan_due_steps(now=at).planned == 1
    referral.messages.update(status="sent")
    assert watch(at) == 0
    assert prove(SYSTEM, now=at).holds


def test_a_message_that_nobody_sends_is_a_finding(cast: Cast) -> None:
    referral = make.accepted(cast)
    message = referral.messages.get(kind="pick_a_time")
    referral.messages.exclude(pk=message.pk).update(status="sent")
    found = prove(SYSTEM, now=message.due_at + timedelta(hours=2)).findings
    assert [finding.rows for finding in found if not finding.holds] == [(str(message.pk),)]
    assert prove(SYSTEM).holds
