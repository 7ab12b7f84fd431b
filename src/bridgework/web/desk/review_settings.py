"""Settings of review: how soon it answers, what it takes more seriously, who is told when it is late, who helps while it is closed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bridgework.actions.change_practice import change_practice
from bridgework.lookups.review_settings import ReviewSettings, review_settings
from bridgework.messages.timeline_triage import TIER_WORDS
from bridgework.rules.facts import TIERS
from bridgework.rules.refusals import NotComplete
from bridgework.rules.urgency import QUESTIONS, is_more_urgent
from bridgework.rules.windows import FLOOR, KINDS, as_setting, unit_words
from bridgework.web.desk.asking import uuid_of
from bridgework.web.shared.entry import staff_may

UNIT_CHOICES = {"minutes": gettext_lazy("minutes"), "hours": gettext_lazy("working hours"), "days": gettext_lazy("working days")}
KIND_WORDS = {"response": gettext_lazy("Answer the sender within"), "contact": gettext_lazy("Reach the patient within")}


@staff_may("run_practice")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The page; a POST saves all of it, and after a refusal shows what was typed."""
    refused: NotComplete | None = None
    if request.method == "POST":
        try:
            change_practice(request.viewer, fields=fields_of(request), now=request.now)
        except NotComplete as wrong:
            refused = wrong
        else:
            messages.success(request, _("Saved. Due times of open work follow; an answer that was promised stays promised."))
            return redirect("review_settings")
    typed: Any = request.POST if refused else {}
    found = review_settings(request.viewer)
    named = {str(key) for key in found.escalate_to}
    context = {
        "windows": [
            (kind, KIND_WORDS[kind], [window_entry(kind, tier, found, typed, refused) for tier in TIERS])
            for kind in KINDS
            if found.receives
        ],
        "signs": [sign_entry(question, found, typed) for question in QUESTIONS if question.tier != "emergency"] if found.receives else [],
        "people": [
            (one.person_id, one.name, str(one.person_id) in (typed.getlist("escalate_to") if typed else named)) for one in found.people
        ],
        "found": found,
        "typed": typed,
        "refusal": refused,
        "problems": refused.problems if refused else {},
    }
    return render(request, "desk/settings/review.html", context, status=refused.status if refused else 200)


def fields_of(request: HttpRequest) -> dict[str, Any]:
    """Columns of the practice from the form. An amount that is as usual is not kept, so that it stays as usual."""
    post = request.POST
    fields: dict[str, Any] = {"escalate_to": [key for key in map(uuid_of, post.getlist("escalate_to")) if key]}
    fields |= {name: post.get(name, "").strip() for name in ("alternative_name", "alternative_phone", "on_call_phone")}
    if "sign_tiers" in post:
        windows = {kind: {tier: setting for tier in TIERS if (setting := posted_window(post, kind, tier))} for kind in KINDS}
        fields["windows"] = {kind: own for kind, own in windows.items() if own}
        fields["raised_tiers"] = {question.code: tier for question in QUESTIONS if (tier := post.get(f"sign_{question.code}", ""))}
    return fields


def posted_window(post: Any, kind: str, tier: str) -> dict[str, int]:
    amount = post.get(f"{kind}_{tier}", "").strip()
    if not amount:
        return {}
    return {post.get(f"{kind}_{tier}_unit", ""): int(amount) if amount.isdecimal() and len(amount) < 5 else 0}


def window_entry(kind: str, tier: str, found: ReviewSettings, typed: Any, refused: NotComplete | None) -> dict[str, Any]:
    """A window as the form shows it, with its floor in words."""
    unit, amount = as_setting(getattr(found.windows, kind)[tier])
    floor_unit, floor = FLOOR[kind][tier]
    name = f"{kind}_{tier}"
    return {
        "name": name,
        "tier": tier,
        "amount": typed.get(name, "") if typed else amount,
        "unit": typed.get(f"{name}_unit", "") if typed else unit,
        "units": [(code, words) for code, words in UNIT_CHOICES.items() if (code == "minutes") == (floor_unit == "minutes")],
        "floor": _("at most %(amount)s %(unit)s") % {"amount": floor, "unit": _(unit_words(floor_unit, floor))},
        "problem": refused.problems.get(name, "") if refused else "",
    }


def sign_entry(question: Any, found: ReviewSettings, typed: Any) -> dict[str, Any]:
    """A sign with the tiers that a practice may give it: its own and the more urgent ones."""
    name = f"sign_{question.code}"
    chosen = typed.get(name, "") if typed else found.raised_tiers.get(question.code, "")
    higher = [(tier, TIER_WORDS[tier]) for tier in TIERS if is_more_urgent(tier, question.tier)]
    return {"name": name, "sentence": question.sentence, "usual": TIER_WORDS[question.tier], "higher": higher, "chosen": chosen}
