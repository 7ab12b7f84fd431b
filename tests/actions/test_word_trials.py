"""Other words are tried on half of the patients who are in no hurry; what came of it is counted once for each of them."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

import make
from bridgework.actions.approve_wording import approve_wording
from bridgework.actions.note_click import note_click
from bridgework.actions.start_trial import end_trial, start_trial
from bridgework.actions.write_wording import write_wording
from bridgework.jobs.in_words import in_words, with_words
from bridgework.lookups.reach import Behind, messages_behind, reach, trials
from bridgework.messages.compose import message_mark
from bridgework.messages.linter import Spot
from bridgework.records.models import MessageReceipt, PlannedMessage, Referral, Wording, WordingTrial
from bridgework.rules.facts import Viewer
from bridgework.rules.reach import variant_of
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotComplete, NotFound
from people import NOW, Cast
from sending import claim_message, finish_attempt

pytestmark = pytest.mark.django_db
PICK = Spot("pick_a_time", "sms", "en")
OTHER = "{practice}: choose a time here: {link} Or call {phone}. STOP to opt out"


def draft(viewer: Viewer, body: str = OTHER, place: Spot = PICK) -> Wording:
    return write_wording(viewer, place, subject="", body=body, note="", now=NOW)


def send(referral: Referral, kind: str = "pick_a_time") -> tuple[PlannedMessage, str]:
    """The message as it went out, and its text."""
    message = referral.messages.get(kind=kind)
    claimed = claim_message(message.pk, now=message.due_at)
    assert claimed is not None
    (worded,) = with_words([claimed])
    text = in_words(worded.claimed, worded.template).text
    finish_attempt(claimed.attempt_id, outcome="accepted", provider_id=f"SM{message.pk}", wording_id=worded.wording_id, now=message.due_at)
    message.refresh_from_db()
    return message, text


def accepted(cast: Cast, variant: str, trial: WordingTrial, **how: object) -> Referral:
    """A referral whose patient gets these words."""
    while True:
        referral = make.accepted(cast, **how)
        if variant_of(trial.pk, referral.pk) == variant:
            return referral


def test_half_get_the_others_and_it_is_counted_who_came(cast: Cast) -> None:
    trial = start_trial(cast.ruth, draft(cast.dana).pk, now=NOW)
    first, second = accepted(cast, "a", trial), accepted(cast, "b", trial)

    one, plain = send(first)
    other, tried = send(second)

    assert ("choose a time here" in plain, "choose a time here" in tried) == (False, True)
    assert [(one.trial_id, one.variant), (other.trial_id, other.variant)] == [(trial.pk, "a"), (trial.pk, "b")]
    Referral.objects.filter(pk=second.pk).update(booked_at=other.due_at + timedelta(days=2))
    Referral.objects.filter(pk=first.pk).update(booked_at=one.due_at + timedelta(days=8))
    (found,) = trials(cast.ruth)
    assert ((found.first.count, found.first.of), (found.second.count, found.second.of)) == ((0, 1), (1, 1))
    assert trials(cast.raman) == ()


def test_nobody_in_a_hurry_and_no_nervous_patient_is_part_of_it(cast: Cast) -> None:
    trial = start_trial(cast.ruth, draft(cast.dana).pk, now=NOW)
    urgent, nervous = accepted(cast, "b", trial), accepted(cast, "b", trial)
    Referral.objects.filter(pk=urgent.pk).update(tier="urgent")
    nervous.patient.is_nervous = True
    nervous.patient.save()

    for referral in (urgent, nervous):
        message, text = send(referral)
        assert (message.trial_id, message.variant) == (None, "")
        assert "choose a time here" not in text


def test_it_ends_by_a_person_or_with_the_draft(cast: Cast) -> None:
    trial = start_trial(cast.ruth, draft(cast.dana).pk, now=NOW)
    assert start_trial(cast.ruth, trial.wording_id, now=NOW).pk == trial.pk
    end_trial(cast.ruth, trial.pk, now=NOW + timedelta(hours=1))
    end_trial(cast.ruth, trial.pk, now=NOW + timedelta(hours=2))
    message, text = send(accepted(cast, "b", trial))
    assert (message.variant, "choose a time here" in text) == ("", False)
    with pytest.raises(MoveNotAllowed):
        start_trial(cast.ruth, trial.wording_id, now=NOW)

    approve_wording(cast.ruth, trial.wording_id, now=NOW)
    assert "choose a time here" in send(make.accepted(cast))[1]


def test_words_are_tried_with_the_same_care_as_they_are_approved(cast: Cast) -> None:
    mine = draft(cast.ruth)
    with pytest.raises(MoveNotAllowed, match="Somebody else"):
        start_trial(cast.ruth, mine.pk, now=NOW)
    with pytest.raises(NotAllowed):
        start_trial(cast.dana, mine.pk, now=NOW)
    careless = draft(cast.dana, "{practice}: a painless visit: {link} {phone}. STOP to opt out")
    with pytest.raises(NotComplete):
        start_trial(cast.ruth, careless.pk, now=NOW)
    nervous = draft(cast.dana, OTHER, Spot("pick_a_time", "sms", "en", anxious=True))
    with pytest.raises(MoveNotAllowed, match="every visit"):
        start_trial(cast.ruth, nervous.pk, now=NOW)
    with pytest.raises(NotFound):
        end_trial(cast.ruth, UUID(int=1), now=NOW)


def test_messages_are_counted_by_the_words_that_they_were_sent_in(cast: Cast) -> None:
    send(make.accepted(cast))
    own = approve_wording(cast.ruth, draft(cast.dana).pk, now=NOW)
    send(make.accepted(cast))

    rows = [row for row in reach(cast.dana, NOW - timedelta(days=1)) if row.kind == "pick_a_time"]

    assert [(row.sent, row.wording and row.wording.id) for row in rows] == [(1, None), (1, own.pk)]
    for row in rows:
        since = NOW - timedelta(days=1)
        behind = Behind("pick_a_time", "sms", "en", row.step, row.wording.id if row.wording else None, "sent", since)
        assert messages_behind(cast.dana, behind).count() == 1
        assert not messages_behind(cast.dana, replace(behind, what="failed")).exists()
        assert not messages_behind(cast.dana, replace(behind, what="everything")).exists()
        assert not messages_behind(cast.raman, behind).exists()


def test_who_came_by_which_message_is_a_receipt_of_it(cast: Cast) -> None:
    message, _ = send(make.accepted(cast))
    link_id = UUID(message.facts["link_id"])
    for mark in (message_mark(message.pk), message_mark(message.pk), "ffffff", "'--"):
        note_click(link_id, mark, now=NOW + timedelta(hours=3))
    note_click(UUID(int=3), message_mark(message.pk), now=NOW)

    assert MessageReceipt.objects.filter(status="clicked").count() == 1
    (row,) = [row for row in reach(cast.dana, NOW - timedelta(days=1)) if row.kind == "pick_a_time"]
    assert (row.sent, row.opened.count, row.channel, row.language) == (1, 1, "sms", "en")
    assert reach(cast.raman, NOW - timedelta(days=1)) == ()
