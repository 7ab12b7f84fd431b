"""The scheduler's journey: three good times in two presses, or a time while the patient is on the phone."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
import people

pytestmark = pytest.mark.journey


def test_offer_three_times(browser_page: Page, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]) -> None:
    now = datetime.now(UTC)
    cast = people.build(now)
    referral = make.accepted(cast, now=now)
    page = browser_page
    sign_in(page, cast.person("theo.banks"))
    page.goto(f"/referrals/{referral.pk}/")
    page.get_by_role("link", name="Offer times").click()
    expect(page.locator("input[name=slot]:checked")).to_have_count(3)
    look(page)
    page.get_by_role("button", name="Send these times to the patient").click()
    expect(page.get_by_role("heading", name="Wait for the patient's choice")).to_be_visible()
    look(page)
    assert make.fresh(referral).appointments.filter(status="held").count() == 3


def test_book_directly_then_cancel_the_visit(
    browser_page: Page, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    cast = people.build(now)
    referral = make.accepted(cast, now=now)
    page = browser_page
    sign_in(page, cast.person("theo.banks"))
    page.goto(f"/referrals/{referral.pk}/")
    page.get_by_role("link", name="Book directly").click()
    look(page)
    page.locator("label.time").nth(3).click()
    page.get_by_role("button", name="Book this time").click()
    expect(page.get_by_text("Booked. Patient and sender are told.")).to_be_visible()
    assert make.fresh(referral).state == "5.1.1"

    page.get_by_role("link", name="Cancel visit").click()
    dialog = page.get_by_role("dialog", name="Cancel the visit")
    dialog.get_by_label("Why").fill("The clinician is ill")
    dialog.get_by_role("button", name="Cancel the visit").click()
    expect(page.get_by_role("heading", name="Book the visit again")).to_be_visible()
    assert make.fresh(referral).state == "5.1.3"
