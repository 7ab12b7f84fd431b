"""What is in the table of states can be done, by the side whose move it is; what is not in it cannot, by anybody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.confirm_cancellation import confirm_cancellation
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.record_no_show import record_no_show
from bridgework.actions.record_visit import record_visit
from bridgework.actions.request_cancellation import request_cancellation
from bridgework.actions.send_referral import send_referral
from bridgework.actions.send_report import send_report
from bridgework.records.models import Referral
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotAllowed, NotFound, Refusal
from people import Cast

Act = Callable[[Viewer, Referral, datetime], Any]


def book(viewer: Viewer, referral: Referral, now: datetime) -> None:
    slots, kind = make.free_times(referral, viewer, now + timedelta(hours=1))
    slot = slots[-1]
    book_appointment(viewer, referral.pk, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=now)


def report(viewer: Viewer, referral: Referral, now: datetime, *, final: bool) -> None:
    send_report(viewer, referral.pk, fields=make.REPORT | {"visit_on": now.date()}, final=final, now=now)


ACTS: dict[str, tuple[str, Act]] = {
    states.SEND: ("raman", lambda who, referral, now: send_referral(who, referral.pk, now=now)),
    states.ACCEPT: ("dana", lambda who, referral, now: accept_referral(who, referral.pk, now=now)),
    states.DECLINE: ("dana", lambda who, referral, now: decline_referral(who, referral.pk, reason="outside_scope", note="", now=now)),
    "book": ("theo", book),
    states.NO_SHOW: ("theo", lambda who, referral, now: record_no_show(who, referral.pk, now=now)),
    states.CANCEL_VISIT: ("theo", lambda who, referral, now: cancel_appointment(who, referral.pk, reason="ill", now=now)),
    states.INTERIM_NOTE: ("lin", lambda who, referral, now: record_visit(who, referral.pk, note="", another_visit_needed=False, now=now)),
    states.SEND_OUTCOME: ("lin", lambda who, referral, now: report(who, referral, now, final=True)),
    states.REQUEST_CANCELLATION: ("raman", lambda who, referral, now: request_cancellation(who, referral.pk, reason="moved", now=now)),
    states.CONFIRM_CANCELLATION: ("dana", lambda who, referral, now: confirm_cancellation(who, referral.pk, now=now)),
}
"""Every move of the table, the action that makes it, and somebody whose move it is."""


def test_every_stored_move_has_an_action() -> None:
    moves = {move.move for move in states.MOVES if move.stored}

    assert moves - {states.SCHEDULE, states.RESCHEDULE} == set(ACTS) - {"book"}


def moment_for(referral: Referral) -> datetime:
    """A time at which nothing but the table is in the way: after the visit that is booked."""
    booked = referral.appointments.filter(status="booked").first()
    return booked.ends_at if booked else make.clock(referral) + timedelta(hours=2)


@pytest.mark.parametrize("state", states.STORED)
def test_only_what_the_table_holds(cast: Cast, state: str) -> None:
    referral = make.fresh(make.IN_STATE[state](cast))
    now = moment_for(referral)
    for name, (who, act) in ACTS.items():
        move = states.booking_move(state) if name == "book" else name
        outcome_again = (state, name) == (states.OUTCOME_SENT, states.SEND_OUTCOME)
        sent_again = state != states.DRAFT and name == states.SEND
        with transaction.atomic():
            try:
                act(getattr(cast, who), referral, now)
                done = True
            except Refusal:
                done = False
            after = make.fresh(referral)
            transaction.set_rollback(True)

        if states.is_possible(state, move):
            expected = states.find_move(state, move)
            last = referral.events.count()  # what was rolled back is gone again
            assert done, (state, move)
            assert after.state == expected.target, (state, move)
            assert last == referral.events.count()
        elif outcome_again or sent_again:
            assert done, "done twice answers with what was done"
            assert after.version == referral.version
        else:
            assert not done, (state, move)
            assert (after.state, after.version) == (state, referral.version)


@pytest.mark.parametrize("state", [state for state in states.STORED if state != states.DRAFT])
def test_a_move_of_the_other_side_is_refused(cast: Cast, state: str) -> None:
    referral = make.fresh(make.IN_STATE[state](cast))
    now = moment_for(referral)
    for name, (_, act) in ACTS.items():
        move = states.booking_move(state) if name == "book" else name
        if not states.is_possible(state, move):
            continue
        other = cast.jo if states.find_move(state, move).side == "recipient" else cast.dana
        for viewer, refusals in ((other, (NotAllowed,)), (cast.ines, (NotFound, NotAllowed)), (cast.alex, (NotAllowed,))):
            with pytest.raises(refusals), transaction.atomic():
                act(viewer, referral, now)
    assert make.fresh(referral).version == referral.version


def test_a_stranger_does_not_learn_that_it_exists(cast: Cast) -> None:
    referral = make.sent(cast)
    nobody = UUID(int=7)

    with pytest.raises(NotFound) as of_another:
        accept_referral(cast.ines, referral.pk, now=make.clock(referral))
    with pytest.raises(NotFound) as of_nobody:
        accept_referral(cast.ines, nobody, now=make.clock(referral))

    assert of_another.value.sentence == of_nobody.value.sentence


def test_a_draft_is_the_senders_own(cast: Cast) -> None:
    draft = make.draft(cast)

    with pytest.raises(NotFound):
        accept_referral(cast.dana, draft.pk, now=make.clock(draft))
