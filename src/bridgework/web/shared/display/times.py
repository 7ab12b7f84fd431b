"""Times as people say them: when something is due, when it happened, on which day."""

from datetime import date, datetime, timedelta
from html import escape
from math import ceil

from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgework.web.shared.display.library import register
from bridgework.web.shared.display.written import written

NEAR = timedelta(hours=1)
HOURS_TOLD_UNTIL = timedelta(hours=3)
"""Nearer than this a due time is told as "in 2 h", further off as a time of day."""
_WHOLE = "D, M j, Y, g:i A T"


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
    kept = " data-plain" if plain else ""
    title = escape(written(timezone.localtime(when), _WHOLE))
    return mark_safe(
        f'<time class="due {look}" datetime="{when.isoformat()}" title="{title}" data-due{kept}>{escape(due_words(when, now))}</time>'
    )


def due_look(when: datetime, now: datetime) -> str:
    """The class that colors a due time: late, near or nothing."""
    if when <= now:
        return "late"
    return "near" if when - now < NEAR else ""


def due_words(when: datetime, now: datetime) -> str:
    """A due time in words: "2 h late", "in 12 min", "today 4:30 PM", "tomorrow 9:00 AM", "Tue 9:00 AM", "Nov 24". islands/times.ts says the same."""
    minutes = int(abs(when - now).total_seconds() // 60)
    if when <= now:
        return _late_words(minutes)
    if when - now < NEAR:
        return _("in %(n)s min") % {"n": ceil((when - now) / timedelta(minutes=1))}
    if when - now < HOURS_TOLD_UNTIL:
        return _("in %(n)s h") % {"n": minutes // 60}
    local, today = timezone.localtime(when), timezone.localtime(now).date()
    days, hour = (local.date() - today).days, written(local, "g:i A")
    if days == 0:
        return _("today %(time)s") % {"time": hour}
    if days == 1:
        return _("tomorrow %(time)s") % {"time": hour}
    if days < 7:
        return f"{written(local, 'D')} {hour}"
    return written(local, "M j" if local.year == today.year else "M j, Y")


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
    days, hour = (local.date() - today).days, written(local, "g:i A")
    if abs(days) > 1:
        words = f"{written(local, 'M j' if local.year == today.year else 'M j, Y')}, {hour}"
    else:
        words = hour if not days else (_("tomorrow %(time)s") if days > 0 else _("yesterday %(time)s")) % {"time": hour}
    return mark_safe(f'<time datetime="{when.isoformat()}" title="{escape(written(local, _WHOLE))}">{escape(words)}</time>')


@register.filter
def day(when: datetime | date | None) -> SafeString | str:
    """A day: "Tue, Nov 24", with the year where it is not this one."""
    if when is None:
        return ""
    local = timezone.localtime(when).date() if isinstance(when, datetime) else when
    words = written(local, "D, M j" if local.year == timezone.localtime().year else "D, M j, Y")
    return mark_safe(f'<time datetime="{local.isoformat()}">{escape(words)}</time>')


@register.filter
def zone_words(zone: str) -> str:
    """A time zone as people call it: "Chicago time" for America/Chicago; messages/moments.py says the same."""
    return _("%(place)s time") % {"place": zone.rsplit("/", 1)[-1].replace("_", " ")}
