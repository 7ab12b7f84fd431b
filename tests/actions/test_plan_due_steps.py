"""The planner: every step at its minute, once, whoever and however many plan; a person when the messages are through."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

import make
from bridgework.actions.claim_messages import claim_messages
from bridgework.actions.ledger import settle
from bridgework.actions.plan_due_steps import plan_due_steps
from bridgework.records.models import Appointment, OptOut, PlannedMessage, Referral, ReferralCadence
from bridgework.rules.facts import SYSTEM
from people import NOW, Cast
from together import together

CHICAGO = ZoneInfo("America/Chicago")
CADENCE = ("day_1", "day_7", "day_10")
MINUTE = timedelta(minutes=1)


def row(referral: Referral) -> ReferralCadence:
    return ReferralCadence.objects.get(pk=referral.pk)


def replan(referral: Referral, now: datetime) -> None:
    with transaction.atomic():
        settle(Referral.objects.select_related("patient", "sender_practice", "recipient_practice").get(pk=referral.pk), SYSTEM, "test", now)


def due_of(referral: Referral) -> datetime:
    due = row(referral).next_at
    assert due is not None
    return due


def steps(referral: Referral) -> list[tuple[str, str, datetime]]:
    found = referral.messages.filter(kind__in=CADENCE).order_by("due_at")
    return [(message.kind, message.channel, message.due_at) for message in found]


def test_every_step_comes_at_its_minute_and_then_a_person(cast: Cast) -> None:
    referral = make.accepted(cast)
    sent_on = NOW.astimezone(CHICAGO).date()
    for _ in CADENCE:
        at = due_of(referral)
        assert plan_due_steps(now=at - MINUTE).planned == 0
        assert plan_due_steps(now=at).planned == 1
        assert plan_due_steps(now=at).planned == 0

    morning = [datetime(sent_on.year, sent_on.month, sent_on.day, 10, tzinfo=CHICAGO) + timedelta(days=day) for day in (1, 7, 10)]
    assert steps(referral) == [("day_1", "sms", morning[0]), ("day_7", "sms", morning[1]), ("day_10", "email", morning[2])]
    message = referral.messages.get(kind="day_7")
    assert (message.occasion, message.step) == (morning[1].date().isoformat(), 2)
    assert message.facts["link_id"] == referral.messages.get(kind="day_1").facts["link_id"]

    done = plan_due_steps(now=due_of(referral))
    assert (done.planned, done.handed_over, row(referral).status) == (0, 1, "person")
    assert referral.events.get(kind="messages_through").details == {"messages": 3}
    assert plan_due_steps(now=NOW + timedelta(days=99)).handed_over == 0


def test_a_visit_has_its_reminders(cast: Cast) -> None:
    referral = make.accepted(cast)
    make.book(cast, referral, NOW + timedelta(days=6))
    visit = make.visit(referral)
    referral.refresh_from_db()
    accept_at = NOW + timedelta(hours=1)
    Appointment.objects.update(changed_at=accept_at)
    replan(referral, accept_at)
    while row(referral).status == "running":
        plan_due_steps(now=due_of(referral))
    told = referral.messages.filter(kind__startswith="reminder_").order_by("due_at")
    assert told
    assert {message.facts["starts_at"] for message in told} == {visit.starts_at.isoformat()}
    assert all(message.due_at < visit.starts_at and message.facts["place"] for message in told)
    assert row(referral).stopped_why == "reminded"


def test_it_is_asked_again_what_is_true_when_it_is_due(cast: Cast) -> None:
    referral = make.accepted(cast)
    at = due_of(referral)
    for channel, address in (("sms", referral.patient.phone), ("email", referral.patient.email)):
        OptOut.objects.create(channel=channel, address=address, at=at, word="STOP")
    assert plan_due_steps(now=at).planned == 0
    assert (row(referral).status, row(referral).stopped_why) == ("stopped", "opted_out")


def test_after_an_outage_only_the_last_goes_out_and_counts_from_then(cast: Cast) -> None:
    referral = make.accepted(cast)
    late = due_of(referral) + timedelta(days=7, hours=2)
    assert plan_due_steps(now=late).planned == 1
    [(kind, _, at)] = steps(referral)
    assert (kind, at) == ("day_7", late)


def test_the_caps_are_looked_at_again_when_a_step_is_claimed(cast: Cast) -> None:
    referral = make.accepted(cast)
    at = due_of(referral)
    plan_due_steps(now=at)
    link, step = referral.messages.get(kind="pick_a_time"), referral.messages.get(kind="day_1")
    PlannedMessage.objects.filter(pk=link.pk).update(due_at=at - MINUTE)  # it waited for the service, and goes out first

    assert [one.message_id for one in claim_messages(now=at).claimed if one.kind in ("pick_a_time", "day_1")] == [link.pk]
    step.refresh_from_db()
    assert (step.status, step.due_at) == ("planned", at + timedelta(days=1))
    assert claim_messages(now=step.due_at).claimed[0].message_id == step.pk


def test_of_two_steps_for_one_patient_one_goes_out_on_a_day(cast: Cast) -> None:
    referrals = [make.accepted(cast) for _ in range(2)]
    at = due_of(referrals[0])
    while plan_due_steps(now=at).planned:
        pass
    PlannedMessage.objects.filter(kind="pick_a_time").update(status="dropped")
    first = referrals[0].messages.get(kind="day_1")
    PlannedMessage.objects.create(
        **{name: getattr(first, name) for name in ("kind", "recipient", "patient", "channel", "language", "address", "facts", "due_at")},
        referral=referrals[1],
        occasion="made up",
        created_at=at,
        changed_at=at,
    )

    claim_messages(now=at)
    assert PlannedMessage.objects.filter(patient=first.patient, status="sending").count() == 1


def test_many_workers_plan_each_step_once(committed_db: None, cast: Cast) -> None:
    referrals = [make.accepted(cast, of=make.patient(cast.lakeview, phone=f"+1312555020{number}")) for number in range(6)]
    at = max(due_of(referral) for referral in referrals)

    rounds = together(*[lambda: plan_due_steps(now=at, limit=2)] * 8)
    while plan_due_steps(now=at, limit=2).is_full:
        pass

    assert PlannedMessage.objects.filter(kind="day_1").count() == 6
    assert sum(one.planned for one in rounds) <= 6
