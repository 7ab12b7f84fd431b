"""How far messages to patients reach, and which of two wordings brings more of them to a visit."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.start_trial import end_trial, start_trial
from bridgework.lookups.reach import Reached, TrialFacts, UsedWords, reach, trials
from bridgework.messages.kind_words import CHANNEL_NAMES, LANGUAGE_NAMES, PURPOSE_NAMES, name_of
from bridgework.reports.funnel import PERIODS, begin_of
from bridgework.rules.permissions import may
from bridgework.rules.reach import Share, difference, verdict
from bridgework.rules.refusals import MoveNotAllowed, NotComplete
from bridgework.web.desk.reach_numbers import urls_of, where_of
from bridgework.web.shared.entry import staff_may

VERDICTS: dict[str, Any] = {
    "too_few": gettext_lazy("Too few patients yet to say anything."),
    "open": gettext_lazy("No difference is shown so far."),
    "better": gettext_lazy("The other words bring more patients to a visit."),
    "worse": gettext_lazy("The words in force bring more patients to a visit."),
}


@staff_may("measure")
@require_safe
def reach_page(request: HttpRequest) -> HttpResponse:
    """`days` is 30 or 90."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(one) for one in PERIODS} else PERIODS[0]
    here = reverse("reach")
    context = {
        "groups": grouped(reach(request.viewer, begin_of(days, request.place.time_zone, request.now)), days),
        "trials": [trial_entry(one) for one in trials(request.viewer)],
        "may_end": may(request.viewer, "approve_words"),
        "periods": [
            {"label": _("last %(days)s days") % {"days": one}, "url": f"{here}?{urlencode({'days': one})}", "current": one == days}
            for one in PERIODS
        ],
    }
    return render(request, "desk/reach.html", context)


@staff_may("approve_words")
@require_POST
def try_words(request: HttpRequest, wording_id: UUID) -> HttpResponse:
    """Half of the patients get the draft from now on."""
    try:
        start_trial(request.viewer, wording_id, now=request.now)
    except (MoveNotAllowed, NotComplete) as refused:
        messages.error(request, refused.sentence)
        return redirect("wordings")
    messages.success(request, _("From now on half of the patients get these words, by chance. What comes of it stands here."))
    return redirect(reverse("reach") + "#trials")


@staff_may("approve_words")
@require_POST
def stop_trying(request: HttpRequest, trial_id: UUID) -> HttpResponse:
    """Everybody gets the words in force again; the draft can be approved or given up."""
    end_trial(request.viewer, trial_id, now=request.now)
    messages.success(request, _("Ended. Everybody gets the words in force; the draft can still be approved."))
    return redirect(reverse("reach") + "#trials")


def grouped(rows: Iterable[Reached], days: int) -> list[list[dict[str, Any]]]:
    """The rows of each message together, what is sent most first."""
    by_kind: dict[str, list[Reached]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    groups = sorted(by_kind.values(), key=lambda group: -sum(row.sent for row in group))
    return [
        [row_entry(row, days, several_words=any(one.wording for one in group)) for row in sorted(group, key=lambda row: -row.sent)]
        for group in groups
    ]


def row_entry(row: Reached, days: int, *, several_words: bool) -> dict[str, Any]:
    """A row in words; shares with their intervals. Whose words it was is told where there are several."""
    return {
        "name": name_of(row.kind),
        "where": where_of(row.channel, row.language),
        "step": _("message %(n)s of the plan") % {"n": row.step} if row.step is not None else "",
        "words": words_of(row.wording) if several_words else "",
        "urls": urls_of(row, days),
        "sent": row.sent,
        "arrived": share_words(row.arrived) if row.arrived else None,
        "opened": share_words(row.opened),
        "booked": share_words(row.booked) if row.booked else None,
        "failed": row.failed,
        "dropped": row.dropped,
    }


def words_of(wording: UsedWords | None) -> str:
    """Which words they were."""
    if wording is None:
        return _("built-in words")
    parts = [_("your words, version %(n)s") % {"n": wording.version}]
    parts += [str(PURPOSE_NAMES[wording.purpose])] if wording.purpose else []
    return ", ".join(parts + ([_("nervous")] if wording.anxious else []))


def trial_entry(trial: TrialFacts) -> dict[str, Any]:
    """A trial in words."""
    found = difference(trial.first, trial.second)
    return {
        "id": trial.id,
        "name": name_of(trial.kind),
        "where": f"{CHANNEL_NAMES[trial.channel]}, {LANGUAGE_NAMES[trial.language]}",
        "url": reverse("wording", args=[trial.kind, trial.channel, trial.language]),
        "text": trial.text,
        "language": trial.language,
        "version": trial.version,
        "started_at": trial.started_at,
        "started_by": trial.started_by,
        "ended_at": trial.ended_at,
        "is_running": trial.is_running,
        "first": share_words(trial.first),
        "second": share_words(trial.second),
        "verdict": VERDICTS[verdict(trial.first, trial.second)],
        "interval": _("difference %(by)s points, 95 percent interval %(low)s to %(high)s")
        % {"by": f"{found.by:+.0%}".rstrip("%"), "low": f"{found.low:+.0%}".rstrip("%"), "high": f"{found.high:+.0%}".rstrip("%")}
        if trial.first.of and trial.second.of
        else "",
    }


def share_words(share: Share) -> dict[str, Any]:
    """The count, the share and the interval that it may be."""
    return {
        "count": share.count,
        "of": share.of,
        "share": f"{share.share:.0%}" if share.of else "",
        "between": f"{share.low:.0%} – {share.high:.0%}" if share.of else "",
    }
