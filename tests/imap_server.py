"""A real IMAP server with one mailbox, for tests: started once for each file that imports its fixtures."""

import imaplib
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
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
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except OSError:
                assert process.poll() is None, process.stderr and process.stderr.read()
                try:
                    process.wait(0.05)
                except subprocess.TimeoutExpired:
                    continue
        yield port
        process.kill()


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
