"""The practice's form and a referral's answers as FHIR, for programs that read neither pages nor paper."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from bridgework.connections.fhir.questionnaire import questionnaire, response
from bridgework.lookups.answers_given import find_answers
from bridgework.lookups.form_settings import find_form_settings
from bridgework.rules.questions import form_for
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("run_practice")
@require_safe
def form_questionnaire(request: HttpRequest) -> HttpResponse:
    """The form that dental offices fill in, or with `from=medical` the one for medical practices."""
    page = find_form_settings(request.viewer)
    form = form_for(page.specialty, "medical" if request.GET.get("from") == "medical" else "")
    return _fhir(questionnaire(form, [row.asked for row in page.own]), f"form-{form.code}")


@staff_may("read_referrals")
@require_safe
def answers_fhir(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """What was answered in one referral."""
    found = find_answers(request.viewer, referral_id)
    audited(request, request.viewer, "answers as FHIR", [referral_id])
    return _fhir(response(found.form, found.case, found.asked, authored=found.at), f"referral-{found.number}-answers")


def _fhir(resource: dict[str, Any], name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}.json"'
    return JsonResponse(resource, content_type="application/fhir+json", headers={"Content-Disposition": disposition})
