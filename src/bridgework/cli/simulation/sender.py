"""A worker that plans and sends by a clock that is told, until it is killed: `python -m bridgework.cli.simulation.sender MOMENT`."""

import os
import sys
import time
from datetime import datetime

import django

from bridgework.cli.simulation.lines import DONE, READY

IDLE_SECONDS = 0.05


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bridgework.config.settings")
    django.setup()
    from bridgework.actions.plan_due_steps import plan_due_steps
    from bridgework.jobs.send_message import send_due

    now = datetime.fromisoformat(sys.argv[1])
    print(READY, flush=True)
    told = False
    while True:
        planned = plan_due_steps(now=now)
        more = send_due(clock=lambda: now)
        if planned.planned or planned.is_full or more:
            told = False
        elif not told:
            print(DONE, flush=True)
            told = True
        else:
            time.sleep(IDLE_SECONDS)


if __name__ == "__main__":
    main()
