"""The worklist: what is next, by due time."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bridgework.lookups.first_steps import first_steps
from bridgework.lookups.intake import count_intake
from bridgework.lookups.stand_ins import absences_of
from bridgework.lookups.worklist import SHOWS, WorkRow, count_work, list_emergencies, list_work
from bridgework.messages.next_steps import TITLES, step_reason, step_title
from bridgework.rules.endings import DECLINE_REASONS
from bridgework.rules.permissions import may, steps_of
from bridgework.web.desk.frame import address, bounded
from bridgework.web.desk.referral_page import LANGUAGES
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

LABELS = {
    "mine": gettext_lazy("Mine"),
    "late": gettext_lazy("Late"),
    "review": gettext_lazy("To review"),
    "book": gettext_lazy("To book"),
    "records": gettext_lazy("Missing records"),
    "reports": gettext_lazy("Reports owed"),
    "all": gettext_lazy("Everyone's"),
}
ONLY_RECEIVING = frozenset({"review", "book", "records", "reports"})


@staff_may("read_referrals")
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """`show` is one of the lists, `step` and `late` narrow it, `after` is where the last page ended."""
    viewer = request.viewer
    usual = "mine" if steps_of(viewer) else "all"
    show = request.GET.get("show", usual)
    show = show if show in SHOWS else usual
    step = request.GET.get("step", "")
    step = step if step in TITLES else ""
    late = request.GET.get("late") == "1"
    page = list_work(
        viewer,
        show=show,
        step=step,
        late=late,
        after=after_of(request.GET.get("after")),
        now=request.now,
        tooth_system=request.place.tooth_system,
    )
    waiting_first = list_emergencies(viewer, now=request.now, tooth_system=request.place.tooth_system)
    if [row.id for row in page.rows[: len(waiting_first)]] == [row.id for row in waiting_first]:
        waiting_first = ()  # they lead the list as it is
    audited(request, viewer, "worklist", [row.id for row in (*page.rows, *waiting_first)])
    counts = count_work(viewer, now=request.now)
    waiting, overdue = count_intake(viewer, now=request.now) if request.place.receives and may(viewer, "take_in") else (0, 0)
    here, may_review = reverse("worklist"), may(viewer, "review")
    query = {key: value for key, value in {"show": show, "step": step, "late": "1" if late else ""}.items() if value}
    context = {
        "emergencies": [entry(row, back=f"{here}?{urlencode(query)}", may_review=may_review) for row in waiting_first],
        "rows": [entry(row, back=f"{here}?{urlencode(query)}", may_review=may_review) for row in page.rows],
        "show": show,
        "step": step,
        "step_words": TITLES.get(step, ""),
        "late": late,
        "chips": [
            {
                "label": LABELS[name],
                "url": f"{here}?show={name}",
                "count": bounded(counts[name]),
                "current": name == show and not step and not late,
            }
            for name in SHOWS
            if request.place.receives or name not in ONLY_RECEIVING
        ],
        "mine": bounded(counts["mine"]) or "0",
        "overdue": bounded(counts["late"]),
        "next_url": f"{here}?{urlencode(query | {'after': after_text(page.after)})}" if page.after else "",
        "first_url": f"{here}?{urlencode(query)}" if request.GET.get("after") else "",
        "away": absences_of(viewer, now=request.now, only_now=True),
        "intake_waiting": bounded(waiting),
        "intake_late": bounded(overdue),
        "hints": [
            {"key": "f", "label": _("triage with films")},
            {"key": "a", "label": _("accept")},
            {"key": "m", "label": _("ask for more")},
            {"key": "t", "label": _("offer times")},
        ]
        if request.place.receives
        else [],
    }
    return render(request, "desk/worklist.html", context | (beginning(request) if not page.rows else {}))


def beginning(request: HttpRequest) -> dict[str, Any]:
    """What a practice without a referral has to do first; nothing for any other."""
    steps = first_steps(request.viewer)
    if steps is None:
        return {}
    return {
        "first_steps": steps,
        "may_manage": may(request.viewer, "manage_people"),
        "may_run": may(request.viewer, "run_practice"),
        "may_refer": may(request.viewer, "refer"),
        "page_address": address("public_page") if steps.slug and may(request.viewer, "run_practice") else "",
    }


def entry(row: WorkRow, *, back: str, may_review: bool = False) -> dict[str, Any]:
    """A row in words; `back` is the list to come back to. With `may_review` a case to review opens with its films."""
    return {
        "row": row,
        "title": step_title(row.next_step, ours=row.ours, tier=row.tier, late=row.is_late),
        "why": why(row),
        "note": patient_note(row),
        "ball": "" if row.ours else (row.sender if row.is_received else row.recipient),
        "url": reverse("draft" if row.next_step == "finish_and_send" else "referral", args=[row.id]),
        "triage_url": f"{reverse('triage', args=[row.id])}?{urlencode({'back': back})}"
        if may_review and row.is_received and row.next_step in ("review", "give_advice")
        else "",
        "beside_url": f"{reverse('referral_beside', args=[row.id])}?{urlencode({'back': back})}",
    }


def why(row: WorkRow) -> str:
    """Why the step is next, in a line."""
    declined = _(DECLINE_REASONS[row.decline_reason]) if row.decline_reason in DECLINE_REASONS else row.decline_note
    return step_reason(
        row.next_step,
        tier_reasons=row.tier_reasons,
        tier=row.tier,
        state=row.state,
        provider=row.assigned_provider,
        asked=row.records_asked,
        records_came=row.records_came,
        unanswered=row.records_unanswered,
        offered_until=row.offers_expire_at,
        visit_ends_at=row.visit_ends_at,
        visit_lost_at=row.visit_lost_at,
        seen_at=row.seen_at,
        reported_at=row.reported_at,
        note=row.records_asked_note if row.next_step == "send_records" else row.cancel_reason or declined,
        sender=row.sender,
        undecided=row.undecided_because,
    )


def patient_note(row: WorkRow) -> str:
    """What to know before reaching for the phone: only what is not so with nearly everybody."""
    notes = []
    if row.language != "en":
        notes.append(_("speaks %(language)s") % {"language": LANGUAGES.get(row.language, row.language)})
    if row.interpreter:
        notes.append(_("interpreter"))
    if row.is_nervous:
        notes.append(_("nervous"))
    if row.channel in ("phone", "letter"):
        notes.append(_("prefers calls") if row.channel == "phone" else _("prefers letters"))
    return " · ".join(notes) or str(row.number)


def after_of(given: str | None) -> tuple[datetime, UUID] | None:
    """Where the last page ended, or None for the first one and for what is no such place."""
    at, _sep, key = (given or "").partition("_")
    try:
        moment = datetime.fromisoformat(at)
        return (moment, UUID(key)) if moment.tzinfo else None
    except ValueError:
        return None


def after_text(after: tuple[datetime, UUID]) -> str:
    """The same as an address carries it."""
    return f"{after[0].isoformat()}_{after[1]}"
