"""The worker's own housekeeping: jobs that a killed worker left behind, and what nobody needs any more."""

from django.core.management import call_command
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job, Status

MOST_TRIES = 5
"""A job that has brought down its worker this often is not given another one."""
SILENT_SECONDS = 30
"""A worker says every 10 seconds that it lives; three times nothing is dead."""
KEEP_HOURS = 24
KEEP_FAILED_HOURS = 30 * 24


@app.task(name="bridgework.jobs.retry_stalled_jobs", pass_context=True, queueing_lock="retry_stalled_jobs")
async def retry_stalled_jobs(context: JobContext, timestamp: int = 0) -> None:
    """Puts the jobs of a killed worker back into the queue. Safe, since every job can be begun twice (see each one's own docstring)."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        try:
            if job.attempts >= MOST_TRIES:
                await manager.finish_job(job, Status.FAILED, delete_job=False)
            else:
                await manager.retry_job(job)
        except (AlreadyEnqueued, ConnectorException):
            # Its successor waits already (jobs of the timetable), or another worker was faster.
            await let_go(context, job)


async def let_go(context: JobContext, job: Job) -> None:
    """Ends a stalled job whose work another job does."""
    try:
        await context.app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
    except ConnectorException:
        return  # it is no longer under way


@app.task(name="bridgework.jobs.prune", pass_context=True, queueing_lock="prune")
async def prune(context: JobContext, timestamp: int = 0) -> None:
    """Deletes finished jobs after a day and failed ones after thirty; the records of what happened are elsewhere and stay."""
    manager = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=KEEP_HOURS)
    await manager.delete_old_jobs(nb_hours=KEEP_FAILED_HOURS, include_failed=True, include_cancelled=True, include_aborted=True)


@app.task(name="bridgework.jobs.clear_sessions", queueing_lock="clear_sessions")
def clear_sessions(timestamp: int = 0) -> None:
    """Deletes the sessions that have ended."""
    call_command("clearsessions")
