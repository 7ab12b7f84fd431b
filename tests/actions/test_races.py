"""Two people act on the same referral at once: one wins, the other is told, and the history stays whole."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.acknowledge_report import acknowledge_report
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.change_tier import change_tier
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.escalate_late import escalate_late
from bridgework.actions.offer_times import offer_times
from bridgework.actions.release_holds import release_holds
from bridgework.actions.request_cancellation import request_cancellation
from bridgework.actions.send_referral import send_referral
from bridgework.actions.start_referral import start_referral
from bridgework.lookups.invariants import prove
from bridgework.records.models import Escalation, PlannedMessage, Referral
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import Refusal
from people import NOW, Cast
from together import kinds, together

LATER = NOW + timedelta(minutes=30)
ROUNDS = 6

pytestmark = pytest.mark.usefixtures("committed_db")


def is_whole() -> bool:
    return prove(SYSTEM).holds


def test_two_accept_and_one_is_told(cast: Cast) -> None:
    for _ in range(ROUNDS):
        referral = make.sent(cast)
        answers = together(
            lambda pk=referral.pk: accept_referral(cast.dana, pk, now=LATER),
            lambda pk=referral.pk: accept_referral(cast.lin, pk, now=LATER),
        )

        assert kinds(answers) == ["MoveNotAllowed", "Referral"]
        assert referral.events.filter(kind="accepted").count() == 1
    assert is_whole()


def test_whoever_has_an_old_page_is_told_that_it_is_old(cast: Cast) -> None:
    referral = make.fresh(make.sent(cast))

    answers = together(
        lambda: accept_referral(cast.dana, referral.pk, now=LATER, seen_version=referral.version),
        lambda: decline_referral(cast.lin, referral.pk, reason="outside_scope", note="", now=LATER, seen_version=referral.version),
    )

    assert kinds(answers) == ["Referral", "ReferralChanged"]
    assert is_whole()


def test_sent_twice_is_sent_once(cast: Cast) -> None:
    for _ in range(ROUNDS):
        draft = make.draft(cast)
        send: Callable[[], Referral] = lambda pk=draft.pk: send_referral(cast.raman, pk, now=LATER)  # noqa: E731

        answers = together(send, send, send)

        assert kinds(answers) == ["Referral"] * 3
        assert draft.events.filter(kind="sent").count() == 1
        assert PlannedMessage.objects.filter(referral=draft, kind="receipt_to_sender").count() == 1
    assert is_whole()


def test_a_form_sent_twice_starts_one_referral(cast: Cast) -> None:
    patient = make.patient(cast.lakeview)
    for _ in range(ROUNDS):
        key = uuid4()
        start = lambda key=key: start_referral(cast.raman, patient_id=patient.pk, submission_key=key, now=NOW)  # noqa: E731

        answers = together(start, start)

        assert Referral.objects.filter(submission_key=key).count() == 1
        assert all(isinstance(answer, (Referral, Refusal)) for answer in answers)


def test_accepting_against_cancelling(cast: Cast) -> None:
    for _ in range(ROUNDS):
        referral = make.sent(cast)
        accepted, cancelled = together(
            lambda pk=referral.pk: accept_referral(cast.dana, pk, now=LATER),
            lambda pk=referral.pk: request_cancellation(cast.raman, pk, reason="The patient went elsewhere", now=LATER),
        )

        assert isinstance(cancelled, Referral)
        assert isinstance(accepted, (Referral, Refusal))
        assert make.fresh(referral).state == "5.2"
    assert is_whole()


def test_two_patients_and_one_time(cast: Cast) -> None:
    for _ in range(ROUNDS):
        one, two = make.accepted(cast), make.accepted(cast)
        slot, kind = make.open_time(one, cast.theo, LATER)
        answers = together(
            *(
                lambda pk=referral.pk, slot=slot, kind=kind: book_appointment(
                    cast.theo, pk, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=LATER
                )
                for referral in (one, two)
            )
        )

        assert kinds(answers) == ["Appointment", "SlotTaken"]
    assert is_whole()


def test_the_patient_cancels_while_the_desk_moves(cast: Cast) -> None:
    for _ in range(ROUNDS):
        referral = make.booked(cast)
        slots, kind = make.free_times(referral, cast.theo, make.clock(referral))
        slot = slots[-1]
        now = make.clock(referral) + timedelta(minutes=5)
        answers = together(
            lambda pk=referral.pk, now=now: cancel_appointment(cast.theo, pk, reason="ill", now=now),
            lambda pk=referral.pk, slot=slot, kind=kind, now=now: book_appointment(
                cast.dana, pk, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=now
            ),
        )

        assert all(not isinstance(answer, BaseException) or isinstance(answer, Refusal) for answer in answers)
    assert is_whole()


def test_a_hold_that_lapses_while_it_is_taken(cast: Cast) -> None:
    for _ in range(ROUNDS):
        referral = make.accepted(cast)
        slots, kind = make.free_times(referral, cast.theo, LATER)
        slot = next(slot for slot in slots if slot.starts_at > NOW + timedelta(days=4))
        offer_times(cast.theo, referral.pk, slots=[(slot.provider_id, slot.starts_at)], visit_type_id=kind, now=LATER)
        lapsed = LATER + timedelta(hours=48)
        answers = together(
            lambda now=lapsed: release_holds(now),
            lambda pk=referral.pk, slot=slot, kind=kind, now=lapsed: book_appointment(
                cast.theo, pk, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=now
            ),
        )

        assert not any(isinstance(answer, BaseException) for answer in answers), answers
        assert make.fresh(referral).state == "5.1.1"
    assert is_whole()


def test_acknowledged_twice_at_once(cast: Cast) -> None:
    referral = make.reported(cast)
    now = make.clock(referral) + timedelta(hours=1)

    answers = together(
        lambda: acknowledge_report(cast.raman, referral.pk, now=now), lambda: acknowledge_report(cast.jo, referral.pk, now=now)
    )

    assert kinds(answers) == ["Referral", "Referral"]
    assert referral.events.filter(kind="report_acknowledged").count() == 1
    assert is_whole()


def test_two_workers_find_the_same_thing_late_and_people_are_told_once(cast: Cast) -> None:
    referrals = [make.sent(cast) for _ in range(3)]
    at = NOW + timedelta(days=3)

    answers = together(*(lambda: escalate_late(at) for _ in range(3)))

    assert answers == [None] * 3
    for referral in referrals:
        assert Escalation.objects.filter(referral=referral).count() == 1
        assert referral.events.filter(kind="escalated").count() == 1
        told = PlannedMessage.objects.filter(referral=referral, kind="late_step").values_list("address", flat=True)
        assert len(told) == len(set(told)) > 0
    assert is_whole()


def test_another_tier_against_acceptance(cast: Cast) -> None:
    """Whoever comes first, the tier is the new one; what was promised is shortened only where it was not kept yet."""
    for round_ in range(ROUNDS):
        referral = make.fresh(make.sent(cast))
        old_page = {"seen_version": referral.version} if round_ % 2 else {}
        answers = together(
            lambda pk=referral.pk: change_tier(cast.lin, pk, tier="urgent", reason="Pain grew", now=LATER),
            lambda pk=referral.pk, old_page=old_page: accept_referral(cast.dana, pk, now=LATER, **old_page),
        )

        after = make.fresh(referral)
        assert kinds(answers) in (["Referral", "Referral"], ["Referral", "ReferralChanged"])
        assert (after.tier, referral.events.filter(kind="tier_changed").count()) == ("urgent", 1)
        assert (after.reviewed_at is not None) == (kinds(answers) == ["Referral", "Referral"])
    assert is_whole()
