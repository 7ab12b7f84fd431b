"""Referrals in any state, driven there through the actions with a made-up clock: nothing here writes a state.

referral = make.booked(cast)                     # Lakeview -> Harbor, from people.NOW on
referral = make.sent(cast, by=cast.marsh, case=make.EMERGENCY, now=...)
make.clock(referral)                             # when the last thing happened to it
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.acknowledge_ending import acknowledge_ending
from bridgework.actions.acknowledge_report import acknowledge_report
from bridgework.actions.ask_for_records import ask_for_records
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.confirm_cancellation import confirm_cancellation
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.hold_time import hold_time
from bridgework.actions.offer_times import offer_times
from bridgework.actions.record_arrival import record_arrival
from bridgework.actions.record_no_show import record_no_show
from bridgework.actions.record_visit import record_visit
from bridgework.actions.request_cancellation import request_cancellation
from bridgework.actions.save_draft import save_draft
from bridgework.actions.send_referral import send_referral
from bridgework.actions.send_report import send_report
from bridgework.actions.start_referral import start_referral
from bridgework.lookups.open_times import open_times
from bridgework.records.models import Appointment, Patient, Practice, Referral, VisitType
from bridgework.rules.booking import Slot
from bridgework.rules.facts import Viewer
from people import NOW, Cast

ELECTIVE: dict[str, Any] = {
    "procedure": "retreatment",
    "wanted": "evaluate_and_treat",
    "reason": "Old root canal, a dark area at the tip on the film.",
    "findings": {"cold_response": "no", "percussion_pain": "no", "swelling": "no"},
    "duration": "months",
    "pulpal": "previously_treated",
    "apical": "asymptomatic_apical_periodontitis",
    "medical_alerts": ["none_known"],
}
URGENT: dict[str, Any] = ELECTIVE | {
    "procedure": "first_treatment",
    "reason": "Pain for three days, worse at night.",
    "findings": {"spontaneous_pain": "yes", "lingering_cold": "yes", "cold_response": "yes", "swelling": "no"},
    "duration": "days",
    "pulpal": "symptomatic_irreversible_pulpitis",
    "apical": "symptomatic_apical_periodontitis",
}
EMERGENCY: dict[str, Any] = URGENT | {
    "reason": "Swollen cheek since last night, throbbing.",
    "findings": {"spontaneous_pain": "yes", "swelling": "yes", "fever": "no", "trouble_breathing": "no", "trouble_swallowing": "no"},
    "duration": "today",
    "pulpal": "pulp_necrosis",
    "apical": "acute_apical_abscess",
}
CONSULTATION: dict[str, Any] = {
    "procedure": "consultation",
    "wanted": "evaluate",
    "reason": "Please have a look.",
    "findings": {"swelling": "no"},
    "medical_alerts": ["none_known"],
}
REPORT: dict[str, Any] = {
    "findings": "Two canals missed in the first treatment; both found and filled.",
    "diagnosis": "Previously treated, asymptomatic apical periodontitis.",
    "treatment_status": "done",
    "treatment_done": "Retreatment in one visit.",
    "prognosis": "favorable",
    "restoration_needed": "Crown within four weeks.",
    "follow_up": "Film in six months.",
}


def patient(practice: Practice, now: datetime = NOW, **columns: Any) -> Patient:
    """A patient in the chart of a practice; reachable by SMS unless told otherwise."""
    facts: dict[str, Any] = {
        "family_name": "Sample",
        "given_name": "Robin",
        "birth_date": date(1984, 5, 17),
        "phone": "+13125550190",
        "email": "robin.sample@mail.example",
        "zip": "60614",
        "may_contact": True,
        "consent_at": now,
        "consent_source": "told at the desk",
    }
    return Patient.objects.create(practice=practice, created_at=now, **facts | columns)


def draft(
    cast: Cast,
    *,
    by: Viewer | None = None,
    to: Practice | None = None,
    now: datetime = NOW,
    case: Mapping[str, Any] = ELECTIVE,
    teeth: tuple[str, ...] = ("30",),
    of: Patient | None = None,
) -> Referral:
    """A complete draft of one practice to another, not sent."""
    by, to = by or cast.raman, to or cast.harbor
    sender = next(practice for practice in cast.practices.values() if practice.pk == by.practice_id)
    who = of or patient(sender, now)
    started = start_referral(by, patient_id=who.pk, submission_key=uuid4(), now=now, recipient_practice_id=to.pk)
    clinician = sender.providers.first()
    return save_draft(
        by,
        started.pk,
        case=case if to.specialty == "endodontics" else {**CONSULTATION, "reason": case["reason"], "findings": {"swelling": "no"}},
        teeth=teeth,
        now=now,
        recipient_practice_id=to.pk,
        referring_provider_id=clinician.pk if clinician else None,
    )


def sent(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """2.0: received. `how` as in `draft`."""
    by = how.get("by") or cast.raman
    return send_referral(by, draft(cast, now=now, **how).pk, now=now)


def held(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """2.0 with a time held in the chair (booked at once where the practice's policy says so)."""
    by = how.get("by") or cast.raman
    referral = draft(cast, now=now, **how)
    slot, kind = open_time(referral, by, now + timedelta(days=1))
    hold_time(by, referral.pk, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=now)
    return send_referral(by, referral.pk, now=now)


def records_asked(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """2.0 with the ball at the sender."""
    referral = sent(cast, now=now, **how)
    return ask_for_records(coordinator(cast, referral), referral.pk, records=["periapical_film"], note="", now=now + timedelta(hours=1))


def accepted(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """3.0."""
    referral = sent(cast, now=now, **how)
    return accept_referral(coordinator(cast, referral), referral.pk, now=now + timedelta(hours=1))


def offered(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """3.0 with three times held for the patient to choose from."""
    referral = accepted(cast, now=now, **how)
    at = clock(referral) + timedelta(minutes=10)
    slots, kind = free_times(referral, coordinator(cast, referral), at)
    apart = slots[::8][:3]
    times = [(slot.provider_id, slot.starts_at) for slot in apart]
    return offer_times(coordinator(cast, referral), referral.pk, slots=times, visit_type_id=kind, now=at)


def booked(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """5.1.1: a visit lies ahead."""
    referral = accepted(cast, now=now, **how)
    book(cast, referral, clock(referral) + timedelta(minutes=10))
    return fresh(referral)


def arrived(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """5.1.1 with the patient in the waiting room."""
    referral = booked(cast, now=now, **how)
    return record_arrival(coordinator(cast, referral), referral.pk, now=visit(referral).starts_at)


def missed(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """5.1.2."""
    referral = booked(cast, now=now, **how)
    return record_no_show(coordinator(cast, referral), referral.pk, now=visit(referral).ends_at)


def visit_cancelled(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """5.1.3."""
    referral = booked(cast, now=now, **how)
    return cancel_appointment(coordinator(cast, referral), referral.pk, reason="A cold", now=clock(referral) + timedelta(hours=1))


def seen(cast: Cast, *, now: datetime = NOW, another_visit_needed: bool = False, **how: Any) -> Referral:
    """5.1.4: the visit has happened, the report is still to be written."""
    referral = arrived(cast, now=now, **how)
    at = visit(referral).ends_at
    return record_visit(coordinator(cast, referral), referral.pk, note="", another_visit_needed=another_visit_needed, now=at)


def cancel_requested(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """5.2, from an accepted one."""
    referral = accepted(cast, now=now, **how)
    by = how.get("by") or cast.raman
    return request_cancellation(by, referral.pk, reason="The patient moved away", now=clock(referral) + timedelta(hours=1))


def cancelled(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """6.0, not acknowledged yet."""
    referral = cancel_requested(cast, now=now, **how)
    return confirm_cancellation(coordinator(cast, referral), referral.pk, now=clock(referral) + timedelta(hours=1))


def declined(cast: Cast, *, now: datetime = NOW, reason: str = "outside_scope", **how: Any) -> Referral:
    """4.0, not acknowledged yet."""
    referral = sent(cast, now=now, **how)
    return decline_referral(coordinator(cast, referral), referral.pk, reason=reason, note="", now=now + timedelta(hours=1))


def reported(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """7.0: the outcome is sent, its receipt not proven yet."""
    referral = seen(cast, now=now, **how)
    at = clock(referral) + timedelta(hours=2)
    send_report(clinician(cast, referral), referral.pk, fields=REPORT | {"visit_on": at.astimezone(UTC).date()}, final=True, now=at)
    return fresh(referral)


def closed(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """7.0 and acknowledged: the loop is closed."""
    referral = reported(cast, now=now, **how)
    by = how.get("by") or cast.raman
    return acknowledge_report(by, referral.pk, now=clock(referral) + timedelta(hours=1))


def ending_acknowledged(cast: Cast, *, now: datetime = NOW, **how: Any) -> Referral:
    """4.0 and acknowledged."""
    referral = declined(cast, now=now, **how)
    by = how.get("by") or cast.raman
    return acknowledge_ending(by, referral.pk, consequence="patient_told", note="", now=clock(referral) + timedelta(hours=1))


IN_STATE = {
    "draft": draft,
    "2.0": sent,
    "3.0": accepted,
    "4.0": declined,
    "5.1.1": booked,
    "5.1.2": missed,
    "5.1.3": visit_cancelled,
    "5.1.4": seen,
    "5.2": cancel_requested,
    "6.0": cancelled,
    "7.0": reported,
}
"""A maker for every stored state."""


# What the makers stand on


def book(cast: Cast, referral: Referral, now: datetime) -> Appointment:
    """The first open time for this referral, booked by the receiving desk."""
    desk = coordinator(cast, referral)
    slot, kind = open_time(referral, desk, now)
    return book_appointment(desk, referral.pk, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=now)


def free_times(referral: Referral, viewer: Viewer, now: datetime) -> tuple[tuple[Slot, ...], UUID]:
    """The open times for a referral's first kind of visit at the receiving practice, and that kind."""
    kind = VisitType.objects.filter(practice_id=referral.recipient_practice_id).order_by("position")[0]
    return open_times(viewer, kind.practice_id, kind.pk, tier=referral.tier, now=now), kind.pk


def open_time(referral: Referral, viewer: Viewer, now: datetime) -> tuple[Slot, UUID]:
    """The first open time at least a quarter of an hour from now, and the kind of visit."""
    slots, kind = free_times(referral, viewer, now + timedelta(minutes=15))
    return slots[0], kind


def visit(referral: Referral) -> Appointment:
    """The visit that is booked now."""
    return referral.appointments.get(status__in=["booked", "arrived"])


def clock(referral: Referral) -> datetime:
    """When the last thing happened to it."""
    return max(referral.events.values_list("at", flat=True))


def fresh(referral: Referral) -> Referral:
    return Referral.objects.get(pk=referral.pk)


def coordinator(cast: Cast, referral: Referral) -> Viewer:
    """Somebody at the receiving desk who may review, schedule and record visits."""
    return _staff(cast, referral, "coordinator")


def clinician(cast: Cast, referral: Referral) -> Viewer:
    """Somebody of the receiving practice who may report."""
    return _staff(cast, referral, "clinician")


def _staff(cast: Cast, referral: Referral, role: str) -> Viewer:
    return next(viewer for viewer in cast.everybody if viewer.practice_id == referral.recipient_practice_id and role in viewer.roles)
