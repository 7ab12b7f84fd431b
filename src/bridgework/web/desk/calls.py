"""The call desk: whom to call next, what to say, and how it went in one press; and answering whoever calls us."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.claim_call import claim_call, claim_next_call, release_call
from bridgework.actions.log_status_call import log_status_call
from bridgework.actions.record_call import record_call
from bridgework.lookups.calls import CallStanding, find_calls, list_calls, next_call_at
from bridgework.lookups.patient_told import PatientTold, find_told
from bridgework.lookups.referral import ReferralPage, find_referral
from bridgework.lookups.replies import find_conversation
from bridgework.lookups.search import search
from bridgework.messages import spoken
from bridgework.messages.next_steps import step_title
from bridgework.messages.timeline_calls import SIGNS
from bridgework.messages.timeline_messages import MESSAGES
from bridgework.rules.acceptance import BECAUSE
from bridgework.rules.facts import RECIPIENT
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound, Refusal, SlotTaken
from bridgework.rules.search_words import read_search
from bridgework.rules.teeth import in_plain_words
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.call_times import times_to_offer
from bridgework.web.desk.referral_page import LANGUAGES
from bridgework.web.desk.scheduling import chosen_slots
from bridgework.web.desk.talk import ON_REFERRAL, conversation_context
from bridgework.web.desk.wish import wish_context
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

REASON_WORDS = {
    "worse": gettext_lazy("Told us that it got worse"),
    "emergency": gettext_lazy("Emergency: a person calls"),
    "again": gettext_lazy("Not reached before"),
    "call_back": gettext_lazy("Asked to be called now"),
    "no_message": gettext_lazy("Cannot be reached by message"),
    "missed": gettext_lazy("Missed the visit"),
    "cancelled": gettext_lazy("Cancelled the visit"),
    "next_visit": gettext_lazy("Needs the next visit"),
    "no_choice": gettext_lazy("Has the link and has not chosen"),
}
OUTCOME_WORDS = {
    "booked": gettext_lazy("booked"),
    "no_answer": gettext_lazy("no answer"),
    "left_message": gettext_lazy("left a message"),
    "call_back": gettext_lazy("call back"),
    "thinking": gettext_lazy("still thinking"),
    "declined": gettext_lazy("does not want the visit"),
    "wrong_number": gettext_lazy("wrong number"),
    "no_number": gettext_lazy("no number to call"),
    "reached": gettext_lazy("reached"),
    "status": gettext_lazy("called us"),
}
CALLERS = {
    "patient": gettext_lazy("the patient"),
    "proxy": gettext_lazy("somebody for the patient"),
    "sender": gettext_lazy("the referring office"),
    "other": gettext_lazy("somebody else"),
}
AFTERWARDS = {
    "booked": gettext_lazy("Booked. Patient and sender are told."),
    "wrong_number": gettext_lazy("Recorded. The sender is asked for the right number."),
    "no_number": gettext_lazy("Recorded. The sender is asked for a number."),
    "declined": gettext_lazy("Recorded. A person decides how to go on."),
    "reached": gettext_lazy("Recorded."),
}


@staff_may("schedule")
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Who is due to be called now, the gravest first."""
    rows = list_calls(request.viewer, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "call desk", [row.referral_id for row in rows])
    context = {
        "rows": [(row, REASON_WORDS.get(row.reason, ""), LANGUAGES.get(row.language, row.language)) for row in rows],
        "anybody": any(not row.caller and not row.sleeps for row in rows),
        "mine": next((row for row in rows if row.is_mine), None),
        "next_at": None if rows else next_call_at(request.viewer, now=request.now),
    }
    return render(request, "desk/calls/desk.html", context)


@staff_may("schedule")
@require_POST
def next_call(request: HttpRequest) -> HttpResponse:
    """Takes the next patient, whom nobody else gets meanwhile."""
    referral_id = claim_next_call(request.viewer, now=request.now)
    if referral_id is None:
        messages.info(request, _("Nobody is to be called right now."))
        return redirect("calls")
    return redirect("call", referral_id)


@staff_may("schedule")
@require_POST
def take(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Takes this patient."""
    try:
        claim_call(request.viewer, referral_id, now=request.now)
    except MoveNotAllowed as refusal:
        messages.error(request, refusal.sentence)
    return redirect("call", referral_id)


@staff_may("schedule")
@require_POST
def put_back(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Gives the patient back without a call."""
    release_call(request.viewer, referral_id)
    return redirect("calls")


@staff_may("schedule")
@require_safe
def call(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One call: the number, the script, the times, and how it went."""
    return show(request, referral_id)


@staff_may("schedule")
@require_POST
def outcome(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """How it went, in one press; what is refused comes back with everything that was typed."""
    went = request.POST.get("outcome", "")
    try:
        attempt = record_call(
            request.viewer,
            referral_id,
            outcome=went,
            because=request.POST.get("because", "") if went in ("declined", "thinking") else "",
            note=request.POST.get("note", ""),
            back_at=_local(request, referral_id) if went == "call_back" else None,
            slot=_slot(request) if went == "booked" else None,
            now=request.now,
        )
    except (NotComplete, SlotTaken, MoveNotAllowed) as refusal:
        return show(request, referral_id, refusal)
    messages.success(request, _said_after(went, attempt.next_at))
    return redirect("calls")


@staff_may("schedule")
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Somebody calls: found by what they know (name, birth date, phone, number). Posted, so that no name is part of an address."""
    typed = request.POST.get("q", "").strip()[:120]
    found = search(request.viewer, read_search(typed, request.place.tooth_system), tooth_system=request.place.tooth_system)
    hits = [hit for hit in found.referrals if not hit.is_draft]
    audited(request, request.viewer, "status call: search", [hit.id for hit in hits])
    if len(hits) == 1:
        return redirect(f"{reverse('call', args=[hits[0].id])}?status=1")
    listed = [(hit, step_title(hit.next_step, ours=hit.ours)) for hit in hits]
    return render(request, "desk/calls/found.html", {"typed": typed, "hits": listed})


@staff_may("schedule")
@require_POST
def log_status(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Logs that somebody called and was told where it stands."""
    try:
        log_status_call(
            request.viewer, referral_id, caller=request.POST.get("caller", ""), note=request.POST.get("note", ""), now=request.now
        )
    except (NotComplete, MoveNotAllowed) as refusal:
        return show(request, referral_id, refusal)
    messages.success(request, _("The call is logged."))
    return redirect("call", referral_id)


def show(request: HttpRequest, referral_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """The screen of one call, after a refusal with what was typed."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    standing = find_calls(request.viewer, referral_id, now=request.now)
    if standing is None or page.sent_at is None:
        raise NotFound
    audited(request, request.viewer, "call", [page.id])
    may_call = page.side == RECIPIENT and page.closed_at is None and page.state not in ("4.0", "6.0", "7.0")
    language = page.patient.contact.language if page.patient.contact.language in ("en", "es") else "en"
    said = find_told(request.viewer, page.id, stands=page.told)
    written = conversation_context(find_conversation(request.viewer, page.id), last=ON_REFERRAL)
    context: dict[str, Any] = wish_context(said) | {
        "turns": written.get("turns"),
        "page": page,
        "back": reverse("call", args=[page.id]),
        "standing": standing,
        "may_call": may_call,
        "is_status": "status" in request.GET or not may_call,
        "reason_words": REASON_WORDS.get(standing.reason, ""),
        "script": script(request, page, standing, language, said) if may_call else [],
        "speaks": LANGUAGES.get(page.patient.contact.language, page.patient.contact.language),
        "is_spanish": language == "es",
        "status_here": status_words(page),
        "status_said": _in(language, page) if language != (translation.get_language() or "en")[:2] else "",
        "letter": next(
            (message for message in page.messages if message.channel == "letter" and message.status in ("planned", "sent")), None
        ),
        "told": [] if written.get("turns") else told_of(page),
        "calls": [(one, OUTCOME_WORDS.get(one.outcome, one.outcome), CALLERS.get(one.spoke_with, "")) for one in standing.calls],
        "because": BECAUSE,
        "callers": CALLERS,
        "refusal": refusal,
        "problems": getattr(refusal, "problems", {}),
        "typed": request.POST if refusal else {},
        "status_step": step_title(page.next_step, ours=page.is_ours, tier=page.tier, late=page.is_late),
    }
    if may_call:
        context |= times_to_offer(request, page)
    return render(request, "desk/calls/call.html", context, status=refusal.status if refusal else 200)


def script(
    request: HttpRequest, page: ReferralPage, standing: CallStanding, language: str, said: PatientTold | None
) -> list[dict[str, Any]]:
    """What to say, one step after the other: a heading for the caller, the words in the patient's language, and what is known."""
    contact = page.patient.contact
    known = [_(alert.label) for alert in page.case.alerts]
    told = [SIGNS[sign] for sign, answer in said.worse.items() if answer == "yes" and sign in SIGNS] if said else []
    missing_film = any("film" in need.code or need.code in ("cbct", "panoramic") for need in page.missing)
    sender = page.referring_provider or page.sender.name
    with translation.override(language):
        tooth = in_plain_words(page.teeth, language) if page.teeth else ""
        lines = [
            spoken.greeting(page.recipient.name if page.recipient else "", request.viewer.name, contact.name),
            spoken.who_is_there(is_proxy=contact.is_proxy),
            spoken.why(sender, tooth),
            spoken.danger(),
            spoken.danger_answer(),
            spoken.health(),
            spoken.coming(imaging_first=missing_film),
            spoken.fear() if page.patient.is_nervous else "",
        ]
    born = contact.birth_date
    return [
        {"title": _("Ask for the right person"), "say": [lines[0]]},
        {"title": _("Make sure who it is"), "say": [lines[1]], "know": _("born"), "born": born},
        {"title": _("Confirm tooth and reason"), "say": [lines[2]], "know": page.reason, "told": ", ".join(map(str, told))},
        {"title": _("Danger signs"), "say": [lines[3]], "yes": lines[4]},
        {"title": _("Health"), "say": [lines[5]], "know": ", ".join(known)},
        {"title": _("Find a time"), "say": [lines[6]] + ([lines[7]] if lines[7] else [])},
    ]


def status_words(page: ReferralPage) -> str:
    """Where it stands, to be read aloud, in the language that is active."""
    zone = page.recipient.time_zone if page.recipient else page.sender.time_zone
    return spoken.status(
        state=page.state,
        recipient=page.recipient.name if page.recipient else "",
        sender=page.referring_provider or page.sender.name,
        zone=zone,
        visit_at=page.visit.starts_at if page.visit else None,
        offered_until=page.offers_expire_at if page.offers else None,
        next_step=page.next_step,
        respond_by=page.respond_by,
    )


def told_of(page: ReferralPage) -> list[dict[str, Any]]:
    """What the patient was told by message, the latest first."""
    return [
        {"what": MESSAGES.get(message.kind, message.kind), "channel": message.channel, "status": message.status, "at": message.changed_at}
        for message in page.messages
        if message.recipient == "patient" and message.status != "dropped"
    ][:6]


def _in(language: str, page: ReferralPage) -> str:
    with translation.override(language):
        return status_words(page)


def _said_after(went: str, next_at: datetime | None) -> str:
    if next_at is not None:
        return _("Recorded. The next call comes by itself.")
    return str(AFTERWARDS.get(went, _("Recorded. A person decides how to go on.")))


def _local(request: HttpRequest, referral_id: UUID) -> datetime | None:
    """When to call back: what was typed is the clock where the patient lives."""
    standing = find_calls(request.viewer, referral_id, now=request.now)
    try:
        typed = datetime.fromisoformat(request.POST.get("back_at", ""))
    except ValueError:
        return None
    if typed.tzinfo is None:
        typed = typed.replace(tzinfo=ZoneInfo(standing.zone) if standing and standing.zone else UTC)
    try:
        return typed.astimezone(UTC)
    except OverflowError:
        return None


def _slot(request: HttpRequest) -> dict[str, Any] | None:
    slots = chosen_slots(request.POST.getlist("slot")[:1])
    if not slots:
        return None
    kind = uuid_of(request.POST.get("visit_type")) or UUID(int=0)
    return {"provider_id": slots[0][0], "starts_at": slots[0][1], "visit_type_id": kind}
