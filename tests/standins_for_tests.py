"""The demo's mail and text message servers inside a test, on free ports of this machine, and a listener for what they call."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

from bridgework.demo.standins.callbacks import Callbacks
from bridgework.demo.standins.faults import Faults
from bridgework.demo.standins.mail_server import mail_server
from bridgework.demo.standins.store import Store
from bridgework.demo.standins.web import StandinServer, Switchboard
from ports import free_port

PATIENCE_SECONDS = 120
"""Until something that does not come counts as missing, however busy the machine is. Only a failure takes so long."""


@dataclass(slots=True)
class Standins:
    """Running stand-ins. `heard` holds (form, signature) of every call to `listener_url`."""

    url: str
    smtp_port: int
    store: Store
    board: Switchboard
    listener_url: str
    heard: list[tuple[dict[str, str], str]]

    def wait_for(self, is_so: Callable[[], bool]) -> None:
        """Waits until something is so."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < end, "it did not happen in time"
            time.sleep(0.01)

    def wait_for_faults(self) -> None:
        """Until what was ordered has happened: who did not wait for an answer was gone before, maybe."""
        self.wait_for(lambda: not self.board.faults.left.total())


@contextmanager
def running_standins(directory: Path | None = None) -> Iterator[Standins]:
    """Mail and text message servers of one's own, and quick. Told to be silent, they are silent for longer than anybody listens."""
    heard: list[tuple[dict[str, str], str]] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True))
            heard.append((form, self.headers.get("X-Twilio-Signature", "")))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it
            pass

    store, faults = Store(directory), Faults()
    callbacks = Callbacks(store, faults, account="ACdemo", token="demo-token", pace=0.01)
    board = Switchboard(store, faults, callbacks, "ACdemo", "demo-token", "+15005550006", silent_seconds=10 * PATIENCE_SECONDS)
    listener = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    web = StandinServer(("127.0.0.1", 0), board)
    mail = mail_server(store, faults, "127.0.0.1", free_port())
    mail.start()
    for server in (listener, web):
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield Standins(
            f"http://127.0.0.1:{web.server_address[1]}",
            mail.port,
            store,
            board,
            f"http://127.0.0.1:{listener.server_address[1]}/receipts?x=1",
            heard,
        )
    finally:
        mail.stop()
        for server in (listener, web):
            server.shutdown()
            server.server_close()
