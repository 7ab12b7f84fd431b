"""Calls: nobody is called by two people, and what a call brings follows by itself."""

from datetime import timedelta

import pytest

import make
from bridgework.actions.claim_call import claim_call, claim_next_call, release_call
from bridgework.actions.decide_further import decide_further
from bridgework.actions.record_call import record_call
from bridgework.actions.record_no_show import record_no_show
from bridgework.lookups.calls import find_calls, list_calls
from bridgework.lookups.invariants import prove
from bridgework.lookups.menu import count_waiting
from bridgework.records.models import CallAttempt, CallClaim, Patient, PlannedMessage, Referral
from bridgework.rules.calls import CLAIMED_FOR
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotComplete
from people import NOW, Cast
from together import together

LATER = NOW + timedelta(hours=3)


def to_call(cast: Cast) -> Referral:
    """Accepted, and no message can tell the patient: a person calls."""
    referral = make.accepted(cast, of=make.patient(cast.lakeview, may_contact=False))
    assert referral.call_reason == "no_message"
    return referral


@pytest.mark.usefixtures("committed_db")
def test_two_callers_never_get_the_same_patient(cast: Cast) -> None:
    callers = (cast.theo, cast.dana, cast.lin, cast.okafor)
    for _ in range(6):
        referrals = {to_call(cast).pk for _ in range(3)}
        answers = together(*(lambda viewer=viewer: claim_next_call(viewer, now=LATER) for viewer in callers))

        assert sorted(map(str, answers)) == sorted([*map(str, referrals), "None"])
        assert CallClaim.objects.count() == 3
        for referral_id in referrals:
            holder = next(viewer for viewer in callers if viewer.person_id == CallClaim.objects.get(pk=referral_id).person_id)
            record_call(holder, referral_id, outcome="no_answer", now=LATER)
        Referral.objects.filter(pk__in=referrals).update(call_due_at=NOW + timedelta(days=300), call_again_at=NOW + timedelta(days=300))
    assert prove(SYSTEM).holds


@pytest.mark.usefixtures("committed_db")
def test_one_takes_a_patient_by_name_while_another_takes_the_next(cast: Cast) -> None:
    for _ in range(6):
        referral = to_call(cast)
        answers = together(
            lambda pk=referral.pk: claim_call(cast.dana, pk, now=LATER),
            lambda: claim_next_call(cast.theo, now=LATER),
        )

        claim = CallClaim.objects.get()
        assert claim.referral_id == referral.pk
        if claim.person_id == cast.theo.person_id:
            assert isinstance(answers[0], MoveNotAllowed)
            record_call(cast.theo, referral.pk, outcome="reached", now=LATER)
        else:
            assert answers == [None, None]
            record_call(cast.dana, referral.pk, outcome="reached", now=LATER)
        Referral.objects.filter(pk=referral.pk).update(call_due_at=NOW + timedelta(days=300))


@pytest.mark.django_db
def test_a_claim_ends_by_itself_and_a_colleague_goes_on(cast: Cast) -> None:
    referral = to_call(cast)
    now = make.clock(referral) + timedelta(hours=1)
    assert claim_next_call(cast.theo, now=now) == referral.pk
    assert claim_next_call(cast.theo, now=now) == referral.pk
    assert claim_next_call(cast.dana, now=now) is None
    with pytest.raises(MoveNotAllowed, match="Theo Banks is calling this patient now"):
        record_call(cast.dana, referral.pk, outcome="no_answer", now=now)
    assert claim_next_call(cast.dana, now=now + CLAIMED_FOR) == referral.pk
    release_call(cast.dana, referral.pk)
    assert not CallClaim.objects.exists()


@pytest.mark.django_db
def test_nobody_is_called_at_night_but_for_an_emergency(cast: Cast) -> None:
    referral = to_call(cast)
    night = NOW + timedelta(hours=15)  # midnight in Chicago
    assert claim_next_call(cast.theo, now=night) is None
    assert list_calls(cast.theo, now=night)[0].sleeps
    emergency = make.sent(cast, case=make.EMERGENCY)
    assert claim_next_call(cast.theo, now=night) == emergency.pk
    assert count_waiting(cast.theo, receives=True, now=night).counts["calls"] == (2, True)
    assert referral.pk != emergency.pk


@pytest.mark.django_db
def test_after_some_calls_that_reach_nobody_a_person_decides(cast: Cast) -> None:
    referral = to_call(cast)
    now = make.clock(referral)
    for number in range(cast.harbor.call_tries):
        fresh = make.fresh(referral)
        assert (fresh.next_step, fresh.call_tries) == ("offer_times", number)
        now = max(now, fresh.call_due_at) + timedelta(minutes=1)
        record_call(cast.theo, referral.pk, outcome="no_answer", now=now)
    fresh = make.fresh(referral)
    assert (fresh.next_step, fresh.call_reason, fresh.undecided_because) == ("decide_further", "", "not_reached")
    decide_further(cast.dana, referral.pk, note="Her sister knows where she is.", now=now)
    fresh = make.fresh(referral)
    assert (fresh.next_step, fresh.call_reason, fresh.call_tries) == ("offer_times", "call_back", 0)
    with pytest.raises(MoveNotAllowed):
        decide_further(cast.dana, referral.pk, note="", now=now)
    standing = find_calls(cast.theo, referral.pk, now=now)
    assert standing is not None
    assert len(standing.calls) == cast.harbor.call_tries


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", ["wrong_number", "no_number"])
def test_a_wrong_or_missing_number_is_asked_of_the_sender(cast: Cast, outcome: str) -> None:
    referral = to_call(cast)
    record_call(cast.theo, referral.pk, outcome=outcome, now=make.clock(referral))
    assert make.fresh(referral).undecided_because == outcome
    assert PlannedMessage.objects.filter(referral=referral, kind="number_needed_to_sender", recipient="sender").count() == 1


@pytest.mark.django_db
def test_a_call_back_is_by_day_and_the_next_step_waits_for_it(cast: Cast) -> None:
    referral = to_call(cast)
    now = make.clock(referral)
    for wrong in (None, now - timedelta(hours=1), now + timedelta(hours=12)):
        with pytest.raises(NotComplete):
            record_call(cast.theo, referral.pk, outcome="call_back", back_at=wrong, now=now)
    back_at = now + timedelta(days=2)
    record_call(cast.theo, referral.pk, outcome="call_back", back_at=back_at, now=now)
    fresh = make.fresh(referral)
    assert (fresh.due_at, fresh.call_due_at, fresh.call_reason) == (back_at, back_at, "call_back")


@pytest.mark.django_db
def test_without_a_zip_code_the_area_of_the_number_tells_the_hour_of_a_call(cast: Cast) -> None:
    patient = make.patient(cast.lakeview, may_contact=False, zip="", phone="+18085550123")  # Honolulu, four hours behind Chicago in winter
    referral = make.accepted(cast, of=patient)
    ten_in_chicago = (make.clock(referral) + timedelta(days=1)).replace(hour=16, minute=0)
    with pytest.raises(NotComplete):
        record_call(cast.theo, referral.pk, outcome="call_back", back_at=ten_in_chicago, now=make.clock(referral))
    record_call(cast.theo, referral.pk, outcome="call_back", back_at=ten_in_chicago + timedelta(hours=4), now=make.clock(referral))
    assert make.fresh(referral).call_zone == "Pacific/Honolulu"


@pytest.mark.django_db
def test_calls_are_the_receiving_practices_and_are_never_rewritten(cast: Cast) -> None:
    referral = to_call(cast)
    with pytest.raises(NotAllowed):
        record_call(cast.jo, referral.pk, outcome="no_answer", now=make.clock(referral))
    with pytest.raises(NotAllowed):
        claim_call(cast.jo, referral.pk, now=make.clock(referral))
    with pytest.raises(NotComplete):
        record_call(cast.theo, referral.pk, outcome="hung_up", now=make.clock(referral))
    assert not CallAttempt.objects.exists()


@pytest.mark.django_db
def test_missed_twice_is_for_a_person_to_decide(cast: Cast) -> None:
    referral = make.missed(cast)
    assert (make.fresh(referral).lost_visits, make.fresh(referral).next_step) == (1, "rebook")
    assert PlannedMessage.objects.filter(referral=referral, kind="visit_missed").count() == 1
    make.book(cast, referral, make.clock(referral) + timedelta(hours=1))
    record_no_show(cast.dana, referral.pk, now=make.visit(referral).ends_at)
    fresh = make.fresh(referral)
    assert (fresh.lost_visits, fresh.next_step, fresh.undecided_because) == (2, "decide_further", "lost_visits")
    assert PlannedMessage.objects.filter(referral=referral, kind="visit_missed").count() == 1
    assert PlannedMessage.objects.filter(referral=referral, kind="missed_to_sender").count() == 2


@pytest.mark.django_db
def test_whoever_has_the_link_is_called_when_nobody_chose(cast: Cast) -> None:
    referral = make.accepted(cast)
    assert Patient.objects.get(pk=referral.patient_id).may_contact
    assert (referral.call_reason, referral.call_due_at) == ("no_choice", referral.due_at)
