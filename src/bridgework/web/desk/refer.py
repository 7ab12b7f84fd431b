"""The beginning of a referral: who it is about, and where to."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bridgework.actions.start_referral import start_referral
from bridgework.lookups.directory import find_practice, usual_practices
from bridgework.lookups.patients import find_patient
from bridgework.lookups.referral_templates import templates_of
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.directory import practice_entry
from bridgework.web.desk.patients import picking
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("refer")
@require_http_methods(["GET", "HEAD", "POST"])
def new_referral(request: HttpRequest) -> HttpResponse:
    """Step by step without losing a step: `patient`, `to` and `template` are keys, in any order. With patient and practice it becomes a draft.

    A template of the practice brings its words, and where it names one the practice too.
    """
    given = request.POST if request.method == "POST" else request.GET
    patient_id, to, key = uuid_of(given.get("patient")), uuid_of(given.get("to")), uuid_of(given.get("submission_key"))
    template_id = uuid_of(given.get("template"))
    if request.method == "POST" and patient_id and to and key:
        return _start(request, patient_id, to, key, template_id)
    begun = _beginning(request, template_id)
    to = to or begun["to"]
    if patient_id:
        return _where_to(request, patient_id, to, begun)
    listing = find_practice(request.viewer, to, now=request.now) if to else None
    return render(request, "desk/refer/who.html", picking(request) | begun | {"listing": listing, "to": to})


def _beginning(request: HttpRequest, template_id: UUID | None) -> dict[str, Any]:
    """The templates to choose from, the chosen one, and the practice that it names."""
    known = templates_of(request.viewer, tooth_system=request.place.tooth_system)
    chosen = next((template for template in known if template.id == template_id), None)
    return {
        "templates": known,
        "template": chosen,
        "template_id": chosen.id if chosen else None,
        "to": chosen.recipient_id if chosen else None,
    }


def _start(request: HttpRequest, patient_id: UUID, to: UUID, key: UUID, template_id: UUID | None) -> HttpResponse:
    draft = start_referral(
        request.viewer, patient_id=patient_id, submission_key=key, recipient_practice_id=to, template_id=template_id, now=request.now
    )
    return redirect(reverse("draft", args=[draft.pk]))


def _where_to(request: HttpRequest, patient_id: UUID, to: UUID | None, begun: dict[str, Any]) -> HttpResponse:
    patient = find_patient(request.viewer, patient_id)
    chosen = find_practice(request.viewer, to, now=request.now) if to else None
    usual = (chosen,) if chosen else usual_practices(request.viewer, now=request.now)
    audited(request, request.viewer, "new referral", [], [patient_id])
    context = begun | {
        "patient": patient,
        "with_patient": patient.id,
        "entries": [practice_entry(listing) for listing in usual],
        "is_chosen": chosen is not None,
        "may_refer": True,
        "submission_key": uuid4(),
    }
    return render(request, "desk/refer/where.html", context)
