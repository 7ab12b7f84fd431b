"""The editor of a practice's words: what is said now, a draft with a live preview and findings, approval by somebody else, history."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bridgework.actions.approve_wording import approve_wording, place_of
from bridgework.actions.give_up_wording import give_up_wording
from bridgework.actions.take_up_wording import take_up_wording
from bridgework.actions.write_wording import write_wording
from bridgework.lookups.preview_cases import PreviewCase, preview_cases
from bridgework.lookups.wordings import WordingPage, find_wording
from bridgework.messages.compose import MOST_SEGMENTS, compose
from bridgework.messages.gsm import room_of, segments, septets
from bridgework.messages.kind_words import CHANNEL_NAMES, LANGUAGE_NAMES, PURPOSE_NAMES, name_of
from bridgework.messages.kinds import LANGUAGES, channels_of
from bridgework.messages.linter import PLACEHOLDERS, Finding, Spot, lint
from bridgework.messages.templates import with_subject
from bridgework.rules.permissions import may
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, ReferralChanged, Refusal
from bridgework.rules.wording import LONGEST_NOTE, LONGEST_SUBJECT, LONGEST_TEXT, MONTHS, USUAL_MONTHS
from bridgework.web.desk.asking import uuid_of
from bridgework.web.shared.entry import View, staff_may
from bridgework.web.shared.viewing import audited

SAMPLE_PAGE = "/p/" + "x" * 22 + "/?0a1b2c"


@staff_may("keep_words")
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, kind: str, channel: str, language: str) -> HttpResponse:
    """The page of one place (`purpose` and `nervous` in the query); a POST keeps a draft."""
    if request.method != "POST":
        return _page(request, kind, channel, language)
    post = request.POST
    place = Spot(kind, channel, language, *_more(request))
    latest = post.get("latest", "")
    try:
        draft = write_wording(
            request.viewer,
            place,
            subject=post.get("subject", ""),
            body=post.get("body", ""),
            note=post.get("note", ""),
            latest=int(latest) if latest.isdecimal() and len(latest) < 6 else None,
            now=request.now,
        )
    except (NotComplete, ReferralChanged) as refused:
        return _page(request, kind, channel, language, refused)
    messages.success(request, _("Kept as version %(n)s. It goes out once somebody else has approved it.") % {"n": draft.version})
    return redirect(_address(place))


@staff_may("keep_words")
@require_POST
def check(request: HttpRequest, kind: str, channel: str, language: str) -> HttpResponse:
    """What is typed, as a reader would get it, with what the linter finds. Keeps nothing; without script the whole page."""
    if request.htmx:
        page = find_wording(request.viewer, kind, channel, language, **_named(request))
        return render(request, "desk/words/reading.html", _reading(request, page, *_typed(request, page)))
    return _page(request, kind, channel, language)


def version_view(act: Callable[[HttpRequest, UUID], tuple[Spot, str]]) -> View:
    """Something done with one version; back to its place, told."""

    @staff_may("keep_words")
    @require_POST
    def view(request: HttpRequest, wording_id: UUID) -> HttpResponse:
        try:
            place, told = act(request, wording_id)
        except (MoveNotAllowed, NotComplete) as refused:
            messages.error(request, refused.sentence)
            return redirect("wordings")
        messages.success(request, told)
        return redirect(_address(place))

    return view


def _approve(request: HttpRequest, wording_id: UUID) -> tuple[Spot, str]:
    months = request.POST.get("months", "")
    row = approve_wording(
        request.viewer, wording_id, months=int(months) if months in {str(one) for one in MONTHS} else USUAL_MONTHS, now=request.now
    )
    again = date_format(row.review_on, "M j, Y") if row.review_on else ""
    return place_of(row), _("Approved. These words are in use from now on; read them again by %(day)s.") % {"day": again}


def _give_up(request: HttpRequest, wording_id: UUID) -> tuple[Spot, str]:
    row = give_up_wording(request.viewer, wording_id, now=request.now)
    return place_of(row), _("Built-in words are in use again.") if row.approved_at else _(
        "The draft is given up; it stands in the history."
    )


def _take_up(request: HttpRequest, wording_id: UUID) -> tuple[Spot, str]:
    row = take_up_wording(request.viewer, wording_id, now=request.now)
    return place_of(row), _("The words of version %(n)s are in use again.") % {"n": row.repeats}


approve = version_view(_approve)
give_up = version_view(_give_up)
take_up = version_view(_take_up)


def _more(request: HttpRequest) -> tuple[str, bool]:
    return request.GET.get("purpose", ""), bool(request.GET.get("nervous"))


def _named(request: HttpRequest) -> dict[str, Any]:
    purpose, anxious = _more(request)
    return {"purpose": purpose, "anxious": anxious, "today": timezone.localdate(request.now)}


def _address(place: Spot, name: str = "wording") -> str:
    query = "&".join(([f"purpose={place.purpose}"] if place.purpose else []) + (["nervous=1"] if place.anxious else []))
    return reverse(name, args=[place.kind, place.channel, place.language]) + (f"?{query}" if query else "")


def _typed(request: HttpRequest, page: WordingPage) -> tuple[str, str, str]:
    """Subject, body and note as they stand in the form: as typed, else those of the draft, else what is said.

    A note tells of one version what changed in it: the next begins without.
    """
    if request.method == "POST":
        subject, body, note = (request.POST.get(name, "").replace("\r\n", "\n") for name in ("subject", "body", "note"))
        return subject, body, note
    shown = page.draft or page
    return shown.subject, shown.body, ""


def _page(request: HttpRequest, kind: str, channel: str, language: str, refused: Refusal | None = None) -> HttpResponse:
    if not request.place.receives:
        return redirect("wordings")
    page = find_wording(request.viewer, kind, channel, language, **_named(request))
    place = Spot(kind, channel, language, page.purpose, page.anxious)
    subject, body, note = _typed(request, page)
    context = _reading(request, page, subject, body, note) | {
        "page": page,
        "name": name_of(kind),
        "channel": CHANNEL_NAMES[channel],
        "language_name": LANGUAGE_NAMES[language],
        "purpose": PURPOSE_NAMES[page.purpose],
        "typed": {"subject": subject, "body": body, "note": note},
        "save_url": _address(place),
        "check_url": _address(place, "check_wording"),
        "switches": _switches(place),
        "behind": [(LANGUAGE_NAMES[one], at, _address(replace(place, language=one))) for one, at in page.behind],
        "purposes": _purposes(place, page),
        "placeholders": [f"{{{one}}}" for one in sorted(PLACEHOLDERS[place.reader])],
        "refusal": refused,
        "problems": getattr(refused, "problems", {}),
        "may_approve": may(request.viewer, "approve_words"),
        "months": [(number, number == USUAL_MONTHS) for number in MONTHS],
        "longest": {"subject": LONGEST_SUBJECT, "body": LONGEST_TEXT, "note": LONGEST_NOTE},
    }
    return render(request, "desk/words/editor.html", context, status=refused.status if refused else 200)


def _reading(request: HttpRequest, page: WordingPage, subject: str, body: str, note: str) -> dict[str, Any]:
    """The preview with the chosen case, its length, and the findings."""
    cases = preview_cases(request.viewer, now=request.now)
    chosen = uuid_of(request.POST.get("case"))
    case = next((one for one in cases if one.id == chosen), cases[0])
    audited(request, request.viewer, "words", [one.id for one in cases if one.id])
    spot = Spot(page.kind, page.channel, page.language, page.purpose, page.anxious)
    text = with_subject(subject.strip(), body.strip())
    found = lint(text, spot) if body.strip() else []
    return {
        "channel_code": page.channel,
        "findings": found,
        "found": ngettext("%(n)s finding", "%(n)s findings", len(found)) % {"n": len(found)},
        "preview": _preview(spot, case, text, found),
        "cases": [(one.id or "", _("made up") if one.id is None else f"{one.number} · {one.sender}", one is case) for one in cases],
    }


def _preview(spot: Spot, case: PreviewCase, text: str, found: list[Finding]) -> dict[str, Any] | None:
    """The words as they arrive; None where a place cannot be filled in."""
    if not text or any(one.code == "placeholder" for one in found):
        return None
    facts = dict(case.facts) | ({"purpose": spot.purpose} if spot.purpose else {})
    link = settings.URL + (SAMPLE_PAGE if spot.is_for_patients else f"/referrals/{case.id or 'x'}/")
    words = compose(spot.kind, spot.channel, spot.language, facts, link, template=text)
    preview: dict[str, Any] = {"subject": words.subject, "body": words.body.strip(), "language": spot.language, "from": facts["practice"]}
    if spot.channel == "sms":
        takes = segments(words.body)
        preview |= {
            "length": _("%(n)s of %(most)s characters") % {"n": septets(words.body), "most": room_of(MOST_SEGMENTS[spot.language])},
            "takes": ngettext("%(n)s text message", "%(n)s text messages", takes) % {"n": takes},
            "too_long": takes > MOST_SEGMENTS[spot.language],
        }
    else:
        preview["length"] = ngettext("%(n)s character", "%(n)s characters", len(words.body)) % {"n": len(words.body)}
    return preview


def _switches(place: Spot) -> list[dict[str, Any]]:
    """The same message on its other channels and languages."""
    return [
        {
            "label": f"{CHANNEL_NAMES[channel]} · {LANGUAGE_NAMES[language]}",
            "url": _address(Spot(place.kind, channel, language, place.purpose, place.anxious)),
            "current": (channel, language) == (place.channel, place.language),
        }
        for channel in channels_of(place.kind)
        for language in LANGUAGES
    ]


def _purposes(place: Spot, page: WordingPage) -> list[dict[str, Any]]:
    """The places for single visits and moods; `has_words` where something else is said than for every visit."""
    return [
        {
            "label": f"{name}, {_('nervous')}" if anxious else str(name),
            "url": _address(Spot(place.kind, place.channel, place.language, purpose, anxious)),
            "current": (purpose, anxious) == (place.purpose, place.anxious),
            "has_words": (purpose, anxious) in page.places,
        }
        for purpose, name in PURPOSE_NAMES.items()
        for anxious in (False, True)
    ]
