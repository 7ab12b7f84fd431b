"""The manager's journey: how patients are reached is changed before one's eyes, saved as a version, and what runs is moved on purpose."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
import people
import walked
from bridgework.records.models import CadencePolicy, ReferralCadence

pytestmark = pytest.mark.journey


@walked.once
def test_a_plan_is_changed_seen_on_the_time_line_saved_and_what_runs_is_moved(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    referral = make.accepted(cast, now=datetime.now(UTC))
    page = browser_page
    sign_in(page, cast.person("ruth.sandoval"))
    page.goto("/settings/plans/")
    look(page)
    page.get_by_role("link", name=re.compile("Look and change.*elective, everybody")).click()
    line = page.locator("#time-line")
    expect(line.get_by_text("day 7 · text message")).to_be_visible()
    second = page.get_by_role("group", name="Message 2")
    second.get_by_label("Day").fill("1")
    second.get_by_label("by").select_option("email")
    expect(line.get_by_text("Each message needs a later day than the one before (day 1)")).to_be_visible()
    second.get_by_label("Day").fill("5")
    second.get_by_label("Day").blur()
    expect(line.get_by_text("day 5 · e-mail")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.get_by_text("Saved as version 1.").first).to_be_visible()
    assert CadencePolicy.objects.get().made_by_name == "Ruth Sandoval"
    page.get_by_role("button", name="Move 1 referral to what counts now").click()
    expect(page.get_by_text("1 referral goes by this version now.").first).to_be_visible()
    look(page)
    assert ReferralCadence.objects.get(pk=referral.pk).policy == CadencePolicy.objects.get()
