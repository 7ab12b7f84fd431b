"""`bridgework lint-messages`: reads the words of messages for what must not go out."""

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bridgework.messages.linter import Finding, Spot

FOUND = 1


@click.command(short_help="Read the words of messages for what must not go out.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: checked (files) and findings.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(as_json: bool, files: tuple[Path, ...]) -> None:
    """Read FILES, or all words that come with the program, and name each place, the reason and the source.

    A file's name tells what it is: words/KIND/CHANNEL[.PURPOSE][.nervous].LANGUAGE. Any other file is read as a text message to a patient; as
    an e-mail where it begins with "Subject: ", and as Spanish where its name ends in .es or has it before its last ending.

    Exit status: 0 without findings, 1 with some, 2 for a wrong command line.
    """
    from bridgework.messages.linter import lint, lint_shipped
    from bridgework.messages.templates import every_file

    if files:
        findings = [replace(one, file=str(path)) for path in files for one in (*lint(read(path), spot_of(path)), *other_languages(path))]
    else:
        findings = lint_shipped()
    checked = len(files) or len(list(every_file()))
    if as_json:
        click.echo(json.dumps({"checked": checked, "findings": [asdict(one) for one in findings]}, indent=2, ensure_ascii=False))
    else:
        for one in findings:
            click.echo(as_line(one))
        click.echo(f"{checked} files read, {len(findings)} {'finding' if len(findings) == 1 else 'findings'}.")
    if findings:
        sys.exit(FOUND)


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        raise click.BadParameter(f"{path} is not text in UTF-8.") from None


def spot_of(path: Path) -> "Spot":
    """What the file is read as."""
    from bridgework.messages.kinds import LANGUAGES
    from bridgework.messages.linter import Spot
    from bridgework.messages.templates import SUBJECT, parts_of

    try:
        channel, language, purpose, anxious = parts_of(path.name)
    except ValueError:
        channel = language = purpose = ""
        anxious = False
    if channel in ("sms", "email", "page", "spoken") and language in LANGUAGES:
        return Spot(path.resolve().parent.name, channel, language, purpose, anxious)
    language = "es" if ".es" in path.suffixes[-2:] else "en"
    return Spot("", "email" if read(path).startswith(SUBJECT) else "sms", language)


def other_languages(path: Path) -> "list[Finding]":
    """A finding for each language in which the same words do not stand beside the file; none for a file whose name tells nothing."""
    from bridgework.messages.kinds import LANGUAGES
    from bridgework.messages.linter import missing_language
    from bridgework.messages.templates import file_name

    spot = spot_of(path)
    if path.name != file_name(spot.channel, spot.language, spot.purpose, spot.anxious):
        return []
    others = {language: path.with_name(file_name(spot.channel, language, spot.purpose, spot.anxious)) for language in LANGUAGES}
    return [missing_language(language) for language, other in others.items() if not other.is_file()]


def as_line(one: "Finding") -> str:
    found = f" “{one.found}”" if one.found else ""
    return f"{one.file}:{one.line}:{one.column}: {one.code}{found}: {one.reason} ({one.source})"
