"""The scheduler's journey: three good times in two presses, or a time while the patient is on the phone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

import make
import people
import walked
from bridgework.lookups.open_times import open_times
from bridgework.records.models import BusyCalendar, BusyTime

pytestmark = pytest.mark.journey


def test_offer_three_times(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
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


@walked.once
def test_book_directly_then_cancel_the_visit(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
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


def test_the_calendar_is_looked_at_and_a_visit_is_moved_and_moved_back(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    referral = make.booked(cast, now=now)
    visit = make.visit(referral)
    zone = ZoneInfo("America/Chicago")
    day = visit.starts_at.astimezone(zone).date()
    free = open_times(
        cast.theo, cast.harbor.pk, visit.visit_type_id, tier="elective", now=now, first_day=day, days=1, provider_id=visit.provider_id
    )
    to = min(slot.starts_at for slot in free if slot.starts_at >= visit.blocked_until)
    BusyTime.objects.create(
        calendar=BusyCalendar.objects.create(provider_id=visit.provider_id, address="https://own.example/a", added_at=now, read_at=now),
        provider_id=visit.provider_id,
        starts_at=visit.starts_at + timedelta(minutes=10),
        ends_at=visit.starts_at + timedelta(minutes=20),
    )
    page = browser_page
    sign_in(page, cast.person("theo.banks"))
    page.goto(f"/calendar/?day={day}")
    expect(page.get_by_text("Nothing was cancelled.")).to_be_visible()
    item = page.locator(f"#visit-{visit.pk}")
    look(page)
    BusyTime.objects.all().delete()
    is_wide = page.viewport_size is not None and page.viewport_size["width"] > 760
    if is_wide:
        item.scroll_into_view_if_needed()
        box = item.bounding_box()
        assert box is not None
        minutes = (to - visit.starts_at).total_seconds() / 60
        page.mouse.move(box["x"] + 60, box["y"] + 5)
        page.mouse.down()
        page.mouse.move(box["x"] + 60, box["y"] + 40)
        page.mouse.move(box["x"] + 60, box["y"] + 5 + minutes * 1.6, steps=5)
        expect(page.locator(".day-grid > .drop")).to_have_text(re.compile(f"^{to.astimezone(zone):%I:%M}".replace("^0", "^")))
        page.mouse.up()
        expect(page.get_by_text("The patient is told.", exact=False).first).to_be_visible()
        assert make.visit(make.fresh(referral)).starts_at == to
        page.locator("#toasts").get_by_role("button", name="Undo").click()
        expect(page.locator("#toasts")).to_contain_text(f"{visit.starts_at.astimezone(zone):%-H:%M}")
        assert make.visit(make.fresh(referral)).starts_at == visit.starts_at
    else:
        item.get_by_role("link", name="Move").click()
        page.locator("label.time").nth(2).click()
        page.get_by_role("button", name="Move to this time").click()
        expect(page.get_by_text("Booked. Patient and sender are told.")).to_be_visible()
        assert make.visit(make.fresh(referral)).starts_at != visit.starts_at
    page.get_by_role("link", name="Week", exact=True).click()
    look(page)
    page.get_by_role("link", name=visit.provider.name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(visit.provider.name)
    look(page)
    page.get_by_role("link", name="As a list").click()
    expect(page.locator(".day-grid")).to_have_count(0)
