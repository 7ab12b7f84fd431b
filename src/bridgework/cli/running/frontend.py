"""Builds styles and scripts from frontend/ when they are missing or older than what they are made of."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bridgework.cli.running import children
from bridgework.config.environment import CHECKOUT

FRONTEND = CHECKOUT / "frontend"
MADE = {"dist", "node_modules"}
OLDEST_NODE = 20


class CannotBuild(Exception):
    """The front end is not built; the message says what is missing or where to read on."""


class Build:
    """One build of the front end in the background: `start()`, do something else, `finish()`. `then`: what to run with the result."""

    def __init__(self, state: Path, then: Sequence[str] = ("true",)) -> None:
        self.then = then
        self.stamp = FRONTEND / "dist" / ".fingerprint"
        self.log = state / "log" / "frontend.log"
        self.process: subprocess.Popen[bytes] | None = None

    def is_needed(self) -> bool:
        if not (FRONTEND / "package.json").exists():
            return False  # installed without a checkout: the built front end came with it
        return not self.stamp.exists() or self.stamp.read_text() != fingerprint()

    def start(self) -> None:
        node, npm = find_node()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        # Packages only when their lock changed; their own install scripts are not run
        script = (
            'if ! cmp -s package-lock.json node_modules/.installed; then "$0" ci --ignore-scripts && cp package-lock.json '
            'node_modules/.installed; fi && "$0" run build && exec "$@"'
        )
        with self.log.open("wb") as log:
            self.process = children.start(
                ["/bin/sh", "-c", script, npm, *self.then],
                output=log,
                cwd=FRONTEND,
                env=children.environment(PATH=f"{node.parent}:/usr/bin:/bin"),
            )

    def finish(self) -> None:
        if self.process is None:
            return
        if self.process.wait() != 0:
            lines = self.log.read_text(errors="replace").splitlines()
            reasons = [line for line in lines if "ERROR" in line or line.lstrip().startswith("npm error")]  # the end is only a stack
            told = "\n".join(reasons[:15] or lines[-15:])
            raise CannotBuild(f"The front end could not be built. The log ({self.log}) says:\n{told}")
        self.stamp.write_text(fingerprint())

    def stop(self) -> None:
        if self.process is not None:
            children.stop_group(self.process)


def find_node() -> tuple[Path, Path]:
    """A Node that is new enough, and its npm: the system's, or the one that `./run` installed beside Python."""
    beside = Path(sys.executable).parent
    for folder in (None, str(beside)):
        node, npm = shutil.which("node", path=folder), shutil.which("npm", path=folder)
        if node and npm:
            told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
            if told.startswith("v") and int(told[1:].split(".")[0]) >= OLDEST_NODE:
                return Path(node), Path(npm)
    raise CannotBuild(f"The front end needs Node {OLDEST_NODE} or newer with npm: install it, or start with ./run, which brings one.")


def fingerprint() -> str:
    digest = hashlib.sha256()
    for file in sorted(sources(FRONTEND)):
        digest.update(f"{file.relative_to(FRONTEND)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def sources(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in MADE:
            yield from sources(entry)
        elif entry.is_file():
            yield entry
