"""What was overlooked is found from the facts, and told after all."""

from datetime import datetime, timedelta

import make
from bridgework.actions.plan_due_steps import plan_due_steps
from bridgework.actions.record_call import record_call
from bridgework.actions.replan_referral import replan_referral
from bridgework.actions.tell_overlooked import tell_overlooked
from bridgework.jobs.watch_outreach import watch
from bridgework.lookups.cadence_facts import WEEK
from bridgework.lookups.invariants import prove
from bridgework.lookups.overlooked import never_begun
from bridgework.lookups.untold import find_untold
from bridgework.records.models import Patient, Practice, ReferralCadence
from bridgework.rules.cadence_facts import NextStep, Stopped
from bridgework.rules.contact import fingerprint
from bridgework.rules.facts import SYSTEM
from bridgework.rules.follow_up import AFTER
from bridgework.rules.overlooked import GRACE, NAMED_OTHERWISE, TELLS, overlooked_since
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


def test_what_time_alone_sets_free_is_planned_anew_and_is_no_finding_before_the_watch_came_by(cast: Cast) -> None:
    referral = make.accepted(cast)
    link = referral.messages.get(kind="pick_a_time")
    referral.messages.update(status="sent")
    refused = link.facts | {"refused": fingerprint(link.address)}
    referral.messages.filter(pk=link.pk).update(channel="email", address="robin.sample@mail.example", status="failed", facts=refused)
    replan_referral(referral.pk, now=link.due_at + timedelta(hours=2))
    assert ReferralCadence.objects.get().stopped_why == "bounced"

    at = link.due_at + WEEK + timedelta(minutes=1)
    assert broken(at) == {}
    assert list(broken(at + timedelta(hours=2))) == ["nobody_overlooked"], "the watch has not come by, though it should have"
    assert watch(at) == 0
    assert ReferralCadence.objects.get().next_kind == "day_7"


def test_a_call_that_was_agreed_on_and_not_made_is_no_finding(cast: Cast) -> None:
    referral = make.accepted(cast)
    referral.messages.update(status="sent")
    at = make.clock(referral) + timedelta(minutes=1)
    record_call(cast.theo, referral.pk, outcome="thinking", now=at)
    agreed = make.fresh(referral).call_again_at
    assert agreed
    plan_due_steps(now=agreed)
    referral.messages.update(status="sent")
    assert broken(agreed + timedelta(minutes=20)) == {}


def broken(now: datetime) -> dict[str, tuple[str, ...]]:
    return {finding.name: finding.rows for finding in prove(SYSTEM, now=now).findings if not finding.holds}


def test_what_happened_and_nobody_was_told_is_found_and_told_once(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + timedelta(hours=1)
    referral.messages.update(status="sent")
    assert find_untold(SYSTEM, now=at) == ()
    for lost in ("booked_to_sender", "new_referral", "visit_booked"):
        referral.messages.get(kind=lost).delete()

    found = {(one.event, one.recipient) for one in find_untold(SYSTEM, now=at)}
    assert found == {("booked", "sender"), ("sent", "desk"), ("booked", "patient")}
    assert list(broken(at)) == ["everybody_told"]
    assert [watch(at), watch(at)] == [3, 0]
    assert referral.messages.filter(kind__in=["booked_to_sender", "new_referral", "visit_booked"], created_at=at).count() == 3
    assert broken(at) == {}


def test_nobody_is_told_of_what_is_over_or_cannot_be_told(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + timedelta(hours=1)
    referral.messages.update(status="sent")
    referral.messages.get(kind="visit_booked").delete()
    referral.messages.get(kind="booked_to_sender").delete()
    assert find_untold(SYSTEM, now=at + timedelta(days=4)) == ()
    Practice.objects.filter(pk=referral.sender_practice_id).update(email="")
    Patient.objects.filter(pk=referral.patient_id).update(may_contact=False)
    assert find_untold(SYSTEM, now=at) == ()
    tell_overlooked(referral.pk, event="booked", occasion="watch", recipient="patient", now=make.visit(referral).starts_at)
    assert not referral.messages.filter(occasion="watch").exists()


def test_every_office_of_the_table_is_looked_for() -> None:
    assert TELLS["sent"] == ("desk", "sender")
    assert {one.recipient for event in NAMED_OTHERWISE for one in AFTER[event]} - {"patient"} <= {"desk", "sender"}


def test_a_message_that_nobody_sends_is_a_finding(cast: Cast) -> None:
    referral = make.accepted(cast)
    message = referral.messages.get(kind="pick_a_time")
    referral.messages.exclude(pk=message.pk).update(status="sent")
    found = prove(SYSTEM, now=message.due_at + timedelta(hours=2)).findings
    assert [finding.rows for finding in found if not finding.holds] == [(str(message.pk),)]
    assert prove(SYSTEM).holds


def test_what_was_accepted_before_there_were_plans_gets_one(cast: Cast) -> None:
    referral, ended = make.accepted(cast), make.cancelled(cast)
    due = ReferralCadence.objects.get(pk=referral.pk).next_at
    ReferralCadence.objects.all().delete()
    assert never_begun(SYSTEM, limit=9) == (referral.pk,)
    assert watch(make.clock(referral)) == 1
    assert ReferralCadence.objects.get().next_at == due
    assert never_begun(SYSTEM, limit=9) == ()
    assert not ReferralCadence.objects.filter(pk=ended.pk).exists()
