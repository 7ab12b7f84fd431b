"""`bridgework up`: everything that a running Bridgework is, started together and stopped together."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import click
import psycopg

from bridgework.cli import database
from bridgework.cli.archive.holding import HELD_UNTIL, is_held
from bridgework.cli.database.beginning import has_practice
from bridgework.cli.database.claim import NotOurs, claim_for_demo, demo_is_loaded, refuse_demo, refuse_half_restored
from bridgework.cli.database.hold import Busy, announce, announced, held
from bridgework.cli.postgres import CannotStart, Server
from bridgework.cli.running import children, static
from bridgework.cli.running.frontend import Build, CannotBuild
from bridgework.cli.running.supervisor import Program, stop_all
from bridgework.config import environment
from bridgework.config.databases import UNTOLD
from bridgework.rules.set_up_link import make_token

PYTHON_MODULES = {"web": "bridgework.cli.running.web", "worker": "bridgework.cli.running.worker", "mailbox": "bridgework.demo.standins"}
READY_SECONDS = 60
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to end: not an error, and nothing that an `except Exception` may swallow."""


@click.command(short_help="Start everything; --demo with the made-up network.")
@click.option("--demo", is_flag=True, help="Load the made-up network and let one click sign in as anybody in it.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help="Where the web server listens.")
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets other computers in.")
@click.option("--logs", is_flag=True, help="Write the logs here instead of into files.")
def command(demo: bool, port: int, host: str, logs: bool) -> None:
    """Start everything: database, web, worker - and with --demo the made-up network with its mailbox and phone.

    It runs until Ctrl-C or SIGTERM. Exit status: 0 when it was told to end, 1 when it could not start, 2 for a wrong command line, 3 when there
    is no database to be had.
    """
    state = environment.state_folder()
    for number in STOP_SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:  # under nohup a closed terminal is meant not to matter
            signal.signal(number, stop_now)
    try:
        with held(state), ExitStack() as stack:
            Start(state, stack, demo=demo, host=host, port=port, logs=logs).run()
    except Stopped:
        click.echo("Stopped.")
    except Busy:
        told = announced(state)
        where = f" at {told['address']}" if told.get("address") else ""
        raise click.ClickException(f"Bridgework already runs from this checkout{where}.") from None
    except psycopg.Error as problem:
        raise database.NoDatabase(f"The database says no: {str(problem).strip()}") from None
    except CannotStart as problem:
        raise database.NoDatabase(str(problem)) from None
    except (CannotBuild, NotOurs) as problem:
        raise click.ClickException(str(problem)) from None


def stop_now(number: int, frame: FrameType | None) -> None:
    for each in STOP_SIGNALS:  # once is enough: a second one must not disturb the cleaning
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


class Start:
    """One start, step by step. What a step opened, the stack closes again in the opposite order."""

    def __init__(self, state: Path, stack: ExitStack, *, demo: bool, host: str, port: int, logs: bool) -> None:
        self.state, self.stack, self.demo, self.host, self.port, self.logs = state, stack, demo, host, port, logs
        self.server: Server | None = None
        self.programs: list[Program] = []
        shown = f"[{host}]" if ":" in host else {"0.0.0.0": "localhost", "127.0.0.1": "localhost"}.get(host, host)
        self.address = f"http://{shown}:{port}"

    def run(self) -> None:
        check_port(self.host, self.port)
        os.environ |= {"BRIDGEWORK_DEMO": "1" if self.demo else "", "BRIDGEWORK_STATE": str(self.state)}
        os.environ.setdefault("BRIDGEWORK_URL", self.address)
        if self.demo and self.host not in {"127.0.0.1", "::1", "localhost"}:
            os.environ.setdefault("BRIDGEWORK_HOSTS", "*")  # a colleague's browser names this machine as it likes
        build = self.begin_front_end()
        self.open_database()
        if self.demo:
            self.point_at_mailbox()
        loading = self.begin_loading() if self.demo and not self.is_loaded else None
        step("Tables", database.prepare_tables)
        if loading is not None:
            self.finish_loading(loading)
        if build is not None:
            step("Front end", build.finish)
        if not static.is_fresh():
            step("Styles and words", self.make_static)
        announce(self.state, lasting=True, embedded=self.server is not None, address=self.address)
        self.keep_running()

    def begin_front_end(self) -> Build | None:
        build = Build(self.state, then=static.COMMAND)
        if not build.is_needed():
            return None
        click.echo("Building the front end in the background ...")
        self.stack.callback(build.stop)
        build.start()
        return build

    def open_database(self) -> None:
        if os.environ.get("DATABASE_URL"):
            click.echo("Database: the one that DATABASE_URL names")
        else:
            self.server = Server(self.state)
            self.stack.callback(self.server.stop)
            step("Database", self.server.start)
            if self.server.is_outside and (user := self.server.place.user):
                click.echo(f"  its data are in {self.server.place.folder}, as user {user.name} cannot enter this checkout")
            database.embedded(self.server, demo=self.demo)
        self.owner_url = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
        refuse_half_restored(self.owner_url)
        if not self.demo:
            refuse_demo(self.owner_url)
        self.is_loaded = self.demo and claim_for_demo(self.owner_url)

    def point_at_mailbox(self) -> None:
        """Whatever goes out in the demo ends in its mailbox-and-phone page, by the same way that it takes in earnest."""
        smtp, page = free_port(2525), free_port(8025)
        os.environ |= {
            "BRIDGEWORK_SMTP_URL": f"smtp://127.0.0.1:{smtp}",
            "BRIDGEWORK_SMS_URL": f"http://127.0.0.1:{page}",
            "BRIDGEWORK_SMS_ACCOUNT": "ACdemo",
            "BRIDGEWORK_SMS_TOKEN": secrets.token_hex(16),
            "BRIDGEWORK_SMS_FROM": "+15005550006",
            "BRIDGEWORK_SMS_INBOUND_URL": f"{os.environ['BRIDGEWORK_URL'].rstrip('/')}/hooks/sms/inbound",
            "BRIDGEWORK_MAILBOX_URL": f"http://127.0.0.1:{page}",
            # a clinician of the demo keeps a calendar there, too
            "BRIDGEWORK_CALENDARS_PRIVATE": "1",
        }

    def begin_loading(self) -> subprocess.Popen[bytes]:
        """The program is read and its films are drawn while the tables are made; it begins to load when its input ends."""
        loading = children.start([sys.executable, "-m", "bridgework.demo.load"], output=None, given=subprocess.PIPE)
        self.stack.callback(children.stop_group, loading)
        return loading

    def finish_loading(self, loading: subprocess.Popen[bytes]) -> None:
        click.echo("Loading the made-up network:")
        loading.communicate()
        if loading.returncode:
            raise click.ClickException("The made-up network could not be loaded; what went wrong is said above.")
        demo_is_loaded(self.owner_url)

    def make_static(self) -> None:
        if children.start(static.COMMAND, output=None).wait():
            raise click.ClickException("Styles and words could not be made ready; what went wrong is said above.")

    def keep_running(self) -> None:
        names = ["web", "worker"] + (["mailbox"] if self.demo else [])
        arguments = {"web": [self.host, str(self.port)]}
        env = children.environment(**({"DATABASE_OWNER_URL": UNTOLD} if os.environ.get("DATABASE_OWNER_URL") else {}))
        for name in names:
            log = None if self.logs else self.state / "log" / f"{name}.log"
            program = Program(name, [sys.executable, "-m", PYTHON_MODULES[name], *arguments.get(name, [])], log, env)
            self.programs.append(program)
        self.stack.callback(stop_all, self.programs)
        give_up, told = time.monotonic() + READY_SECONDS, False
        while True:
            self.revive()
            if not told and is_ready(self.host_here(), self.port):
                told = True
                click.echo(
                    f"\nBridgework is ready: {self.address}\n(Ctrl-C stops it.)"
                    + ("" if self.logs else f" Logs are in {self.state / 'log'}.")
                )
                self.invite_to_set_up()
                if is_held(self.owner_url):
                    click.echo(f"\nThis is a restored system. {HELD_UNTIL}")
            elif not told and time.monotonic() > give_up:
                told = True
                click.echo(f"Not ready after {READY_SECONDS} s: {self.address}/readyz tells what is missing. Still trying.")
            time.sleep(0.1 if not told else 0.5)

    def invite_to_set_up(self) -> None:
        """On an installation without a practice: prints the link to its first set-up. The secret is printed here and kept nowhere."""
        if self.demo or has_practice(self.owner_url):
            return
        token = make_token(environment.secret_key(), datetime.now(UTC))
        click.echo(
            f"\nThere is no practice yet. Set up the first one here; the link is good for a day, and only until it is done:\n"
            f"{os.environ['BRIDGEWORK_URL'].rstrip('/')}/set-up/{token}/"
        )

    def revive(self) -> None:
        if self.server is not None and not self.server.is_running():
            click.echo("The database ended and is started again.")
            self.server.start()
        for program in self.programs:
            if said := program.revive():
                click.echo(said)

    def host_here(self) -> str:
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)


def step(name: str, work: Callable[[], object]) -> None:
    """Does it and says how long it took."""
    started = time.monotonic()
    work()
    click.echo(f"{name}: {time.monotonic() - started:.1f} s")


def is_ready(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def check_port(host: str, port: int) -> None:
    """Says at once that the port is taken, instead of after everything else was started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as problem:
        raise click.ClickException(f"Cannot listen on {host} port {port} ({problem.strerror}): choose another with --port.") from None


def free_port(wanted: int) -> int:
    """A port that nobody listens on: the wanted one, so that a bookmark stays good, or else any."""
    for port in (wanted, 0):
        try:
            with socket.create_server(("127.0.0.1", port)) as listening:
                found: int = listening.getsockname()[1]
                return found
        except OSError:
            continue
    raise click.ClickException("This machine has no port left to listen on.")
