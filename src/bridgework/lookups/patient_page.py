"""What a patient sees of their own referral: who sent them, to whom, why, and their times. No finding, no report, no other patient."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.lookups.open_times import DAYS_AHEAD, open_times, three_best
from bridgework.lookups.outside_calendars import stale_providers, without_busy
from bridgework.lookups.person import contact_of, openers_of
from bridgework.lookups.visit_length import length_of
from bridgework.records.models import Appointment, Location, Practice, Provider, Referral, TriageDecision, VisitType
from bridgework.records.only_row import only_row
from bridgework.rules import referral_states as states
from bridgework.rules.booking import Slot
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.offers import misses, read_wish
from bridgework.rules.refusals import NotFound
from bridgework.rules.visit_types import choose_kind

CHOOSE = frozenset({states.ACCEPTED, states.UNATTENDED, states.VISIT_CANCELLED})


@dataclass(frozen=True, slots=True)
class Office:
    """A practice as patients reach it."""

    name: str
    phone: str
    phone_link: str
    on_call: str
    on_call_link: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time to choose or a visit: local time of the location, with what a patient needs to get there. `value` is what a form posts."""

    value: str
    starts_at: datetime
    ends_at: datetime
    provider: str
    location: str
    address: str
    phone: str
    directions: str
    zone: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What kind of visit it is, in the patient's language."""

    name: str
    minutes: int
    what_to_expect: str
    what_to_bring: str


@dataclass(frozen=True, slots=True)
class PatientPage:
    """`stage` is what the page is about: waiting, choose, booked, past (the office has not said yet whether they came), seen or over. Times are aware, in the zone of the location."""

    referral_id: UUID
    version: int
    given_name: str
    """Of the patient."""
    reader: str
    """The given name of whoever reads the page."""
    is_for_other: bool
    """It is read by somebody who speaks for the patient."""
    language: str
    is_nervous: bool
    tier: str
    office: Office
    sender_name: str
    sender_practice: Office
    teeth: tuple[str, ...]
    procedure: str
    stage: str
    ended_as: str
    respond_by: datetime | None
    zone: str
    visit: Visit | None
    booked: Time | None
    held: Time | None
    requested: Time | None
    """A time that the patient asked for and the practice confirms."""
    is_confirmed_later: bool
    """A time that is picked now is asked for: the practice's own calendar cannot be read."""
    earlier: Time | None
    """A time that became free and is held for this patient, who asked to come earlier; `earlier_until` says how long (UTC)."""
    earlier_until: datetime | None
    best: tuple[Time, ...]
    rest: tuple[Time, ...]
    was_lost: bool


def find_patient_page(viewer: Viewer, language: str, now: datetime) -> PatientPage:
    """The page of the viewer's own referral, in `language`. Raises NotFound for anybody but a patient."""
    if viewer.kind != "patient" or viewer.referral_id is None or viewer.patient_id is None:
        raise NotFound
    referral = only_row(
        Referral.objects.filter(pk=viewer.referral_id, patient_id=viewer.patient_id)
        .exclude(state=states.DRAFT)
        .select_related("patient", "sender_practice", "recipient_practice", "referring_provider")
    )
    if referral is None or referral.recipient_practice is None:
        raise NotFound
    appointments = list(
        referral.appointments.filter(status__in=["held", "booked", "arrived"])
        .select_related("provider", "location", "visit_type")
        .order_by("starts_at")
    )
    booked = next((row for row in appointments if row.status != "held"), None)
    chair = next((row for row in appointments if row.purpose == "chair" and row.status == "held" and _stands(row, now)), None)
    stage = _stage(referral, booked, now)
    kept = without_busy([row for row in appointments if row.purpose in ("offer", "earlier") and row.status == "held" and _stands(row, now)])
    earlier = next((row for row in kept if row.purpose == "earlier"), None)
    offered = [row for row in kept if row.purpose == "offer"]
    asked = next((row for row in appointments if row.purpose == "request" and row.status == "held" and _stands(row, now)), None)
    chosen = booked or chair or asked or next(iter(offered), None)
    kind = chosen.visit_type if chosen else _kind(referral)
    best, rest = _times(viewer, referral, kind, offered, language, now) if stage in ("choose", "booked") and kind else ((), ())
    contact = contact_of(referral.patient)
    openers = openers_of(referral.patient, now.date())
    reader = next((opener for opener in openers if opener.proxy_id == viewer.proxy_id), openers[0])
    return PatientPage(
        referral_id=referral.pk,
        version=referral.version,
        given_name=referral.patient.given_name,
        reader=reader.given_name,
        is_for_other=reader.is_proxy,
        language=contact.language,
        is_nervous=referral.patient.is_nervous or referral.case.get("anxiety") == "severe",
        tier=referral.tier,
        office=office_of(referral.recipient_practice),
        sender_name=referral.referring_provider.name if referral.referring_provider else referral.sender_practice.name,
        sender_practice=office_of(referral.sender_practice),
        teeth=tuple(referral.teeth),
        procedure=referral.case.get("procedure", ""),
        stage=stage,
        ended_as=referral.state if referral.state in states.ENDED else "",
        respond_by=referral.respond_by,
        zone=referral.recipient_practice.time_zone,
        visit=_visit(kind, language, length_of(referral, kind.pk)) if kind else None,
        booked=_time_of(booked, language) if booked else None,
        held=_time_of(chair, language) if chair else None,
        earlier=_time_of(earlier, language) if earlier else None,
        earlier_until=earlier.held_until if earlier else None,
        requested=_time_of(asked, language) if asked else None,
        is_confirmed_later=_has_stale([time for time in best if time.value not in {_value(row) for row in offered}], now),
        best=best,
        rest=rest,
        was_lost=referral.state in (states.UNATTENDED, states.VISIT_CANCELLED),
    )


def _kind(referral: Referral) -> VisitType | None:
    kinds = list(VisitType.objects.filter(practice=referral.recipient_practice, is_active=True).order_by("position", "name"))
    asked, triage = referral.case, only_row(TriageDecision.objects.filter(referral=referral))
    decided = triage.visit_type_id if triage and referral.state != states.VISIT_DONE else None
    return next((kind for kind in kinds if kind.pk == decided), None) or choose_kind(
        kinds,
        procedure=asked.get("procedure") or "",
        wanted=asked.get("wanted") or "",
        tier=referral.tier,
        seen_before=referral.state == states.VISIT_DONE and referral.another_visit_needed,
    )


def _stands(hold: Appointment, now: datetime) -> bool:
    return hold.starts_at > now and hold.held_until is not None and hold.held_until > now


def _stage(referral: Referral, booked: Appointment | None, now: datetime) -> str:
    if referral.state in states.ENDED:
        return "over"
    if booked is not None:
        return "booked" if booked.ends_at > now else "past"
    if referral.state in CHOOSE or (referral.state == states.VISIT_DONE and referral.another_visit_needed):
        return "choose"
    return "seen" if referral.state == states.VISIT_DONE else "waiting"


def _has_stale(times: Iterable[Time], now: datetime) -> bool:
    return bool(stale_providers({UUID(time.value.partition("|")[0]) for time in times}, now))


def _times(
    viewer: Viewer, referral: Referral, kind: VisitType, offered: list[Appointment], language: str, now: datetime
) -> tuple[tuple[Time, ...], tuple[Time, ...]]:
    """Three good ones first, then the others of the next four weeks. Good are those that the office chose, where it did; of them those that
    suit the patient, once they have said when they like to come.
    """
    practice_id = referral.recipient_practice_id
    if practice_id is None:
        return (), ()
    slots = open_times(viewer, practice_id, kind.pk, tier=referral.tier, now=now, days=DAYS_AHEAD, minutes=length_of(referral, kind.pk))
    providers = {row.pk: row for row in Provider.objects.filter(practice_id=practice_id)}
    locations = {row.pk: row for row in referral.recipient_practice.locations.all()} if referral.recipient_practice else {}

    def time_of(slot: Slot) -> Time:
        place = locations[slot.location_id]
        return _time(slot.starts_at, slot.ends_at, providers[slot.provider_id], place, kind, language)

    wish = read_wish(referral.time_wish)
    suiting = [row for row in offered if not misses(row.starts_at, row.location.time_zone, wish)]
    chosen = three_best(slots, referral.tier, referral.assigned_provider_id, wish) if len(suiting) < len(offered) or not offered else ()
    best = tuple({time.value: time for time in (*(_time_of(row, language) for row in suiting), *map(time_of, chosen))}.values())[:3]
    shown = {time.value for time in best}
    # One provider's time of a kind is enough for each start: a patient chooses a time, not a column of a calendar.
    single = {slot.starts_at: slot for slot in reversed(slots)}
    others = [*(_time_of(row, language) for row in offered), *(time_of(slot) for slot in single.values())]
    rest = {time.value: time for time in others if time.value not in shown}
    return best, tuple(sorted(rest.values(), key=lambda time: time.starts_at))


def _value(row: Appointment) -> str:
    return f"{row.provider_id}|{row.visit_type_id}|{row.starts_at.isoformat()}"


def _time_of(row: Appointment, language: str) -> Time:
    return _time(row.starts_at, row.ends_at, row.provider, row.location, row.visit_type, language)


def _time(starts_at: datetime, ends_at: datetime, provider: Provider, location: Location, kind: VisitType, language: str) -> Time:
    zone = ZoneInfo(location.time_zone)
    address = f"{location.street}, {location.city}, {location.region} {location.zip}"
    return Time(
        value=f"{provider.pk}|{kind.pk}|{starts_at.isoformat()}",
        starts_at=starts_at.astimezone(zone),
        ends_at=ends_at.astimezone(zone),
        provider=provider.name,
        location=location.name,
        address=address,
        phone=location.phone,
        directions=location.directions_es if language == "es" and location.directions_es else location.directions,
        zone=location.time_zone,
    )


def _visit(kind: VisitType, language: str, minutes: int | None) -> Visit:
    spanish = language == "es"
    return Visit(
        name=kind.name_es if spanish and kind.name_es else kind.name,
        minutes=minutes or kind.minutes,
        what_to_expect=kind.what_to_expect_es if spanish and kind.what_to_expect_es else kind.what_to_expect,
        what_to_bring=kind.what_to_bring_es if spanish and kind.what_to_bring_es else kind.what_to_bring,
    )


def office_of(practice: Practice) -> Office:
    """The practice as people outside of it reach it."""
    return Office(
        name=practice.name,
        phone=display_phone(practice.phone),
        phone_link=f"tel:{practice.phone}",
        on_call=display_phone(practice.on_call_phone) if practice.on_call_phone else "",
        on_call_link=f"tel:{practice.on_call_phone}" if practice.on_call_phone else "",
    )
