"""What somebody typed as a tooth, read at once: for forms that are not asked about as a whole while they are filled in. Nothing of a patient is sent here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from bridgework.rules.teeth import SYSTEMS
from bridgework.web.shared.entry import anyone_may
from bridgework.web.shared.tooth_form import read_teeth


@require_safe
@anyone_may
def teeth_asked(request: HttpRequest) -> HttpResponse:
    """The question below the field, and what is sure, for the chart. `system` is the numbering of whoever types, "" where none was chosen."""
    system = request.GET.get("system", "")
    tooth = read_teeth(request.GET, system if system in SYSTEMS else "")
    response = render(request, "shared/tooth_asked.html", {"tooth": tooth})
    if tooth.text:
        trigger_client_event(response, "teeth-read", tooth.as_read)
    return response
