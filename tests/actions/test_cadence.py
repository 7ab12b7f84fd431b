"""The cadence follows the facts, in the transaction that changes them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

import make
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.change_patient import change_patient
from bridgework.actions.change_tier import change_tier
from bridgework.actions.choose_reminders import choose_reminders
from bridgework.actions.plan_due_steps import plan_due_steps
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.record_call import record_call
from bridgework.actions.record_death import record_death, take_back_death
from bridgework.actions.replan_referral import replan_referral
from bridgework.lookups.cadence_facts import read_around
from bridgework.records.models import OptOut, PlannedMessage, Referral, ReferralCadence
from bridgework.rules.contact import fingerprint
from bridgework.rules.facts import Viewer
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.refusals import NotComplete
from people import NOW, Cast

pytestmark = pytest.mark.django_db
CHICAGO = ZoneInfo("America/Chicago")


def row(referral: Referral) -> ReferralCadence:
    return ReferralCadence.objects.get(pk=referral.pk)


def next_of(referral: Referral) -> tuple[str, str, str]:
    found = row(referral)
    return found.next_kind, found.next_channel, f"{found.next_at.astimezone(CHICAGO):%m-%d %H:%M}" if found.next_at else found.stopped_why


def patient_of(referral: Referral) -> Viewer:
    return Viewer(kind="patient", name="Robin Sample", way="patient link", patient_id=referral.patient_id, referral_id=referral.pk)


def test_it_begins_with_the_acceptance_and_a_person_calls_after_it(cast: Cast) -> None:
    sent = make.sent(cast)
    assert not ReferralCadence.objects.filter(pk=sent.pk).exists(), "before acceptance only receipts"
    referral = make.accepted(cast)
    assert next_of(referral) == ("day_1", "sms", "11-19 10:00")
    assert (row(referral).started_on.isoformat(), row(referral).zone) == ("2026-11-18", "America/Chicago")
    assert referral.choose_until is not None
    assert referral.choose_until.astimezone(CHICAGO) == datetime(2026, 12, 2, 10, tzinfo=CHICAGO)
    assert (referral.next_step, referral.due_at) == ("offer_times", referral.choose_until)
    assert (referral.call_reason, referral.call_due_at) == ("no_choice", referral.choose_until)


def test_a_visit_has_its_reminders_and_its_loss_ends_them(cast: Cast) -> None:
    referral = make.accepted(cast)
    slots, kind = make.free_times(referral, cast.theo, NOW + timedelta(days=15))
    last, now = slots[-1], make.clock(referral)
    visit = book_appointment(cast.theo, referral.pk, provider_id=last.provider_id, visit_type_id=kind, starts_at=last.starts_at, now=now)
    assert row(referral).next_at == last.starts_at - timedelta(days=3)
    assert row(referral).next_kind == "reminder_3_days"
    assert make.fresh(referral).choose_until is None
    PlannedMessage.objects.create(
        referral=referral,
        kind="reminder_1_day",
        occasion="day",
        recipient="patient",
        channel="sms",
        language="en",
        address="+13125550190",
        facts={"starts_at": visit.starts_at.isoformat()},
        due_at=NOW,
        created_at=NOW,
        changed_at=NOW,
    )
    choose_reminders(patient_of(referral), channel="sms", reminders="none", now=make.clock(referral))
    assert next_of(referral) == ("", "", "not_wanted")
    choose_reminders(patient_of(referral), channel="sms", reminders="hours", now=make.clock(referral))
    assert row(referral).next_kind == "reminder_2_hours"
    cancel_appointment(cast.theo, referral.pk, reason="the practice is closed", now=make.clock(referral) + timedelta(minutes=1))
    assert next_of(referral) == ("", "", "visit_lost")
    assert referral.messages.get(kind="reminder_1_day").status == "dropped"


def test_what_a_person_agreed_on_stops_it_and_nobody_answering_does_not(cast: Cast) -> None:
    referral = make.accepted(cast)
    now = make.clock(referral) + timedelta(minutes=1)
    record_call(cast.theo, referral.pk, outcome="no_answer", now=now)
    assert next_of(referral)[0] == "day_1"
    record_call(cast.theo, referral.pk, outcome="thinking", now=now)
    agreed = make.fresh(referral).call_again_at
    assert agreed is not None
    assert next_of(referral)[:2] == ("call", "person")
    assert row(referral).next_at == agreed, "the planner takes the messages up again when it is over"
    assert plan_due_steps(now=agreed - timedelta(seconds=1)).planned == 0
    plan_due_steps(now=agreed)
    assert next_of(referral)[0].startswith("day_")
    record_call(cast.theo, referral.pk, outcome="wrong_number", now=now)
    assert next_of(referral) == ("", "", "person_decides")


def test_who_wants_no_messages_is_called(cast: Cast) -> None:
    referral = make.accepted(cast)
    for channel, address in (("sms", "+13125550190"), ("email", "robin.sample@mail.example")):
        OptOut.objects.create(channel=channel, address=address, at=NOW, word="STOP")
        choose_reminders(patient_of(referral), channel="sms" if channel == "email" else "email", reminders="both", now=NOW)
    assert next_of(referral) == ("", "", "opted_out")
    assert make.fresh(referral).call_reason == "no_message"


def test_a_change_of_urgency_takes_the_quicker_plan(cast: Cast) -> None:
    referral = make.accepted(cast)
    change_tier(cast.lin, referral.pk, tier="urgent", reason="pain since last night", now=make.clock(referral))
    assert next_of(referral) == ("urgent_1", "sms", "11-19 08:00")
    change_tier(cast.lin, referral.pk, tier="emergency", reason="swelling now", now=make.clock(referral))
    assert (row(referral).status, make.fresh(referral).call_reason) == ("person", "emergency")


def test_the_end_of_a_referral_ends_it(cast: Cast) -> None:
    assert next_of(make.reported(cast)) == ("", "", "closed")


def test_the_facts_of_many_take_as_many_questions_as_of_one(cast: Cast, django_assert_num_queries: object) -> None:
    referrals = [make.accepted(cast), make.booked(cast, of=make.patient(cast.lakeview, given_name="Kim", phone="+13125550191"))]
    link = referrals[0].messages.get(kind="pick_a_time")

    def ask(ids: list[UUID]) -> None:
        with django_assert_num_queries(6):  # type: ignore[operator]
            found = read_around(
                Referral.objects.filter(pk__in=ids).select_related("patient", "recipient_practice").prefetch_related("patient__proxies"),
                NOW,
            )
        assert set(found) == set(ids)

    ask([referrals[1].pk])
    ask([referral.pk for referral in referrals])
    told = read_around([make.fresh(referrals[0])], NOW)[referrals[0].pk].facts.told
    assert [(one.at, one.counts, one.step) for one in told if one.kind == "pick_a_time"] == [(link.due_at, True, None)]


def test_a_second_link_on_the_day_of_a_step_moves_the_step(cast: Cast) -> None:
    referral = make.accepted(cast)
    tomorrow = NOW + timedelta(hours=20)
    plan_messages(referral, "link_sent", "again", tomorrow)
    choose_reminders(patient_of(referral), channel="sms", reminders="day", now=tomorrow)
    assert next_of(referral) == ("day_1", "sms", "11-20 10:00")


def test_what_is_changed_of_a_patient_changes_what_they_are_told(cast: Cast) -> None:
    referral = make.accepted(cast)
    patient = referral.patient
    entry = PatientEntry(**{name: getattr(patient, name) for name in PatientEntry.__dataclass_fields__})
    change_patient(cast.raman, patient.pk, replace(entry, zip="96813"), now=NOW)
    found = row(referral)
    assert (found.zone, found.zone_reason) == ("Pacific/Honolulu", "from the ZIP code 96813")
    change_patient(cast.raman, patient.pk, replace(entry, may_contact=False), now=NOW)
    assert next_of(referral) == ("", "", "no_consent")
    after = make.fresh(referral)
    assert (after.call_reason, after.version) == ("no_message", referral.version), "nobody acted on the referral itself"


def test_whoever_has_died_is_neither_written_to_nor_called(cast: Cast) -> None:
    patient = make.patient(cast.lakeview)
    accepted, lost, booked = make.accepted(cast, of=patient), make.missed(cast, of=patient), make.booked(cast, of=patient)
    now = make.clock(booked) + timedelta(hours=1)
    with pytest.raises(NotComplete):
        record_death(cast.dana, accepted.pk, on=now.date() + timedelta(days=1), now=now)
    record_death(cast.dana, accepted.pk, on=now.date(), now=now)
    assert not PlannedMessage.objects.filter(recipient="patient", status="planned").exists()
    for referral in (accepted, lost):
        found = make.fresh(referral)
        assert (found.next_step, found.undecided_because, found.call_reason) == ("decide_further", "deceased", "")
    assert next_of(accepted) == next_of(booked) == ("", "", "deceased")
    assert make.fresh(booked).next_step == "see_patient", "no visit is cancelled by itself"
    plan_messages(make.fresh(booked), "moved", "later", now)
    assert not PlannedMessage.objects.filter(recipient="patient", status="planned").exists()
    assert not accepted.events.filter(kind="patient_not_reachable").exists()
    take_back_death(cast.dana, accepted.pk, now=now)
    assert next_of(accepted)[0] == "day_1"
    assert make.fresh(lost).next_step == "rebook"


def test_an_address_that_refuses_is_left_alone_for_a_week(cast: Cast) -> None:
    referral = make.accepted(cast)
    link = referral.messages.get(kind="pick_a_time")
    PlannedMessage.objects.filter(pk=link.pk).update(
        channel="email", address="robin.sample@mail.example", status="sent", facts=link.facts | {"refused": fingerprint(link.address)}
    )
    replan_referral(referral.pk, now=NOW + timedelta(hours=2))
    assert next_of(referral) == ("day_1", "email", "11-19 10:00")
    PlannedMessage.objects.filter(pk=link.pk).update(status="failed")
    replan_referral(referral.pk, now=NOW + timedelta(hours=2))
    assert next_of(referral) == ("", "", "bounced")
    assert make.fresh(referral).call_reason == "no_message"
    replan_referral(referral.pk, now=NOW + timedelta(days=9))
    assert next_of(referral)[:2] == ("day_7", "sms")


def test_two_referrals_of_a_patient_share_the_day(cast: Cast) -> None:
    patient = make.patient(cast.lakeview)
    first, second = make.accepted(cast, of=patient), make.accepted(cast, of=patient)
    PlannedMessage.objects.update(due_at=NOW - timedelta(days=20))
    ten = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
    assert [plan_due_steps(now=ten).planned for _ in range(2)] == [1, 0]
    assert sorted(next_of(referral)[2] for referral in (first, second)) == ["11-20 10:00", "11-25 10:00"]
