"""`bridgework bench` works from an installed checkout and answers in the shape that is written in bench/README.md."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bridgework.cli.benchmark.place import database_name

QUICK = ["--size", "1000", "--seconds", "0.5", "--clients", "2", "--json"]


def bench(what: str, state: Path, *arguments: str) -> dict[str, Any]:
    environment = os.environ | {"BRIDGEWORK_STATE": str(state), "DJANGO_SETTINGS_MODULE": "bridgework.config.settings"}
    command = [Path(sys.executable).with_name("bridgework"), "bench", what, *QUICK, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_intake_is_measured_against_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = bench("intake", tmp_path)

    assert answer["size"] == 1000
    assert answer["ratio"] > 0
    assert answer["order"] == ["bare", "ours", "bare"]
    assert {"rate", "p50_ms", "p95_ms", "p99_ms"} <= answer["ours"].keys()
    assert answer["ours"]["rows"] == answer["bare"]["rows"]
    assert answer["ours"]["rows"]["records_referral"] == {"inserted": 1.0}
    monkeypatch.setenv("BRIDGEWORK_STATE", str(tmp_path))
    with psycopg.connect(os.environ["BRIDGEWORK_TEST_SERVER"]) as server:
        assert not server.execute("SELECT FROM pg_database WHERE datname = %s", [database_name()]).fetchall()
