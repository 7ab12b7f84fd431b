"""Issue item 5: the report comes back, is read and acknowledged, and the loop closes. And what happens when it does not get that far."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

import make
import people
import walked
from bridgework.records.models import Referral

pytestmark = pytest.mark.journey


@walked.once
def test_read_the_report_and_close_the_loop(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    reported = make.reported(cast, now=now - timedelta(days=20))
    page = browser_page
    sign_in(page, cast.person("priya.raman"))
    page.goto("/referrals/?tab=sent&show=reports")
    expect(page.get_by_role("link", name="Robin Sample")).to_be_visible()
    page.goto(f"/referrals/{reported.pk}/")
    expect(page.get_by_role("heading", name="The report is here")).to_be_visible()
    expect(page.get_by_text("Crown within four weeks.").first).to_be_visible()
    look(page)
    page.get_by_role("link", name="Read the report").click()
    expect(page.get_by_text("Two canals missed in the first treatment").first).to_be_visible()
    look(page)
    page.go_back()
    page.get_by_role("button", name="I have it: close the loop").click()
    expect(page.get_by_role("heading", name="The loop is closed")).to_be_visible()
    look(page)
    reported.refresh_from_db()
    assert reported.closed_at is not None


@walked.once
def test_declined_then_referred_again(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    declined = make.declined(cast, now=now - timedelta(days=1))
    page = browser_page
    sign_in(page, cast.person("jo.whitman"))
    page.goto(f"/referrals/{declined.pk}/")
    look(page)
    page.get_by_role("link", name="Refer again").click()
    page.get_by_label("Why").last.fill("Their wish")
    page.get_by_role("button", name="Start the new draft").click()
    look(page)
    page.get_by_role("link", name="Whole directory").click()
    page.get_by_role("button", name=f"Choose {cast.tidewater.name}").click()
    expect(page.get_by_role("heading", name="Refer Robin Sample")).to_be_visible()
    declined.refresh_from_db()
    assert declined.closed_at is not None
    assert Referral.objects.get(previous=declined).recipient_practice == cast.tidewater


@walked.once
def test_records_asked_for_are_sent(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    asked = make.records_asked(cast, now=now - timedelta(hours=3))
    page = browser_page
    sign_in(page, cast.person("jo.whitman"))
    page.goto(f"/referrals/{asked.pk}/")
    expect(page.get_by_role("heading", name="Send the records asked for")).to_be_visible()
    look(page)
    page.locator("#files-input").set_input_files({"name": "letter.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 a letter"})
    expect(page.locator("#files .file")).to_have_count(1)
    page.get_by_role("button", name="They are here: hand back").click()
    expect(page.get_by_role("heading", name="Being reviewed")).to_be_visible()
    asked.refresh_from_db()
    assert asked.owner_side == "recipient"
