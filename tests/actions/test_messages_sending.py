"""A planned message, its attempts and its receipts: whatever the network does, in whatever order, it goes out once or a person knows."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

import make
from bridgework.actions.claim_messages import Claimed
from bridgework.actions.drop_message import drop_message
from bridgework.records.models import MessageAttempt, OptOut, PlannedMessage, Referral
from bridgework.rules.delivery import PAUSES, AttemptOutcome
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotFound
from people import Cast
from sending import claim_message, finish_attempt, record_receipt


@pytest.fixture
def referral(cast: Cast) -> Referral:
    return make.accepted(cast)


@pytest.fixture
def message(referral: Referral) -> PlannedMessage:
    """The text message with the link to pick a time, due by daylight."""
    return referral.messages.get(kind="pick_a_time")


@pytest.fixture
def now(message: PlannedMessage) -> datetime:
    return message.due_at


def claimed(message: PlannedMessage, now: datetime) -> Claimed:
    taken = claim_message(message.pk, now=now)
    assert taken is not None
    return taken


def sent(message: PlannedMessage, now: datetime, name: str = "SM1") -> UUID:
    attempt = claimed(message, now).attempt_id
    finish_attempt(attempt, outcome="accepted", provider_id=name, now=now)
    message.refresh_from_db()
    return attempt


def kinds(referral: Referral) -> list[str]:
    return list(referral.events.filter(kind__startswith="message_").values_list("kind", flat=True))


def test_the_attempt_is_there_before_the_network_is_touched(message: PlannedMessage, now: datetime) -> None:
    taken = claimed(message, now)

    attempt = MessageAttempt.objects.get(pk=taken.attempt_id)
    assert (attempt.number, attempt.channel, attempt.outcome, attempt.finished_at) == (1, "sms", "", None)
    assert PlannedMessage.objects.get(pk=message.pk).status == "sending"
    assert len(taken.link_secret) == 22


def test_nobody_claims_it_a_second_time(message: PlannedMessage, now: datetime) -> None:
    claimed(message, now)

    assert claim_message(message.pk, now=now) is None
    assert claim_message(message.pk, now=now + timedelta(days=1)) is None


def test_it_is_not_claimed_before_it_is_due(message: PlannedMessage, now: datetime) -> None:
    assert claim_message(message.pk, now=now - timedelta(seconds=1)) is None


def test_consent_that_was_withdrawn_meanwhile_is_respected(referral: Referral, message: PlannedMessage, now: datetime) -> None:
    referral.patient.may_contact = False
    referral.patient.save()

    assert claim_message(message.pk, now=now) is None
    assert PlannedMessage.objects.get(pk=message.pk).status == "dropped"
    assert referral.events.filter(kind="patient_not_reachable").exists()


def test_a_stop_is_heard_whatever_waits(referral: Referral, message: PlannedMessage, now: datetime) -> None:
    OptOut.objects.create(channel="sms", address=message.address, our_address="+19995550000", at=now, word="STOP")
    OptOut.objects.create(channel="email", address=referral.patient.email, at=now, word="STOP")
    OptOut.objects.create(channel="sms", address=message.address, practice=referral.sender_practice, at=now, word="STOP")
    assert claim_message(message.pk, now=now) is not None, "another number of ours, another channel, another practice"

    message.refresh_from_db()
    message.status = "planned"
    message.save()
    OptOut.objects.create(channel="sms", address=message.address, at=now, word="STOP")
    assert claim_message(message.pk, now=now) is None
    assert referral.events.get(kind="patient_not_reachable").details["why"] == "opted_out"
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'referral_id' FROM procrastinate_jobs WHERE task_name = 'bridgework.jobs.replan_referral'")
        assert cursor.fetchall() == [(str(referral.pk),)], "its day has room again"


def test_a_message_that_is_late_waits_for_the_morning(message: PlannedMessage) -> None:
    night = datetime(2026, 11, 20, 22, 0, tzinfo=ZoneInfo("America/Chicago"))

    assert claim_message(message.pk, now=night) is None
    assert PlannedMessage.objects.get(pk=message.pk).due_at == datetime(2026, 11, 21, 8, 0, tzinfo=ZoneInfo("America/Chicago"))


def test_a_visit_that_is_over_is_not_announced(cast: Cast) -> None:
    referral = make.booked(cast)
    message = referral.messages.get(kind="visit_booked")

    assert claim_message(message.pk, now=make.visit(referral).starts_at) is None
    assert PlannedMessage.objects.get(pk=message.pk).status == "dropped"


def test_a_link_that_was_made_useless_is_not_sent(referral: Referral, message: PlannedMessage, now: datetime) -> None:
    referral.patient_links.update(revoked_at=now)

    assert claim_message(message.pk, now=now) is None
    assert kinds(referral) == ["message_dropped"]


def test_it_is_tried_again_after_a_pause_and_then_by_the_other_channel(referral: Referral, message: PlannedMessage, now: datetime) -> None:
    for pause in PAUSES:
        finish_attempt(claimed(message, now).attempt_id, outcome="retry", sentence="Out of order.", now=now)
        message.refresh_from_db()
        assert (message.status, message.due_at) == ("planned", now + pause)
        now = message.due_at
    finish_attempt(claimed(message, now).attempt_id, outcome="retry", sentence="Out of order.", now=now)

    message.refresh_from_db()
    assert (message.status, message.channel, message.address) == ("planned", "email", referral.patient.email)
    assert claimed(message, now).channel == "email"
    assert kinds(referral) == []


def test_when_no_channel_is_left_a_person_takes_over(referral: Referral, message: PlannedMessage, now: datetime) -> None:
    finish_attempt(claimed(message, now).attempt_id, outcome="refused", sentence="Not a mobile number.", now=now)
    message.refresh_from_db()
    finish_attempt(claimed(message, now).attempt_id, outcome="refused", sentence="The mail server does not know this address.", now=now)

    message.refresh_from_db()
    assert message.status == "failed"
    event = referral.events.get(kind="message_failed")
    assert event.details["why"] == "The mail server does not know this address."


@pytest.mark.parametrize("outcome", ["retry", "refused"])
def test_what_became_untrue_on_its_way_is_not_tried_again(
    cast: Cast, referral: Referral, message: PlannedMessage, now: datetime, outcome: AttemptOutcome
) -> None:
    attempt = claimed(message, now).attempt_id
    make.book(cast, referral, make.clock(referral) + timedelta(minutes=10))
    message.refresh_from_db()
    assert message.status == "sending"

    finish_attempt(attempt, outcome=outcome, now=now + timedelta(minutes=1))
    message.refresh_from_db()
    assert message.status == "dropped"
    assert ("refused" in message.facts) == (outcome == "refused")


def test_what_became_untrue_and_did_not_arrive_is_not_sent_by_the_other_channel(
    cast: Cast, referral: Referral, message: PlannedMessage, now: datetime
) -> None:
    sent(message, now)
    make.book(cast, referral, make.clock(referral) + timedelta(minutes=10))

    record_receipt("SM1", "undelivered", now=now + timedelta(minutes=1))
    message.refresh_from_db()
    assert message.status == "dropped"


def test_an_email_in_doubt_is_given_to_a_person_and_never_repeated(referral: Referral, now: datetime) -> None:
    message = referral.messages.get(kind="new_referral")

    finish_attempt(claimed(message, now).attempt_id, outcome="unclear", sentence="Broken off.", now=now)

    message.refresh_from_db()
    assert message.status == "unclear"
    assert claim_message(message.pk, now=now + timedelta(days=1)) is None
    assert kinds(referral) == ["message_unclear"]


def test_finishing_twice_changes_nothing(message: PlannedMessage, now: datetime) -> None:
    attempt = sent(message, now)

    assert finish_attempt(attempt, outcome="retry", now=now) == "sent"
    assert finish_attempt(attempt, outcome="unclear", now=now) == "sent"
    assert MessageAttempt.objects.get(pk=attempt).provider_id == "SM1"


def test_the_truth_that_comes_late_stops_a_second_one(message: PlannedMessage, now: datetime) -> None:
    attempt = claimed(message, now).attempt_id
    finish_attempt(attempt, outcome="retry", now=now)
    finish_attempt(attempt, outcome="accepted", provider_id="SM1", now=now + timedelta(seconds=30))

    message.refresh_from_db()
    assert message.status == "sent"
    assert claim_message(message.pk, now=now + timedelta(days=1)) is None


def test_receipts_out_of_order_and_twice(message: PlannedMessage, now: datetime) -> None:
    attempt = sent(message, now)

    for status in ("queued", "delivered", "sent", "delivered", "queued", "undelivered"):
        assert record_receipt("SM1", status, now=now)

    message.refresh_from_db()
    assert message.status == "delivered"
    assert set(MessageAttempt.objects.get(pk=attempt).receipts.values_list("status", flat=True)) == {
        "queued",
        "sent",
        "delivered",
        "undelivered",
    }


def test_what_did_not_arrive_goes_by_the_other_channel_once(message: PlannedMessage, now: datetime) -> None:
    sent(message, now)

    for status in ("undelivered", "failed", "undelivered"):
        record_receipt("SM1", status, sentence="The number is a landline.", now=now)

    message.refresh_from_db()
    assert (message.status, message.channel) == ("planned", "email")
    sent(message, now, "<mail@x>")
    record_receipt("SM1", "failed", now=now)
    message.refresh_from_db()
    assert message.status == "sent"


def test_a_false_alarm_takes_the_second_message_back(message: PlannedMessage, now: datetime) -> None:
    sent(message, now)
    record_receipt("SM1", "undelivered", now=now)
    record_receipt("SM1", "delivered", now=now)

    message.refresh_from_db()
    assert message.status == "delivered"
    assert claim_message(message.pk, now=now + timedelta(days=1)) is None


def test_a_receipt_of_nobody_is_not_known(message: PlannedMessage, now: datetime) -> None:
    assert not record_receipt("SM999", "delivered", now=now)
    assert not record_receipt("", "delivered", now=now)


def test_a_person_takes_a_message_over(cast: Cast, referral: Referral, message: PlannedMessage, now: datetime) -> None:
    drop_message(cast.dana, message.pk, now=now)
    drop_message(cast.dana, message.pk, now=now)

    assert claim_message(message.pk, now=now) is None
    assert kinds(referral) == ["message_dropped"]


def test_what_is_on_its_way_cannot_be_taken_back(cast: Cast, message: PlannedMessage, now: datetime) -> None:
    claimed(message, now)

    with pytest.raises(MoveNotAllowed):
        drop_message(cast.dana, message.pk, now=now)


def test_another_practice_does_not_know_of_it(cast: Cast, message: PlannedMessage, now: datetime) -> None:
    with pytest.raises(NotFound):
        drop_message(cast.marsh, message.pk, now=now)


def test_the_sender_takes_over_what_failed_and_does_not_stop_what_the_practice_plans(
    cast: Cast, referral: Referral, message: PlannedMessage, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        drop_message(cast.jo, message.pk, now=now)
    PlannedMessage.objects.filter(pk=message.pk).update(status="failed")
    drop_message(cast.jo, message.pk, now=now)
    assert PlannedMessage.objects.get(pk=message.pk).status == "dropped"

    to_the_desk = referral.messages.filter(practice=cast.harbor).exclude(recipient="patient").first()
    assert to_the_desk is not None
    with pytest.raises(NotFound):
        drop_message(cast.jo, to_the_desk.pk, now=now)
