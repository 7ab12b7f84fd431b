"""Public holidays, from the tables of the `holidays` package; nothing is looked up over a network."""

from datetime import date
from functools import lru_cache

import holidays

US_STATES = tuple(sorted((name, f"US-{code}") for name, code in holidays.country_holidays("US").subdivisions_aliases.items()))
"""The states and territories of the US by name, with their region."""


def check_region(region: str) -> str | None:
    """A sentence where no holidays are known of such a country or part of one, else None."""
    country, _, subdivision = region.partition("-")
    if subdivision in holidays.list_supported_countries().get(country, ()) or (country in _countries() and not subdivision):
        return None
    return f"No public holidays are known for “{region[:40]}”. Use a country such as US, or a state such as US-IL."


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries())


@lru_cache(maxsize=64)
def _of(region: str) -> holidays.HolidayBase:
    country, _, subdivision = region.partition("-")
    return holidays.country_holidays(country, subdiv=subdivision or None)


def is_public_holiday(day: date, region: str) -> bool:
    """Whether a local date is a public holiday of a country ("US") or of one of its parts ("US-CA")."""
    return day in _of(region)
