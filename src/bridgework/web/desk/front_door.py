"""The way in: where an address without a page leads, the cast of the demo, and for which practice somebody works."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.end_demo_night import end_demo_night
from bridgework.lookups.demo_cast import CastMember, CastPractice, demo_cast
from bridgework.lookups.demo_night import count_waiting
from bridgework.lookups.installation import is_set_up
from bridgework.rules.facts import ROLES
from bridgework.rules.permissions import may
from bridgework.rules.refusals import NotFound
from bridgework.web.desk.frame import ROLE_WORDS
from bridgework.web.shared.entry import anyone_may, demo_only
from bridgework.web.shared.viewing import PRACTICE_KEY

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PURPOSES = {
    "referrer": gettext_lazy("Sends a complete referral from the chair, and reads what became of it."),
    "clinician": gettext_lazy("Sees the patient and writes the report."),
    "triage": gettext_lazy("Reviews what came in: films, findings, how urgent it is."),
    "coordinator": gettext_lazy("Works the list from top to bottom, so that nothing is lost."),
    "scheduler": gettext_lazy("Books, moves and confirms visits."),
    "manager": gettext_lazy("Looks at the numbers: which stage is slow, what is overdue."),
    "administrator": gettext_lazy("Runs the practice's settings, and sees no patient."),
}
SENDER_PURPOSES = {
    "coordinator": gettext_lazy("Sends referrals for the dentist and follows up on them."),
    "clinician": gettext_lazy("Sends referrals and reads the reports that come back."),
}
START = (
    ("lakeview-family-dental", "referrer", gettext_lazy("Send a referral with the patient in the chair")),
    ("harbor-endodontics", "coordinator", gettext_lazy("Review it and book the visit")),
    ("harbor-endodontics", "triage", gettext_lazy("See the patient and send the report")),
    ("lakeview-family-dental", "coordinator", gettext_lazy("Read the report and close the loop")),
)
"""The tour: practice, role, and what to do there."""


@dataclass(frozen=True, slots=True)
class Card:
    """One person to be, in one practice."""

    member: CastMember
    roles: str
    purpose: str
    practice: str = ""
    todo: str = ""


@require_safe
@anyone_may
def front_door(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        # Who runs the practice and sees no patient begins at the settings; somebody without a practice is told so by the worklist.
        sees_patients = request.viewer is None or may(request.viewer, "read_referrals")
        return redirect("worklist" if sees_patients else "settings")
    if not settings.DEMO and not is_set_up():
        return render(request, "desk/set_up/waiting.html")
    return redirect("demo" if settings.DEMO else "account_login")


@require_safe
@demo_only
def demo(request: HttpRequest) -> HttpResponse:
    practices = demo_cast()
    groups = [(practice, [_card(practice, member) for member in practice.members]) for practice in practices]
    context = {
        "tour": _tour(practices),
        "receiving": [group for group in groups if group[0].receives],
        "referring": [group for group in groups if not group[0].receives],
        "mailbox_url": settings.MAILBOX_URL,
        "asleep": count_waiting(request.now),
        "now": request.now,
    }
    return render(request, "desk/demo.html", context)


@require_POST
@demo_only
def demo_morning(request: HttpRequest) -> HttpResponse:
    """Delivers what waits for the morning: who tries the demo late in the evening wants to see the patient's side, too."""
    count = end_demo_night(request.now)
    messages.success(
        request, ngettext("%(count)s message is on its way.", "%(count)s messages are on their way.", count) % {"count": count}
    )
    return redirect("demo")


@require_POST
@demo_only
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    chosen = next(
        (
            member
            for practice in demo_cast()
            for member in practice.members
            if str(member.person_id) == request.POST.get("person") and str(practice.id) == request.POST.get("practice")
        ),
        None,
    )
    person = get_user_model().objects.filter(pk=chosen.person_id).first() if chosen else None
    if chosen is None or person is None:
        raise NotFound(_("There is nobody of that name in this demo."))
    login(request, person, backend=BACKEND)
    request.session[PRACTICE_KEY] = str(chosen.practice_id)
    return redirect("front_door")


@require_POST
@anyone_may
def switch_practice(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("practice", "")
    if not any(str(place.practice_id) == wanted for place in request.places):
        raise NotFound(_("You do not work for that practice."))
    request.session[PRACTICE_KEY] = str(UUID(wanted))
    return redirect("front_door")


def _card(practice: CastPractice, member: CastMember) -> Card:
    roles = [role for role in ROLES if role in member.roles]
    words = PURPOSES if practice.receives else PURPOSES | SENDER_PURPOSES
    # What somebody mainly does: a clinician who also triages sees patients, a referrer who also treats sends them.
    first = next(
        (role for role in ("referrer", "clinician", "coordinator", "scheduler", "manager", "administrator", "triage") if role in roles), ""
    )
    return Card(member, ", ".join(str(ROLE_WORDS[role]) for role in roles), str(words.get(first, "")))


def _tour(practices: tuple[CastPractice, ...]) -> list[Card]:
    known = {practice.slug: practice for practice in practices}
    cards = []
    for slug, role, todo in START:
        practice = known.get(slug)
        member = next((member for member in practice.members if role in member.roles), None) if practice else None
        if practice and member:
            card = _card(practice, member)
            cards.append(Card(member, card.roles, card.purpose, practice.name, str(todo)))
    return cards
