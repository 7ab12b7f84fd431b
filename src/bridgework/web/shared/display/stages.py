"""The seven stages of a loop, as dots in a list and as the band over a referral."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from bridgework.web.shared.display.library import register
from bridgework.web.shared.display.times import clock

STAGES = {
    "sent": gettext_lazy("Sent"),
    "received": gettext_lazy("Received"),
    "reviewed": gettext_lazy("Reviewed"),
    "booked": gettext_lazy("Booked"),
    "seen": gettext_lazy("Seen"),
    "reported": gettext_lazy("Reported"),
    "closed": gettext_lazy("Closed"),
}


@register.simple_tag
def loop_dots(done: Iterable[str] | str = (), now: str = "", late: bool = False) -> SafeString:
    """The seven dots: what is done, what is to be done now, and whether that is late."""
    return _drawn_dots(get_language() or "", done if isinstance(done, str) else tuple(done), now, late)


@lru_cache(maxsize=1024)
def _drawn_dots(language: str, done: tuple[str, ...] | str, now: str, late: bool) -> SafeString:
    """The dots as they were drawn before: there are few ways in which a loop can stand."""
    del language  # what the words are in, and so a part of what is remembered
    reached = _codes(done)
    dots = format_html_join("", '<i class="{}"></i>', ((_dot(code, reached, now, late),) for code in STAGES))
    said = _("All done") if len(reached) == len(STAGES) else _("%(done)s of 7 done") % {"done": len(reached)}
    if now in STAGES and now not in reached:
        said = f"{said}, {_('late at') if late else _('now at')}: {STAGES[now]}"
    return format_html('<span class="loop" role="img" aria-label="{0}" title="{0}">{1}</span>', said, dots)


@register.simple_tag(takes_context=True)
def progress(
    context: Context,
    done: Iterable[str] | str = (),
    now: str = "",
    late: bool = False,
    times: dict[str, datetime] | None = None,
    now_label: str = "",
) -> SafeString:
    """The band of seven stages over a referral, each with the time it was reached."""
    reached = _codes(done)
    steps = []
    for code, label in STAGES.items():
        kind = _dot(code, reached, now, late)
        at = (times or {}).get(code)
        when = format_html("<small>{}</small>", clock(at, context.get("now"))) if at else ""
        current = mark_safe(' aria-current="step"') if kind in ("now", "bad") else ""
        said = now_label if now_label and code == now else label
        unseen = format_html('<span class="unseen"> ({})</span>', _("done")) if kind == "done" else ""
        steps.append((kind, current, said, unseen, when))
    return format_html(
        '<ol class="progress" aria-label="{}">{}</ol>', _("Stages"), format_html_join("", '<li class="{}"{}>{}{}{}</li>', steps)
    )


def _codes(done: Iterable[str] | str) -> set[str]:
    given = done.replace(",", " ").split() if isinstance(done, str) else done
    return {code for code in given if code in STAGES}


def _dot(code: str, reached: set[str], now: str, late: bool) -> str:
    if code in reached:
        return "done"
    return ("bad" if late else "now") if code == now else ""
