"""What has not been sent yet: the viewer's drafts and those of the whole practice, to go on with or to give up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.discard_draft import discard_draft
from bridgework.actions.restore_draft import restore_draft
from bridgework.lookups.saved_drafts import Whose, count_drafts, saved_drafts
from bridgework.web.desk.frame import bounded
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("refer")
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """The list: mine first, where there are any, else everybody's."""
    counts = count_drafts(request.viewer)
    asked = request.GET.get("whose", "")
    whose: Whose = "all" if asked == "all" or (asked != "mine" and not counts["mine"]) else "mine"
    found = saved_drafts(request.viewer, whose, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "drafts", [draft.id for draft in found])
    here = reverse("drafts")
    chips = [
        {"label": _("Mine"), "url": f"{here}?whose=mine", "current": whose == "mine", "count": bounded(counts["mine"])},
        {"label": _("My practice's"), "url": f"{here}?whose=all", "current": whose == "all", "count": bounded(counts["all"])},
    ]
    return render(request, "desk/drafts.html", {"drafts": found, "chips": chips, "whose": whose, "others": counts["all"]})


@staff_may("refer")
@require_POST
def discard(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    discard_draft(request.viewer, referral_id, now=request.now)
    messages.success(request, _("Draft given up."), extra_tags=f"undo:{reverse('restore_draft', args=[referral_id])}")
    whose = request.POST.get("whose", "")
    return redirect(f"{reverse('drafts')}?whose={whose}" if whose in ("mine", "all") else reverse("drafts"))


@staff_may("refer")
@require_POST
def restore(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    restore_draft(request.viewer, referral_id, now=request.now)
    messages.success(request, _("The draft is back, with everything in it."))
    return redirect("draft", referral_id)
