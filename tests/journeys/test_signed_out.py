"""The session ends while somebody is typing: the page stays, and what was typed is there again after signing in."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
from people import Cast

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("browser_page", ["desktop"], indirect=True)
def test_signed_out_while_typing(browser_page: Page, cast: Cast, sign_in: Callable[[Page, Any], None]) -> None:
    page, draft = browser_page, make.draft(cast, teeth=())
    sign_in(page, cast.person("priya.raman"))
    page.goto(f"/referrals/{draft.pk}/draft/")
    page.get_by_role("button", name="Send").first.click()
    expect(page.get_by_role("alert").first).to_be_visible()  # this page is an answer: a reload must not send it again
    page.context.clear_cookies(name="bridgework")
    page.locator("[name=reason]").fill("Typed after the session had ended.")
    expect(page.get_by_text("you were signed out").first).to_be_visible()
    page.get_by_role("button", name="Send").first.click()
    assert page.url.endswith("/draft/")
    with page.expect_popup() as other:  # the way to sign in leaves what was typed alone
        page.get_by_role("link", name="Sign in in another tab").first.click()
    expect(other.value.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    other.value.close()
    sign_in(page, cast.person("priya.raman"))
    page.reload()
    expect(page.locator("[name=reason]")).to_have_value("Typed after the session had ended.")
