"""When a patient likes to come, as the pages of the desk say and ask it."""

from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from bridgework.lookups.patient_told import PatientTold
from bridgework.rules.offers import ANY_TIME

DAYS_ASKED = range(6)
"""Monday to Saturday."""


def wish_context(told: PatientTold | None) -> dict[str, Any]:
    """What `desk/case/wish.html` shows: the wish that stands, and in words."""
    wish = told.wish if told else ANY_TIME
    halves = {"morning": _("in the morning"), "afternoon": _("in the afternoon")}
    days = ", ".join(str(WEEKDAYS_ABBR[day]) for day in sorted(wish.weekdays))
    return {
        "wished": told,
        "wish_days": [(number, WEEKDAYS_ABBR[number]) for number in DAYS_ASKED],
        "wish_words": " ".join(part for part in (days, halves.get(wish.half, "")) if part),
    }
