"""Whether a practice is open at this moment, and whom to call while it is not."""

from datetime import date, datetime

from bridgework.records.models import Practice
from bridgework.rules.closed import WhenClosed
from bridgework.rules.contact import display_phone
from bridgework.rules.deadlines import hours_from, is_open, next_opening
from bridgework.rules.public_holidays import is_public_holiday


def when_closed(practice: Practice, now: datetime) -> WhenClosed:
    """From a practice's row, holidays counted as closed. Asks the database nothing."""
    region = practice.holiday_region

    def is_holiday(day: date) -> bool:
        return is_public_holiday(day, region)

    hours = hours_from(practice.time_zone, practice.hours, is_holiday)
    opened = is_open(now, hours)
    return WhenClosed(
        is_open=opened,
        opens_at=None if opened else next_opening(now, hours),
        on_call=practice.on_call_phone,
        on_call_display=_shown(practice.on_call_phone),
        alternative=practice.alternative_name,
        alternative_phone=practice.alternative_phone,
        alternative_phone_display=_shown(practice.alternative_phone),
    )


def _shown(phone: str) -> str:
    return display_phone(phone) if phone else ""
