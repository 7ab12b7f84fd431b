"""The first dashboard: how far referrals come, how long it takes, what is overdue. Every number opens the list behind it."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bridgework.lookups.measured import ENDINGS, REACHED, MeasuredSide, list_measured, overdue_by_step
from bridgework.messages.next_steps import TITLES
from bridgework.reports.funnel import PERIODS, Funnel, begin_of, funnel
from bridgework.rules.acceptance import BECAUSE
from bridgework.rules.permissions import may
from bridgework.web.desk.changed_tiers import changed_tiers_by_person
from bridgework.web.desk.worklist import after_of, after_text, entry
from bridgework.web.shared.display.stages import STAGES
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

SIDES: dict[MeasuredSide, Any] = {"received": gettext_lazy("Received by us"), "sent": gettext_lazy("Sent by us")}
ENDING_WORDS = {
    "completed": gettext_lazy("completed: seen, and the report confirmed"),
    "no_visit": gettext_lazy("ended without a visit"),
    "declined": gettext_lazy("declined"),
    "cancelled": gettext_lazy("cancelled"),
    "open": gettext_lazy("still open"),
    "late": gettext_lazy("open and late"),
    "answered": gettext_lazy("answered by the promised time"),
    "advice_asked": gettext_lazy("requests for advice (not counted above)"),
    "advice_given": gettext_lazy("advice given"),
}
PATIENT_WORDS: dict[str, Any] = {f"because_{choice.code}": gettext_lazy(choice.label) for choice in BECAUSE} | {
    "lost_visits": gettext_lazy("missed a visit, or cancelled it late")
}
"""What patients said and did, by the same codes."""


@staff_may("measure")
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """`side` is received or sent, `days` 30 or 90."""
    side, days = asked_for(request)
    shown = funnel(request.viewer, side, days, request.place.time_zone, now=request.now)
    query = {"side": side, "days": str(days)}
    here, behind = reverse("measures"), reverse("measured")
    overdue = overdue_by_step(request.viewer, now=request.now)
    worklist = reverse("worklist")
    context = {
        "funnel": shown,
        "stages": [stage_entry(stage, shown, f"{behind}?{urlencode(query | {'stage': stage.stage})}") for stage in shown.stages],
        "endings": [
            {
                "words": words,
                "count": shown.answered if name == "answered" else shown.endings[name],
                "url": f"{behind}?{urlencode(query | {'ending': name})}",
            }
            for name, words in ENDING_WORDS.items()
        ],
        "answers": [
            {"words": words, "count": shown.endings[name], "url": f"{behind}?{urlencode(query | {'ending': name})}"}
            for name, words in PATIENT_WORDS.items()
            if shown.endings[name]
        ],
        "tiles": tiles(shown, behind, query),
        "sides": [
            {"label": label, "url": f"{here}?{urlencode(query | {'side': code})}", "current": code == side}
            for code, label in SIDES.items()
            if request.place.receives or code == "sent"
        ],
        "periods": [
            {
                "label": _("last %(days)s days") % {"days": one},
                "url": f"{here}?{urlencode(query | {'days': str(one)})}",
                "current": one == days,
            }
            for one in PERIODS
        ],
        "steps": [
            {
                "words": TITLES.get(step, step),
                "open": count,
                "late": late,
                "open_url": f"{worklist}?show=all&step={step}",
                "late_url": f"{worklist}?show=all&step={step}&late=1",
            }
            for step, (count, late) in overdue.items()
        ],
        "most": max((count for count, _late in overdue.values()), default=0),
        "changed_tiers": changed_tiers_by_person(request, days) if side == "received" else (),
        "may_open": may(request.viewer, "read_referrals"),
    }
    return render(request, "desk/measures.html", context)


@staff_may("read_referrals")
@require_safe
def measured(request: HttpRequest) -> HttpResponse:
    """The list behind a number: `stage` or `ending` names it."""
    side, days = asked_for(request)
    stage, ending = request.GET.get("stage", ""), request.GET.get("ending", "")
    stage = stage if stage in REACHED else ""
    ending = ending if ending in ENDINGS or ending == "answered" else ""
    page = list_measured(
        request.viewer,
        side,
        begin_of(days, request.place.time_zone, request.now),
        now=request.now,
        stage=stage,
        ending=ending,
        before=after_of(request.GET.get("before")),
        tooth_system=request.place.tooth_system,
    )
    audited(request, request.viewer, "list behind a measure", [row.id for row in page.rows])
    here = reverse("measured")
    query = {key: value for key, value in {"side": side, "days": str(days), "stage": stage, "ending": ending}.items() if value}
    context = {
        "rows": [entry(row, back=f"{here}?{urlencode(query)}") for row in page.rows],
        "words": STAGES[stage] if stage else (ENDING_WORDS | PATIENT_WORDS).get(ending, ""),
        "side_words": SIDES[side],
        "days": days,
        "back_url": f"{reverse('measures')}?{urlencode({'side': side, 'days': days})}",
        "next_url": f"{here}?{urlencode(query | {'before': after_text(page.before)})}" if page.before else "",
        "first_url": f"{here}?{urlencode(query)}" if request.GET.get("before") else "",
    }
    return render(request, "desk/measured.html", context)


def asked_for(request: HttpRequest) -> tuple[MeasuredSide, int]:
    """Side and days of the address; a practice that receives looks at what it received first."""
    usual: MeasuredSide = "received" if request.place.receives else "sent"
    side: MeasuredSide = {"received": "received", "sent": "sent"}.get(request.GET.get("side", ""), usual)  # type: ignore[assignment]
    days = request.GET.get("days", "")
    return side, int(days) if days in map(str, PERIODS) else PERIODS[0]


def stage_entry(stage: Any, shown: Funnel, url: str) -> dict[str, Any]:
    """A line of the funnel."""
    return {
        "words": STAGES[stage.stage],
        "count": stage.count,
        "whole": shown.whole,
        "share": f"{round(100 * stage.share)}%",
        "median": span_words(stage.median),
        "url": url,
    }


def tiles(shown: Funnel, behind: str, query: dict[str, str]) -> list[dict[str, Any]]:
    """The four numbers on top."""
    counts = {stage.stage: stage for stage in shown.stages}
    return [
        {
            "words": SIDES[shown.side],
            "number": shown.whole,
            "note": _("last %(days)s days") % {"days": shown.days},
            "url": f"{behind}?{urlencode(query | {'stage': 'sent'})}",
        },
        {
            "words": _("Answered in time"),
            "number": f"{round(100 * shown.answered_share)}%",
            "note": _("%(n)s of %(all)s reviewed") % {"n": shown.answered, "all": counts["reviewed"].count},
            "url": f"{behind}?{urlencode(query | {'ending': 'answered'})}",
        },
        {
            "words": _("Completed"),
            "number": shown.endings["completed"],
            "note": _("seen, and the report confirmed"),
            "url": f"{behind}?{urlencode(query | {'ending': 'completed'})}",
        },
        {
            "words": _("Open and late"),
            "number": shown.endings["late"],
            "note": _("%(n)s open") % {"n": shown.endings["open"]},
            "url": f"{behind}?{urlencode(query | {'ending': 'late'})}",
        },
    ]


def span_words(span: timedelta | None) -> str:
    """A length of time as people say it: "40 min", "5 h", "3 days"."""
    if span is None:
        return ""
    minutes = round(span.total_seconds() / 60)
    if minutes < 90:
        return _("%(n)s min") % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(n)s h") % {"n": round(minutes / 60)}
    return _("%(n)s days") % {"n": f"{minutes / 60 / 24:.1f}".removesuffix(".0")}
