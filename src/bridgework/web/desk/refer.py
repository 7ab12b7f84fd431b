"""The beginning of a referral: who it is about, and where to."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bridgework.actions.start_referral import start_referral
from bridgework.lookups.directory import find_practice, usual_practices
from bridgework.lookups.patients import find_patient
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.directory import practice_entry
from bridgework.web.desk.patients import picking
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("refer")
@require_http_methods(["GET", "HEAD", "POST"])
def new_referral(request: HttpRequest) -> HttpResponse:
    """Step by step without losing a step: `patient` and `to` are keys, in either order. With both it becomes a draft."""
    given = request.POST if request.method == "POST" else request.GET
    patient_id, to, key = uuid_of(given.get("patient")), uuid_of(given.get("to")), uuid_of(given.get("submission_key"))
    if request.method == "POST" and patient_id and to and key:
        return _start(request, patient_id, to, key)
    if patient_id:
        return _where_to(request, patient_id, to)
    listing = find_practice(request.viewer, to, now=request.now) if to else None
    return render(request, "desk/refer/who.html", picking(request) | {"listing": listing, "to": to})


def _start(request: HttpRequest, patient_id: UUID, to: UUID, key: UUID) -> HttpResponse:
    draft = start_referral(request.viewer, patient_id=patient_id, submission_key=key, recipient_practice_id=to, now=request.now)
    return redirect(reverse("draft", args=[draft.pk]))


def _where_to(request: HttpRequest, patient_id: UUID, to: UUID | None) -> HttpResponse:
    patient = find_patient(request.viewer, patient_id)
    chosen = find_practice(request.viewer, to, now=request.now) if to else None
    usual = (chosen,) if chosen else usual_practices(request.viewer, now=request.now)
    audited(request, request.viewer, "new referral", [])
    context = {
        "patient": patient,
        "listings": [practice_entry(listing) for listing in usual],
        "is_chosen": chosen is not None,
        "may_refer": True,
        "submission_key": uuid4(),
    }
    return render(request, "desk/refer/where.html", context)
