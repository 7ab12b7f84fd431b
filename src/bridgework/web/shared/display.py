"""Tags and filters that write the small pieces of a page: badges, dots, times, icons, the tooth chart (docs/design.md).

A builtin tag library: no page loads it. Times are told against `now` of the page's context, so that a page, its tests and
a made-up clock agree; without it, against the clock of this machine.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgework.rules import teeth
from bridgework.web.shared import tooth_chart as chart

register = template.Library()

TIERS = {"emergency": gettext_lazy("Emergency"), "urgent": gettext_lazy("Urgent"), "soon": gettext_lazy("Soon"), "elective": gettext_lazy("Elective")}
STAGES = {
    "sent": gettext_lazy("Sent"),
    "received": gettext_lazy("Received"),
    "reviewed": gettext_lazy("Reviewed"),
    "booked": gettext_lazy("Booked"),
    "seen": gettext_lazy("Seen"),
    "reported": gettext_lazy("Reported"),
    "closed": gettext_lazy("Closed"),
}
FINDING_WORDS = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No"), "": gettext_lazy("Not asked")}
NEAR = timedelta(hours=1)
HOURS_TOLD_UNTIL = timedelta(hours=3)
"""Nearer than this a due time is told as "in 2 h", further off as a time of day."""


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; hidden from screen readers unless it carries a label of its own."""
    said = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    return format_html('<svg class="icon"{}><use href="{}#{}"></use></svg>', said, static("bridgework/icons.svg"), name)


@register.simple_tag
def mark() -> SafeString:
    """The product's mark, in the brand's color."""
    return format_html('<svg class="mark" aria-hidden="true"><use href="{}#mark"></use></svg>', static("bridgework/icons.svg"))


@register.simple_tag
def tier(code: str | None) -> SafeString:
    """The badge of an urgency tier."""
    if code not in TIERS:
        return format_html('<span class="tier none">{}</span>', _("Not rated"))
    return format_html('<span class="tier {}">{}</span>', code, TIERS[code])


@register.simple_tag
def loop_dots(done: Iterable[str] | str = (), now: str = "", late: bool = False) -> SafeString:
    """The seven dots: what is done, what is to be done now, and whether that is late."""
    reached = _codes(done)
    dots = format_html_join("", '<i class="{}"></i>', ((_dot(code, reached, now, late),) for code in STAGES))
    said = _("All done") if len(reached) == len(STAGES) else _("%(done)s of 7 done") % {"done": len(reached)}
    if now in STAGES and now not in reached:
        said = f"{said}, {_('late at') if late else _('now at')}: {STAGES[now]}"
    return format_html('<span class="loop" role="img" aria-label="{0}" title="{0}">{1}</span>', said, dots)


@register.simple_tag
def progress(done: Iterable[str] | str = (), now: str = "", late: bool = False, times: dict[str, datetime] | None = None, now_label: str = "") -> SafeString:
    """The band of seven stages over a referral, each with the time it was reached."""
    reached = _codes(done)
    steps = []
    for code, label in STAGES.items():
        kind = _dot(code, reached, now, late)
        at = (times or {}).get(code)
        when = format_html("<small>{}</small>", clock(at)) if at else ""
        current = mark_safe(' aria-current="step"') if kind in ("now", "bad") else ""
        said = now_label if now_label and code == now else label
        unseen = format_html('<span class="unseen"> ({})</span>', _("done")) if kind == "done" else ""
        steps.append((kind, current, said, unseen, when))
    return format_html('<ol class="progress" aria-label="{}">{}</ol>', _("Stages"), format_html_join("", '<li class="{}"{}>{}{}{}</li>', steps))


def _codes(done: Iterable[str] | str) -> set[str]:
    given = done.replace(",", " ").split() if isinstance(done, str) else done
    return {code for code in given if code in STAGES}


def _dot(code: str, reached: set[str], now: str, late: bool) -> str:
    if code in reached:
        return "done"
    return ("bad" if late else "now") if code == now else ""


# Times


def _now(context: Context) -> datetime:
    now = context.get("now")
    return now if isinstance(now, datetime) else timezone.now()


@register.simple_tag(takes_context=True)
def due(context: Context, when: datetime | None, plain: bool = False) -> SafeString:
    """When something is due, as people say it; a script keeps it true while the page is open."""
    if when is None:
        return format_html('<span class="due faint">{}</span>', _("no date"))
    now = _now(context)
    look = "" if plain else due_look(when, now)
    kept = mark_safe(" data-plain") if plain else ""
    local = timezone.localtime(when)
    title = date_format(local, "D j M Y, H:i T")
    return format_html('<time class="due {}" datetime="{}" title="{}" data-due{}>{}</time>', look, when.isoformat(), title, kept, due_words(when, now))


def due_look(when: datetime, now: datetime) -> str:
    """The class that colors a due time: late, near or nothing."""
    if when <= now:
        return "late"
    return "near" if when - now < NEAR else ""


def due_words(when: datetime, now: datetime) -> str:
    """A due time in words: "2 h late", "in 12 min", "today 16:30", "tomorrow 9:00", "Tue 9:00", "24 Nov". islands/times.ts says the same."""
    minutes = int(abs(when - now).total_seconds() // 60)
    if when <= now:
        return _late_words(minutes)
    if when - now < NEAR:
        return _("in %(n)s min") % {"n": ceil((when - now) / timedelta(minutes=1))}
    if when - now < HOURS_TOLD_UNTIL:
        return _("in %(n)s h") % {"n": minutes // 60}
    local, today = timezone.localtime(when), timezone.localtime(now).date()
    days, hour = (local.date() - today).days, date_format(local, "G:i")
    if days == 0:
        return _("today %(time)s") % {"time": hour}
    if days == 1:
        return _("tomorrow %(time)s") % {"time": hour}
    if days < 7:
        return f"{date_format(local, 'D')} {hour}"
    return date_format(local, "j M" if local.year == today.year else "j M Y")


def _late_words(minutes: int) -> str:
    if minutes < 1:
        return _("due now")
    if minutes < 60:
        return _("%(n)s min late") % {"n": minutes}
    if minutes < 24 * 60:
        return _("%(n)s h late") % {"n": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days}


@register.filter
def clock(when: datetime | None, now: datetime | None = None) -> SafeString | str:
    """A time that has passed or is fixed, with as much of its date as it needs."""
    if when is None:
        return ""
    local, today = timezone.localtime(when), timezone.localtime(now or timezone.now()).date()
    days, hour = (local.date() - today).days, date_format(local, "G:i")
    near = {0: hour, -1: _("yesterday %(time)s") % {"time": hour}, 1: _("tomorrow %(time)s") % {"time": hour}}
    words = near.get(days) or f"{date_format(local, 'j M' if local.year == today.year else 'j M Y')} {hour}"
    return format_html('<time datetime="{}" title="{}">{}</time>', when.isoformat(), date_format(local, "D j M Y, H:i T"), words)


@register.filter
def day(when: datetime | date | None) -> SafeString | str:
    """A day: "Tue 24 Nov", with the year where it is not this one."""
    if when is None:
        return ""
    local = timezone.localtime(when).date() if isinstance(when, datetime) else when
    words = date_format(local, "D j M" if local.year == timezone.localtime().year else "D j M Y")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)


@register.filter
def age(born: date | None, now: datetime | None = None) -> int | str:
    """Whole years since birth."""
    if born is None:
        return ""
    today = timezone.localtime(now or timezone.now()).date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


@register.filter
def initials(name: str) -> str:
    """First letters of first and last name, without titles."""
    words = [word for word in name.replace(",", " ").split() if not word.endswith(".")]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


# Findings


@register.simple_tag
def finding(code: str, label: str, value: str | None = "", prefix: str = "finding_", grave: bool = False) -> SafeString:
    """One question with three answers as radio buttons: yes, no, not asked. Not asked posts an empty value."""
    options = format_html_join(
        "",
        '<label class="is-{}"><input type="radio" name="{}" value="{}"{}>{}</label>',
        ((answer or "unasked", prefix + code, answer, mark_safe(" checked") if (value or "") == answer else "", words) for answer, words in FINDING_WORDS.items()),
    )
    grave_class = " grave" if grave else ""
    return format_html('<fieldset class="finding{}"><legend>{}</legend><div class="segments">{}</div></fieldset>', grave_class, label, options)


@register.simple_tag
def finding_pill(label: str, value: str | None = "", grave: bool = False) -> SafeString:
    """A finding as it was answered. Not asked looks different from no, also without color, and is read out so."""
    if value == "yes":
        return format_html('<span class="pill {}">{}</span>', "alert" if grave else "yes", label)
    if value == "no":
        return format_html('<span class="pill no">{}</span>', _("no %(finding)s") % {"finding": label})
    return format_html('<span class="pill unasked">{}</span>', _("%(finding)s: not asked") % {"finding": label})


# Charts, teeth and films


@register.simple_tag
def bar(value: float, whole: float, label: str = "", late: bool = False, second: bool = False) -> SafeString:
    """One bar of a chart. The number itself stands beside it in text, so the drawing is hidden from screen readers unless labelled."""
    width = 0 if not whole else max(0.0, min(100.0, 100 * value / whole))
    said = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    look = " late" if late else " second" if second else ""
    return format_html(
        '<svg class="bar-drawn"{}><rect class="bar-ground" width="100%" height="100%" rx="5"/>'
        '<rect class="bar-fill{}" width="{}%" height="100%" rx="5"/></svg>',
        said,
        look,
        f"{width:.2f}",
    )


FILM_FACTS = (
    "id",
    "label",
    "kind",
    "image",
    "pixels",
    "width",
    "height",
    "bits",
    "window_center",
    "window_width",
    "photometric",
    "spacing_mm",
    "media",
)


FILM_WORDS = {
    "tools": gettext_lazy("Film tools"),
    "which": gettext_lazy("Which film"),
    "previous": gettext_lazy("Previous film"),
    "next": gettext_lazy("Next film"),
    "out": gettext_lazy("Zoom out"),
    "in": gettext_lazy("Zoom in"),
    "fit": gettext_lazy("Fit"),
    "window": gettext_lazy("Brightness and contrast"),
    "invert": gettext_lazy("Invert"),
    "rotate": gettext_lazy("Turn right"),
    "measure": gettext_lazy("Measure"),
    "reset": gettext_lazy("As it was"),
    "beside": gettext_lazy("Two side by side"),
    "large": gettext_lazy("Whole screen"),
    "loading": gettext_lazy("Getting the film …"),
    "failed": gettext_lazy("The film could not be shown. Load the page again; the original is kept."),
    "document": gettext_lazy("a document"),
    "open": gettext_lazy("Open it"),
    "level": gettext_lazy("level and width"),
    "uncorrected": gettext_lazy("not corrected for magnification"),
    "how_window": gettext_lazy("drag: up brighter, right softer; or arrow keys"),
    "how_measure": gettext_lazy("drag a line; or arrow keys and Enter"),
}


@register.inclusion_tag("shared/film_viewer.html")
def film_viewer(films: Iterable[Any], open: str = "") -> dict[str, Any]:  # noqa: A002 - reads as a word in templates
    """The viewer with these films (mappings or objects with the facts named above); `open` is the id of the one to show first."""
    known = [{fact: _fact(film, fact) for fact in FILM_FACTS} for film in films]
    words = {name: str(text) for name, text in FILM_WORDS.items()}
    return {"films": known, "films_json": json.dumps(known, default=str), "words_json": json.dumps(words), "open": open}


def _fact(film: Any, fact: str) -> Any:
    return film.get(fact) if isinstance(film, dict) else getattr(film, fact, None)


@register.inclusion_tag("shared/tooth_chart.html")
def tooth_chart(
    selected: Iterable[str] = (),
    missing: Iterable[str] = (),
    name: str = "teeth",
    numbering: str = "universal",
    dentition: str = "permanent",
    single: bool = False,
    read: bool = False,
) -> dict[str, Any]:
    """The chart. `selected` and `missing` hold Universal designations; a missing tooth stays selectable (implants)."""
    chosen = set(selected or ())
    if dentition == "permanent" and chosen and all(designation.isalpha() for designation in chosen):
        dentition = "primary"
    return {
        "sets": [chart.dentition(kind, chosen, set(missing or ()), numbering, shown=kind == dentition) for kind in ("permanent", "primary")],
        "name": name,
        "numbering": numbering,
        "numberings": teeth.SYSTEM_NAMES.items(),
        "single": single,
        "read": read,
        "said": chart.said(sorted(chosen, key=chart.place), numbering),
    }
