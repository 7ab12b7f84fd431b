"""The specialist's journey: the patient arrives and is seen, the report is tapped together and sent, the referring office has it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

import make
import people
from bridgework.records.models import Appointment

pytestmark = pytest.mark.journey
ROBIN = re.compile(r"^Robin Sample, \d+$")
"""With her age, which depends on the day."""


def booked_today(cast: people.Cast, now: datetime) -> Any:
    """A booked visit that is told to have begun a quarter of an hour ago, whatever the day of the week is."""
    referral = make.booked(cast, now=now)
    visit = make.visit(referral)
    start = (now - timedelta(minutes=15)).replace(second=0, microsecond=0)
    Appointment.objects.filter(pk=visit.pk).update(
        starts_at=start, blocked_from=None, ends_at=start + timedelta(minutes=60), blocked_until=start + timedelta(minutes=60)
    )
    return referral


def test_arrived_seen_reported(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    referral = booked_today(cast, now)
    day = make.visit(referral).starts_at.astimezone(ZoneInfo("America/Chicago")).date()
    page = browser_page
    sign_in(page, cast.person("mei.lin"))
    page.goto(f"/calendar/?day={day}")
    expect(page.get_by_role("link", name=ROBIN)).to_be_visible()
    look(page)
    page.get_by_role("button", name="Arrived").click()
    expect(page.get_by_text("The patient is here.")).to_be_visible()
    page.get_by_role("link", name="Seen", exact=True).click()
    look(page)
    page.get_by_role("button", name="Record the visit").click()
    expect(page.get_by_text("Seen. The report comes next.")).to_be_visible()

    page.goto(f"/referrals/{referral.pk}/")
    page.get_by_role("link", name="Write the report").click()
    look(page)
    page.get_by_role("checkbox", name="Tender to percussion.", exact=True).check()
    page.get_by_role("checkbox", name="Tender to percussion.", exact=True).press("Enter")  # sends nothing
    page.get_by_role("radio", name="Treatment done").check()
    page.get_by_role("checkbox", name="Root canal treatment completed under rubber dam.").check()
    page.get_by_role("radio", name="Favorable", exact=True).check()
    page.get_by_role("checkbox", name="Build-up and crown.").check()
    page.get_by_label("Date of the visit").press("Enter")
    page.get_by_role("button", name="Send final report").click()
    expect(page.get_by_text("The final report is with Lakeview Family Dental")).to_be_visible()

    sign_in(page, cast.person("priya.raman"))
    page.goto(f"/referrals/{referral.pk}/report/")
    expect(page.get_by_text("Root canal treatment completed under rubber dam.")).to_be_visible()
    look(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")
    page.get_by_role("button", name="We have the report").click()
    expect(page.get_by_text("Closed").first).to_be_visible()
    assert make.fresh(referral).closed_at is not None
