"""`python -m bridgework.demo.standins`: starts the stand-ins and serves until it is told to stop."""

import argparse
import contextlib
import os
import signal
import threading
from pathlib import Path
from urllib.parse import urlsplit

from bridgework.demo.standins.callbacks import Callbacks
from bridgework.demo.standins.faults import Faults
from bridgework.demo.standins.mail_server import mail_server
from bridgework.demo.standins.store import KEPT, Store
from bridgework.demo.standins.web import StandinServer, Switchboard

STOPS = (signal.SIGTERM, signal.SIGINT)


def arguments() -> argparse.Namespace:
    """What the command line says; what it leaves out is taken from the same environment that the product is started with."""
    environment = os.environ.get
    parser = argparse.ArgumentParser(prog="python -m bridgework.demo.standins", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: this machine only)")
    parser.add_argument("--smtp-port", type=int, default=urlsplit(environment("BRIDGEWORK_SMTP_URL", "")).port or 2525)
    parser.add_argument("--http-port", type=int, default=urlsplit(environment("BRIDGEWORK_MAILBOX_URL", "")).port or 8025)
    parser.add_argument("--keep", type=int, default=KEPT, help="so many messages, the latest ones")
    parser.add_argument("--store", type=Path, default=default_store(), help="a folder; messages in it outlive a restart")
    parser.add_argument("--account", default=environment("BRIDGEWORK_SMS_ACCOUNT", "ACdemo"))
    parser.add_argument("--token", default=environment("BRIDGEWORK_SMS_TOKEN", "demo-token"))
    parser.add_argument("--number", default=environment("BRIDGEWORK_SMS_FROM", "+15005550006"))
    parser.add_argument("--inbound-url", default=environment("BRIDGEWORK_SMS_INBOUND_URL", ""), help="where replies are reported")
    parser.add_argument("--pace", type=float, default=0.3, help="seconds between queued, sent and delivered")
    return parser.parse_args()


def default_store() -> Path | None:
    """A folder beside the product's other state, where it has told us of one."""
    state = os.environ.get("BRIDGEWORK_STATE")
    return Path(state) / "mailbox" if state else None


def main() -> None:
    """Serves mail and HTTP until SIGTERM or SIGINT."""
    chosen = arguments()
    # Held back before any thread begins, so that no thread but this one, which waits for it, ever gets it.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    store, faults = Store(chosen.store, kept=chosen.keep), Faults()
    callbacks = Callbacks(store, faults, account=chosen.account, token=chosen.token, pace=chosen.pace)
    board = Switchboard(store, faults, callbacks, chosen.account, chosen.token, chosen.number, chosen.inbound_url)
    mail = mail_server(store, faults, chosen.host, chosen.smtp_port)
    web = StandinServer((chosen.host, chosen.http_port), board)
    mail.start()
    threading.Thread(target=web.serve_forever, name="http", daemon=True).start()
    print(f"Phones and mailboxes: http://{chosen.host}:{web.server_address[1]}/  (mail on port {chosen.smtp_port})", flush=True)
    signal.sigwait(STOPS)
    web.shutdown()
    with contextlib.suppress(Exception):
        mail.stop()


if __name__ == "__main__":
    main()
