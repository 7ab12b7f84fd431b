"""A dentist without an account refers: the practice's page, the code in the mailbox, the receipt; the desk answers; the report is read."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, Page, expect

import addresses
import guests
import people
import walked
from bridgework.actions.ask_for_records import ask_for_records
from bridgework.jobs import ways_out
from bridgework.records.models import Referral
from bridgework.rules.guests import FASTEST
from people import Cast
from standins_for_tests import PATIENCE_SECONDS, Standins, running_standins

pytestmark = pytest.mark.journey
STAYS = """(used) => {
  const field = document.querySelector(used), before = field.getBoundingClientRect().top, above = [];
  new PerformanceObserver((list) => {
    for (const { sources } of list.getEntries()) for (const { node, previousRect } of sources)
      if (previousRect.top < before) above.push(node?.id || node?.className || node?.nodeName);
  }).observe({ type: "layout-shift" });
  window.moved = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() =>
    drawn([Math.round(field.getBoundingClientRect().top - before), above]))));
}"""
"""How far the field in use moves on the screen, and what above it was shifted."""


@pytest.fixture
def standins(settings: LazySettings) -> Iterator[Standins]:
    with running_standins() as servers:
        options = {"host": "127.0.0.1", "port": servers.smtp_port, "timeout": PATIENCE_SECONDS}
        settings.MAILERS = {"default": {"BACKEND": "bridgework.connections.email.smtp.SmtpBackend", "OPTIONS": options}}
        ways_out.forget_text_messages()
        yield servers
        ways_out.forget_text_messages()


def fill_in(page: Page) -> None:
    page.get_by_role("textbox", name="Office").fill("Copper Beech Dental")
    page.get_by_label("Referring dentist or physician").fill("Dr. Nils Aker")
    page.locator("#office_phone").fill("(312) 555-0188")
    page.locator("#email").fill("desk@copperbeech.example")
    page.locator("#given_name").fill("Wren")
    page.locator("#family_name").fill("Quillfeather")
    page.locator("#birth_date").fill("5/17/1984")
    page.locator("#phone").fill("(312) 555-0142")
    page.get_by_label("First root canal treatment").check()
    page.get_by_label("Evaluate and treat").check()
    page.get_by_label("Or type it").fill("19")


def take_time(page: Page, opened: float) -> None:
    """Until nobody would take it for a program's form; counted from when the page was there, which is after the server began to count."""
    page.wait_for_timeout(max(0, FASTEST.total_seconds() - (time.monotonic() - opened)) * 1000 + 50)


def latest_mail(standins: Standins, work: Callable[[], None], words: str) -> str:
    work()
    mails = [mail for mail in standins.store.all() if words in mail.subject]
    assert mails, [mail.subject for mail in standins.store.all()]
    return f"{mails[-1].subject}\n{mails[-1].text}"


def refer(page: Page, standins: Standins, work: Callable[[], None], tmp_path: Path, look: Callable[[Page], None]) -> Referral:
    film, other = tmp_path / "tooth-19.png", tmp_path / "whole arch.png"
    film.write_bytes(addresses.PNG)
    other.write_bytes(addresses.PNG + bytes(2_500_000))
    page.goto(guests.PAGE)
    expect(page.get_by_role("heading", name="Refer a patient to Harbor Endodontics")).to_be_visible()
    look(page)
    fill_in(page)
    # Questions that follow from an answer come with it, below: what is in use stays where it is.
    expect(page.get_by_text("Is it hard to swallow?")).to_be_hidden()
    swelling = page.locator("input[name=finding_swelling][value=yes]")
    swelling.scroll_into_view_if_needed()
    page.evaluate(STAYS, "input[name=finding_swelling][value=yes]")
    swelling.check()
    expect(page.get_by_text("Is it hard to swallow?")).to_be_visible()
    assert page.evaluate("window.moved()") == [0, []]
    # Several films at once, in pieces; they are there before the form is sent.
    page.get_by_label("Add films, photos or letters").set_input_files([film, other])
    expect(page.locator("#kept")).to_contain_text("tooth-19.png")
    expect(page.locator("#kept")).to_contain_text("whole arch.png")
    look(page)
    page.once("dialog", lambda asked: asked.accept())  # "leave this page?": what was typed goes, the files stay
    page.reload()
    opened = time.monotonic()
    expect(page.locator("#kept")).to_contain_text("whole arch.png")
    fill_in(page)
    take_time(page, opened)
    page.get_by_role("button", name="Send to Harbor Endodontics").click()
    expect(page.get_by_role("heading", name="One last step: type the code")).to_be_visible()
    look(page)
    code = re.search(r"^(\d{6}) is your code", latest_mail(standins, work, "is your code"))
    assert code
    page.get_by_label("Code", exact=True).fill(f"{code[1][:3]} {code[1][3:]}")
    page.get_by_role("button", name="Confirm and send").click()
    expect(page.get_by_role("heading", name="Your receipt")).to_be_visible()
    return Referral.objects.get()


def test_from_the_page_to_the_report(
    browser_page: Page, cast: people.Cast, standins: Standins, work: Callable[[], None], look: Callable[[Page], None], tmp_path: Path
) -> None:
    page = browser_page
    referral = refer(page, standins, work, tmp_path, look)
    expect(page.get_by_text("Wren Quillfeather").first).to_be_visible()
    expect(page.get_by_text("tooth-19.png").first).to_be_visible()
    expect(page.get_by_role("heading", name="Being reviewed")).to_be_visible()
    look(page)
    asked_and_answered(page, cast, referral, tmp_path, look)
    report(page, cast, referral, look)


def asked_and_answered(page: Page, cast: Cast, referral: Referral, tmp_path: Path, look: Callable[[Page], None]) -> None:
    ask_for_records(cast.dana, referral.pk, records=["periapical_film"], note="The whole root, please.", now=datetime.now(UTC))
    page.reload()
    expect(page.get_by_role("heading", name="They need something from you")).to_be_visible()
    look(page)
    more = tmp_path / "whole root.png"
    more.write_bytes(addresses.PNG + b"\0")
    page.get_by_label("Add them here").set_input_files(more)
    page.get_by_role("button", name="Send them").click()
    expect(page.get_by_text("It is the practice's turn again.")).to_be_visible()


def report(page: Page, cast: Cast, referral: Referral, look: Callable[[Page], None]) -> None:
    guests.report_on(cast, referral, datetime.now(UTC) + timedelta(seconds=1))
    page.reload()
    page.get_by_role("link", name="Read the report").click()
    expect(page.get_by_role("heading", name="Final report")).to_be_visible()
    look(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as PDF").click()
    assert download.value.suggested_filename == f"report-{referral.number}-1.pdf"
    page.get_by_role("button", name="We have the report").click()
    expect(page.get_by_text("The loop is closed.")).to_be_visible()
    referral.refresh_from_db()
    assert referral.closed_at is not None


@walked.once
def test_mistakes_are_named_and_nothing_is_lost(browser_page: Page, cast: Cast, look: Callable[[Page], None], tmp_path: Path) -> None:
    page = browser_page
    film = tmp_path / "tooth-19.png"
    film.write_bytes(addresses.PNG)
    page.goto(guests.PAGE)
    opened = time.monotonic()
    fill_in(page)
    page.locator("#email").fill("desk@nowhere")
    page.get_by_label("Add films, photos or letters").set_input_files(film)
    take_time(page, opened)
    page.get_by_role("button", name="Send to Harbor Endodontics").click()
    expect(page.get_by_role("link", name="“desk@nowhere” is not an e-mail address.")).to_be_visible()
    expect(page.locator("#family_name")).to_have_value("Quillfeather")
    expect(page.get_by_label("First root canal treatment")).to_be_checked()
    expect(page.get_by_text("tooth-19.png", exact=True)).to_be_visible()
    look(page)


def test_the_page_stays_light(browser: Browser, live_server: Any, cast: Cast) -> None:
    """70 KB compressed in all, everything of our own."""
    page = browser.new_context(base_url=live_server.url).new_page()  # a browser that was never here
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.update({response.url: len(response.body())}) if response.ok else None)
    page.goto(guests.PAGE)
    page.wait_for_load_state("networkidle")
    assert sum(sizes.values()) < 4 * 70_000  # plain bytes; they shrink to less than a quarter
    assert {url.split("/")[2] for url in sizes if url.startswith("http")} == {page.url.split("/")[2]}
    page.context.close()
