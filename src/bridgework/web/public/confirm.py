"""Proving an address: the page that waits for the code, and the one that the link in the message opens. Nothing of the patient is on either."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bridgework.actions.confirm_guest_submission import Confirmed, confirm_guest_submission
from bridgework.actions.guest_secrets import link_secret_of
from bridgework.actions.send_guest_code import send_guest_code
from bridgework.lookups.guests import Waiting, find_by_letter, find_waiting
from bridgework.rules.guests import digits_of
from bridgework.rules.refusals import LinkRefused, MoveNotAllowed, NotComplete
from bridgework.web.shared.entry import anyone_may
from bridgework.web.shared.known_browser import remember


@never_cache
@require_safe
@anyone_may
def wait(request: HttpRequest, secret: str) -> HttpResponse:
    """Where the code goes in, with what can be done when none arrives."""
    return _wait(request, secret, find_waiting(secret, now=request.now))


@never_cache
@require_POST
@anyone_may
def enter_code(request: HttpRequest, secret: str) -> HttpResponse:
    """The code of the message. A wrong one is counted; nothing is lost."""
    waiting = find_waiting(secret, now=request.now)
    if len(digits_of(request.POST.get("code", ""))) != 6:
        return _wait(request, secret, waiting, {"code": _("The code has six digits.")}, status=422)
    try:
        confirmed = confirm_guest_submission(secret, code=request.POST.get("code", ""), now=request.now)
    except LinkRefused as refused:
        return _wait(request, secret, find_waiting(secret, now=request.now), {"code": refused.sentence}, status=422)
    return _opened(request, confirmed)


@never_cache
@require_POST
@anyone_may
def send_again(request: HttpRequest, secret: str) -> HttpResponse:
    """Another code: to the same address, to a corrected one, or as a text message."""
    channel = "sms" if request.POST.get("by") == "sms" else "email"
    try:
        send_guest_code(secret, channel=channel, email=request.POST.get("email", ""), now=request.now)
    except (MoveNotAllowed, NotComplete) as refused:
        problems = getattr(refused, "problems", {}) or {"again": refused.sentence}
        return _wait(request, secret, find_waiting(secret, now=request.now), problems, status=refused.status)
    messages.success(request, _("A new code is on its way. The one before does not work any more."))
    return redirect("public:wait", secret)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone_may
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of the message. It asks for one press, for mail programs open links by themselves."""
    waiting = find_by_letter(secret, now=request.now)
    problem = ""
    if request.method == "POST":
        try:
            return _opened(request, confirm_guest_submission(secret, now=request.now))
        except LinkRefused as refused:
            problem = refused.sentence
    context = {"practice": waiting.practice, "waiting": waiting, "secret": secret, "problem": problem}
    return render(request, "public/confirm.html", context, status=422 if problem else 200)


def _opened(request: HttpRequest, confirmed: Confirmed) -> HttpResponse:
    """To the page on which the office follows its referral; a browser that has proven itself is not asked for a code there."""
    response = redirect("guest:home", link_secret_of(confirmed.link.pk))
    if confirmed.is_proof:
        remember(request, response, confirmed.link.pk)
    return response


def _wait(request: HttpRequest, secret: str, waiting: Waiting, problems: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    context = {
        "practice": waiting.practice,
        "waiting": waiting,
        "secret": secret,
        "problems": problems or {},
        "typed_email": request.POST.get("email", "") if problems and "email" in problems else waiting.email,
    }
    return render(request, "public/wait.html", context, status=status)
