"""The working hours of a practice as the rules want them, holidays included."""

from datetime import date, datetime

from bridgework.records.models import Practice
from bridgework.rules.deadlines import WorkingHours, end_of_window, hours_from
from bridgework.rules.deadlines import respond_by as decide_respond_by
from bridgework.rules.next_step import NextStep
from bridgework.rules.public_holidays import is_public_holiday
from bridgework.rules.windows import Windows, read_windows


def working_hours(practice: Practice) -> WorkingHours:
    """When the practice works: weekly hours in its time zone, closed on the public holidays of its region."""
    region = practice.holiday_region

    def is_holiday(day: date) -> bool:
        return is_public_holiday(day, region)

    return hours_from(practice.time_zone, practice.hours, is_holiday)


def due_time(step: NextStep, owner: Practice | None) -> datetime:
    """When a next step is due (UTC), in the working hours of the practice that owns it."""
    if owner is None or not (step.window.working_days or step.window.working_time):
        due = step.anchor + step.window.around_the_clock
    else:
        due = end_of_window(step.anchor, step.window, working_hours(owner))
    return min(due, step.latest) if step.latest else due


def respond_by(tier: str, sent_at: datetime, recipient: Practice) -> datetime:
    """When the receiving practice's answer is due (UTC): the promise on the sender's receipt."""
    return decide_respond_by(tier, sent_at, working_hours(recipient), windows_of(recipient).response)


def windows_of(practice: Practice | None) -> Windows:
    """How soon a practice answers and contacts patients: as usual where it has not said, or where there is none."""
    return read_windows(practice.windows if practice else {})
