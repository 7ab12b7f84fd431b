"""Scheduling: offer times, book directly (a phone call) or move, send the patient's link, make it useless."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.confirm_time import confirm_time
from bridgework.actions.keep_visit import keep_visit
from bridgework.actions.offer_times import offer_times
from bridgework.actions.revoke_patient_link import revoke_patient_link
from bridgework.actions.send_patient_link import send_patient_link
from bridgework.lookups.open_times import open_times, three_best
from bridgework.lookups.person import contact_of
from bridgework.lookups.practice import VisitTypeFacts, clinicians_of, place_names, visit_types_of
from bridgework.lookups.referral import ReferralPage, find_referral
from bridgework.lookups.visit_length import lengths_of
from bridgework.rules import referral_states as states
from bridgework.rules.booking import Slot
from bridgework.rules.contact import decide_patient_zone, is_quiet
from bridgework.rules.refusals import NotComplete, Refusal
from bridgework.rules.visit_types import choose_kind, kind_for_tier
from bridgework.web.desk.asking import act_view, seen_version, step_view, uuid_of
from bridgework.web.desk.referral_page import referral_context
from bridgework.web.shared.viewing import audited

DAYS_SHOWN = 5
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class DayOfTimes:
    """A day of the picker with its open times; `value` of a time is what the form posts."""

    day: date
    times: list[dict[str, Any]]


def _offer(request: HttpRequest, referral_id: UUID) -> str:
    offer_times(
        request.viewer,
        referral_id,
        slots=chosen_slots(request.POST.getlist("slot")),
        visit_type_id=uuid_of(request.POST.get("visit_type")) or UUID(int=0),
        now=request.now,
        seen_version=seen_version(request),
    )
    return _("Offered. The times are held and the patient gets the link.")


def _book(request: HttpRequest, referral_id: UUID) -> str:
    slots = chosen_slots(request.POST.getlist("slot"))
    if not slots:
        raise NotComplete(_("Nothing was booked."), {"slot": _("Choose a time.")})
    book_appointment(
        request.viewer,
        referral_id,
        provider_id=slots[0][0],
        starts_at=slots[0][1],
        visit_type_id=uuid_of(request.POST.get("visit_type")) or UUID(int=0),
        now=request.now,
        seen_version=seen_version(request),
    )
    return _("Booked. Patient and sender are told.")


def times_page(request: HttpRequest, referral_id: UUID, refusal: Refusal | None, *, template: str) -> HttpResponse:
    """The picker: kind of visit, clinician, a few days at a time, and what was refused."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "times of a referral", [page.id])
    kinds = visit_types_of(request.viewer)
    kind = chosen_kind(request, page, kinds)
    clinician = uuid_of(request.GET.get("provider"))
    zone = ZoneInfo(page.recipient.time_zone) if page.recipient else UTC
    today = request.now.astimezone(zone).date()
    first = max(today, day_of(request.GET.get("day")) or today)
    lengths = lengths_of(request.viewer, page.id, [one.id for one in kinds])
    slots: tuple[Slot, ...] = ()
    if kind and page.recipient:
        slots = open_times(
            request.viewer,
            page.recipient.id,
            kind.id,
            tier=page.tier,
            now=request.now,
            first_day=first,
            provider_id=clinician,
            minutes=lengths.get(kind.id),
        )
    clinicians = clinicians_of(request.viewer)
    names = {one.id: one.name for one in clinicians} | place_names(request.viewer)
    days = by_day(slots, names)
    best = three_best(slots, page.tier, clinician or page.assigned_provider_id)
    taken = set(request.POST.getlist("slot")) or {slot_value(slot.provider_id, slot.starts_at) for slot in best}
    context = referral_context(request, page) | {
        "refusal": refusal,
        "problems": getattr(refusal, "problems", {}),
        "kinds": [replace(one, minutes=lengths.get(one.id, one.minutes)) for one in kinds],
        "kind": kind,
        "clinicians": clinicians,
        "clinician": clinician,
        "best": [time_entry(slot, names) for slot in best],
        "days": days[:DAYS_SHOWN],
        "next_day": days[DAYS_SHOWN].day if len(days) > DAYS_SHOWN else None,
        "first": first,
        "is_first": first == today,
        "taken": taken,
        "most": MOST_OFFERED,
    }
    return render(request, template, context, status=refusal.status if refusal else 200)


def chosen_kind(request: HttpRequest, page: ReferralPage, kinds: Sequence[VisitTypeFacts]) -> VisitTypeFacts | None:
    """The kind of visit that was asked for, else that of the visit or hold there is, else that of triage, else what fits the request. Whose
    visit was booked before it got worse is given the kind that the practice keeps for that urgency, if it has one.
    """
    wanted = uuid_of(request.POST.get("visit_type") or request.GET.get("visit_type"))
    is_next = page.state == states.VISIT_DONE
    near = page.visit or page.chair_hold or (None if is_next else page.last_visit)
    decided = page.decided.visit_type_id if page.decided and not is_next else None
    known = wanted or (near.visit_type_id if near else decided)
    chosen = next((kind for kind in kinds if kind.id == known), None)
    if chosen and not wanted and not is_next and page.told and page.told.is_called and page.tier not in chosen.tiers:
        chosen = kind_for_tier(kinds, procedure=page.case.asked_code, tier=page.tier) or chosen
    return chosen or choose_kind(kinds, procedure=page.case.asked_code, wanted=page.case.wanted_code, tier=page.tier, seen_before=is_next)


def by_day(slots: Sequence[Slot], names: dict[UUID, str]) -> list[DayOfTimes]:
    """The open times by the local day of their location."""
    days: dict[date, list[dict[str, Any]]] = {}
    for slot in slots:
        days.setdefault(slot.starts_at.astimezone(ZoneInfo(slot.zone)).date(), []).append(time_entry(slot, names))
    return [DayOfTimes(day, times) for day, times in days.items()]


def time_entry(slot: Slot, names: dict[UUID, str]) -> dict[str, Any]:
    """An open time as the picker shows it."""
    return {
        "value": slot_value(slot.provider_id, slot.starts_at),
        "starts_at": slot.starts_at,
        "local": slot.starts_at.astimezone(ZoneInfo(slot.zone)),
        "clinician": names.get(slot.provider_id, ""),
        "place": names.get(slot.location_id, ""),
        "reserved": slot.reserved_tier,
    }


def slot_value(provider_id: UUID, starts_at: datetime) -> str:
    """A time as a form posts it."""
    return f"{provider_id}|{starts_at.astimezone(UTC).isoformat()}"


def chosen_slots(values: Sequence[str]) -> list[tuple[UUID, datetime]]:
    """The posted times. Raises NotComplete for what is none."""
    chosen = []
    for value in values:
        provider, _sep, at = value.partition("|")
        try:
            starts_at = datetime.fromisoformat(at)
            chosen.append((UUID(provider), starts_at.astimezone(UTC)))
        except ValueError:
            raise NotComplete(_("That is not a time of this practice."), {"slot": _("Choose a time from the list.")}) from None
    return chosen


def day_of(given: str | None) -> date | None:
    """A day of an address, or None where it is none."""
    try:
        day = date.fromisoformat(given or "")
    except ValueError:
        return None
    return day if abs(day.year - 2000) < 200 and day < date.max - timedelta(days=400) else None


def _send_link(request: HttpRequest, referral_id: UUID) -> str:
    referral = send_patient_link(request.viewer, referral_id, now=request.now)
    if not referral.patient.may_contact:
        return _("No message can be sent: the patient has not agreed to any. Please call.")
    contact = contact_of(referral.patient)
    if is_quiet(request.now, decide_patient_zone(referral.patient.zip, contact.phone, get_current_timezone_name()).zone):
        return _("It is night where the patient lives: the link goes out at 8 AM their time.")
    return _("The link is on its way to the patient.")


def _confirm_time(request: HttpRequest, referral_id: UUID) -> str:
    confirm_time(request.viewer, referral_id, now=request.now, seen_version=seen_version(request))
    return _("Booked. Patient and sender are told.")


def _keep_visit(request: HttpRequest, referral_id: UUID) -> str:
    keep_visit(request.viewer, referral_id, now=request.now, seen_version=seen_version(request))
    return _("The visit stays as it was. The patient is told.")


def _revoke_link(request: HttpRequest, referral_id: UUID) -> str:
    revoke_patient_link(request.viewer, referral_id, now=request.now)
    return _("The patient's link does not work any more. The next message brings a new one.")


offer = step_view(_offer, "schedule", partial(times_page, template="desk/offer_times.html"))
"""Three good times, chosen already: one press holds them and sends the patient the link. Others can be taken instead, or none."""
book = step_view(_book, "schedule", partial(times_page, template="desk/book.html"))
"""A time is booked, or the booked one moved, while the patient is on the phone: day by day, by clinician and kind of visit."""
send_link = act_view(_send_link, "read_referrals")
confirm = act_view(_confirm_time, "schedule")
keep = act_view(_keep_visit, "schedule")
revoke_link = act_view(_revoke_link, "read_referrals")
