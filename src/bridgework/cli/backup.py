"""`bridgework backup`: database, files and key in one encrypted file, while the system runs."""

import json
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click

from bridgework.cli.archive.telling import telling
from bridgework.config import environment


@click.command(short_help="Write database, files and key into one encrypted file.")
@click.argument("target", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--recipient", "recipients", multiple=True, help="Encrypt to this age recipient (age1...) or SSH key; may be given twice.")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="Encrypt with the passphrase in this file.")
@click.option("--unencrypted", is_flag=True, help="Do not encrypt: whoever has the file has every patient.")
@click.option("--force", is_flag=True, help="Replace TARGET where it exists.")
@click.option("--incomplete", is_flag=True, help="Write the backup although files are missing or damaged; it names them.")
@click.option("--verify", is_flag=True, help="Read the backup TARGET instead, check every hash, and tell what is in it.")
@click.option("--identity", type=click.Path(path_type=Path), help="With --verify: the file with the key that opens it.")
@click.option("--new-key", type=click.Path(path_type=Path), help="Write a new key into this file and print its recipient. Nothing else.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines for people.")
def command(
    target: Path | None,
    recipients: tuple[str, ...],
    passphrase_file: Path | None,
    unencrypted: bool,
    force: bool,
    incomplete: bool,
    verify: bool,
    identity: Path | None,
    new_key: Path | None,
    as_json: bool,
) -> None:
    """Write the database, all files and the secret key into the one file TARGET, while the system runs or while it does not.

    The file is there when everything is safely in it, or not at all. It is encrypted in the age format to --recipient, to those in
    BRIDGEWORK_BACKUP_RECIPIENT, or with a passphrase. Exit status: 0 when it is written (or, with --verify, intact), 1 when not, 2 for a wrong
    command line, 3 when the database could not be asked.
    """
    from bridgework.cli.archive import envelope

    if new_key is not None:
        recipient = envelope.write_new_key(new_key)
        click.echo(json.dumps({"ok": True, "recipient": recipient}) if as_json else recipient)
        return
    if target is None:
        raise click.UsageError("Name the file TARGET.")
    if verify:
        from bridgework.cli.archive.reading import keys_from, look_through

        with telling() as told:
            inside = look_through(target, keys_from(identity, passphrase_file), told)
        click.echo(json.dumps({"ok": True} | asdict(inside), indent=2) if as_json else inside.in_words())
        return
    written = write(target, lock_from(recipients, passphrase_file, unencrypted=unencrypted), force=force, incomplete=incomplete)
    click.echo(json.dumps({"ok": True} | written, indent=2) if as_json else in_words(written))


def lock_from(recipients: tuple[str, ...], passphrase_file: Path | None, *, unencrypted: bool) -> Any:
    from bridgework.cli.archive import envelope

    named = recipients or (() if passphrase_file or unencrypted else tuple(environment.text("BACKUP_RECIPIENT").split()))
    if [bool(named), passphrase_file is not None, unencrypted].count(True) != 1:
        raise click.UsageError(
            "Say how to encrypt: --recipient (or BRIDGEWORK_BACKUP_RECIPIENT), --passphrase-file, or --unencrypted; one of them. "
            "`bridgework backup --new-key FILE` makes a key and prints its recipient."
        )
    if passphrase_file:
        return envelope.Lock(passphrase=envelope.read_passphrase(passphrase_file))
    return envelope.Lock(tuple(envelope.read_recipient(one) for one in named))


def write(target: Path, lock: Any, *, force: bool, incomplete: bool) -> dict[str, Any]:
    from bridgework.cli.archive.envelope import sealing
    from bridgework.cli.archive.whole_file import write_whole
    from bridgework.cli.archive.writing import write_contents
    from bridgework.cli.database import database

    began = time.monotonic()
    with database(), telling() as told:

        def contents(file: IO[bytes]) -> dict[str, Any]:
            with sealing(file, lock) as stream:
                return write_contents(stream, now=datetime.now(UTC), told=told, incomplete=incomplete)

        written = write_whole(target, contents, force=force)
    return {
        "file": str(target),
        "encrypted": bool(lock.recipients or lock.passphrase),
        "seconds": round(time.monotonic() - began, 1),
    } | written


def in_words(written: dict[str, Any]) -> str:
    rows = written["rows"]
    words = (
        f"{written['file']}: {written['size'] / 1e6:,.1f} MB{'' if written['encrypted'] else ', NOT ENCRYPTED'}, as of {written['at']}, "
        f"in {written['seconds']} s: {rows['referrals']:,} referrals of {rows['patients']:,} patients, {written['files']:,} files."
    )
    if lost := len(written["missing"]) + len(written["damaged"]):
        words += f"\nNOT in it, since the storage has lost them: {lost} files."
    return words
