"""Advice: asked for and given without a visit, and what becomes of it."""

from datetime import timedelta

import pytest

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.acknowledge_report import acknowledge_report
from bridgework.actions.give_advice import give_advice
from bridgework.actions.hold_time import hold_time
from bridgework.actions.send_patient_link import send_patient_link
from bridgework.actions.send_referral import send_referral
from bridgework.actions.turn_advice_into_referral import turn_advice_into_referral
from bridgework.lookups.measured import list_measured, measure
from bridgework.lookups.referral import find_referral
from bridgework.lookups.sent_referrals import list_referrals
from bridgework.records.models import Referral
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotComplete
from people import NOW, Cast

ADVICE = make.ELECTIVE | {"wanted": "advice"}
ANSWER = {"findings": "A small dark area at the root tip.", "advice": "Watch it; a film in six months.", "watch_for": "Pain or swelling."}
LATER = NOW + timedelta(hours=2)


def asked(cast: Cast) -> Referral:
    return make.sent(cast, case=ADVICE)


def given(cast: Cast) -> Referral:
    referral = asked(cast)
    give_advice(cast.lin, referral.pk, fields=ANSWER, now=LATER)
    return make.fresh(referral)


def test_it_stands_on_the_clinicians_list_and_no_time_is_kept(cast: Cast) -> None:
    draft = make.draft(cast, case=ADVICE)
    slot, kind = make.open_time(draft, cast.raman, NOW + timedelta(days=1))
    hold_time(cast.raman, draft.pk, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=NOW)
    referral = send_referral(cast.raman, draft.pk, now=NOW)

    assert (referral.state, referral.next_step, referral.owner_side) == ("2.0", "give_advice", "recipient")
    assert referral.due_at == referral.respond_by
    assert referral.appointments.get().status == "released"
    assert {message.kind for message in referral.messages.all()} == {"receipt_to_sender", "new_advice_request"}
    assert referral.reason.startswith("Advice · ")


def test_signs_of_an_emergency_are_reviewed_by_the_whole_desk(cast: Cast) -> None:
    assert make.sent(cast, case=make.EMERGENCY | {"wanted": "advice"}).next_step == "review"


def test_the_answer_is_the_outcome_without_a_visit_by_moves_02_and_09(cast: Cast) -> None:
    referral = given(cast)

    assert (referral.state, referral.no_visit_reason, referral.next_step) == ("7.0", "advice_given", "acknowledge_report")
    assert [event.move_number for event in referral.events.order_by("at", "id") if event.move_number] == [1, 2, 9]
    assert "advice_to_sender" in {message.kind for message in referral.messages.all()}
    assert not referral.messages.filter(recipient="patient").exists()
    assert acknowledge_report(cast.raman, referral.pk, now=LATER).closed_at == LATER


def test_twice_is_once(cast: Cast) -> None:
    referral = given(cast)
    give_advice(cast.lin, referral.pk, fields={"findings": "x", "advice": "y"}, now=LATER)
    assert referral.reports.get().advice == ANSWER["advice"]


def test_advice_that_says_nothing_is_not_sent_and_nothing_moves(cast: Cast) -> None:
    referral = asked(cast)
    with pytest.raises(NotComplete) as refused:
        give_advice(cast.lin, referral.pk, fields={"findings": " "}, now=LATER)
    assert set(refused.value.problems) == {"findings", "advice"}
    assert make.fresh(referral).state == "2.0"


def test_only_a_clinician_of_the_receiving_side_gives_it(cast: Cast) -> None:
    referral = asked(cast)
    for viewer in (cast.dana, cast.raman):
        with pytest.raises(NotAllowed):
            give_advice(viewer, referral.pk, fields=ANSWER, now=LATER)


def test_accepted_it_still_waits_for_advice_and_asks_the_patient_nothing(cast: Cast) -> None:
    referral = accept_referral(cast.dana, asked(cast).pk, now=LATER)
    assert (referral.state, referral.next_step) == ("3.0", "give_advice")
    assert not referral.messages.filter(recipient="patient").exists()
    with pytest.raises(MoveNotAllowed):
        send_patient_link(cast.dana, referral.pk, now=LATER)


def test_the_sender_makes_a_draft_of_it_with_everything_in_it(cast: Cast) -> None:
    referral = given(cast)
    draft = turn_advice_into_referral(cast.raman, referral.pk, now=LATER)

    assert (draft.state, draft.previous_id, draft.previous_link) == ("draft", referral.pk, "advice")
    assert (draft.teeth, draft.recipient_practice_id) == (referral.teeth, referral.recipient_practice_id)
    assert draft.case == referral.case | {"wanted": "evaluate"}
    assert not draft.wants_advice
    assert make.fresh(referral).report_acknowledged_at == LATER
    assert turn_advice_into_referral(cast.raman, referral.pk, now=LATER).pk == draft.pk
    assert send_referral(cast.raman, draft.pk, now=LATER).next_step == "review"


def test_who_advised_opens_the_referral_on_the_senders_behalf(cast: Cast) -> None:
    referral = given(cast)
    opened = turn_advice_into_referral(cast.dana, referral.pk, now=LATER)

    assert (opened.state, opened.next_step, opened.previous_id) == ("2.0", "review", referral.pk)
    assert opened.events.get(kind="sent").who == cast.dana.name
    assert make.fresh(referral).report_acknowledged_at is None  # the sender still reads the advice
    page = find_referral(cast.raman, referral.pk, now=LATER)
    assert page.became is not None
    assert page.became.id == opened.pk


def test_nothing_else_can_be_turned(cast: Cast) -> None:
    for maker in (make.sent, make.closed):
        referral = maker(cast, of=make.patient(cast.lakeview, given_name=maker.__name__))
        with pytest.raises(MoveNotAllowed):
            turn_advice_into_referral(cast.raman, referral.pk, now=make.clock(referral))


def test_it_counts_by_itself_and_is_no_lost_visit(cast: Cast) -> None:
    referral = given(cast)
    waiting = make.sent(cast, case=ADVICE, now=NOW - timedelta(days=30), of=make.patient(cast.lakeview, given_name="Alex"))
    numbers = measure(cast.dana, "received", NOW - timedelta(days=60), now=LATER)

    assert numbers.stages["sent"] == 0
    assert numbers.endings["no_visit"] == 0
    assert (numbers.endings["advice_asked"], numbers.endings["advice_given"]) == (2, 1)
    rows = list_measured(cast.dana, "received", NOW - timedelta(days=60), now=LATER, ending="advice_given").rows
    assert [row.id for row in rows] == [referral.pk]
    without_visit = list_referrals(cast.raman, "sent", now=LATER, show="no_visit").rows
    assert waiting.pk not in {row.id for row in without_visit}


def test_moves_offer_advice_instead_of_a_visit(cast: Cast) -> None:
    moves = find_referral(cast.lin, asked(cast).pk, now=LATER).moves
    assert {"give_advice", "ask_for_records", "decline", "redirect"} <= moves
    assert not {"accept", "book", "offer_times", "send_link"} & moves
