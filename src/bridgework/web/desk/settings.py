"""The practice's settings: how it is reached, its policy and hours, kinds of visit, people. Who works when is a page of its own."""

from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bridgework.actions.change_practice import change_practice
from bridgework.actions.change_visit_type import change_visit_type
from bridgework.lookups.practice import PracticePage, VisitTypeFacts, find_practice
from bridgework.messages.timeline_triage import TIER_WORDS
from bridgework.rules.completeness import REQUIREMENTS, minimum_for
from bridgework.rules.contact import display_phone
from bridgework.rules.deadlines import WEEKDAYS, zone_names
from bridgework.rules.facts import ROLES
from bridgework.rules.permissions import may
from bridgework.rules.public_holidays import US_STATES
from bridgework.rules.questions import form_for
from bridgework.rules.refusals import Refusal
from bridgework.rules.teeth import SYSTEM_NAMES
from bridgework.web.desk.frame import ROLE_WORDS
from bridgework.web.desk.people import TOLD
from bridgework.web.desk.settings_part import part_view
from bridgework.web.shared.entry import staff_may


@staff_may("run_practice")
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Everything on one page; each part is a form of its own."""
    return show(request)


def show(request: HttpRequest, refused: Refusal | None = None, kind_typed: UUID | None = None) -> HttpResponse:
    """The page, after a refusal with what was typed and what is wrong about it; `kind_typed` is the kind of visit it was typed for."""
    page = find_practice(request.viewer, now=request.now)
    typed: Any = request.POST if refused else {}
    context = {
        "page": page,
        "typed": typed,
        "refusal": refused,
        "problems": getattr(refused, "problems", {}),
        "phone": display_phone(page.phone) if page.phone else "",
        "text_number": display_phone(page.text_number) if page.text_number else "",
        "on_call_phone": display_phone(page.on_call_phone) if page.on_call_phone else "",
        "wanted_records": [_(REQUIREMENTS[minimum.code]) for minimum in minimum_for(page.specialty, page.minimum_records)],
        "systems": SYSTEM_NAMES,
        "tiers": TIER_WORDS.items(),
        "week": week_of(page, typed),
        "zones": zone_names(),
        "kinds": [kind_entry(kind, typed if kind and kind.id == kind_typed else {}) for kind in page.visit_types]
        + [kind_entry(None, typed if refused and kind_typed is None and "minutes" in typed else {})],
        "no_emergency_kind": request.place.receives and not any("emergency" in kind.tiers and kind.is_active for kind in page.visit_types),
        "procedures": procedures_of(page.specialty),
        "regions": US_STATES,
        "may_manage": may(request.viewer, "manage_people"),
        "members": [
            (member, ", ".join(str(ROLE_WORDS[role]) for role in ROLES if role in member.roles), TOLD.get(member.invitation, ""))
            for member in page.members
        ],
    }
    return render(request, "desk/settings.html", context, status=refused.status if refused else 200)


change_view = partial(part_view, lambda request, refused, keys: show(request, refused, keys.get("visit_type_id")), "settings")
"""A part of this page that is posted."""


def procedures_of(specialty: str) -> list[tuple[str, str]]:
    """What a practice of the specialty can be asked for, by dentists and by physicians: code and words."""
    found = {choice.code: choice.label for sender in ("", "medical") for choice in form_for(specialty, sender).procedures}
    return [(code, _(label)) for code, label in found.items()]


def kind_entry(kind: VisitTypeFacts | None, typed: Any) -> dict[str, Any]:
    """A kind of visit as its form shows it (None: a new one); `typed` is what was posted for it and refused."""
    if typed:
        values = {
            name: typed.get(name, "")
            for name in ("name", "name_es", "minutes", "buffer_minutes", "lead_minutes", "what_to_expect", "what_to_bring")
        }
        values |= {name: typed.getlist(name) for name in ("procedures", "tiers")}
        values |= {name: name in typed for name in ("is_follow_up", "is_active")}
    else:
        values = asdict(kind) if kind else {"minutes": 60, "buffer_minutes": 0, "lead_minutes": 0, "is_active": True}
    return {"kind": kind, "key": kind.id if kind else "new", "values": values, "open": bool(typed)}


def week_of(page: PracticePage, typed: Any) -> list[dict[str, Any]]:
    """The opening hours of each weekday, two spans a day."""
    week = []
    for number, name in enumerate(WEEKDAYS):
        spans = page.hours.get(str(number)) or []
        flat = [edge for span in spans[:2] for edge in span] + [""] * 4
        values = [typed.get(f"hours_{number}_{place}", flat[place]) if typed else flat[place] for place in range(4)]
        week.append({"number": number, "name": _(name), "values": values})
    return week


def _policy(request: HttpRequest) -> str:
    post = request.POST
    fields = {name: post.get(name, "").strip() for name in ("phone", "on_call_phone", "email", "about", "tooth_system")}
    change_practice(request.viewer, fields=fields | {"auto_accept": bool(post.get("auto_accept"))}, now=request.now)
    return _("Saved.")


def _reaching(request: HttpRequest) -> str:
    fields: dict[str, Any] = {"monthly_summary": bool(request.POST.get("monthly_summary"))}
    if "text_number" in request.POST:
        fields["text_number"] = request.POST["text_number"].strip()
    for name in ("call_tries", "lost_visits", "late_cancel_hours"):
        given = request.POST.get(name, "").strip()
        fields[name] = int(given) if given.isascii() and given.isdigit() and len(given) < 5 else given
    change_practice(request.viewer, fields=fields, now=request.now)
    return _("Saved.")


def _hours(request: HttpRequest) -> str:
    hours: dict[str, list[list[str]]] = {}
    for number in range(7):
        edges = [request.POST.get(f"hours_{number}_{place}", "").strip() for place in range(4)]
        spans = [edges[place : place + 2] for place in (0, 2) if any(edges[place : place + 2])]
        if spans:
            hours[str(number)] = spans
    fields: dict[str, Any] = {"hours": hours} | {
        name: request.POST[name].strip() for name in ("time_zone", "holiday_region") if name in request.POST
    }
    change_practice(request.viewer, fields=fields, now=request.now)
    if fields.get("time_zone", request.place.time_zone) == request.place.time_zone:
        return _("Saved. Due times of open work follow these hours.")
    return _("Saved. Visits that are booked keep their moment and are shown in the new time; due times of open work follow.")


def _visit_type(request: HttpRequest, visit_type_id: UUID | None = None) -> str:
    post = request.POST
    fields: dict[str, Any] = {name: post.get(name, "") for name in ("name", "name_es", "what_to_expect", "what_to_bring")}
    fields |= {"procedures": post.getlist("procedures"), "tiers": post.getlist("tiers"), "is_follow_up": bool(post.get("is_follow_up"))}
    lengths = ("minutes", "buffer_minutes", *(("lead_minutes",) if "lead_minutes" in post else ()))
    fields |= {name: int(post.get(name, "")) if post.get(name, "").isdecimal() else -1 for name in lengths}
    change_visit_type(request.viewer, visit_type_id, fields=fields | {"is_active": bool(post.get("is_active"))}, now=request.now)
    return _("Saved.")


policy = change_view(_policy, "policy")
reaching = change_view(_reaching, "reaching")
hours = change_view(_hours, "hours")
visit_type = change_view(_visit_type, "visit-types")
