"""A caller's journey: the next patient with the script in their language, how it went in one press, and somebody who calls."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
import people
from bridgework.records.models import CallAttempt, Practice

pytestmark = pytest.mark.journey


def test_call_book_and_answer_a_call(browser_page: Page, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]) -> None:
    now = datetime.now(UTC)
    cast = people.build(now - timedelta(hours=2))
    # An emergency, so that the hour at which the test runs is no matter.
    patient = make.patient(cast.lakeview, language="es", family_name="Quintero", given_name="Marisol")
    referral = make.accepted(cast, now=now - timedelta(hours=2), case=make.EMERGENCY, of=patient)
    Practice.objects.filter(pk=cast.harbor.pk).update(talking_points="We look first, and then talk about what it costs.")
    page = browser_page
    sign_in(page, cast.person("theo.banks"))
    page.goto("/calls/")
    expect(page.get_by_text("Emergency: a person calls")).to_have_count(1)
    look(page)
    page.get_by_role("button", name="Call the next patient").click()
    expect(page.get_by_role("link", name="(312) 555-0190").first).to_be_visible()
    expect(page.get_by_text("¿Le cuesta respirar o tragar?")).to_be_visible()
    expect(page.get_by_text("We look first, and then talk about what it costs.")).to_be_visible()
    look(page)

    page.get_by_role("button", name="No answer").click()
    expect(page.get_by_text("The next call comes by itself.")).to_be_visible()
    assert make.fresh(referral).call_tries == 1

    page.goto(f"/calls/{referral.pk}/")
    page.locator("#outcome label.time").first.click()
    page.get_by_role("button", name="Book this time").click()
    expect(page.get_by_text("Booked. Patient and sender are told.")).to_be_visible()
    assert make.fresh(referral).state == "5.1.1"

    page.get_by_label("Name, birth date, phone or referral number").fill("Quintero")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("A visit is booked at Harbor Endodontics").first).to_be_visible()
    expect(page.get_by_text("Hay una cita en Harbor Endodontics")).to_be_visible()
    look(page)
    page.get_by_label("the referring office").check()
    page.get_by_label("What was said").fill("Asked for the time")
    page.get_by_role("button", name="Log this call").click()
    expect(page.get_by_text("The call is logged.")).to_be_visible()
    assert list(CallAttempt.objects.order_by("at").values_list("outcome", flat=True)) == ["no_answer", "booked", "status"]
