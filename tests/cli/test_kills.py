"""The real web server and the real worker die in the middle of every move of scheduling; nothing acknowledged is lost.

The long run is `bridgework simulate --kills 50`.
"""

from pathlib import Path

import pytest

from bridgework.cli.simulation.kills import kill_desks
from ports import free_port


@pytest.mark.usefixtures("committed_db")
def test_web_and_worker_are_killed_during_every_move(tmp_path: Path) -> None:
    toll = kill_desks(1, port=free_port(), logs=tmp_path, told=lambda _: None)

    assert sum(toll["kills"].values()) == 2
    assert sum(toll["answered"].values()) + sum(toll["cut_off"].values()) == 10
    assert (toll["lost"], toll["undone"], toll["broken"]) == ([], [], {})
