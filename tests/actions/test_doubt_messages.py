"""After a restore nothing goes out by itself, and nothing that the former system may have sent goes out again for certain."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

import make
from bridgework.actions.claim_messages import claim_messages
from bridgework.actions.doubt_messages import SENTENCE, doubt_invitations, doubt_messages
from bridgework.connections.door import Outcome
from bridgework.jobs.send_message import resolve_in_flight
from bridgework.lookups.held_sending import HELD, sending_held
from bridgework.records.models import Membership, PlannedMessage, Referral
from bridgework.rules.delivery import LOOK_AFTER
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import NotAllowed
from people import Cast

BACKUP = make.NOW + timedelta(hours=2)
RESTORED = BACKUP + timedelta(hours=3)


@pytest.fixture
def held(owner_sql: Callable[..., Any]) -> Iterator[None]:
    owner_sql(f"COMMENT ON TABLE records_plannedmessage IS '{HELD}{BACKUP.isoformat()}'")
    yield
    owner_sql("COMMENT ON TABLE records_plannedmessage IS NULL")


@pytest.fixture
def referral(held: None, cast: Cast) -> Referral:
    """Accepted before the backup; the patient's link is due, and so are e-mails to the offices."""
    referral = make.accepted(cast)
    PlannedMessage.objects.update(status="planned", due_at=BACKUP - timedelta(minutes=1), created_at=BACKUP - timedelta(hours=1))
    return referral


def of(referral: Referral, kind: str) -> PlannedMessage:
    return referral.messages.get(kind=kind)


def test_nothing_is_claimed_while_sending_is_held(referral: Referral) -> None:
    assert sending_held(SYSTEM) == BACKUP
    assert claim_messages(now=RESTORED).claimed == ()
    assert claim_messages(now=RESTORED, only=[of(referral, "pick_a_time").pk]).claimed == ()


def test_a_text_is_asked_for_and_everything_else_is_a_persons(referral: Referral) -> None:
    emails, texts = (referral.messages.filter(channel=channel).count() for channel in ("email", "sms"))
    assert emails
    done = doubt_messages(since=BACKUP, now=RESTORED)
    assert (done.asked, done.for_person, done.dropped) == (texts, emails, 0)
    assert not doubt_messages(since=BACKUP, now=RESTORED).count
    assert set(referral.messages.filter(channel="email").values_list("status", flat=True)) == {"unclear"}
    assert referral.events.filter(kind="message_unclear", details__why=SENTENCE).count() == emails

    asked_since = []
    text = of(referral, "pick_a_time")
    resolve_in_flight(RESTORED + LOOK_AFTER, look=lambda one: asked_since.append(one.started_at) or Outcome("accepted", "SM1"))
    assert asked_since == [BACKUP] * texts  # from the backup on
    text.refresh_from_db()
    assert text.status == "sent"


def test_a_text_that_the_service_does_not_know_goes_out(referral: Referral) -> None:
    doubt_messages(since=BACKUP, now=RESTORED)
    resolve_in_flight(RESTORED + LOOK_AFTER, look=lambda one: Outcome("retry"))
    assert of(referral, "pick_a_time").status == "planned"


def test_a_text_that_was_planned_after_the_backup_cannot_be_found_and_is_a_persons(referral: Referral) -> None:
    PlannedMessage.objects.update(created_at=BACKUP + timedelta(hours=1))
    done = doubt_messages(since=BACKUP, now=RESTORED)
    assert done.asked == 0
    assert of(referral, "pick_a_time").status == "unclear"


def test_what_is_due_later_and_what_would_not_go_out_anyhow(referral: Referral) -> None:
    PlannedMessage.objects.exclude(kind="pick_a_time").update(due_at=RESTORED + timedelta(days=1))
    referral.patient.may_contact = False
    referral.patient.save()
    done = doubt_messages(since=BACKUP, now=RESTORED)
    assert (done.asked, done.for_person, done.dropped) == (0, 0, 1)
    assert of(referral, "pick_a_time").status == "dropped"
    assert PlannedMessage.objects.filter(status="planned").exists()


def test_invitations_that_were_on_their_way_are_unclear(cast: Cast) -> None:
    membership = Membership.objects.first()
    Membership.objects.filter(pk=membership.pk).update(invitation="planned")
    assert doubt_invitations() == 1
    membership.refresh_from_db()
    assert membership.invitation == "unclear"


def test_only_while_sending_is_held(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        doubt_messages(since=BACKUP, now=RESTORED)
