"""The manager's journey: the numbers, and the list behind one of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
import people
import walked

pytestmark = pytest.mark.journey


@walked.once
def test_a_number_opens_its_list(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    for maker in (make.sent, make.sent, make.accepted, make.declined):
        maker(cast, now=now - timedelta(days=5))
    page = browser_page
    sign_in(page, cast.person("ruth.sandoval"))
    page.goto("/measures/")
    expect(page.get_by_role("heading", name="How far they come")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Reviewed", exact=True).click()
    expect(page.get_by_role("heading", name="Reviewed")).to_be_visible()
    expect(page.locator("li[id^=referral-]")).to_have_count(2)
    look(page)
    page.get_by_role("link", name="back to the measures").click()
    page.get_by_role("row", name="Review 2 2").get_by_role("link").last.click()
    expect(page.locator("li[id^=referral-]")).to_have_count(2)
