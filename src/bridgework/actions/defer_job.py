from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer

NOBODY_WAITS = frozenset(
    {
        *("attach_from_document", "decode_film", "fetch_picture", "find_pairs", "read_calendar", "read_calendars"),
        *("clear_sessions", "erase_guests", "expire_uploads", "prune", "remind_of_wordings", "summarize_month", "watch_outreach"),
    }
)
"""Jobs that may come by the thousand or take long, and that nobody stands and waits for."""


def priority_of(task: str) -> int:
    """The higher the sooner: a text to a patient in pain never stands in line behind the films of an intake."""
    return -1 if task in NOBODY_WAITS else 0


def defer_job(task: str, **arguments: Any) -> None:
    """Leaves a job for the worker, in the running transaction: it exists exactly if the fact that causes it does.

    `task` is the name of a function in `bridgework.jobs`, which stands on a higher floor and is therefore named, not imported.
    """
    _configured(task).defer(**arguments)


def defer_jobs(task: str, arguments: list[dict[str, Any]]) -> None:
    """Leaves several jobs of one task, in one statement of the running transaction."""
    if arguments:
        _configured(task).batch_defer(*arguments)


def defer_job_once(task: str, name: str, **arguments: Any) -> None:
    """Leaves a job unless one of that name waits already."""
    job = _configured(task, queueing_lock=name)
    try:
        with transaction.atomic():
            job.defer(**arguments)
    except AlreadyEnqueued:
        return


def _configured(task: str, **options: Any) -> JobDeferrer:
    return app.configure_task(f"bridgework.jobs.{task}", allow_unknown=True, priority=priority_of(task), **options)
