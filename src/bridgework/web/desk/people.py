"""The people of a practice: who works here with which roles, invited by e-mail, and whose access ends. For administrators."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bridgework.actions.change_membership import change_membership
from bridgework.actions.invite_person import invite_again as send_again
from bridgework.actions.invite_person import invite_person
from bridgework.actions.require_second_step import require_second_step, take_second_step_away
from bridgework.lookups.colleagues import Member, find_member
from bridgework.rules.facts import ROLES
from bridgework.rules.refusals import LastAdministrator, MoveNotAllowed, NotComplete, Refusal
from bridgework.web.desk.frame import ROLE_WORDS
from bridgework.web.desk.front_door import PURPOSES
from bridgework.web.shared.entry import staff_may

TOLD = {
    "planned": gettext_lazy("The invitation is on its way"),
    "sending": gettext_lazy("The invitation is on its way"),
    "sent": gettext_lazy("Invited, has not signed in yet"),
    "failed": gettext_lazy("The invitation could not be delivered: check the address"),
    "unclear": gettext_lazy("It is not known whether the invitation went out"),
}
"""What became of an invitation, as long as nobody has signed in on it."""


@staff_may("manage_people")
@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: HttpRequest) -> HttpResponse:
    """Adds somebody and invites them; after a refusal with what was typed."""
    post, refused = request.POST, None
    if request.method == "POST":
        try:
            invite_person(
                request.viewer,
                name=post.get("name", ""),
                email=post.get("email", ""),
                roles=post.getlist("roles"),
                credentials=post.get("credentials", ""),
                language="es" if post.get("language") == "es" else "en",
                now=request.now,
            )
        except NotComplete as wrong:
            refused = wrong
        else:
            messages.success(request, _("Added. The invitation is on its way."))
            return back()
    context = {"typed": post, "refusal": refused, "problems": refused.problems if refused else {}, **choices(post.getlist("roles"))}
    return render(request, "desk/settings/add_person.html", context, status=refused.status if refused else 200)


@staff_may("manage_people")
@require_http_methods(["GET", "HEAD", "POST"])
def change_person(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Their roles and whether they work here; after a refusal with what was chosen."""
    member = find_member(request.viewer, membership_id)
    if request.method != "POST":
        return show(request, member, member.roles, works=member.works)
    roles, works = request.POST.getlist("roles"), bool(request.POST.get("works"))
    try:
        change_membership(request.viewer, membership_id, roles=roles, is_active=works, now=request.now)
    except (NotComplete, LastAdministrator) as refused:
        return show(request, member, roles, works=works, refused=refused)
    messages.success(request, _("Saved. It holds from their next click on.") if works else _("Saved. Their access has ended."))
    return back()


@staff_may("manage_people")
@require_POST
def invite_again(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """The invitation once more, with a new link."""
    try:
        send_again(request.viewer, membership_id, now=request.now)
        messages.success(request, _("The invitation is on its way again; the former link still works until its time is over."))
    except MoveNotAllowed as refused:
        messages.error(request, refused.sentence)
    return back()


@staff_may("manage_people")
@require_POST
def second_step(request: HttpRequest) -> HttpResponse:
    """Asks everybody for a second step of signing in, or leaves it to them again."""
    required = request.POST.get("required") == "yes"
    try:
        require_second_step(request.viewer, required=required, now=request.now)
    except MoveNotAllowed as refused:
        messages.error(request, refused.sentence)
    else:
        told = _("Everybody is told on every page; in a week nobody gets in by password alone.")
        messages.success(request, told if required else _("It is left to each of them again."))
    return back()


@staff_may("manage_people")
@require_POST
def take_away(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Somebody has lost their phone or key."""
    try:
        member = take_second_step_away(request.viewer, membership_id, now=request.now)
    except MoveNotAllowed as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("%(name)s signs in by password now, and can set up another one.") % {"name": member.person.name})
    return back()


def back() -> HttpResponse:
    return redirect(f"{reverse('settings')}#people")


def show(request: HttpRequest, member: Member, roles: Any, *, works: bool, refused: Refusal | None = None) -> HttpResponse:
    context = {
        "member": member,
        "works": works,
        "told": TOLD.get(member.invitation, "") if member.works else "",
        "refusal": refused,
        "problems": getattr(refused, "problems", {}),
        **choices(roles),
    }
    return render(request, "desk/settings/change_person.html", context, status=refused.status if refused else 200)


def choices(chosen: Any) -> dict[str, Any]:
    """The roles with what each is for, and those that are chosen."""
    return {"roles": [(code, str(ROLE_WORDS[code]).capitalize(), PURPOSES[code]) for code in ROLES], "chosen": list(chosen)}
