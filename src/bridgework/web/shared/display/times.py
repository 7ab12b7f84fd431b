"""Times as people say them: when something is due, when it happened, on which day."""

from datetime import date, datetime, timedelta
from math import ceil

from django.template.context import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgework.web.shared.display.library import register

NEAR = timedelta(hours=1)
HOURS_TOLD_UNTIL = timedelta(hours=3)
"""Nearer than this a due time is told as "in 2 h", further off as a time of day."""


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
    return format_html(
        '<time class="due {}" datetime="{}" title="{}" data-due{}>{}</time>', look, when.isoformat(), title, kept, due_words(when, now)
    )


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
