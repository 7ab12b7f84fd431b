"""Keys of another practice in a form's fields: each is refused in words, and nothing of it is kept.

The addresses are walked by `tests/house/test_access.py`; here are the keys that only a form that was tampered with brings.
"""

from collections.abc import Callable
from datetime import time, timedelta
from uuid import uuid4

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.add_availability import add_availability
from bridgework.actions.add_closure import add_closure
from bridgework.actions.add_operatory import add_operatory
from bridgework.actions.answer_pair import answer_pair
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.change_membership import change_membership
from bridgework.actions.change_visit_type import change_visit_type
from bridgework.actions.connect_calendar import connect_calendar
from bridgework.actions.hold_time import hold_time
from bridgework.actions.issue_calendar_feed import issue_calendar_feed
from bridgework.actions.merge_patients import merge_patients
from bridgework.actions.note_triage import note_triage
from bridgework.actions.offer_times import offer_times
from bridgework.actions.post_letters import post_letters
from bridgework.actions.record_call import record_call
from bridgework.actions.save_draft import save_draft
from bridgework.actions.save_instructions import save_instructions
from bridgework.actions.set_stand_in import set_stand_in
from bridgework.actions.start_referral import start_referral
from bridgework.actions.take_consent import take_consent_in_chart
from bridgework.records.models import Appointment, Membership
from bridgework.rules.refusals import Refusal
from bridgework.rules.triage import TriageEntry
from people import Cast


def test_keys_of_another_practice_are_refused(cast: Cast) -> None:
    here, draft = make.accepted(cast), make.draft(cast)
    now = make.clock(here) + timedelta(minutes=1)
    theirs = cast.tidewater
    provider, location, kind = theirs.providers.first(), theirs.locations.first(), theirs.visit_types.first()
    own, own_place = cast.provider("Dr. Mei Lin"), cast.harbor.locations.first()
    ours, stranger = make.patient(cast.lakeview), make.patient(theirs)
    member = Membership.objects.filter(practice=theirs).first()
    at = now + timedelta(days=3)
    slot = {"provider_id": provider.pk, "visit_type_id": kind.pk, "starts_at": at}
    hours = {"weekdays": [0], "starts": time(8), "ends": time(9), "now": now}
    calls: dict[str, Callable[[], object]] = {
        "the clinician who sees them": lambda: accept_referral(cast.lin, make.sent(cast).pk, provider_id=provider.pk, now=now),
        "the kind of visit that triage decides": lambda: note_triage(cast.lin, here.pk, TriageEntry(visit_type_id=kind.pk), now=now),
        "a time of theirs, booked": lambda: book_appointment(cast.dana, here.pk, now=now, **slot),
        "a kind of visit of theirs at a time of ours": lambda: book_appointment(
            cast.dana, here.pk, now=now, **slot | {"provider_id": own.pk}
        ),
        "a time of theirs, offered": lambda: offer_times(cast.dana, here.pk, slots=[(provider.pk, at)], visit_type_id=kind.pk, now=now),
        "a time of theirs, from a call": lambda: record_call(cast.dana, here.pk, outcome="booked", slot=slot, now=now),
        "a time of theirs, from the chair": lambda: hold_time(cast.raman, draft.pk, now=now, **slot),
        "who refers": lambda: save_draft(cast.raman, draft.pk, case={}, teeth=[], referring_provider_id=provider.pk, now=now),
        "their clinician's hours": lambda: add_availability(cast.ruth, provider_id=provider.pk, location_id=own_place.pk, **hours),
        "hours at their place": lambda: add_availability(cast.ruth, provider_id=own.pk, location_id=location.pk, **hours),
        "hours kept for their visits": lambda: add_availability(
            cast.ruth, provider_id=own.pk, location_id=own_place.pk, reserved_visit_type_id=kind.pk, **hours
        ),
        "a room at their place": lambda: add_operatory(cast.ruth, location_id=location.pk, name="Room", now=now),
        "their clinician's time off": lambda: add_closure(
            cast.ruth, starts_at=now, ends_at=at, reason="", provider_id=provider.pk, now=now
        ),
        "words for their visits": lambda: save_instructions(cast.ruth, audience="office", visit_type_id=kind.pk, text="x", now=now),
        "their kind of visit": lambda: change_visit_type(cast.ruth, kind.pk, fields={"name": "x"}, now=now),
        "their clinician's calendar": lambda: connect_calendar(
            cast.ruth, provider.pk, address="https://calendar.example/x.ics", stale_after_hours=4, now=now
        ),
        "their clinician's feed": lambda: issue_calendar_feed(cast.ruth, provider.pk, now=now),
        "their colleague": lambda: change_membership(cast.alex, member.pk, roles=["manager"], is_active=False, now=now),
        "their colleague as a stand-in": lambda: set_stand_in(
            cast.dana, person_id=cast.dana.person_id, stand_in_id=member.person_id, starts_at=now, ends_at=at, now=now
        ),
        "their patient, referred": lambda: start_referral(cast.raman, patient_id=stranger.pk, submission_key=uuid4(), now=now),
        "their patient, compared": lambda: answer_pair(cast.raman, ours.pk, [stranger.pk], are_two=True, now=now),
        "their patient, joined": lambda: merge_patients(cast.jo, kept_id=ours.pk, merged_id=stranger.pk, now=now),
        "their patient's consent": lambda: take_consent_in_chart(cast.jo, stranger.pk, wanted="yes", told="", now=now),
        "a message that is no letter of ours": lambda: post_letters(cast.dana, [uuid4()], now=now),
    }
    taken = []
    for what, call in calls.items():
        try:
            call()
        except Refusal:
            continue
        taken.append(what)
    assert taken == []
    assert not Appointment.objects.filter(provider=provider).exists()
