"""One more question about a referral (why it is declined, what is missing ...): asked in a dialog, or on a page of its own.

A refusal comes back to that page with everything that was typed, whoever acted first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bridgework.lookups.referral import ReferralPage, find_referral
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, ReferralChanged, Refusal, SlotTaken
from bridgework.web.desk.referral_page import back_of, referral_context
from bridgework.web.shared.entry import View, staff_may
from bridgework.web.shared.viewing import audited


@dataclass(frozen=True, slots=True)
class Done:
    """A step that leads elsewhere than back: the sentence to show, and the address where work goes on."""

    sentence: str
    to: str


SHOWN = (NotComplete, ReferralChanged, SlotTaken, MoveNotAllowed)
"""Refusals that are told where something was typed; any other is a page of its own."""
Act = Callable[[HttpRequest, UUID], str | Done]
"""Does it and answers with the sentence to show; raises a Refusal."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before a step is taken. `move` is the code in `ReferralPage.moves`, `name` the name of its address."""

    name: str
    move: str
    title: Any
    button: Any
    act: Act
    grave: bool = False

    @property
    def id(self) -> str:
        """Of the dialog."""
        return self.name.replace("_referral", "").replace("_", "-")

    @property
    def template(self) -> str:
        """The fields."""
        return f"desk/asks/{self.name.replace('_referral', '')}.html"


def asked(question: Question, page: ReferralPage) -> dict[str, Any]:
    """The question as the templates want it."""
    url = reverse(question.name, args=[page.id])
    return {
        "id": question.id,
        "title": question.title,
        "button": question.button,
        "template": question.template,
        "url": url,
        "grave": question.grave,
    }


def step_view(act: Act, may: str, show: Callable[[HttpRequest, UUID, Refusal | None], HttpResponse]) -> View:
    """GET shows a page about a referral, POST takes its step. What that refuses is shown on the page, too."""

    @staff_may(may)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, referral_id: UUID) -> HttpResponse:
        refusal: Refusal | None = None
        if request.method == "POST":
            try:
                return _after(request, referral_id, act(request, referral_id))
            except SHOWN as refused:
                refusal = refused
        return show(request, referral_id, refusal)

    return view


def ask_view(question: Question, may: str) -> View:
    """The view of a question."""

    def show(request: HttpRequest, referral_id: UUID, refusal: Refusal | None) -> HttpResponse:
        page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
        audited(request, request.viewer, question.name.replace("_", " "), [page.id])
        context = referral_context(request, page, asking=question.move) | {
            "asked": asked(question, page),
            "refusal": refusal,
            "problems": getattr(refusal, "problems", {}),
            "typed": request.POST,
            "chosen": request.POST.getlist("records"),
        }
        return render(request, "desk/ask.html", context, status=refusal.status if refusal else 200)

    return step_view(question.act, may, show)


def act_view(act: Act, may: str) -> View:
    """The view of a step that needs no question: POST only. What it refuses is shown on the referral's own page."""

    @staff_may(may)
    @require_http_methods(["POST"])
    def view(request: HttpRequest, referral_id: UUID) -> HttpResponse:
        try:
            return _after(request, referral_id, act(request, referral_id))
        except SHOWN as refused:
            details = " ".join(getattr(refused, "problems", {}).values())
            messages.error(request, f"{refused.sentence} {details}".strip())
        return redirect(back_of(request) or reverse("referral", args=[referral_id]))

    return view


def _after(request: HttpRequest, referral_id: UUID, done: str | Done) -> HttpResponse:
    """Tells what was done and goes on: to where the step leads, else to where somebody came from."""
    sentence, to = (done.sentence, done.to) if isinstance(done, Done) else (done, "")
    messages.success(request, sentence)
    return redirect(to or back_of(request) or reverse("referral", args=[referral_id]))


def seen_version(request: HttpRequest) -> int | None:
    """The version of the referral that the page showed, or None where it did not say."""
    given = request.POST.get("seen_version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else None


def uuid_of(given: str | None) -> UUID | None:
    """A key that was posted, or None where it is none."""
    try:
        return UUID(given or "")
    except ValueError:
        return None
