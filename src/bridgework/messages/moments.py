"""A moment or a month in words, in the reader's language: "Tue, Dec 1, 2:30 PM", "mar 1 dic, 2:30 p.m."."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

_DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}
_HALVES = {"en": ("AM", "PM"), "es": ("a.m.", "p.m.")}


_WHOLE_MONTHS = {
    "en": tuple("January February March April May June July August September October November December".split()),
    "es": tuple("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()),
}


def day_in_words(day: date, language: str) -> str:
    """A day as a letter is dated: "November 22, 2026", "22 de noviembre de 2026"."""
    month = _WHOLE_MONTHS[language][day.month - 1]
    return f"{day.day} de {month} de {day.year}" if language == "es" else f"{month} {day.day}, {day.year}"


def month_in_words(month: str, language: str) -> str:
    """A month (2026-09) as "September 2026", "septiembre de 2026"."""
    year, number = month.split("-")
    return f"{_WHOLE_MONTHS[language][int(number) - 1]}{' de' if language == 'es' else ''} {year}"


def moment_in_words(moment: datetime, zone: str, language: str, *, reader_zone: str = "") -> str:
    """The moment (aware) on the clocks of `zone`, with that zone named where the reader's clock shows another time."""
    local = moment.astimezone(ZoneInfo(zone))
    hour = f"{local.hour % 12 or 12}:{local.minute:02} {_HALVES[language][local.hour >= 12]}"
    day, month = _DAYS[language][local.weekday()], _MONTHS[language][local.month - 1]
    words = f"{day}, {month} {local.day}, {hour}" if language == "en" else f"{day} {local.day} {month}, {hour}"
    if reader_zone and moment.astimezone(ZoneInfo(reader_zone)).utcoffset() != local.utcoffset():
        place = zone.rsplit("/", 1)[-1].replace("_", " ")
        return f"{words} ({place} time)" if language == "en" else f"{words} (hora de {place})"
    return words
