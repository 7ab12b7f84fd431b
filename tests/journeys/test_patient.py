"""The patient's own journey: from the message's link to a booked visit, and what may come between."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

import make
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.records.models import Referral
from people import Cast

pytestmark = pytest.mark.journey


def link_to(referral: Referral) -> str:
    return f"/p/{secret_of(issue_patient_link(referral, datetime.now(UTC)).pk)}/"


def confirm_birth_date(page: Page) -> None:
    page.get_by_label("Month").select_option("5")
    page.get_by_label("Day").fill("17")
    page.get_by_label("Year").fill("1984")
    page.get_by_role("button", name="Open my page").click()


def test_book_move_and_cancel(browser_page: Page, cast: Cast, look: Callable[[Page], None]) -> None:
    now = datetime.now(UTC)
    referral = make.accepted(cast, now=now)
    page = browser_page
    page.goto(link_to(referral))
    expect(page.get_by_role("heading", name="Please confirm it is you")).to_be_visible()
    look(page)
    confirm_birth_date(page)
    expect(page.get_by_role("heading", name="Hello, Robin. Pick a time for your visit.")).to_be_visible()
    expect(page.get_by_text("Dr. Priya Raman")).to_be_visible()
    look(page)

    # One tap after the birth date books; two are the budget.
    page.locator("button.slot.best").click()
    expect(page.get_by_role("heading", name="Robin, your visit is booked.")).to_be_visible()
    look(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").click()
    assert download.value.suggested_filename == "visit.ics"

    page.get_by_role("link", name="Pick another time").click()
    expect(page.get_by_role("heading", name="Pick another time")).to_be_visible()
    page.locator("button.slot").nth(1).click()
    expect(page.get_by_role("heading", name="Robin, your visit is booked.")).to_be_visible()

    page.get_by_role("link", name="Cancel my visit").click()
    look(page)
    page.get_by_role("button", name="Cancel my visit").click()
    expect(page.get_by_text("Your visit is cancelled.")).to_be_visible()
    referral.refresh_from_db()
    assert referral.state == "5.1.3"


def test_afraid_and_in_spanish(browser_page: Page, cast: Cast, look: Callable[[Page], None]) -> None:
    now = datetime.now(UTC)
    referral = make.accepted(cast, now=now, case=make.EMERGENCY)
    page = browser_page
    page.goto(link_to(referral))
    confirm_birth_date(page)
    expect(page.locator("main > *").first).to_contain_text("Call 911")
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", name="Hola, Robin. Elija una hora para su cita.")).to_be_visible()
    expect(page.locator("main > *").first).to_contain_text("Llame al 911")
    page.get_by_role("button", name="Tengo nervios").click()
    expect(page.get_by_text("Vamos a su paso")).to_be_visible()
    look(page)
