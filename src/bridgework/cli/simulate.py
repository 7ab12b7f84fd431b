"""`bridgework simulate`: lives through what an installation should survive, in a database of its own."""

import json
import os
import socket
import sys
from typing import Any

import click

from bridgework.cli import database
from bridgework.cli.bench import teller
from bridgework.cli.benchmark.place import bench_database, owner_url
from bridgework.config import environment

WENT_WRONG = 1


@click.command(short_help="Live through killed processes, or years of patients.")
@click.option("--kills", default=0, type=click.IntRange(min=0), help="So often the web server is killed, and as often the worker, twice.")
@click.option("--patient-years", default=0, type=click.IntRange(min=0), help="So many years of patients go by, on a clock that is told.")
@click.option("--worlds", default=0, type=click.IntRange(0, 64), help="PATIENT-YEARS: so many worlds at once; 0: one for each processor.")
@click.option("--only", default=None, type=click.IntRange(min=0), help="PATIENT-YEARS: only the world of that number, as findings name it.")
@click.option("--seed", default=1, show_default=True, help="The same seed does the same.")
@click.option("--json", "in_a_line", is_flag=True, help="Print the answer in one line.")
def command(kills: int, patient_years: int, worlds: int, only: int | None, seed: int, in_a_line: bool) -> None:
    """Live through what an installation should survive: processes that are killed, and years of patients.

    KILLS: the real web server and the real worker end by SIGKILL in the middle of every move of scheduling, again and again.

    Booking, moving, dragging, cancelling, holding, releasing, offering, taking an offer, taking an earlier time, and not coming are posted as
    browsers post them. Afterwards "lost" (what was answered and is not there), "undone" (what was not done although it was pressed again, or
    begun by a worker that died) and "broken" (what `bridgework check` finds) have to be empty. Then the real worker is killed as often while it
    plans and sends messages over HTTP: "twice" and "lost" have to be 0.

    PATIENT-YEARS: referrals are sent, accepted, declined, booked, moved, given up, and patients write STOP and START, take their consent back or
    complain of an e-mail, through the real actions, planner and sending, while the gateway fails in every way. "wrong" has to be empty: steps to
    the minute, nothing in quiet hours, nothing after STOP, nothing twice, nothing lost, one a day and three a week. They are lived in worlds of
    500 patient-years, each with a clock, two practices, a gateway and a database of its own; who lives what follows from the seed alone.

    Exit status: 0 when all is well, 1 when something was lost, 2 for a wrong command line, 3 when there is no database to be had. It runs in a
    database of its own, made and dropped for it; what it does is told on standard error, the answer is JSON on standard output.
    """
    if not (kills or patient_years):
        raise click.UsageError("Say what to simulate, for example --kills 50 or --patient-years 100.")
    answer: dict[str, Any] = {}
    if patient_years:
        from bridgework.cli.simulation.worlds import live_in_worlds

        at_once = worlds or os.cpu_count() or 1
        answer["lives"] = live_in_worlds(at_once, patient_years, seed, environment.state_folder(), teller(), only=only)
    if kills:
        answer |= simulate_kills(kills, seed)
    is_well = all(part["ok"] for part in answer.values())
    click.echo(json.dumps({"ok": is_well} | answer, indent=None if in_a_line else 2))
    if not is_well:
        sys.exit(WENT_WRONG)


def simulate_kills(kills: int, seed: int) -> dict[str, Any]:
    """What became of it, in a database made for it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    os.environ["BRIDGEWORK_URL"] = f"http://127.0.0.1:{port}"
    with bench_database(0, keep=False), database.django_set_up():
        from bridgework.cli.simulation.kills import kill_desks
        from bridgework.cli.simulation.senders import kill_senders

        told, logs = teller(), environment.state_folder() / "log"
        return {
            "desks": kill_desks(kills, port=port, logs=logs, told=told, seed=seed),
            "senders": kill_senders(kills, seed, owner_url(), logs, told),
        }
