from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def defer_job(task: str, **arguments: Any) -> None:
    """Leaves a job for the worker, in the running transaction: it exists exactly if the fact that causes it does.

    `task` is the name of a function in `bridgework.jobs`, which stands on a higher floor and is therefore named, not imported.
    """
    app.configure_task(f"bridgework.jobs.{task}", allow_unknown=True).defer(**arguments)


def defer_jobs(task: str, arguments: list[dict[str, Any]]) -> None:
    """Leaves several jobs of one task, in one statement of the running transaction."""
    if arguments:
        app.configure_task(f"bridgework.jobs.{task}", allow_unknown=True).batch_defer(*arguments)


def defer_job_once(task: str, name: str, **arguments: Any) -> None:
    """Leaves a job unless one of that name waits already."""
    job = app.configure_task(f"bridgework.jobs.{task}", allow_unknown=True, queueing_lock=name)
    try:
        with transaction.atomic():
            job.defer(**arguments)
    except AlreadyEnqueued:
        return
