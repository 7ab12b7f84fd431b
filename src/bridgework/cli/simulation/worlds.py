"""Several worlds at once, each in a process of its own with its own seed, clock and database; their answers as one."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

COUNTED = ("lives", "planned", "reached", "patient_years")
MOST_SHOWN = 20


def live_in_worlds(worlds: int, years: int, seed: int, state: Path) -> dict[str, Any]:
    """The patient-years are shared out; what each world tells goes to standard error."""
    shares = [years // worlds + (number < years % worlds) for number in range(worlds)]
    running = [_begin(share, seed * worlds + number, state / f"world{number + 1}") for number, share in enumerate(shares)]
    try:
        parts = [json.loads(process.communicate()[0] or "{}").get("lives") for process in running]
    finally:
        for process in running:
            process.kill()
            process.wait()
    return joined(parts)


def joined(parts: Iterable[dict[str, Any] | None]) -> dict[str, Any]:
    """The answers of several worlds as one; a world that ended without an answer is none that went well."""
    answer: dict[str, Any] = {"ok": True} | dict.fromkeys(COUNTED, 0) | {"seeds": []}
    wrong: defaultdict[str, dict[str, Any]] = defaultdict(lambda: {"count": 0, "first": []})
    for part in parts:
        if part is None:
            wrong["broken_off"]["count"] += 1
            continue
        answer |= {name: answer[name] + part[name] for name in COUNTED}
        answer["seeds"].append(part["seed"])
        for name, found in part["wrong"].items():
            wrong[name]["count"] += found["count"]
            wrong[name]["first"] = [*wrong[name]["first"], *found["first"]][:MOST_SHOWN]
    return answer | {"ok": not wrong, "wrong": dict(wrong)}


def _begin(years: int, seed: int, state: Path) -> "subprocess.Popen[bytes]":
    command = ["simulate", "--patient-years", str(years), "--seed", str(seed), "--worlds", "1", "--json"]
    around = os.environ | {"BRIDGEWORK_STATE": str(state)}
    return subprocess.Popen([sys.executable, "-c", "from bridgework.cli import main; main()", *command], env=around, stdout=subprocess.PIPE)
