"""The first set-up of an installation: one page behind the link that `bridgework up` prints. It does not exist once there is a practice."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bridgework.actions.set_up_first_practice import FirstPractice, set_up_first_practice
from bridgework.lookups.installation import is_set_up
from bridgework.rules.deadlines import WEEKDAYS, zone_names
from bridgework.rules.proposed_visits import NewVisitType, proposed_visits
from bridgework.rules.public_holidays import US_STATES
from bridgework.rules.questions import SPECIALTIES
from bridgework.rules.refusals import NotComplete, NotFound
from bridgework.rules.set_up_link import is_good
from bridgework.web.desk.front_door import BACKEND
from bridgework.web.shared.entry import anyone_may
from bridgework.web.shared.viewing import PRACTICE_KEY

SPECIALTY_WORDS = {
    "endodontics": gettext_lazy("Endodontics"),
    "periodontics": gettext_lazy("Periodontics"),
    "orthodontics": gettext_lazy("Orthodontics"),
    "oral_surgery": gettext_lazy("Oral surgery"),
    "pediatric_dentistry": gettext_lazy("Pediatric dentistry"),
    "prosthodontics": gettext_lazy("Prosthodontics"),
    "oral_medicine": gettext_lazy("Oral medicine"),
    "general": gettext_lazy("General dentistry"),
    "medical": gettext_lazy("Medicine"),
}
TEXTS = (
    *("name", "phone", "email", "time_zone", "holiday_region", "opens", "closes", "location", "street", "city", "region", "zip"),
    *("clinician", "credentials", "admin_name", "admin_email"),
)
AT_FIRST = {"opens": "08:00", "closes": "17:00", "holiday_region": "US"}
WORKDAYS = frozenset("01234")


@require_http_methods(["GET", "HEAD", "POST"])
@anyone_may
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """First the specialty, which proposes the kinds of visit; then everything else, on one page."""
    if is_set_up() or not is_good(token, settings.SECRET_KEY, request.now):
        raise NotFound
    given = request.POST if request.method == "POST" else request.GET
    specialty = given.get("specialty", "")
    if specialty not in SPECIALTIES:
        return private(
            render(request, "desk/set_up/specialty.html", {"specialties": SPECIALTY_WORDS.items(), "missed": "specialty" in given})
        )
    refused = None
    if request.method == "POST":
        try:
            person_id, practice_id = set_up_first_practice(entry_of(request.POST, specialty), now=request.now)
        except NotComplete as wrong:
            refused = wrong
        else:
            login(request, get_user_model().objects.get(pk=person_id), backend=BACKEND)
            request.session[PRACTICE_KEY] = str(practice_id)
            messages.success(request, _("Everything is set up, and you are signed in."))
            return redirect("worklist")
    typed = request.POST if refused else AT_FIRST
    context = {
        "specialty": specialty,
        "specialty_words": SPECIALTY_WORDS[specialty],
        "typed": {name: typed.get(name, "") for name in TEXTS},
        "refusal": refused,
        "problems": refused.problems if refused else {},
        "zones": zone_names(),
        "regions": US_STATES,
        "days": days_of(request.POST if refused else None),
        "visits": visits_of(specialty, request.POST if refused else None),
        "receives": "receives" in request.POST if refused else specialty != "general",
        "is_clinician": "admin_is_clinician" in request.POST,
        "at_desk": "admin_at_desk" in request.POST,
    }
    return private(render(request, "desk/set_up/practice.html", context, status=refused.status if refused else 200))


def private(response: HttpResponse) -> HttpResponse:
    """The address is a secret: it is kept in no cache and told to nobody."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response


def days_of(post: QueryDict | None) -> list[tuple[int, str, bool]]:
    """The weekdays with their names, and whether the practice is open."""
    chosen = set(post.getlist("weekdays")) if post is not None else WORKDAYS
    return [(number, _(name), str(number) in chosen) for number, name in enumerate(WEEKDAYS)]


def visits_of(specialty: str, post: QueryDict | None) -> list[dict[str, Any]]:
    """The proposed kinds of visit: which are taken, and how long each is."""
    chosen = set(post.getlist("visits")) if post is not None else None
    return [
        {
            "number": number,
            "kind": kind,
            "taken": chosen is None or str(number) in chosen,
            "minutes": post.get(f"minutes_{number}", kind.minutes) if post is not None else kind.minutes,
        }
        for number, kind in enumerate(proposed_visits(specialty))
    ]


def entry_of(post: QueryDict, specialty: str) -> FirstPractice:
    """What was posted, as the action takes it; nothing is checked here."""
    texts: Mapping[str, str] = {name: post.get(name, "").strip() for name in TEXTS}
    is_clinician = "admin_is_clinician" in post
    return FirstPractice(
        **{**texts, "admin_name": texts["clinician"] if is_clinician else texts["admin_name"]},
        specialty=specialty,
        password=post.get("password", ""),
        weekdays=tuple(int(day) for day in post.getlist("weekdays") if day in set("0123456")),
        receives="receives" in post,
        admin_is_clinician=is_clinician,
        admin_at_desk="admin_at_desk" in post,
        visits=tuple(taken(entry) for entry in visits_of(specialty, post) if entry["taken"]),
    )


def taken(entry: Mapping[str, Any]) -> NewVisitType:
    """A proposed kind of visit with the length that was typed; 0, which is refused, for what is no number."""
    minutes = str(entry["minutes"])
    kind: NewVisitType = entry["kind"]
    return replace(kind, minutes=int(minutes) if minutes.isdecimal() and len(minutes) < 5 else 0)
