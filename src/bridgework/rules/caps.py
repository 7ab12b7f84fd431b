"""How often a patient is written to, and never at night: the caps, and the way out of quiet hours. Sources: `cadence_policy`, `contact`."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bridgework.rules.cadence_policy import A_DAY, A_WEEK
from bridgework.rules.contact import DAY_BEGINS, is_quiet
from bridgework.rules.deadlines import zone_named

EVENING = time(20)
"""What falls into quiet hours moves to this time before them."""


def over_cap(sent: Iterable[datetime], due: datetime, zone: str) -> bool:
    """Whether a message at `due` would be the second of its day, or the fourth in any seven days, where the patient lives."""
    where = zone_of(zone)
    day = due.astimezone(where).date()
    days = sorted([*(moment.astimezone(where).date() for moment in sent), day])
    if days.count(day) > A_DAY:
        return True
    at = days.index(day)
    return any(first + A_WEEK < len(days) and (days[first + A_WEEK] - days[first]).days < 7 for first in range(max(0, at - A_WEEK), at + 1))


def out_of_the_night(moment: datetime, zone_name: str) -> datetime:
    """The moment itself by day, else eight in the evening before it (UTC)."""
    if not is_quiet(moment, zone_name):
        return moment
    zone = zone_of(zone_name)
    local = moment.astimezone(zone)
    return local_moment(local.date() - timedelta(days=local.time() < DAY_BEGINS), EVENING, zone)


def local_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A day and a time of day on the clocks of a zone, as UTC."""
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone).astimezone(UTC)


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC where there is none such."""
    return zone_named(name) or ZoneInfo("UTC")
