"""`bridgework intake`: files from outside onto the intake queue of a practice, each with one line that says what became of it."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bridgework.connections.fhir.reading import IntakeReading
    from bridgework.lookups.receiving_practices import ReceivingPractice

REFUSED = 1
WORDS = {
    "draft": "taken in: a person completes it into a referral",
    "unmatched": "taken in without a patient: a person looks for them",
    "known": "was taken in before: nothing was added",
}


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one file: draft, unmatched, known or refused; `document` is its key on the queue, "" where it was refused."""

    file: str
    outcome: str
    sentence: str
    practice: str = ""
    document: str = ""
    unread: int = 0
    contradictions: int = 0


@click.command(short_help="Take FHIR files into the intake queue of a practice.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--practice", "slug", help="Short name of the practice they are for; else the one that the file names, else the first.")
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects instead of lines for people.")
def command(files: tuple[Path, ...], slug: str | None, as_json: bool) -> None:
    """Take in FHIR R4 files (JSON or XML) with a referral, a consult note or a dental encounter.

    Nothing becomes a referral unseen: each waits on the intake queue with what could be read, what could not, and what contradicts itself,
    and the original is kept. Exit status: 0 when every file was taken in, 1 when one was refused, 2 for a wrong command line, 3 when the
    database could not be asked.
    """
    from bridgework.cli.archive.telling import telling
    from bridgework.cli.database import database

    with database():
        if as_json:
            with telling() as told:
                taken = count(1)
                became = take_in(files, slug, datetime.now(UTC), announce=lambda _: told("Taking in", next(taken), len(files)))
        else:
            became = take_in(files, slug, datetime.now(UTC), announce=say)
    if as_json:
        click.echo(json.dumps([asdict(each) for each in became], indent=2))
    if any(each.outcome == "refused" for each in became):
        sys.exit(REFUSED)


def say(became: Became) -> None:
    line = f"{became.file}: {became.sentence}"
    if became.outcome in ("draft", "unmatched"):
        line += f" ({became.practice}; not read: {became.unread}, contradictions: {became.contradictions})"
    click.echo(line)


def take_in(
    files: Sequence[Path], slug: str | None, now: datetime, announce: Callable[[Became], None] = lambda became: None
) -> list[Became]:
    """Takes in one file after the other; what is refused leaves nothing behind."""
    from bridgework.lookups.receiving_practices import receiving_practices
    from bridgework.rules.facts import SYSTEM

    practices = receiving_practices(replace(SYSTEM, way="command line"))
    if not practices:
        raise click.ClickException("No practice of this server receives referrals yet.")
    if slug is not None and slug not in {practice.slug for practice in practices}:
        raise click.UsageError(f"There is no receiving practice “{slug}”. There are: {', '.join(each.slug for each in practices)}.")
    became = []
    for file in files:
        became.append(_take_in_one(file, slug, practices, now))
        announce(became[-1])
    return became


def _take_in_one(file: Path, slug: str | None, practices: "tuple[ReceivingPractice, ...]", now: datetime) -> Became:
    from bridgework.actions.receive_document import receive_document
    from bridgework.connections.door import Unreadable
    from bridgework.connections.fhir.facts import facts_of
    from bridgework.connections.fhir.read import read_bundle_file
    from bridgework.rules.facts import SYSTEM

    name = printable(file.name)
    reading = read_bundle_file(file, today=now.date())
    if isinstance(reading, Unreadable):
        return Became(name, "refused", reading.sentence)
    practice = choose_practice(reading, slug, practices)
    viewer = replace(SYSTEM, name="Command line", way="command line")
    document = receive_document(
        viewer, practice.id, source="fhir", name=name, content=file.read_bytes(), reading=facts_of(reading), now=now
    )
    outcome = document.status if document.received_at == now else "known"
    return Became(name, outcome, WORDS[outcome], practice.name, str(document.pk), len(reading.unread), len(reading.contradictions))


def choose_practice(reading: "IntakeReading", slug: str | None, practices: "tuple[ReceivingPractice, ...]") -> "ReceivingPractice":
    """The practice that was named on the command line, else the one that the file names, else one of its specialty, else the first."""
    if slug is not None:
        return next(practice for practice in practices if practice.slug == slug)
    named = reading.recipient.practice.casefold()
    fitting = [practice for practice in practices if practice.name.casefold() == named]
    fitting += [practice for practice in practices if practice.specialty == reading.specialty]
    return fitting[0] if fitting else practices[0]


def printable(name: str) -> str:
    """A file's name without what would garble a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)
