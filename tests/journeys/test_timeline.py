"""Anybody's journey: who did what, when and by which way, in the past tense."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
import people
import walked

pytestmark = pytest.mark.journey

TOLD = (
    "Dr. Priya Raman confirmed that the report was received; the loop closed.",
    "sent the final report (version 1).",
    "The patient was seen;",
    "The patient arrived;",
    "booked the visit:",
    "accepted the referral",
    "sent the referral to Harbor Endodontics, without files.",
    "Dr. Priya Raman started the referral.",
)


@walked.once
def test_a_closed_loop_tells_its_story_to_both_sides(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    referral = make.closed(cast)
    page = browser_page
    for mailbox in ("dana.ortiz", "priya.raman"):
        sign_in(page, cast.person(mailbox))
        page.goto(f"/referrals/{referral.pk}/")
        steps = page.locator("section").filter(has=page.get_by_role("heading", name="What happened")).locator("ol.steps > li")
        expect(steps).to_have_count(len(TOLD))
        for number, words in enumerate(TOLD):
            expect(steps.nth(number)).to_contain_text(words)
        look(page)
