"""Real browsers on a real server: each journey is told as its person would tell it.

    def test_...(committed_db, live_server, visit, at_desktop_and_phone): ...

`browser_page`   a page of a fresh browser context; parametrized: once at desktop and once at phone width
`sign_in`        `sign_in(page, person)`: the person's session cookie, as after the sign-in page
`look`           `look(page)`: axe finds nothing serious on what is shown now, and nothing sticks out to the side
`work`           `work()`: carries out every job that waits, as the worker would
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from procrastinate.contrib.django import app

import database_for_tests as database
from bridgework.cli.test import BROWSERS

# Playwright's own loop runs in this thread; the tests' few queries beside it are safe.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=10_000)
WIDTHS = {"desktop": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}
QUIET_LOOKS = 6
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file of journeys: as long as it is open, Playwright's event loop runs in this thread, and no other test may need one."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("The journeys need Chromium, and CI does not skip them.")
        pytest.skip("no Chromium on this machine (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=list(WIDTHS))
def browser_page(request: pytest.FixtureRequest, browser: Browser, committed_db: None, live_server: Any) -> Iterator[Page]:
    """A fresh page; an error in its console (a blocked script, a missing file) fails the journey."""
    context = browser.new_context(
        base_url=live_server.url, viewport=WIDTHS[request.param], has_touch=request.param == "phone", reduced_motion="reduce"
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    for left in context.pages:
        left.goto("about:blank")  # what a page still saves when it is left, it saves now
    context.close()
    until_all_is_answered()
    # A refusal is answered with its status, which the browser reports too: that is no complaint.
    # A page that is left while htmx still waits for an answer reports three lines about that.
    aborted = any(text.startswith("htmx:sendAbort") for text in complaints)
    left = [text for text in complaints if not (aborted and text.startswith(("htmx:sendAbort", "htmx:afterRequest", "undefined")))]
    # Nor is a connection that the journey itself cut.
    told = ("the server responded with a status of 4", "net::ERR_CONNECTION_RESET")
    assert [text for text in left if not any(part in text for part in told)] == []


def until_all_is_answered() -> None:
    """The server may still carry out what the closed page asked for; emptying the tables under it would end in a deadlock.

    A request may be between two transactions, so that it has to be quiet for several looks.
    """
    busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    busy += " AND state IN ('active', 'idle in transaction') AND backend_type = 'client backend'"
    deadline, quiet = time.monotonic() + 10, 0
    with psycopg.connect(database.owner_url(), autocommit=True) as connection:
        while quiet < QUIET_LOOKS and time.monotonic() < deadline:
            quiet = quiet + 1 if connection.execute(busy).fetchone() == (0,) else 0
            time.sleep(0.02)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    def enter(page: Page, person: Any) -> None:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return enter


@pytest.fixture(scope="session")
def look() -> Callable[[Page], None]:
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
        serious = [violation for violation in found if violation["impact"] in ("serious", "critical")]
        told = [
            f"{violation['id']}: {violation['help']}: {[node['html'][:200] for node in violation['nodes'][:4]]}" for violation in serious
        ]
        assert told == []
        # A list that scrolls in itself is no reason for the page to do so.
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"the page scrolls sideways: {page.url}"

    return check


@pytest.fixture
def work() -> Callable[[], None]:
    import bridgework.jobs  # noqa: F401, PLC0415 - the tasks, as the worker imports them

    def carry_out() -> None:
        worker = app.with_connector(app.connector.get_worker_connector())
        with worker.replace_connector(app.connector.get_worker_connector()) as ready:
            ready.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        connections.close_all()

    def beside_the_browser() -> None:
        # Playwright's loop runs in this thread, and a worker wants one of its own.
        with ThreadPoolExecutor(max_workers=1) as other_thread:
            other_thread.submit(carry_out).result()

    return beside_the_browser
