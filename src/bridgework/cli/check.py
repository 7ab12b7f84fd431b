"""`bridgework check`: proves on a live database that no referral is lost, none stands still unseen, and nothing was sold or sent twice."""

import json
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

if TYPE_CHECKING:
    from bridgework.lookups.invariants import Proof

BROKEN = 1


@click.command(short_help="Prove that no referral is lost or stands still.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines for people.")
def command(as_json: bool) -> None:
    """Check every invariant of the database, without changing anything and without stopping anybody's work.

    Exit status: 0 when all hold, 1 when one is broken (the keys of the rows are printed, nothing of a patient), 2 for a wrong command line,
    3 when the database could not be asked.
    """
    from bridgework.cli.database import database

    with database():
        proof, seconds = prove_with_progress()
        if as_json:
            click.echo(json.dumps({"ok": proof.holds, "seconds": round(seconds, 2)} | asdict(proof), indent=2))
        else:
            tell(proof, seconds)
        if not proof.holds:
            sys.exit(BROKEN)


def prove_with_progress(now: datetime | None = None) -> "tuple[Proof, float]":
    """As of now, or as of another moment, where what had to be told by then was told."""
    from dataclasses import replace

    from bridgework.lookups.invariants import prove
    from bridgework.rules.facts import SYSTEM

    began, console = time.monotonic(), Console(stderr=True)
    columns = (TextColumn("Checking"), BarColumn(), MofNCompleteColumn(), TextColumn("referrals"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:  # a log wants no bar
        task = bar.add_task("")
        operator = replace(SYSTEM, way="command line")
        proof = prove(operator, lambda done, total: bar.update(task, completed=done, total=total), now=now or datetime.now(UTC))
    return proof, time.monotonic() - began


def tell(proof: "Proof", seconds: float) -> None:
    for finding in proof.findings:
        click.echo(f"{'ok    ' if finding.holds else 'BROKEN'}  {finding.sentence}")
        if not finding.holds:
            more = f" and {finding.count - len(finding.rows)} more" if finding.count > len(finding.rows) else ""
            click.echo(f"        {finding.name}: {finding.count} rows: {', '.join(finding.rows)}{more}")
    verdict = "all invariants hold" if proof.holds else "AN INVARIANT IS BROKEN"
    click.echo(f"{proof.referrals:,} referrals checked in {seconds:.1f} s: {verdict}.")
