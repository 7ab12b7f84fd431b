"""When words are read again. Source of the year: the practice's own policy; Joint Commission and CDC ask for a regular review of what patients read."""

from datetime import date, datetime, timedelta

MONTHS = (3, 6, 12)
USUAL_MONTHS = 12
REMIND_BEFORE = timedelta(days=14)
"""So long before the review is due the managers are told, once for each date."""
WRITTEN_TOGETHER = timedelta(days=7)
"""Versions of two languages that are no further apart belong together."""

LONGEST_SUBJECT = 120
LONGEST_TEXT = 4000
LONGEST_NOTE = 300


def review_after(today: date, months: int) -> date:
    """The day of the review. `today` is the practice's date; a number of months that nobody offers counts as a year."""
    months = months if months in MONTHS else USUAL_MONTHS
    return today + timedelta(days=round(months * 365.25 / 12))


def is_due_for_review(review_on: date | None, today: date) -> bool:
    """Whether somebody has to read them again about now."""
    return review_on is not None and review_on - REMIND_BEFORE <= today


def is_left_behind(own: datetime | None, other: datetime | None) -> bool:
    """Whether a language still says older words than another one of the same message: `own` and `other` are when the practice last wrote in
    each, None where it says the program's words.
    """
    return other is not None and (own is None or own < other - WRITTEN_TOGETHER)
