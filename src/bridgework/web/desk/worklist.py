"""The worklist: what is next, by due time."""

from collections.abc import Mapping
from dataclasses import dataclass
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
HINTS = [
    {"key": "f", "label": gettext_lazy("triage with films")},
    {"key": "a", "label": gettext_lazy("accept")},
    {"key": "m", "label": gettext_lazy("ask for more")},
    {"key": "t", "label": gettext_lazy("offer times")},
]
"""The keys of a row that a receiving practice uses most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which list is looked at, as its address says: `show` is one of the lists, `step` and `late` narrow it."""

    show: str
    step: str
    late: bool

    @property
    def address(self) -> str:
        """Where this list begins."""
        given = {"show": self.show, "step": self.step, "late": "1" if self.late else ""}
        return f"{reverse('worklist')}?{urlencode({key: value for key, value in given.items() if value})}"


@staff_may("read_referrals")
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """`show` is one of the lists, `step` and `late` narrow it, `after` is where the last page ended."""
    viewer, place = request.viewer, request.place
    asked, after = asked_of(request), request.GET.get("after")
    page = list_work(
        viewer,
        show=asked.show,
        step=asked.step,
        late=asked.late,
        after=after_of(after),
        now=request.now,
        tooth_system=place.tooth_system,
    )
    waiting_first = list_emergencies(viewer, now=request.now, tooth_system=place.tooth_system)
    if [row.id for row in page.rows[: len(waiting_first)]] == [row.id for row in waiting_first]:
        waiting_first = ()  # they lead the list as it is
    audited(request, viewer, "worklist", [row.id for row in (*page.rows, *waiting_first)])
    counts = count_work(viewer, now=request.now)
    may_review = may(viewer, "review")
    context = {
        "emergencies": [entry(row, back=asked.address, may_review=may_review) for row in waiting_first],
        "rows": [entry(row, back=asked.address, may_review=may_review) for row in page.rows],
        "show": asked.show,
        "step": asked.step,
        "step_words": TITLES.get(asked.step, ""),
        "late": asked.late,
        "chips": chips(asked, counts, receives=place.receives),
        "mine": bounded(counts["mine"]) or "0",
        "overdue": bounded(counts["late"]),
        "next_url": f"{asked.address}&{urlencode({'after': after_text(page.after)})}" if page.after else "",
        "first_url": asked.address if after else "",
        "away": absences_of(viewer, now=request.now, only_now=True),
        "hints": HINTS if place.receives else [],
    }
    return render(request, "desk/worklist.html", context | to_take_in(request) | (beginning(request) if not page.rows else {}))


def asked_of(request: HttpRequest) -> Asked:
    """What the address asks for; what is no list or step is left aside."""
    show, step = request.GET.get("show"), request.GET.get("step", "")
    usual = "mine" if steps_of(request.viewer) else "all"
    return Asked(show if show in SHOWS else usual, step if step in TITLES else "", request.GET.get("late") == "1")


def chips(asked: Asked, counts: Mapping[str, int], *, receives: bool) -> list[dict[str, Any]]:
    """The lists to choose from, with how much is on each."""
    return [
        {
            "label": LABELS[name],
            "url": f"{reverse('worklist')}?show={name}",
            "count": bounded(counts[name]),
            "current": asked == Asked(name, "", late=False),
        }
        for name in SHOWS
        if receives or name not in ONLY_RECEIVING
    ]


def to_take_in(request: HttpRequest) -> dict[str, str]:
    """How many documents wait to be taken in, and how many of them too long; nothing for who does not do that."""
    takes_in = request.place.receives and may(request.viewer, "take_in")
    waiting, overdue = count_intake(request.viewer, now=request.now) if takes_in else (0, 0)
    return {"intake_waiting": bounded(waiting), "intake_late": bounded(overdue)}


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
