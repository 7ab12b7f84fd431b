"""Whom to call next, and what a caller has to know: the call desk of the receiving practice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, IntegerField, QuerySet, Value, When

from bridgework.lookups.case_words import teeth_written
from bridgework.lookups.person import contact_of
from bridgework.lookups.visible import visible_to
from bridgework.lookups.words_in_force import Said, words_in_force
from bridgework.messages.templates import shipped
from bridgework.records.models import CallAttempt, CallClaim, Practice, Referral
from bridgework.rules.calls import AT_ANY_HOUR
from bridgework.rules.contact import display_phone, is_quiet
from bridgework.rules.deadlines import zone_named
from bridgework.rules.facts import SYSTEM, Viewer

SHOWN = 30
MOST_COUNTED = 100
"""As on the worklist: a count that nobody works off is not worth a scan."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """A patient to be called. `due_at` is UTC, `local_now` the clock where they live; `caller` is whoever has them on the phone now."""

    referral_id: UUID
    number: int
    tier: str
    patient: str
    teeth: str
    asked_for: str
    reason: str
    due_at: datetime
    local_now: datetime
    sleeps: bool
    """It is too early or too late to call there."""
    tries: int
    language: str
    phone_display: str
    caller: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class CallFacts:
    """One call that was made or taken."""

    at: datetime
    who: str
    direction: str
    spoke_with: str
    outcome: str
    because: str
    note: str
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class CallStanding:
    """What the calls of one referral have come to. `reason` is "" where nobody has to call; `local_now` is the patient's clock."""

    reason: str
    due_at: datetime | None
    tries: int
    zone: str
    local_now: datetime | None
    sleeps: bool
    caller: str
    is_mine: bool
    claimed_until: datetime | None
    undecided_because: str
    patient_says: str
    patient_says_because: str
    lost_visits: int
    most_tries: int
    talking_points: tuple[str, ...]
    calls: tuple[CallFacts, ...]


def list_calls(viewer: Viewer, *, now: datetime, tooth_system: str = "universal") -> tuple[CallRow, ...]:
    """Who is due to be called now, at most thirty: patients in danger first, then by due time; those on the phone with somebody included."""
    rows = (
        _due(viewer, now)
        .select_related("patient", "call_claim")
        .prefetch_related("patient__proxies")
        .order_by(_danger_first(), "call_due_at", "pk")[:SHOWN]
    )
    return tuple(_row(row, viewer, now, tooth_system) for row in rows)


def next_call_at(viewer: Viewer, *, now: datetime) -> datetime | None:
    """When the next patient is due who is not due yet (UTC); None where nobody is."""
    ahead = Referral.objects.filter(recipient_practice_id=viewer.practice_id, call_due_at__gt=now)
    return ahead.order_by("call_due_at").values_list("call_due_at", flat=True).first() if viewer.is_staff else None


def find_calls(viewer: Viewer, referral_id: UUID, *, now: datetime) -> CallStanding | None:
    """What a caller has to know about the calls of one referral; None for whoever may not know of it."""
    rows = Referral.objects.filter(visible_to(viewer)).select_related("recipient_practice", "call_claim", "patient")
    row = rows.filter(pk=referral_id).first()
    if row is None or not viewer.is_staff:
        return None
    practice, claim = row.recipient_practice, _standing(row, now)
    zone = zone_named(row.call_zone) or (zone_named(practice.time_zone) if practice else None)
    return CallStanding(
        reason=row.call_reason,
        due_at=row.call_due_at,
        tries=row.call_tries,
        zone=zone.key if zone else "",
        local_now=now.astimezone(zone) if zone else None,
        sleeps=zone is not None and row.call_reason not in AT_ANY_HOUR and is_quiet(now, zone.key),
        caller=claim.person_name if claim else "",
        is_mine=claim is not None and claim.person_id == viewer.person_id,
        claimed_until=claim.expires_at if claim else None,
        undecided_because=row.undecided_because,
        patient_says=row.patient_says,
        patient_says_because=row.patient_says_because,
        lost_visits=row.lost_visits,
        most_tries=practice.call_tries if practice else 0,
        talking_points=_talking_points(practice, row.patient.language) if practice else (),
        calls=tuple(
            CallFacts(call.at, call.who, call.direction, call.spoke_with, call.outcome, call.because, call.note, call.next_at)
            for call in CallAttempt.objects.filter(referral_id=row.pk).order_by("-at", "-id")[:SHOWN]
        ),
    )


def _due(viewer: Viewer, now: datetime) -> "QuerySet[Referral]":
    return Referral.objects.filter(recipient_practice_id=viewer.practice_id, call_due_at__lte=now)


def _danger_first() -> Case:
    return Case(When(call_reason__in=AT_ANY_HOUR, then=Value(0)), default=Value(1), output_field=IntegerField())


def _standing(row: Referral, now: datetime) -> CallClaim | None:
    claim: CallClaim | None = getattr(row, "call_claim", None)
    return claim if claim is not None and claim.expires_at > now else None


def _row(row: Referral, viewer: Viewer, now: datetime, tooth_system: str) -> CallRow:
    claim = _standing(row, now)
    contact = contact_of(row.patient)
    return CallRow(
        referral_id=row.pk,
        number=row.number,
        tier=row.tier,
        patient=row.patient.full_name,
        teeth=teeth_written(row.teeth, tooth_system, row.sites),
        asked_for=row.reason,
        reason=row.call_reason,
        due_at=row.call_due_at or now,
        local_now=now.astimezone(ZoneInfo(row.call_zone or "UTC")),
        sleeps=row.call_reason not in AT_ANY_HOUR and is_quiet(now, row.call_zone),
        tries=row.call_tries,
        language=contact.language,
        phone_display=display_phone(contact.phone) if contact.phone else "",
        caller=claim.person_name if claim else "",
        is_mine=claim is not None and claim.person_id == viewer.person_id,
    )


def _talking_points(practice: Practice, language: str) -> tuple[str, ...]:
    """What callers may say, a point a line, in the patient's language: the words that somebody approved; before there are any, what the
    practice once noted without approval, else the program's."""
    key = Said.of("talking_points", "spoken", language, {"practice_id": practice.pk})
    text = words_in_force(SYSTEM, [key])[key]
    if practice.talking_points and text == shipped(key.kind, key.channel, key.language):
        text = practice.talking_points
    return tuple(point.strip() for point in text.splitlines() if point.strip())
