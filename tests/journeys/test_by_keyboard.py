"""The desk without a mouse: a worklist worked by keys, the palette, and a film looked at."""

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import make
import people
from bridgework.actions.attach_file import attach_file

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("browser_page", ["desktop"], indirect=True)]


def test_a_list_is_worked_from_top_to_bottom(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    make.sent(cast, now=now)
    make.accepted(cast, now=now)
    page, keys = browser_page, browser_page.keyboard
    sign_in(page, cast.person("dana.ortiz"))
    page.goto("/worklist/")
    rows = page.locator(".list .row:not(.head)")
    panel = page.locator("#beside")

    keys.press("j")
    expect(rows.nth(0)).to_have_class("row at")
    keys.press("Enter")
    expect(panel.get_by_role("heading").first).to_be_focused()
    look(page)
    keys.press("j")
    expect(rows.nth(1)).to_have_class("row at")
    expect(rows.nth(1).locator(".row-link")).to_be_focused()
    keys.press("Escape")
    expect(panel).to_be_empty()

    # What a key does can be looked up, and single keys can be switched off
    keys.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    look(page)
    dialog.get_by_role("checkbox").uncheck()
    keys.press("Escape")
    keys.press("k")
    expect(rows.nth(1)).to_have_class("row at")
    page.evaluate("localStorage.clear()")

    # Typing is never taken for a key
    keys.press("/")
    page.locator("#search").press_sequentially("jjnk?")
    expect(page.locator("#search")).to_have_value("jjnk?")
    expect(page).to_have_url("/worklist/")

    keys.press("Control+k")
    look(page)
    page.get_by_role("combobox").press_sequentially("direc")
    expect(page.get_by_role("option", selected=True)).to_have_text("Directory")
    keys.press("Enter")
    expect(page).to_have_url("/directory/")


def test_a_film_is_looked_at(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None], work: Callable[[], None]
) -> None:
    now = datetime.now(UTC)
    referral = make.sent(cast, now=now)
    for name, size in (("first.png", (400, 300)), ("second.png", (300, 400))):
        picture = io.BytesIO()
        Image.linear_gradient("L").resize(size).save(picture, "PNG")
        attach_file(cast.raman, referral.pk, name=name, content=io.BytesIO(picture.getvalue()), now=now)
    work()
    page, keys = browser_page, browser_page.keyboard
    sign_in(page, cast.person("dana.ortiz"))
    page.goto(f"/referrals/{referral.pk}/")
    viewer = page.locator("film-viewer")
    viewer.scroll_into_view_if_needed()
    pane, status = viewer.locator(".film-pane").first, viewer.get_by_role("status")
    expect(status).to_contain_text("%")
    look(page)

    pane.focus()
    fitted = status.inner_text()
    keys.press("+")
    expect(status).not_to_have_text(fitted)
    keys.press("0")
    expect(status).to_have_text(fitted)
    keys.press("i")
    expect(viewer.get_by_role("button", name="Invert")).to_have_attribute("aria-pressed", "true")

    # Measured without a mouse: the tool, a point in the middle, forty pixels on, the second point
    keys.press("l")
    keys.press("Enter")
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(status).to_contain_text(" px")

    keys.press("s")
    expect(viewer.locator(".film-pane")).to_have_count(2)
    look(page)
    keys.press("Backspace")
    expect(viewer.get_by_role("button", name="Invert")).to_have_attribute("aria-pressed", "false")
