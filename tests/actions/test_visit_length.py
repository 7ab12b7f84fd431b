"""A visit that triage made longer or shorter than its kind is offered, held and booked at that length; the one after it is not."""

from datetime import timedelta

import pytest

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.note_triage import note_triage
from bridgework.actions.offer_times import offer_times
from bridgework.lookups.open_times import open_times
from bridgework.lookups.patient_page import find_patient_page
from bridgework.lookups.triage import find_triage
from bridgework.lookups.visit_length import lengths_of
from bridgework.records.models import Appointment, Referral
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete, SlotTaken
from bridgework.rules.triage import TriageEntry
from people import NOW, Cast

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def lengths(*visits: Appointment) -> set[timedelta]:
    return {visit.ends_at - visit.starts_at for visit in visits}


def patient_of(referral: Referral) -> Viewer:
    return Viewer(kind="patient", name="Robin Sample", way="patient link", patient_id=referral.patient_id, referral_id=referral.pk)


def test_what_triage_said_is_offered_shown_and_booked(cast: Cast) -> None:
    referral = make.sent(cast)
    kind = cast.harbor.visit_types.get(name="Retreatment")
    long = timedelta(minutes=150)
    accept_referral(cast.dana, referral.pk, triage=TriageEntry(visit_type_id=kind.pk, minutes=150), now=NOW + HOUR)
    assert kind.minutes != 150
    decided = find_triage(cast.dana, referral.pk).decided
    assert decided is not None
    assert decided.minutes == 150
    assert lengths_of(cast.dana, referral.pk, [kind.pk]) == {kind.pk: 150}
    assert lengths_of(cast.ines, referral.pk, [kind.pk]) == {}
    assert referral.events.get(kind="triaged").details["minutes"] == 150

    now = NOW + 2 * HOUR
    page = find_patient_page(patient_of(referral), "en", now)
    assert page.visit is not None
    assert page.visit.minutes == 150
    assert {time.ends_at - time.starts_at for time in (*page.best, *page.rest)} == {long}
    slots = open_times(cast.theo, cast.harbor.pk, kind.pk, tier="elective", now=now, minutes=150)
    times = [(slot.provider_id, slot.starts_at) for slot in slots[::12][:3]]
    offer_times(cast.theo, referral.pk, slots=times, visit_type_id=kind.pk, now=now)
    assert lengths(*referral.appointments.filter(status="held")) == {long}
    provider, starts_at = times[1]
    visit = book_appointment(
        patient_of(referral), referral.pk, provider_id=provider, visit_type_id=kind.pk, starts_at=starts_at, now=now + HOUR
    )
    assert lengths(visit) == {long}


def test_the_length_of_its_kind_is_no_length_of_its_own(cast: Cast) -> None:
    referral = make.accepted(cast)
    kind = cast.harbor.visit_types.get(name="Retreatment")
    note_triage(cast.dana, referral.pk, TriageEntry(visit_type_id=kind.pk, minutes=kind.minutes), now=NOW + 2 * HOUR)
    assert lengths_of(cast.dana, referral.pk, [kind.pk]) == {}
    with pytest.raises(NotComplete):
        note_triage(cast.dana, referral.pk, TriageEntry(visit_type_id=kind.pk, minutes=7), now=NOW + 2 * HOUR)


def test_a_time_held_in_the_chair_takes_the_length_or_says_that_there_is_no_room(cast: Cast) -> None:
    referral = make.held(cast)
    hold = Appointment.objects.get(referral=referral)
    entry = TriageEntry(visit_type_id=hold.visit_type_id, minutes=hold.visit_type.minutes - 15)
    assert lengths(hold) == {timedelta(minutes=hold.visit_type.minutes)}
    beside = hold.blocked_until
    Appointment.objects.create(
        **{name: getattr(hold, name) for name in ("provider", "location", "visit_type", "created_at", "changed_at")},
        referral=make.accepted(cast),
        starts_at=beside,
        ends_at=beside + HOUR,
        blocked_until=beside + HOUR,
        status="booked",
    )
    too_long = TriageEntry(visit_type_id=hold.visit_type_id, minutes=240)
    with pytest.raises(SlotTaken, match="no room for 240 minutes"):
        accept_referral(cast.dana, referral.pk, triage=too_long, now=NOW + HOUR)
    accept_referral(cast.dana, referral.pk, triage=entry, now=NOW + HOUR)
    assert lengths(make.visit(referral)) == {timedelta(minutes=hold.visit_type.minutes - 15)}


def test_the_visit_after_it_is_as_long_as_its_kind(cast: Cast) -> None:
    referral = make.seen(cast, another_visit_needed=True)
    kind = cast.harbor.visit_types.order_by("position")[0]
    note_triage(cast.dana, referral.pk, TriageEntry(visit_type_id=kind.pk, minutes=20), now=make.clock(referral) + HOUR)
    assert lengths_of(cast.dana, referral.pk, [kind.pk]) == {}
