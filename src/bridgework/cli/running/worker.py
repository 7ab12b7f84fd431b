"""The worker: does what runs without a person, as `python -m bridgework.cli.running.worker`."""

import logging
import os

import django

from bridgework.cli.running.loaded import keep_loaded
from bridgework.config import environment


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bridgework.config.settings")
    django.setup()
    from django.db import connections
    from procrastinate import PsycopgConnector
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.utils import connector_params

    import bridgework.jobs  # noqa: F401 - registers its tasks

    keep_loaded()
    logging.getLogger("bridgework.worker").info("worker starts")
    # Its own small pool beside Django's: one connection listens, the others fetch and finish jobs
    with app.replace_connector(PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=3, max_idle=30)) as worker:
        worker.run_worker(
            concurrency=environment.number("WORKER_JOBS", 2),
            shutdown_graceful_timeout=20,
            listen_notify=True,
            fetch_job_polling_interval=5.0,
        )
    # Left to the end of the interpreter, Django's pool waits five seconds for each of its threads
    connections["default"].close_pool()  # type: ignore[attr-defined]  # that of PostgreSQL has one


if __name__ == "__main__":
    main()
