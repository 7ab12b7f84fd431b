"""What is printed and written about the states is what the program does."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bridgework.cli.states import as_markdown, command
from bridgework.rules.referral_states import MOVES

CHECKOUT = Path(__file__).parents[2]
PUBLISHED = CHECKOUT.parent / "shared" / "design" / "states.md"


def printed(form: str) -> str:
    result = CliRunner().invoke(command, ["--format", form])
    assert result.exit_code == 0
    return result.output


def test_the_page_is_the_one_that_the_code_writes() -> None:
    assert (CHECKOUT / "docs" / "states.md").read_text() == as_markdown(), "run: bridgework states --format markdown > docs/states.md"


def test_json_is_an_array_of_all_moves() -> None:
    moves = json.loads(printed("json"))

    assert [move["number"] for move in moves] == list(range(1, 35))
    assert all({"number", "from", "to", "side", "move"} <= move.keys() for move in moves)
    assert {move["side"] for move in moves} == {"initiator", "recipient"}
    assert [move["number"] for move in moves if not move["stored"]] == [31, 32, 33, 34]


def test_the_diagram_draws_every_stored_move_once() -> None:
    drawn = re.findall(r": (\d\d) ", printed("mermaid"))

    assert [int(number) for number in drawn] == [move.number for move in MOVES if move.stored]


def test_the_table_has_a_line_for_each_move() -> None:
    assert len(printed("table").splitlines()) == 35


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published table is not beside this checkout")
def test_the_table_is_the_published_one() -> None:
    published = set()
    for line in PUBLISHED.read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        for number, who, move, path in (cells[start : start + 4] for start in range(1, len(cells) - 3)):
            if re.fullmatch(r"\d\d", number) and " -> " in path:
                source, target = path.split(" -> ")
                side = {"I": "initiator", "R": "recipient"}[who]
                published.add((int(number), side, re.sub(r" \(.*\)", "", move), source, target))

    assert {(move.number, move.side, move.move, move.source, move.target) for move in MOVES} == published
