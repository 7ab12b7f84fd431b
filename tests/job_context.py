"""What the worker hands to a job, for tests that call one."""

from typing import Any

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job


def tried(times: int, *, by: Any = app) -> JobContext:
    """The context of a job that was tried so many times before."""
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="bridgework.jobs.any", attempts=times)
    return JobContext(app=by, job=job, start_timestamp=0.0, abort_reason=lambda: None)
