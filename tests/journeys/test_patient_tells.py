"""What a patient tells on their page, in both languages: questions before the visit, an earlier time, more pain."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

import make
import people
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of

pytestmark = pytest.mark.journey


def test_questions_then_more_pain_in_both_languages(browser_page: Page, look: Callable[[Page], None]) -> None:
    now = datetime.now(UTC)
    referral = make.booked(people.build(now), now=now)
    page = browser_page
    page.goto(f"/p/{secret_of(issue_patient_link(referral, now).pk)}/")
    page.get_by_label("Month").select_option("5")
    page.get_by_label("Day").fill("17")
    page.get_by_label("Year").fill("1984")
    page.get_by_role("button", name="Open my page").click()
    page.get_by_role("link", name="Answer four questions").click()
    expect(page.get_by_role("heading", name="Before your visit")).to_be_visible()
    page.get_by_label("Something is new").check()
    page.get_by_label("What is new?").fill("Blood thinner since October")
    page.get_by_label("I need a ride").check()
    look(page)
    page.get_by_role("button", name="Send to the office").click()
    expect(page.get_by_text("Thank you, we have your answers.")).to_be_visible()
    page.get_by_role("button", name="Yes, tell me").click()
    expect(page.get_by_text("We are looking for an earlier time.")).to_be_visible()
    look(page)

    page.get_by_role("link", name="Español").click()
    page.get_by_role("link", name="Ahora me duele más").click()
    expect(page.get_by_role("heading", name="Ahora me duele más")).to_be_visible()
    expect(page.locator("main > *").first).to_contain_text("Llame al 911")
    expect(page.locator("main form > *:visible").first).to_have_text("Llámenme ahora, por favor")
    page.get_by_role("group", name="¿Le cuesta respirar?").get_by_label("Sí").check()
    look(page)
    page.get_by_role("button", name="Llámenme ahora, por favor").last.click()
    expect(page.locator("main > *").first).to_contain_text("Vaya ya. No nos espere.")
    look(page)
    told = make.fresh(referral)
    assert (told.tier, told.next_step, told.call_reason) == ("emergency", "call_patient", "worse")
