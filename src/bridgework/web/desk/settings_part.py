"""A settings page has parts that are posted each by itself."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bridgework.rules.refusals import MoveNotAllowed, NotComplete, ReferralChanged, Refusal
from bridgework.web.shared.entry import View, staff_may

Show = Callable[[HttpRequest, Refusal, Mapping[str, UUID]], HttpResponse]


def part_view(show: Show, page: str, act: Callable[..., str], anchor: str) -> View:
    """Done, told, and back to the part's place on the page as it was looked at; or the page again with what was typed. The keys are those of the address."""

    @staff_may("run_practice")
    @require_POST
    def view(request: HttpRequest, **keys: UUID) -> HttpResponse:
        try:
            messages.success(request, act(request, **keys))
        except (NotComplete, MoveNotAllowed, ReferralChanged) as refused:
            return show(request, refused, keys)
        looked_at = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{reverse(page)}{looked_at}#{anchor}")

    return view
