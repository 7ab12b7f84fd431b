"""`bridgework states`: the table of states and moves, as data, as a diagram, and as the page docs/states.md."""

import json
from collections.abc import Callable
from typing import Any

import click

from bridgework.rules.referral_states import ENDED, MEANING, MOVES, STORED


@click.command(short_help="Print the table of states and moves.")
@click.option("--format", "form", type=click.Choice(["table", "json", "mermaid", "markdown"]), default="table", show_default=True)
def command(form: str) -> None:
    """Print every move of a referral: number, from, to, side (initiator or recipient), move.

    json is an array of objects, mermaid a state diagram, markdown the page docs/states.md. Moves 31-34 are listed, never stored.
    """
    click.echo(FORMS[form](), nl=False)


def as_objects() -> list[dict[str, Any]]:
    """Every move as an object, in the order of the published table."""
    return [
        {
            "number": move.number,
            "from": move.source,
            "to": move.target,
            "side": move.side,
            "move": move.move,
            "stored": move.stored,
            "from_meaning": MEANING[move.source],
            "to_meaning": MEANING[move.target],
        }
        for move in MOVES
    ]


def as_json() -> str:
    return json.dumps(as_objects(), indent=2) + "\n"


def as_table() -> str:
    rows = [(f"{move.number:02}", move.side, move.move, move.source, move.target, "" if move.stored else "listed only") for move in MOVES]
    heads = ("#", "side", "move", "from", "to", "")
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() + "\n" for row in (heads, *rows))


def as_mermaid() -> str:
    """A state diagram of the stored moves; those of the sending side are marked with an arrow."""
    names = {state: "s" + state.replace(".", "_") for state in STORED}
    lines = ["stateDiagram-v2", "    [*] --> " + names[STORED[0]]]
    lines += [
        f'    state "{MEANING[state] if state == MEANING[state] else f"{state} {MEANING[state]}"}" as {names[state]}' for state in STORED
    ]
    for move in MOVES:
        if move.stored:
            who = " (sender)" if move.side == "initiator" else ""
            lines.append(f"    {names[move.source]} --> {names[move.target]}: {move.number:02} {move.move}{who}")
    lines += [f"    {names[state]} --> [*]" for state in STORED if state in ENDED]
    return "\n".join(lines) + "\n"


PAGE = """\
# The life of a referral

Written by `bridgework states --format markdown`; change `src/bridgework/rules/referral_states.py` and write it again.

Source: HL7 BSeR implementation guide, "Harmonized State Transitions" (BSeR harmonised with IHE 360X). What is not in this table cannot
happen. The initiator is the referring side, the recipient the specialist's. Moves 31 to 34 are the published group form of moves 06 and 08
and of their refusals: they are listed and never stored.

## States

| code | meaning | open until |
| --- | --- | --- |
{states}

"Closed" is more than the last state: 7.0 is closed when the initiator has proven the receipt of the report, 4.0 and 6.0 when the
initiator has acknowledged them, a draft when it was given up. Until then the referral has an owner, a next step and a due time.

## Moves

| # | side | move | from | to | |
| --- | --- | --- | --- | --- | --- |
{moves}

## Diagram

```mermaid
{diagram}```
"""


def as_markdown() -> str:
    return PAGE.format(
        states="\n".join(f"| {state} | {meaning} | {_open_until(state)} |" for state, meaning in MEANING.items()),
        moves="\n".join(
            f"| {move.number:02} | {move.side} | {move.move} | {move.source} | {move.target} | {'' if move.stored else 'listed only'} |"
            for move in MOVES
        ),
        diagram=as_mermaid(),
    )


def _open_until(state: str) -> str:
    if state not in STORED:
        return "never stored"
    if state == "7.0":
        return "the report is acknowledged"
    return "it is acknowledged" if state in ENDED else "it is sent or given up" if state == STORED[0] else "it moves on"


FORMS: dict[str, Callable[[], str]] = {"table": as_table, "json": as_json, "mermaid": as_mermaid, "markdown": as_markdown}
