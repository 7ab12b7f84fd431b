"""Settings of the practice's public page: the address to hand out, a button for its website, a card with a code to print, the switch; and
taking over what the practice itself once sent without an account."""

import segno
from django.conf import settings as server
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.adopt_guest_referrals import adopt_guest_referrals, ask_adoption_code
from bridgework.actions.change_practice import change_practice
from bridgework.lookups.own_public_page import OwnPublicPage, find_own_public_page
from bridgework.rules.guests import is_email
from bridgework.rules.refusals import LinkRefused, MoveNotAllowed, NotFound
from bridgework.web.shared.entry import staff_may


@staff_may("run_practice")
@require_safe
def public_page(request: HttpRequest) -> HttpResponse:
    return _show(request, find_own_public_page(request.viewer, now=request.now))


@staff_may("run_practice")
@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """A card to print and hand to referring offices."""
    page = find_own_public_page(request.viewer, now=request.now)
    if not page.exists:
        raise NotFound
    address = address_of(page)
    return render(request, "desk/public_page/card.html", {"page": page, "address": address, "qr": qr_of(address)})


@staff_may("run_practice")
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """On or off, at once. What was sent before goes on."""
    is_on = request.POST.get("public_page") == "on"
    change_practice(request.viewer, fields={"public_page": is_on}, now=request.now)
    messages.success(
        request, _("The page is open.") if is_on else _("The page is closed. Links to referrals that were sent go on working.")
    )
    return redirect("public_page")


@staff_may("run_practice")
@require_POST
def ask_code(request: HttpRequest) -> HttpResponse:
    """A code to the address from which referrals were sent."""
    email = request.POST.get("email", "").strip().lower()
    page = find_own_public_page(request.viewer, now=request.now)
    if not is_email(email):
        return _show(request, page, email, problem=_("This is not an e-mail address."), status=422)
    ask_adoption_code(request.viewer, email, now=request.now)
    return _show(request, page, email, asks_code=True)


@staff_may("run_practice")
@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """With the code, the referrals become the practice's own."""
    email = request.POST.get("email", "").strip().lower()
    try:
        count = adopt_guest_referrals(request.viewer, email, request.POST.get("code", ""), now=request.now)
    except (LinkRefused, MoveNotAllowed) as refused:
        page = find_own_public_page(request.viewer, now=request.now)
        return _show(request, page, email, asks_code=True, problem=_(refused.sentence), status=refused.status)
    told = ngettext("%(n)s referral is yours now.", "%(n)s referrals are yours now.", count) % {"n": count}
    messages.success(request, told)
    return redirect(f"{reverse('sent_referrals')}?tab=sent")


def address_of(page: OwnPublicPage) -> str:
    """The whole address, as it is handed out."""
    return f"{server.URL}{reverse('public:refer', args=[page.slug])}"


def link_of(page: OwnPublicPage) -> str:
    """HTML for the practice's own website: a plain link, without styles or scripts of ours; it looks like the page around it."""
    words = _("Refer a patient to %(name)s") % {"name": page.name}
    return f'<a href="{escape(address_of(page))}">{escape(words)}</a>'


def qr_of(address: str) -> SafeString:
    """The address as a code to photograph, drawn as SVG."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawn)


def _show(
    request: HttpRequest, page: OwnPublicPage, email: str = "", *, asks_code: bool = False, problem: str = "", status: int = 200
) -> HttpResponse:
    address = address_of(page)
    context = {
        "page": page,
        "address": address,
        "snippet": link_of(page),
        "qr": qr_of(address) if page.exists else "",
        "email": email,
        "asks_code": asks_code,
        "problem": problem,
    }
    return render(request, "desk/public_page/page.html", context, status=status)
