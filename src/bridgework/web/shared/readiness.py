"""What has to be there before people are let in. Asks the database only for machinery, never for anybody's data."""

from typing import TYPE_CHECKING

from django.db import DatabaseError, connection
from psycopg_pool import PoolTimeout

if TYPE_CHECKING:
    from collections.abc import Mapping

WORKER_SILENT_SECONDS = 30
"""The worker says every 10 seconds that it lives; three times nothing is dead (procrastinate's own measure, too)."""
DEMO_LOADED = "bridgework demo, loaded"
"""What `bridgework up --demo` writes as the comment of a database when its made-up network is complete."""


def what_is_ready(*, demo: bool) -> "Mapping[str, bool]":
    """`{"database": ..., "worker": ...}` and in the demo `"demo"`; everything is false when the database does not answer."""
    ready = {"database": False, "worker": False} | ({"demo": False} if demo else {})
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)),
                       shobj_description(oid, 'pg_database') = %s
                FROM pg_database WHERE datname = current_database()
                """,
                [WORKER_SILENT_SECONDS, DEMO_LOADED],
            )
            worker, loaded = cursor.fetchone()
    except (DatabaseError, PoolTimeout):
        return ready
    return ready | {"database": True, "worker": worker} | ({"demo": bool(loaded)} if demo else {})


def jobs_by_status() -> dict[str, int]:
    """How many jobs wait, run, failed: `{"todo": 3, "failed": 0, ...}`. Done ones are not counted, there is no end of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1")
        return {"todo": 0, "doing": 0, "failed": 0} | dict(cursor.fetchall())
