"""The program's own worker as a process of its own, pointed at the stand-ins and at the test's database."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from standins_for_tests import PATIENCE_SECONDS, Standins


@contextmanager
def worker(standins: Standins, *, smtp_port: int = 0) -> Iterator["subprocess.Popen[bytes]"]:
    """Runs for the block, and is killed at its end where it still runs."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "bridgework.config.settings",
        "BRIDGEWORK_SMS_URL": standins.url,
        "BRIDGEWORK_SMS_ACCOUNT": "ACdemo",
        "BRIDGEWORK_SMS_TOKEN": "demo-token",
        "BRIDGEWORK_SMS_FROM": "+15005550006",
        "BRIDGEWORK_SMTP_URL": f"smtp://127.0.0.1:{smtp_port or standins.smtp_port}",
    }
    process = subprocess.Popen([sys.executable, "-m", "bridgework.cli.running.worker"], env=env, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until(is_so: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    """Waits until something is so, while the worker lives."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
