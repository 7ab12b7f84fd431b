"""One PostgreSQL server, started as our child and stopped with us."""

import getpass
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import psycopg

from bridgework.cli.postgres.binaries import NoBinaries, find_binaries, major_version
from bridgework.cli.postgres.place import NoPlace, Place, find_place, readable_binaries
from bridgework.cli.running import children
from bridgework.config.environment import APPLICATION_ROLE, OWNER_ROLE

SUPERUSER = "postgres"
PATIENCE_SECONDS = 60
"""How long a start is tried again: after kill -9 the old server's children need a moment to leave, then recovery takes 2-3 s."""
SETTINGS = {
    "listen_addresses": "",  # the unix socket is the only door
    "max_connections": "60",
    "shared_buffers": "64MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "max_parallel_workers_per_gather": "1",
    "jit": "off",
    "timezone": "UTC",
    "idle_in_transaction_session_timeout": "15min",
    # Nothing of a patient in the server's log: no statements, no values, no "Key (...)=(...)"
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


class CannotStart(Exception):
    """The embedded database does not run; the message says why in words for the operator."""


class Server:
    """The embedded server of one state folder. `with Server(state) as server:` starts and stops it."""

    def __init__(self, state: Path, *, settings: dict[str, str] | None = None, log: Path | None = None) -> None:
        self.state = state
        self.settings = SETTINGS | (settings or {})
        self.log = log or state / "log" / "postgres.log"
        self.process: subprocess.Popen[bytes] | None = None
        try:
            self.place: Place = find_place(state)
            installed = find_binaries()
            self.version = major_version(installed)
            self.binaries = readable_binaries(installed, self.place)
        except (NoPlace, NoBinaries) as problem:
            raise CannotStart(str(problem)) from None
        except OSError as problem:
            raise CannotStart(f"The embedded database cannot be set up: {problem}.") from None

    # Where it is

    def url(self, database: str, role: str) -> str:
        return f"postgresql:///{database}?" + urlencode({"user": role, "host": str(self.place.sockets)})

    @property
    def is_outside(self) -> bool:
        """Whether the data had to go to another place than the state folder; the operator is told then."""
        return not self.place.folder.is_relative_to(self.state)

    # Start and stop

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Starts the server and returns when it answers. Tries again for a while when a killed predecessor is still leaving."""
        if not self.place.data.exists():
            self.create()
        self.check_version()
        self.admit()
        self.clear_leftovers()
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not self.started_once():
            if time.monotonic() > give_up:
                raise CannotStart(f"The embedded database does not start. Its log ({self.log}) ends with:\n{self.log_tail()}")
            time.sleep(0.5)

    def started_once(self) -> bool:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.log.touch(mode=0o600)
        with self.log.open("ab") as log:
            self.process = children.start(self.command(), output=log, death=signal.SIGINT, as_user=self.place.user, cwd=Path("/"))
        while self.process.poll() is None:
            if self.answers():
                return True
            time.sleep(0.03)
        return False

    def command(self) -> list[str | Path]:
        settings = self.settings | {
            "unix_socket_directories": str(self.place.sockets),
            "hba_file": str(self.place.folder / "hba.conf"),
            "ident_file": str(self.place.folder / "ident.conf"),
        }
        if self.version >= 18:
            settings.setdefault("io_method", "sync")  # three processes less
        options = [f"--{name}={value}" for name, value in settings.items()]
        return [self.binaries / "bin" / "postgres", "-D", self.place.data, *options]

    def stop(self) -> None:
        """Ends open sessions, writes everything down and stops; a second call does nothing."""
        if self.process is not None:
            children.stop(self.process, (signal.SIGINT, 30), (signal.SIGQUIT, 5))
            self.process = None

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    # What a start needs

    def create(self) -> None:
        """A new empty cluster; made beside its place and moved there whole, so that a killed attempt leaves nothing half made."""
        draft = self.place.folder / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        locale = ["--locale-provider=builtin", "--locale=C.UTF-8"] if self.version >= 17 else ["--locale=C.UTF-8"]
        command: list[str | Path] = [
            self.binaries / "bin" / "initdb",
            *("-D", draft, "-U", SUPERUSER, "--auth=reject", "--encoding=UTF8", "--data-checksums"),
        ]
        user = self.place.user
        made = subprocess.run(
            [*command, *locale, "--no-sync", "--no-instructions"],
            user=user.uid if user else None, group=user.gid if user else None, extra_groups=[] if user else None,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, cwd="/",
        )  # fmt: skip
        if made.returncode:
            shutil.rmtree(draft, ignore_errors=True)
            raise CannotStart(f"The embedded database could not be made: {made.stdout.strip()}")
        draft.rename(self.place.data)

    def check_version(self) -> None:
        written_by = (self.place.data / "PG_VERSION").read_text().strip()
        if written_by != str(self.version):
            raise CannotStart(
                f"The data in {self.place.data} were written by PostgreSQL {written_by}, but this is PostgreSQL {self.version}: "
                f"name the bin folder of a PostgreSQL {written_by} in BRIDGEWORK_POSTGRES_BIN."
            )

    def admit(self) -> None:
        """Who may come in: whoever starts the server, told by the kernel ('peer'), as one of our three roles. No passwords on disk."""
        try:
            me = pwd.getpwuid(os.geteuid()).pw_name
        except KeyError:
            me = getpass.getuser()
        rules = {
            "hba.conf": "local all all peer map=bridgework\n",
            "ident.conf": "".join(f'bridgework "{me}" {role}\n' for role in (SUPERUSER, OWNER_ROLE, APPLICATION_ROLE)),
        }
        for name, content in rules.items():
            draft = self.place.folder / f"{name}.draft"
            draft.unlink(missing_ok=True)
            # Made new, never followed: the folder is the server user's, and root must not write where a link of theirs points
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(content)
                if self.place.user:
                    os.fchown(file.fileno(), self.place.user.uid, self.place.user.gid)
            draft.rename(self.place.folder / name)

    def clear_leftovers(self) -> None:
        """After kill -9 or a power cut: ends a server that was left behind, and removes its mark when its number went to somebody else.

        PostgreSQL itself only asks whether *any* process has that number, and after a restart of the computer one may.
        """
        mark = self.place.data / "postmaster.pid"
        try:
            pid = int(mark.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        if not is_server(pid, self.place.data):
            mark.unlink(missing_ok=True)
            return
        os.kill(pid, signal.SIGINT)
        give_up = time.monotonic() + PATIENCE_SECONDS
        while is_server(pid, self.place.data) and time.monotonic() < give_up:
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            with psycopg.connect(self.url("postgres", SUPERUSER), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def log_tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])

    # Roles and databases

    def create_roles(self, *, owner_may_create_databases: bool = False) -> None:
        """The owner and the application role, each with its own login; run at every start, changes nothing that is right."""
        with psycopg.connect(self.url("postgres", SUPERUSER), autocommit=True) as connection:
            present = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            for role in {OWNER_ROLE, APPLICATION_ROLE} - present:
                connection.execute(f"CREATE ROLE {role} LOGIN")
            connection.execute(f"ALTER ROLE {OWNER_ROLE} {'CREATEDB' if owner_may_create_databases else 'NOCREATEDB'}")

    def databases(self) -> set[str]:
        with psycopg.connect(self.url("postgres", SUPERUSER)) as connection:
            return {row[0] for row in connection.execute("SELECT datname FROM pg_database")}

    def create_database(self, name: str) -> None:
        with psycopg.connect(self.url("postgres", SUPERUSER), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
                connection.execute(f'CREATE DATABASE "{name}" OWNER {OWNER_ROLE}')
            connection.execute(f'REVOKE CONNECT, TEMPORARY ON DATABASE "{name}" FROM PUBLIC')
            connection.execute(f'GRANT CONNECT ON DATABASE "{name}" TO {APPLICATION_ROLE}')


def is_server(pid: int, data: Path) -> bool:
    """Whether that process is a PostgreSQL on these data; asks /proc, or `ps` where there is none."""
    command_file = Path(f"/proc/{pid}/cmdline")
    try:
        if Path("/proc/self").exists():
            told = command_file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        else:
            told = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return "postgres" in told and str(data) in told
