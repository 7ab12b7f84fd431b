"""A time held in the chair before review: subject to it, told to the patient, and given back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

import make
import people
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.hold_time import hold_time
from bridgework.actions.redirect_referral import redirect_referral
from bridgework.actions.release_holds import release_holds, tell_released_holds
from bridgework.actions.release_time import release_time
from bridgework.lookups.open_times import open_times
from bridgework.records.models import Appointment, Referral
from bridgework.rules.refusals import MoveNotAllowed, SlotTaken
from people import NOW, Cast


def kinds(referral: Referral) -> set[str]:
    return {message.kind for message in referral.messages.filter(recipient="patient").exclude(status="dropped")}


def sent_messages(referral: Referral) -> None:
    """As if the worker had sent what was planned so far."""
    referral.messages.filter(status="planned").update(status="sent")


def is_open(cast: Cast, hold: Appointment, now: datetime) -> bool:
    times = open_times(cast.raman, cast.harbor.pk, hold.visit_type_id, tier="elective", now=now)
    return any(slot.provider_id == hold.provider_id and slot.starts_at == hold.starts_at for slot in times)


def test_the_patient_is_told_that_it_is_subject_to_review(cast: Cast) -> None:
    referral = make.held(cast)
    assert kinds(referral) == {"visit_held"}
    assert referral.messages.get(kind="visit_held").facts["starts_at"] == referral.appointments.get().starts_at.isoformat()


def test_where_the_practice_accepts_at_once_nothing_is_subject_to_anything(cast: Cast) -> None:
    referral = make.held(cast, to=cast.northpoint)
    assert referral.state == "5.1.1"
    assert kinds(referral) == {"visit_booked"}
    # one act, one e-mail to the sender: that a visit is booked says that it was accepted
    told = set(referral.messages.filter(recipient="sender").values_list("kind", flat=True))
    assert ("booked_to_sender" in told, "accepted_to_sender" in told) == (True, False)


def test_accepted_it_is_booked_and_the_patient_has_one_message(cast: Cast) -> None:
    referral = make.held(cast)
    accept_referral(cast.dana, referral.pk, now=NOW + timedelta(hours=1))
    assert kinds(referral) == {"visit_booked"}


@pytest.mark.parametrize("how", ["declined", "redirected", "lapsed", "given back"])
def test_it_returns_to_the_calendar_and_the_patient_is_told(cast: Cast, how: str) -> None:
    referral = make.held(cast)
    sent_messages(referral)
    hold = referral.appointments.get()
    at = NOW + timedelta(hours=1)
    assert not is_open(cast, hold, at)
    if how == "declined":
        decline_referral(cast.dana, referral.pk, reason="outside_scope", note="", now=at)
    elif how == "redirected":
        redirect_referral(cast.dana, referral.pk, to_practice_id=cast.tidewater.pk, note="", now=at)
    elif how == "given back":
        release_time(cast.raman, referral.pk, now=at)
    else:
        at = hold.held_until
        assert release_holds(at) == 1
    assert Appointment.objects.get(pk=hold.pk).status == "released"
    assert "hold_released" in kinds(referral)
    if hold.starts_at > at + timedelta(hours=1):
        assert is_open(cast, hold, at)


def test_a_patient_who_was_never_told_is_not_told_of_the_end(cast: Cast) -> None:
    """The message waits for the morning, and by then there is nothing to say."""
    night = NOW.replace(hour=5)
    referral = make.held(cast, now=night)
    release_time(cast.raman, referral.pk, now=night + timedelta(minutes=5))
    assert kinds(referral) == set()


def test_a_hold_that_lapsed_and_was_taken_by_another_is_told_all_the_same(cast: Cast) -> None:
    referral = make.held(cast)
    sent_messages(referral)
    hold = referral.appointments.get()
    late = hold.held_until + timedelta(seconds=1)
    if late >= hold.starts_at:
        Appointment.objects.filter(pk=hold.pk).update(held_until=NOW + timedelta(hours=1))
        late = NOW + timedelta(hours=1, seconds=1)
    other = make.draft(cast, of=make.patient(cast.lakeview, given_name="Alex"), now=late)
    hold_time(cast.raman, other.pk, provider_id=hold.provider_id, visit_type_id=hold.visit_type_id, starts_at=hold.starts_at, now=late)

    assert release_holds(late) == 0
    assert tell_released_holds(referral.pk, late)
    assert not tell_released_holds(referral.pk, late)
    assert "hold_released" in kinds(referral)
    assert referral.events.filter(kind="holds_released").count() == 1


def test_accepted_after_the_time_was_given_back_there_is_no_visit(cast: Cast) -> None:
    referral = make.held(cast)
    release_holds(referral.appointments.get().held_until)
    accepted = accept_referral(cast.dana, referral.pk, now=NOW + timedelta(days=2))
    assert (accepted.state, accepted.next_step) == ("3.0", "offer_times")


def test_expiry_and_acceptance_at_once_end_in_one_of_two_ways(committed_db: None) -> None:
    """Whichever wins: the visit is booked, or the time is free. Never both, never an error."""
    cast = people.build(NOW)
    for _round in range(6):
        referral = make.held(cast, of=make.patient(cast.lakeview, given_name=f"Robin{_round}"))
        hold = referral.appointments.get()
        at, together = hold.held_until, Barrier(2)

        def let_go(at: datetime = at, together: Barrier = together) -> None:
            together.wait()
            release_holds(at)
            connections.close_all()

        def accept(key: object = referral.pk, at: datetime = at, together: Barrier = together) -> None:
            together.wait()
            accept_referral(cast.dana, key, now=at)
            connections.close_all()

        with ThreadPoolExecutor(max_workers=2) as pool:
            for running in [pool.submit(let_go), pool.submit(accept)]:
                running.result()
        state, status = make.fresh(referral).state, Appointment.objects.get(pk=hold.pk).status
        assert (state, status) in {("5.1.1", "booked"), ("3.0", "released")}


def another(cast: Cast, referral: Referral, hold: Appointment, now: datetime) -> dict[str, Any]:
    """An open time of the same practice after that one, as `hold_time` takes it."""
    slots = open_times(cast.raman, cast.harbor.pk, hold.visit_type_id, tier=referral.tier, now=now)
    slot = next(slot for slot in slots if slot.starts_at > hold.ends_at)
    return {"provider_id": slot.provider_id, "visit_type_id": hold.visit_type_id, "starts_at": slot.starts_at}


def test_the_sender_changes_it_after_sending_until_the_practice_has_decided(cast: Cast) -> None:
    referral, other = make.held(cast), make.sent(cast, of=make.patient(cast.lakeview, given_name="Alex"))
    sent_messages(referral)
    before, later = referral.appointments.get(), NOW + timedelta(hours=1)
    new = another(cast, referral, before, later)
    hold = hold_time(cast.raman, referral.pk, **new, now=later)
    referral.refresh_from_db()
    assert (hold.status, hold.purpose, hold.starts_at, referral.state) == ("held", "chair", new["starts_at"], "2.0")
    assert hold.held_until is not None
    assert hold.held_until > later + timedelta(minutes=20)
    assert is_open(cast, before, later)
    assert kinds(referral) == {"visit_held"}
    told = referral.messages.filter(kind="visit_held").latest("created_at")
    assert told.facts["starts_at"] == new["starts_at"].isoformat()
    event = referral.events.filter(kind="time_held").latest("at")
    assert event.details["instead_of"] == before.starts_at.isoformat()
    hold_time(cast.raman, referral.pk, **new, now=later)
    assert referral.events.filter(kind="time_held", at=later).count() == 1, "a double click changes it once"

    hold_time(cast.raman, other.pk, **another(cast, other, hold, later), now=later)
    with pytest.raises(SlotTaken):
        hold_time(cast.raman, other.pk, **new, now=later)
    assert other.appointments.filter(status="held").count() == 1, "the earlier one stays where the new one was taken"

    accept_referral(cast.dana, referral.pk, now=later)
    assert referral.appointments.get(status="booked").starts_at == new["starts_at"]
    with pytest.raises(MoveNotAllowed):
        hold_time(cast.raman, referral.pk, **new, now=later)


def test_somebody_elses_hold_is_no_open_time(cast: Cast) -> None:
    hold = make.held(cast).appointments.get()
    other = make.draft(cast, of=make.patient(cast.lakeview, given_name="Alex"))
    with pytest.raises(SlotTaken):
        hold_time(cast.raman, other.pk, provider_id=hold.provider_id, visit_type_id=hold.visit_type_id, starts_at=hold.starts_at, now=NOW)
