"""Public holidays, from the tables of the `holidays` package; nothing is looked up over a network."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def _of(region: str) -> holidays.HolidayBase:
    country, _, subdivision = region.partition("-")
    return holidays.country_holidays(country, subdiv=subdivision or None)


def is_public_holiday(day: date, region: str) -> bool:
    """Whether a local date is a public holiday of a country ("US") or of one of its parts ("US-CA")."""
    return day in _of(region)
