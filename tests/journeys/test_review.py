"""The coordinator's journey: from the worklist to a decision, by key at the desk and by tap on a phone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
import people
import walked

pytestmark = pytest.mark.journey
ROBIN = re.compile(r"^Robin Sample, \d+$")
"""With her age, which depends on the day."""


def is_phone(page: Page) -> bool:
    return bool(page.viewport_size and page.viewport_size["width"] < 600)


def test_accept_an_ordinary_referral(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    referral = make.sent(cast, now=now)
    page = browser_page
    sign_in(page, cast.person("dana.ortiz"))
    page.goto("/worklist/")
    expect(page.get_by_role("heading", name="What is next")).to_be_visible()
    look(page)

    # Three interactions are the budget: move, open, accept.
    if is_phone(page):
        page.get_by_role("link", name=ROBIN).click()
        expect(page.get_by_role("heading", name=ROBIN)).to_be_visible()
        look(page)
        page.get_by_role("button", name="Accept").click()
    else:
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.locator("#beside").get_by_role("heading", name=ROBIN)).to_be_visible()
        look(page)
        page.keyboard.press("a")
    expect(page.get_by_text("Accepted. The patient gets the link")).to_be_visible()
    assert make.fresh(referral).state == "3.0"


@walked.once
def test_ask_for_more_and_see_the_ball_move(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    referral = make.sent(cast, now=now)
    page = browser_page
    sign_in(page, cast.person("dana.ortiz"))
    page.goto(f"/referrals/{referral.pk}/")
    page.get_by_role("link", name="Ask for more").click()
    dialog = page.get_by_role("dialog", name="Ask for more")
    expect(dialog.get_by_role("checkbox", name="periapical film, under 6 months")).to_be_checked()
    look(page)
    dialog.get_by_label("In words, as the office reads it").fill("The last one is too dark.")
    dialog.get_by_role("button", name="Ask for this").click()
    expect(page.get_by_role("heading", name="Waiting for records")).to_be_visible()
    assert make.fresh(referral).owner_side == "initiator"

    sign_in(page, cast.person("jo.whitman"))
    page.goto(f"/referrals/{referral.pk}/")
    expect(page.get_by_text("The last one is too dark.").first).to_be_visible()


@walked.once
def test_decline_with_a_reason(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    referral = make.sent(cast, now=now)
    page = browser_page
    sign_in(page, cast.person("dana.ortiz"))
    page.goto(f"/referrals/{referral.pk}/")
    page.get_by_role("link", name="Decline").click()
    dialog = page.get_by_role("dialog", name="Decline this referral")
    dialog.get_by_text("No capacity in a safe time").click()
    look(page)
    dialog.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("Declined. The sender is told")).to_be_visible()
    assert make.fresh(referral).decline_reason == "not_accepting"


@walked.once
def test_triage_with_films_and_the_words_that_go_with_it(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    referral = make.sent(cast, now=now)
    page = browser_page
    sign_in(page, cast.person("mei.lin"))
    page.goto("/worklist/?show=review")
    if is_phone(page):
        page.get_by_role("link", name=ROBIN).click()
        page.get_by_role("link", name="Triage with films").click()
    else:
        page.keyboard.press("j")
        page.keyboard.press("f")
    expect(page.get_by_role("heading", name="Case difficulty")).to_be_visible()
    level = page.locator("#difficulty [data-level]")
    expect(level).to_have_text("High difficulty")
    look(page)

    # What was filled in is corrected by taps, and the level follows.
    page.locator("#difficulty summary").click()
    for factor, words in (("Treated before", "no"), ("Place in the arch", "front tooth or premolar")):
        page.get_by_role("group", name=factor).get_by_role("radio", name=words, exact=True).check()
    expect(level).to_have_text("Low difficulty")
    page.get_by_text("For the referring office, before the appointment").first.click()
    page.get_by_role("textbox", name="For the referring office, before the appointment").fill("Leave the crown on.")
    look(page)

    # The urgency is changed with a reason, in a dialog.
    page.get_by_role("link", name="Change the urgency").click()
    dialog = page.get_by_role("dialog", name="Change the urgency")
    dialog.get_by_role("radio", name="urgent").check()
    dialog.get_by_label("Why?").fill("She called: it hurts since last night.")
    look(page)
    dialog.get_by_role("button", name="Change it").click()
    expect(page.get_by_text("Changed, with your reason.")).to_be_visible()
    assert make.fresh(referral).tier == "urgent"

    page.goto(f"/referrals/{referral.pk}/triage/")
    page.get_by_label("Imaging here first?").select_option("cbct")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Accepted. The patient gets the link")).to_be_visible()
    expect(page.get_by_text("wanted a picture first: a CBCT volume").first).to_be_visible()
    look(page)
    assert make.fresh(referral).triage.imaging_first == "cbct"
