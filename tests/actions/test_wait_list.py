"""The wait list: in fair order, first to accept gets it, never two, and nobody deadlocks with the front desk."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.join_wait_list import join_wait_list, leave_wait_list
from bridgework.actions.offer_freed_times import offer_freed_times
from bridgework.actions.release_holds import release_holds
from bridgework.lookups.invariants import prove
from bridgework.records.models import Appointment, PlannedMessage, Referral, WaitListEntry
from bridgework.rules.facts import SYSTEM, TIERS, Viewer
from bridgework.rules.refusals import MoveNotAllowed, Refusal
from bridgework.rules.wait_list import HELD_FOR, Waiting, fair_order, held_until, is_worth_offering, may_be_asked
from people import NOW, Cast
from together import together


def booked_late(cast: Cast) -> Referral:
    """A visit three weeks ahead: nearly everything before it is earlier."""
    referral = make.accepted(cast)
    slots, kind = make.free_times(referral, cast.theo, NOW + timedelta(days=15))
    last = slots[-1]
    book_appointment(
        cast.theo, referral.pk, provider_id=last.provider_id, visit_type_id=kind, starts_at=last.starts_at, now=make.clock(referral)
    )
    return make.fresh(referral)


def patient_of(referral: Referral) -> Viewer:
    return Viewer(kind="patient", name="Robin Sample", way="patient link", patient_id=referral.patient_id, referral_id=referral.pk)


def held_for(referral: Referral) -> Appointment | None:
    return referral.appointments.filter(status="held", purpose="earlier").first()


@pytest.mark.django_db
def test_a_free_time_is_offered_held_and_taken(cast: Cast) -> None:
    referral = booked_late(cast)
    patient, now = patient_of(referral), make.clock(referral) + timedelta(minutes=5)
    with pytest.raises(MoveNotAllowed):
        join_wait_list(cast.theo, make.accepted(cast).pk, now=now)
    join_wait_list(patient, referral.pk, now=now)
    join_wait_list(patient, referral.pk, now=now + timedelta(minutes=1))
    assert WaitListEntry.objects.get().since == now
    assert offer_freed_times(now) == 1
    assert offer_freed_times(now) == 0
    hold = held_for(referral)
    assert hold is not None
    assert hold.held_until == held_until(hold.starts_at, now)
    assert PlannedMessage.objects.filter(referral=referral, kind="earlier_time").count() == 1
    book_appointment(
        patient, referral.pk, provider_id=hold.provider_id, visit_type_id=hold.visit_type_id, starts_at=hold.starts_at, now=now
    )
    assert make.visit(referral).starts_at == hold.starts_at
    assert WaitListEntry.objects.get().ended_because == "taken"
    assert [finding for finding in prove(SYSTEM).findings if finding.count] == []


@pytest.mark.django_db
def test_an_offer_that_lapses_goes_to_the_next_and_the_visit_stays(cast: Cast) -> None:
    first, second = booked_late(cast), booked_late(cast)
    before = make.visit(first).starts_at
    now = max(make.clock(first), make.clock(second)) + timedelta(minutes=5)
    for place, referral in enumerate((first, second)):
        join_wait_list(cast.theo, referral.pk, now=now + timedelta(seconds=place))
    offer_freed_times(now + timedelta(minutes=1))
    one, two = held_for(first), held_for(second)
    assert one is not None
    assert two is not None
    assert (one.provider_id, one.starts_at) != (two.provider_id, two.starts_at)
    lapsed = now + timedelta(hours=3)
    assert release_holds(lapsed) == 2
    assert make.visit(first).starts_at == before
    assert make.fresh(first).next_step == "see_patient"
    offer_freed_times(lapsed)
    again = held_for(first)
    assert again is not None
    assert (again.provider_id, again.starts_at) != (one.provider_id, one.starts_at)
    leave_wait_list(patient_of(first), first.pk, now=lapsed)
    assert held_for(first) is None
    cancel_appointment(patient_of(second), second.pk, reason="", now=lapsed)
    assert not WaitListEntry.objects.filter(ended_at=None).exists()


@pytest.mark.usefixtures("committed_db")
def test_acceptance_against_the_front_desk(cast: Cast) -> None:
    """The held time is the patient's; the desk is told so, and whoever comes at the very end of the hold gets it once or not at all."""
    for round_ in range(4):
        waiting, other = booked_late(cast), make.accepted(cast)
        now = make.clock(waiting) + timedelta(minutes=5)
        join_wait_list(cast.theo, waiting.pk, now=now)
        offer_freed_times(now)
        hold = held_for(waiting)
        assert hold is not None
        at = now if round_ % 2 else now + HELD_FOR  # standing, or lapsed in this very moment
        patient = patient_of(waiting)
        take = {"provider_id": hold.provider_id, "visit_type_id": hold.visit_type_id, "starts_at": hold.starts_at}
        answers = together(
            lambda who=patient, pk=waiting.pk, take=take, at=at: book_appointment(who, pk, now=at, **take),
            lambda pk=other.pk, take=take, at=at: book_appointment(cast.theo, pk, now=at, **take),
            lambda at=at: offer_freed_times(at),
            lambda at=at: release_holds(at),
        )

        assert all(not isinstance(answer, BaseException) or isinstance(answer, Refusal) for answer in answers), answers
        taken = Appointment.objects.filter(starts_at=hold.starts_at, provider_id=hold.provider_id, status="booked")
        assert taken.count() == 1
        WaitListEntry.objects.filter(ended_at=None).update(ended_at=at, ended_because="over")
    assert [finding for finding in prove(SYSTEM).findings if finding.count] == []


@pytest.mark.usefixtures("committed_db")
def test_two_workers_offer_one_time_to_one_patient(cast: Cast) -> None:
    referrals = [booked_late(cast) for _ in range(3)]
    now = max(make.clock(referral) for referral in referrals) + timedelta(minutes=5)
    for referral in referrals:
        join_wait_list(cast.theo, referral.pk, now=now)
    answers = together(*(lambda: offer_freed_times(now) for _ in range(3)))

    assert all(isinstance(answer, int) for answer in answers), answers
    for referral in referrals:
        assert referral.appointments.filter(status="held", purpose="earlier").count() == 1
    assert [finding for finding in prove(SYSTEM).findings if finding.count] == []


people_waiting = st.builds(
    Waiting,
    referral_id=st.uuids(),
    tier=st.sampled_from(TIERS),
    since=st.integers(0, 500_000).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    offers=st.integers(0, 5),
    visit_starts_at=st.just(NOW + timedelta(days=20)),
    zone=st.just("America/Chicago"),
    has_offer=st.booleans(),
)


@given(st.lists(people_waiting, max_size=12))
def test_the_order_is_fair(waiting: list[Waiting]) -> None:
    ordered = fair_order(waiting)
    assert sorted(one.referral_id for one in ordered) == sorted(one.referral_id for one in waiting)
    for before, after in pairwise(ordered):
        assert TIERS.index(before.tier) <= TIERS.index(after.tier)
        if before.tier == after.tier:
            assert (before.offers, before.since) <= (after.offers, after.since)


@given(people_waiting, st.integers(0, 24 * 60 * 25))
def test_what_is_worth_offering_can_be_answered_and_reached(one: Waiting, minutes: int) -> None:
    starts_at = NOW + timedelta(minutes=minutes)
    if is_worth_offering(starts_at, one, NOW):
        assert NOW < held_until(starts_at, NOW) <= starts_at - timedelta(hours=3)
        assert starts_at < one.visit_starts_at
    if one.has_offer:
        assert not may_be_asked(one, NOW)
