"""Settings: how patients are reached, a plan for each urgency, with its versions and a preview on a time line."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bridgework.actions.move_cadences import move_cadences
from bridgework.actions.save_cadence_policy import retire_cadence_policy, save_cadence_policy
from bridgework.lookups.cadence_policies import find_plan, list_plans
from bridgework.messages.cadence_words import CHANNEL_WORDS, WHAT_STOPS, step_words
from bridgework.rules.cadence_policy import PERSON_BY, REMINDERS, TIERS_WITH_POLICY, Policy, Scope, check_policy
from bridgework.rules.cadence_preview import foresee_reminders, foresee_steps
from bridgework.rules.questions import SPECIALTIES
from bridgework.rules.refusals import NotComplete, NotFound, ReferralChanged, Refusal
from bridgework.web.desk.cadence_form import in_time, read_form, rows_of, sample_of
from bridgework.web.desk.set_up import SPECIALTY_WORDS
from bridgework.web.shared.entry import View, staff_may

ANXIETY_WORDS = {"nervous": gettext_lazy("nervous patients"), "calm": gettext_lazy("patients who are not nervous")}


@staff_may("run_practice")
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan of the practice, and where to begin one for a specialty or for nervous patients."""
    page = list_plans(request.viewer)
    context = {
        "page": page,
        "entries": [(plan, name_of(plan.scope), in_words(plan.policy), address_of(plan.scope)) for plan in page.plans],
        "tiers": TIERS_WITH_POLICY,
        "specialties": [(code, SPECIALTY_WORDS[code]) for code in SPECIALTIES],
        "anxieties": ANXIETY_WORDS.items(),
    }
    return render(request, "desk/settings/plans.html", context)


@staff_may("run_practice")
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """One plan: its steps, its time line, its versions. A POST saves a new version; with `act` "preview" it only shows what it would do."""
    scope = scope_of(request.POST if request.method == "POST" else request.GET)
    if request.method != "POST":
        return show(request, scope)
    typed, problems = read_form(request.POST)
    if request.POST.get("act") == "preview":
        return show(request, scope, typed=typed, problems=problems | check_policy(typed, scope))
    seen = request.POST.get("version", "")
    try:
        if problems:
            raise NotComplete(_("Not saved. What you typed is still here."), problems)
        saved = save_cadence_policy(request.viewer, scope, typed, seen_version=int(seen) if seen.isdecimal() else -1, now=request.now)
    except (NotComplete, ReferralChanged) as refused:
        return show(request, scope, typed=typed, problems=getattr(refused, "problems", {}), refused=refused)
    messages.success(request, _("Saved as version %(version)s. It counts for what is accepted from now on.") % {"version": saved.version})
    return redirect(address_of(scope))


def of_scope(act: Callable[[HttpRequest, Scope], str]) -> View:
    """A button under a plan: done, told, and back to the plan."""

    @staff_may("run_practice")
    @require_POST
    def view(request: HttpRequest) -> HttpResponse:
        scope = scope_of(request.POST)
        messages.success(request, act(request, scope))
        return redirect(address_of(scope))

    return view


def _move(request: HttpRequest, scope: Scope) -> str:
    moved = move_cadences(request.viewer, scope, now=request.now)
    return ngettext("%(count)s referral goes by this version now.", "%(count)s referrals go by this version now.", moved) % {"count": moved}


def _retire(request: HttpRequest, scope: Scope) -> str:
    retire_cadence_policy(request.viewer, scope, now=request.now)
    return _("Given up. What is accepted from now on goes by the plan that is left; what runs keeps its own until you move it.")


move = of_scope(_move)
retire = of_scope(_retire)


def show(
    request: HttpRequest,
    scope: Scope,
    *,
    typed: Policy | None = None,
    problems: dict[str, str] | None = None,
    refused: Refusal | None = None,
) -> HttpResponse:
    """The page with what counts, or what was typed."""
    found = find_plan(request.viewer, scope)
    policy = typed or found.policy
    post = request.POST
    sample, answers = sample_of(post, scope, list_plans(request.viewer).zone, request.now)
    problems = problems or {}
    context = {
        "plan": found,
        "name": name_of(scope),
        "policy": policy,
        "version": post.get("version", "") if refused else found.version,
        "rows": rows_of(policy, problems),
        "reminders": [(kind, step_words(kind), kind in policy.reminders) for kind in REMINDERS],
        "latest": PERSON_BY[scope.tier],
        "problems": problems,
        "refusal": refused,
        "is_whole": not problems,
        "steps": () if problems else in_time(foresee_steps(policy, sample), sample),
        "before_visit": () if problems else in_time(foresee_reminders(policy, sample), sample),
        "sample": answers,
        "stops": WHAT_STOPS,
        "versions": [(version, in_words(version.policy)) for version in found.versions],
    }
    return render(request, "desk/settings/plan.html", context, status=refused.status if refused else 200)


def scope_of(given: Any) -> Scope:
    """The scope that an address or a form names; raises NotFound where there is none such."""
    scope = Scope(given.get("tier", ""), given.get("specialty", ""), given.get("anxiety", ""))
    if scope.tier not in TIERS_WITH_POLICY or scope.specialty not in ("", *SPECIALTIES) or scope.anxiety not in ("", *ANXIETY_WORDS):
        raise NotFound
    return scope


def address_of(scope: Scope) -> str:
    named = {name: value for name in ("tier", "specialty", "anxiety") if (value := getattr(scope, name))}
    return f"{reverse('cadence_plan')}?{urlencode(named)}"


def name_of(scope: Scope) -> str:
    """For whom, beside the tier: "Endodontics, nervous patients"; everybody where nothing is named."""
    parts = [SPECIALTY_WORDS[scope.specialty]] if scope.specialty else []
    parts += [ANXIETY_WORDS[scope.anxiety]] if scope.anxiety else []
    return ", ".join(map(str, parts)) or _("everybody")


def in_words(policy: Policy) -> str:
    """A plan in one line: "day 1: text message · day 10: e-mail · day 14: somebody calls"."""
    steps = [_("day %(day)s: %(channel)s") % {"day": step.day, "channel": CHANNEL_WORDS[step.channel]} for step in policy.steps]
    return " · ".join([*steps, _("day %(day)s: somebody calls") % {"day": policy.person_day}])
