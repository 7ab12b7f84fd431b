"""A real IMAP server with one mailbox, for tests: started once for each file that imports its fixtures."""

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from ports import free_port
from standins_for_tests import PATIENCE_SECONDS


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    port = free_port()
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        "from pymap.main import main; main()",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-tls",
        "--no-service",
        "managesieve",
    ]
    command += ["--no-service", "admin", "dict", "--demo-data", "--demo-user", "desk", "--demo-password", "secret word"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            wait_until_it_listens(port, process)
            yield port
        finally:
            process.kill()


def wait_until_it_listens(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS).close()
        except OSError:
            assert process.poll() is None, process.stderr and process.stderr.read()
            assert time.monotonic() < end, "the mailbox does not open"
            time.sleep(0.05)
        else:
            return


@pytest.fixture
def address(server: int) -> str:
    """An empty mailbox."""
    with imaplib.IMAP4("127.0.0.1", server) as box:
        box.login("desk", "secret word")
        box.select("INBOX")
        box.store("1:*", "+FLAGS", "\\Deleted")
        box.expunge()
    return f"imap://desk:secret%20word@127.0.0.1:{server}/INBOX"


def put(server: int, *letters: str) -> None:
    with imaplib.IMAP4("127.0.0.1", server) as box:
        box.login("desk", "secret word")
        for letter in letters:
            assert box.append("INBOX", "", "", letter.encode())[0] == "OK"
