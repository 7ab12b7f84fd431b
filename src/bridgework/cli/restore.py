"""`bridgework restore`: a backup into an empty place, proven, with sending held until somebody says that it may go on."""

import json
import sys
import time
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bridgework.cli.archive.telling import telling

if TYPE_CHECKING:
    from bridgework.cli.archive.reading import Inside

BROKEN = 1


@click.command(short_help="Put a backup into an empty place and prove it.")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--identity", type=click.Path(path_type=Path), help="The file with the key that opens the backup.")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="The file with the passphrase that opens it.")
@click.option("--check", is_flag=True, help="Only read FILE, check every hash, and tell what is in it.")
@click.option("--go-on", is_flag=True, help="Let a restored system send again. Without FILE.")
@click.option(
    "--nothing-went-out", is_flag=True, help="With --go-on: the former system sent nothing since the backup; all that is due goes out."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines for people.")
def command(
    file: Path | None,
    identity: Path | None,
    passphrase_file: Path | None,
    check: bool,
    go_on: bool,
    nothing_went_out: bool,
    as_json: bool,
) -> None:
    """Put the backup FILE into an empty database and storage, bring it up to this version, prove it, and hold its messages.

    The place is that of DATABASE_URL, else the embedded database of BRIDGEWORK_STATE. An interrupted restore is begun anew by the next. Exit
    status: 0 when all is there and every invariant holds as of the backup, 1 when not, 2 for a wrong command line, 3 when the database could
    not be asked.
    """
    if go_on == (file is not None) or (nothing_went_out and not go_on):
        raise click.UsageError("Name a FILE to restore, or take --go-on (with --nothing-went-out, if so) afterwards.")
    if go_on:
        let_go_on(nothing_went_out=nothing_went_out, as_json=as_json)
        return
    from bridgework.cli.archive.reading import keys_from, look_through

    assert file is not None
    keys, began = keys_from(identity, passphrase_file), time.monotonic()
    with telling() as told:
        inside = look_through(file, keys, told)
    if check:
        click.echo(json.dumps({"ok": True} | asdict(inside), indent=2) if as_json else inside.in_words())
        return
    restore(file, keys, inside, began, as_json=as_json)


def restore(file: Path, keys: Any, inside: "Inside", began: float, *, as_json: bool) -> None:
    from bridgework.cli.archive.holding import HELD_UNTIL
    from bridgework.cli.archive.restoring import compare, put_back
    from bridgework.cli.check import prove_with_progress, tell

    with put_back(file, keys, telling) as restored:
        compare(restored, inside)
        proof, took = prove_with_progress(now=datetime.fromisoformat(inside.manifest["at"]))
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        facts = (
            {"ok": proof.holds, "seconds": seconds, "sending": "held"}
            | asdict(inside)
            | {"findings": [asdict(one) for one in proof.findings]}
        )
        click.echo(json.dumps(facts, indent=2))
    else:
        tell(proof, took)
        click.echo(f"Restored in {seconds} s. {inside.in_words()}\n{HELD_UNTIL}")
    if not proof.holds:
        sys.exit(BROKEN)


def let_go_on(*, nothing_went_out: bool, as_json: bool) -> None:
    from bridgework.cli.archive.going_on import go_on
    from bridgework.cli.database import database

    with database():
        done = go_on(nothing_went_out=nothing_went_out)
    if as_json:
        click.echo(json.dumps({"ok": True} | asdict(done)))
    elif not done.was_held:
        click.echo("Sending is not held: there is nothing to do.")
    elif nothing_went_out:
        click.echo("Sending goes on: what was due meanwhile goes out now.")
    else:
        click.echo(
            f"Sending goes on. Of what was due since the backup, {done.asked} texts are asked of the service, {done.for_person} messages are "
            f"shown to a person, {done.dropped} say nothing any more."
        )
