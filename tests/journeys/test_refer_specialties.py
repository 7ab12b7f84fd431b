"""Issue: forms by specialty. A dentist refers to a surgeon, a physician to a dentist; what each asks comes up when it is called for."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
import people
import walked
from bridgework.records.models import FormQuestion, Practice, Referral

pytestmark = pytest.mark.journey
BUDGET = 30
"""Interactions besides typing (design/interface.md), held by these forms too."""


class Hand:
    """Clicks as a person makes them, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def tap(self, label: str) -> None:
        self.click(self.page.get_by_label(label, exact=True))

    def answer(self, question: str, answer: str) -> None:
        self.click(self.page.get_by_role("group", name=question, exact=True).get_by_label(answer, exact=True))

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(re.compile(f"^{re.escape(label)}")).fill(text)
        self.count += 1

    def click(self, what: Any) -> None:
        what.click()
        self.count += 1


def begin(page: Page, hand: Hand, typed: str, name: str, practice: Practice) -> None:
    """From the practice's place in the directory: the patient, and the form is there."""
    page.goto(f"/referrals/new/?to={practice.pk}")
    page.get_by_label("Name, birth date or phone").press_sequentially(typed)
    hand.click(page.get_by_role("button", name=f"Refer {name}"))


def shifted(page: Page) -> float:
    """How far things moved that nobody asked to move, since the page was opened (cumulative layout shift)."""
    return float(
        page.evaluate(
            "() => new Promise((done) => { let sum = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
            " if (!entry.hadRecentInput) sum += entry.value; }).observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 200); })"
        )
    )


@walked.once
def test_wisdom_teeth_to_the_surgeon(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    make.patient(cast.lakeview, given_name="Leon", family_name="Whitfield", birth_date=date(2003, 2, 3))
    page, hand = browser_page, Hand(browser_page)
    sign_in(page, cast.person("priya.raman"))
    begin(page, hand, "whitfield", "Leon Whitfield", cast.tidewater)
    expect(page.get_by_text("How do they lie?", exact=True)).to_be_hidden()
    hand.tap("Wisdom teeth")
    expect(page.get_by_text("How do they lie?", exact=True)).to_be_visible()
    expect(page.get_by_text("Where is it?", exact=True)).to_be_hidden()
    hand.tap("Evaluate and treat")
    hand.click(page.locator("label.tooth[title^='Lower left third molar']"))
    hand.tap("harms the neighbor")
    hand.tap("partly in bone")
    hand.answer("Is a root close to the nerve on the film?", "yes")
    hand.tap("IV sedation")
    hand.tap("2, mild disease")
    hand.answer("Was the jaw ever irradiated?", "No")
    hand.answer("Is there swelling?", "No")
    hand.tap("a few months")
    hand.tap("Blood thinners")
    hand.fill("Latest INR", "2.4")
    look(page)
    assert shifted(page) < 0.1
    hand.fill("In your words", "Lower left, food gets stuck.")
    expect(page.locator("#check li.missing")).to_have_count(1)  # the film
    expect(page.locator("#check")).to_contain_text("you are reminded by e-mail")
    hand.click(page.locator("#check").get_by_role("button", name="Send").first)
    expect(page.get_by_role("heading", name=f"Sent to {cast.tidewater.name}")).to_be_visible()
    expect(page.get_by_text("You are reminded").first).to_be_visible()
    assert hand.count <= BUDGET
    referral = Referral.objects.get()
    assert referral.case["answers"] == {
        "third_molar_why": ["neighbor"],
        "impaction": "partly_bony",
        "near_nerve": "yes",
        "anesthesia": "sedation",
        "asa": "2",
        "jaw_radiation": "no",
        "inr": 2.4,
    }
    page.goto(f"/referrals/{referral.pk}/")
    expect(page.get_by_text("2, mild disease")).to_be_visible()
    look(page)


@walked.once
def test_a_physician_asks_for_clearance(browser_page: Page, sign_in: Callable[..., None], look: Callable[[Page], None]) -> None:
    cast = people.build(slugs=people.ALL)
    medicine = cast.practices["riverside-medicine"]
    make.patient(medicine, given_name="Rosa", family_name="Delgado", birth_date=date(1957, 8, 14))
    FormQuestion.objects.create(practice=cast.harbor, label="Does somebody come along?", kind="tap", created_at=datetime.now(UTC))
    page, hand = browser_page, Hand(browser_page)
    sign_in(page, cast.person("samuel.adeyemi"))
    begin(page, hand, "delgado", "Rosa Delgado", cast.harbor)
    expect(page.get_by_text("Which tooth?")).to_have_count(0)
    expect(page.get_by_text("Pulp", exact=True)).to_have_count(0)
    hand.tap("Dental clearance")
    hand.tap("chemotherapy")
    hand.fill("When does it begin?", "2027-01-04")
    hand.fill("Platelets", "140")
    hand.fill("Medicines the patient takes", "Capecitabine from January")
    hand.tap("Evaluate and treat")
    hand.fill("In your words", "Please look for anything that could flare up under chemotherapy.")
    hand.answer("Is there swelling?", "No")
    hand.tap("None known")
    hand.answer("Does somebody come along?", "Yes")
    look(page)
    expect(page.locator("#check li.missing")).to_have_count(0)
    hand.tap("Z01.818 Dental clearance")
    hand.click(page.locator("#check").get_by_role("button", name="Send").first)
    expect(page.get_by_role("heading", name=f"Sent to {cast.harbor.name}")).to_be_visible()
    assert hand.count <= BUDGET
    referral = Referral.objects.get()
    assert referral.case["codes"] == ["Z01.818"]
    assert referral.case["answers"]["platelets"] == 140
    assert list(referral.case["own"].values()) == ["yes"]


@walked.once
def test_a_manager_adds_a_question_and_sees_the_form(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    page = browser_page
    sign_in(page, cast.person("ruth.sandoval"))
    page.goto("/settings/form/")
    look(page)
    page.get_by_text("Add a question").click()
    page.get_by_label("The question").last.fill("Who places the crown?")
    page.get_by_label("One of several answers").last.check(force=True)
    page.get_by_label("Answers to choose from").last.fill("our office\nanother office")
    look(page)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Who places the crown?").first).to_be_visible()
    page.get_by_role("link", name="See it as senders do").click()
    expect(page.get_by_text("Who places the crown?", exact=True)).to_be_visible()
    expect(page.get_by_text("When was the root canal done?", exact=True)).to_be_hidden()
    page.get_by_label("Retreatment", exact=True).check(force=True)
    expect(page.get_by_text("When was the root canal done?", exact=True)).to_be_visible()
    look(page)
