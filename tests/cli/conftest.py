"""State folders of servers that tests start."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bridgework.cli.postgres.place import find_place


@pytest.fixture(scope="session")
def new_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Path]]:
    """Makes state folders. Under root the server's data may have gone elsewhere (see place.py); they are taken away from there, too."""
    made: list[Path] = []

    def new(name: str) -> Path:
        made.append(tmp_path_factory.mktemp("state") / name)
        return made[-1]

    yield new
    for state in made:
        place = find_place(state)
        shutil.rmtree(place.folder, ignore_errors=True)
        shutil.rmtree(place.sockets, ignore_errors=True)


@pytest.fixture
def fresh_state(new_state: Callable[[str], Path]) -> Path:
    return new_state("fresh")
