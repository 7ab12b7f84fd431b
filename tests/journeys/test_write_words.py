"""Words to patients: a coordinator writes, sees what it looks like and what is wrong with it; the manager reads and approves; and goes back."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
import walked
from bridgework.records.models import Wording
from people import Cast

pytestmark = pytest.mark.journey


@walked.once
def test_write_mend_approve_and_go_back(
    browser_page: Page, cast: Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    make.booked(cast)
    page = browser_page
    sign_in(page, cast.person("dana.ortiz"))
    page.goto("/settings/words/")
    look(page)
    page.get_by_label("Name or text").fill("first reminder")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    page.get_by_role("link", name="English Pick a time: first reminder, Text message").click()
    page.get_by_label("Text", exact=True).fill("{practice}: your painless visit: {link} {phone}. STOP to opt out")
    expect(page.get_by_text("Line 1, character 18: “painless”").first).to_be_visible()
    look(page)
    page.get_by_label("Text", exact=True).fill("{practice}: choose a time for {visit}: {link} {phone}. STOP to opt out")
    expect(page.get_by_text("No findings.")).to_be_visible()
    expect(page.locator(".bubble")).to_contain_text("Harbor Endodontics: choose a time for your visit: ")
    page.get_by_label("With the facts of").select_option(index=1)
    expect(page.locator(".bubble")).to_contain_text("for your second look")
    page.get_by_label("What changes, and why").fill("Shorter")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_role("heading", name="Somebody else approves it")).to_be_visible()

    sign_in(page, cast.person("ruth.sandoval"))
    page.goto("/settings/words/?state=draft")
    page.get_by_role("link", name="English Pick a time: first reminder, Text message").click()
    expect(page.get_by_role("heading", name="Read what Dana Ortiz wrote")).to_be_visible()
    look(page)
    page.get_by_label("Read them again in").select_option("6 months")
    page.get_by_role("button", name="Approve these words").click()
    expect(page.get_by_text("These words are in use from now on")).to_be_visible()
    assert Wording.objects.get().approved_by_id == cast.ruth.person_id
    page.get_by_role("button", name="Back to the built-in words").click()
    expect(page.get_by_text("Built-in words are in use again.")).to_be_visible()
    page.get_by_role("button", name="Say these again").click()
    expect(page.get_by_text("The words of version 1 are in use again.")).to_be_visible()
    look(page)
