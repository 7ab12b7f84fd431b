"""Real browsers on a real server: each journey is told as its person would tell it.

    def test_...(browser_page, cast, sign_in, look): ...

`browser_page`   a page, signed out and without a past; parametrized: once at desktop and once at phone width. A journey that is walked
                 alike at both is walked once: with `@walked.once` each `look` looks at phone width, too. One whose pages others see
                 at both widths, and that is about something else (a connection, a clock, two windows), says which one it takes.
`cast`           the made-up practices and people, committed
`sign_in`        `sign_in(page, person)`: the person's session cookie, as after the sign-in page
`look`           `look(page)`: axe finds nothing serious on what is shown now, and nothing sticks out to the side
`work`           `work()`: carries out every job that waits, as the worker would

A new page costs a browser more than most journeys do. So each process of a run keeps one browser and in it one page for each width, and
empties it after each journey: cookies, storage, routes. What else a journey changes about its page (listeners, the size of the window,
script switched off), it changes about a page or context of its own: `page.context.new_page()`, `browser.new_context()`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from procrastinate.contrib.django import app

from bridgework.cli.test import BROWSERS
from looking import Looking
from under_way import UnderWay

# Playwright's own loop runs in this thread; the tests' few queries beside it are safe.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PATIENCE = 120_000
"""Milliseconds until something that does not come counts as missing, however busy the machine is. Only a failure takes so long."""
expect.set_options(timeout=PATIENCE)
WIDTHS: dict[str, ViewportSize] = {"desktop": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}
NOTICES_STAY = """(() => {
  const after = window.setTimeout;
  window.setTimeout = (act, pause, ...rest) => after(act, pause === 6000 || pause === 12000 ? 2 ** 31 - 1 : pause, ...rest);
})()"""
"""A notice goes after six or twelve seconds, or when it is closed; on a busy machine that would be before a test has read it."""
REST = "/static/bridgework/favicon.svg"
"""Where a page waits for the next journey: of the same origin, so that its storage can be emptied there, and without script."""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-site-isolation-trials",
    "--renderer-process-limit=2",
]
STARTED = datetime.now(UTC)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: as long as their browser is open, Playwright's event loop runs in this thread, and no other test may need one.
    Several processes take the tests in this order, too (not so with `--dist worksteal`)."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("The journeys need Chromium, and CI does not skip them.")
        pytest.skip("no Chromium on this machine (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET, timeout=PATIENCE)
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def kept_pages() -> dict[str, Page]:
    """The page of each width, from journey to journey."""
    return {}


@pytest.fixture(scope="session")
def under_way() -> UnderWay:
    return UnderWay()


@pytest.fixture(params=list(WIDTHS))
def browser_page(
    request: pytest.FixtureRequest,
    browser: Browser,
    committed_db: None,
    live_server: Any,
    kept_pages: dict[str, Page],
    under_way: UnderWay,
    look: Looking,
) -> Iterator[Page]:
    """A page without a past; an error in its console (a blocked script, a missing file) fails the journey."""
    is_walked_once = request.param == "both"
    width: str = "desktop" if is_walked_once else request.param
    look.other_width = WIDTHS["phone"] if is_walked_once else None
    page = kept_pages.pop(width, None) or new_page(browser, live_server.url, width)
    failures = request.session.testsfailed
    complaints: list[str] = []

    def on_console(message: Any) -> None:
        if message.type == "error":
            complaints.append(message.text)

    def on_error(error: Any) -> None:
        complaints.append(str(error))

    page.on("console", on_console)
    page.on("pageerror", on_error)
    yield page
    page.remove_listener("console", on_console)
    page.remove_listener("pageerror", on_error)
    if request.session.testsfailed == failures:
        kept_pages[width] = emptied(page.context)
    else:
        page.context.close()  # who knows what it was in the middle of
    under_way.wait_until_nothing_is()
    # A refusal is answered with its status, which the browser reports too: that is no complaint.
    # A page that is left while htmx still waits for an answer reports three lines about that.
    aborted = any(text.startswith("htmx:sendAbort") for text in complaints)
    left = [text for text in complaints if not (aborted and text.startswith(("htmx:sendAbort", "htmx:afterRequest", "undefined")))]
    # Nor is a connection that the journey itself cut.
    told = ("the server responded with a status of 4", "net::ERR_CONNECTION_RESET")
    assert [text for text in left if not any(part in text for part in told)] == []


def new_page(browser: Browser, url: str, width: str) -> Page:
    context = browser.new_context(base_url=url, viewport=WIDTHS[width], has_touch=width == "phone", reduced_motion="reduce")
    context.add_init_script(NOTICES_STAY)
    return context.new_page()


def emptied(context: BrowserContext) -> Page:
    """One page of this context, and nothing that was in it: for the next journey."""
    context.unroute_all(behavior="ignoreErrors")
    page, *others = context.pages or [context.new_page()]
    for other in others:
        other.goto(REST)  # what a page still saves when it is left, it saves now
        other.close()
    page.unroute_all(behavior="ignoreErrors")
    page.goto(REST)
    page.mouse.move(0, 0)
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    context.clear_cookies()
    return page


@pytest.fixture
def cast(committed_db: None) -> Any:
    """All journeys of a process have the same cast, so that it is set up once."""
    import people  # noqa: PLC0415 - before Django is set up

    return people.build(STARTED)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    def enter(page: Page, person: Any) -> None:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return enter


@pytest.fixture(scope="session")
def look() -> Looking:
    return Looking()


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
