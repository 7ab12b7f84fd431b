"""Everything that runs by the clock, in one list. Times are UTC; the sixth field of a line is seconds."""

from dataclasses import dataclass

from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from bridgework.actions.defer_job import priority_of
from bridgework.jobs.chase_records import chase_records
from bridgework.jobs.erase_guests import erase_guests
from bridgework.jobs.escalate_late import escalate_late
from bridgework.jobs.expire_uploads import expire_uploads
from bridgework.jobs.find_pairs import find_pairs
from bridgework.jobs.offer_freed_times import offer_freed_times
from bridgework.jobs.plan_steps import plan_steps
from bridgework.jobs.read_calendar import read_calendars
from bridgework.jobs.read_mail import read_mail
from bridgework.jobs.read_reply import sweep_replies
from bridgework.jobs.recover import clear_sessions, prune, retry_stalled_jobs
from bridgework.jobs.release_holds import release_holds
from bridgework.jobs.remind_of_wordings import remind_of_wordings
from bridgework.jobs.send_message import resolve_in_flight_messages, sweep_due_messages
from bridgework.jobs.summarize_month import summarize_month
from bridgework.jobs.watch_outreach import watch_outreach


@dataclass(frozen=True)
class Line:
    """A job and when it runs, as a cron line."""

    when: str
    job: Task


TIMETABLE = (
    Line("* * * * * */15", retry_stalled_jobs),
    Line("* * * * *", plan_steps),
    Line("* * * * *", sweep_due_messages),
    Line("* * * * *", sweep_replies),
    Line("* * * * *", resolve_in_flight_messages),
    Line("* * * * *", release_holds),
    Line("* * * * *", read_mail),
    Line("* * * * *", offer_freed_times),
    Line("* * * * *", find_pairs),
    Line("* * * * *", escalate_late),
    Line("*/5 * * * *", chase_records),
    Line("*/10 * * * *", read_calendars),
    Line("7,37 * * * *", erase_guests),
    Line("17 * * * *", prune),
    Line("27 * * * *", watch_outreach),
    Line("47 * * * *", expire_uploads),
    Line("23 3 * * *", clear_sessions),
    Line("13 14 * * *", remind_of_wordings),
    Line("33 14 * * *", summarize_month),
)

for line in TIMETABLE:
    app.periodic(cron=line.when, priority=priority_of(line.job.name.removeprefix("bridgework.jobs.")))(line.job)
