"""`bridgework bench`: how fast it is, as a share of what the bare database does with the same rows on the same server."""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from bridgework.cli.benchmark.place import Place, bench_database, owner_url

MEASURED = ("intake", "worklist", "pages", "booking", "outreach")
SMALLEST_WORKLIST = 10_000


@click.command(short_help="Measure how fast it is here.")
@click.argument("what", type=click.Choice(MEASURED))
@click.option(
    "--size",
    default=10_000,
    show_default=True,
    type=click.IntRange(min=1_000),
    help="Referrals that are stored already. OUTREACH: due steps, too.",
)
@click.option("--seconds", default=10.0, show_default=True, type=click.FloatRange(min=0.2), help="How long each of the three legs takes.")
@click.option("--clients", default=8, show_default=True, type=click.IntRange(1, 40), help="Processes that do it at the same time.")
@click.option("--json", "in_a_line", is_flag=True, help="Print the answer in one line.")
@click.option("--races", default=0, type=click.IntRange(min=0), help="BOOKING: so many tries of 32 clients that race, instead.")
@click.option("--keep", is_flag=True, help="Leave the filled database there for the next run of the same size.")
def command(what: str, size: int, seconds: float, clients: int, in_a_line: bool, races: int, keep: bool) -> None:
    """Measure INTAKE of referrals, reading the WORKLIST, BOOKING, OUTREACH, or the two searches and all PAGES of the desk: bare SQL, us, bare SQL again.

    The answer is JSON on standard output. INTAKE and WORKLIST: "ratio" (our rate to the bare one), "ours" and "bare" with rate, p50_ms,
    p95_ms, p99_ms. BOOKING: the same, and "search" with the times of a search for open times over 50 clinicians and 90 days; with --races
    instead what 32 clients did to each other, "overlaps", "lost" and "errors", which have to be 0. OUTREACH: "seconds" that two workers take
    for so many due steps, "ratio" to the bare statements, "vs_procrastinate" to a queue of jobs that do nothing, and "http_per_second" against
    the stand-in gateway. PAGES: "patient_search_ratio" and "directory_search_ratio" with their figures in "patient_search" and
    "directory_search"; "pages" with p50_ms, p95_ms, p99_ms of each page, and "slowest_p95_ms" of them all. It runs in a database of its own,
    made and dropped for it; what it does is told on standard error.

    Exit status: 0 when it was measured, 1 when it broke, 2 for a wrong command line, 3 when there is no database to be had.
    """
    if what not in ("intake", "booking", "outreach") and size < SMALLEST_WORKLIST:
        raise click.BadParameter(f"the lists of fewer than {SMALLEST_WORKLIST:,} referrals do not fill a page", param_hint="--size")
    if races:
        os.environ["BRIDGEWORK_DATABASE_POOL"] = "1"  # each of the racing processes does one thing at a time
    with bench_database(size, keep=keep) as place:
        answer = measure(what, size=size, seconds=seconds, clients=clients, place=place, races=races)
    click.echo(json.dumps(answer, indent=None if in_a_line else 2))


def measure(what: str, *, size: int, seconds: float, clients: int, place: Place, races: int = 0) -> dict[str, Any]:
    """Fills the database that the environment names, runs the legs, and answers with the figures."""
    from bridgework.cli.benchmark import booking, intake, outreach, pages, searches, worklist
    from bridgework.cli.benchmark.compare import compare
    from bridgework.cli.benchmark.filling import fill
    from bridgework.cli.benchmark.legs import LegFailed
    from bridgework.cli.benchmark.network import invent_network
    from bridgework.cli.benchmark.races import race

    told = teller()
    network = invent_network(size)
    try:
        if not place.is_filled:
            fill(owner_url(), network, size, told, now=datetime.now(UTC))
            place.is_filled = True
        if what == "intake":
            return {"bench": what, "size": size} | compare(
                owner_url(), bare=intake.bare(network), ours=intake.ours(network), clients=clients, seconds=seconds, told=told
            )
        if what == "booking":
            return {"bench": what, "size": size} | (
                race(network, tries=races, told=told)
                if races
                else booking.measure(owner_url(), network, clients=clients, seconds=seconds, told=told)
            )
        answer: dict[str, Any] = {"bench": what, "size": size}
        if what == "outreach":
            return answer | outreach.measure(owner_url(), network, size, told)
        if what == "worklist":
            answer |= compare(
                owner_url(), bare=worklist.bare(network), ours=worklist.ours(network), clients=clients, seconds=seconds, told=told
            )
        else:
            for name, bare, ours in (
                ("patient_search", searches.patients_bare, searches.patients_ours),
                ("directory_search", searches.practices_bare, searches.practices_ours),
            ):
                told(name.replace("_", " "))
                found = compare(owner_url(), bare=bare(network), ours=ours(network), clients=clients, seconds=seconds, told=told)
                answer |= {f"{name}_ratio": found["ratio"], name: found}
        told("pages")
        measured = pages.measure(network)
        slowest = max(figures["p95_ms"] for figures in measured.values())
        practices = len(network.receivers) + len(network.listed)
        return answer | {"practices": practices, "patients": size, "slowest_p95_ms": slowest, "pages": measured}
    except LegFailed as problem:
        raise click.ClickException(f"The benchmark broke: {problem}") from None


def teller() -> Callable[[str], None]:
    """Says what is going on, with the seconds since the beginning."""
    began = time.monotonic()

    def told(words: str) -> None:
        print(f"{time.monotonic() - began:7.1f} s  {words}", file=sys.stderr, flush=True)

    return told
