"""Issue item 1: a dentist refers with the patient in the chair, and sees what becomes of it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import make
import people
import walked
from bridgework.records.models import Referral

pytestmark = pytest.mark.journey
BUDGET = 30
"""Interactions besides typing names (design/interface.md)."""


class Counted:
    """Clicks as a person makes them, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, what: Any) -> None:
        what.click()
        self.count += 1

    def answer(self, question: str, answer: str) -> None:
        """Taps yes or no at one question of the form."""
        self.click(self.page.get_by_role("group", name=question, exact=True).get_by_label(answer, exact=True))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.png"
    Image.linear_gradient("L").resize((400, 300)).save(path)
    return path


def test_refer_from_the_chair(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None], work: Callable[[], None], film: Path
) -> None:
    make.patient(cast.lakeview, given_name="Marisol", family_name="Quintero", birth_date=date(1992, 4, 12), language="es")
    page, hand = browser_page, Counted(browser_page)
    sign_in(page, cast.person("priya.raman"))

    # The patient, by a name typed in a hurry
    page.goto("/referrals/new/")
    page.get_by_label("Name, birth date or phone").press_sequentially("quintro")
    look(page)
    hand.click(page.get_by_role("link", name=re.compile("^Marisol Quintero, ")))
    look(page)
    hand.click(page.get_by_role("button", name=f"Choose {cast.harbor.name}"))

    # The case
    expect(page.get_by_role("heading", name="Refer Marisol Quintero")).to_be_visible()
    look(page)
    hand.click(page.get_by_label("First root canal treatment", exact=True))
    hand.click(page.get_by_label("Evaluate and treat", exact=True))
    hand.click(page.locator("label.tooth[title^='Lower left first molar']"))
    hand.answer("Does it hurt by itself, without a cause?", "Yes")
    hand.answer("Is there swelling?", "Yes")
    expect(page.get_by_text("Ask now", exact=True)).to_be_visible()
    expect(page.get_by_text("Emergency:")).to_be_visible()
    expect(page.get_by_text("Ask now: can the patient breathe and swallow normally?").first).to_be_visible()
    with page.expect_response("**/draft/check/"):  # nobody is so quick that the next tap meets this answer
        hand.click(page.get_by_label("left cheek", exact=True))
    hand.click(page.get_by_role("button", name="asked: no to the rest (Ask now)"))
    expect(page.get_by_text("can the patient breathe and swallow normally?")).to_have_count(0)
    hand.answer("Does the tooth answer the cold test?", "No")
    hand.click(page.get_by_label("a few days", exact=True))
    hand.click(page.get_by_label("None known", exact=True))
    hand.click(page.get_by_label("Very nervous", exact=True))
    page.get_by_label("Pulp").select_option("pulp_necrosis")
    page.get_by_label("Root tip").select_option("acute_apical_abscess")
    hand.count += 4

    # The film, opened by the worker while the form goes on
    page.locator("#files-input").set_input_files(film)
    hand.count += 2
    expect(page.locator("#files .file")).to_have_count(1)
    work()
    expect(page.locator("#files img")).to_be_visible()
    page.get_by_label("What is").select_option("periapical")
    hand.count += 2
    expect(page.locator("#check li.missing")).to_have_count(0)

    # A time before they leave the chair, and gone it is
    hand.click(page.locator("#times .time").first)
    expect(page.locator("#times")).to_contain_text("Held:")
    look(page)
    hand.click(page.get_by_role("button", name="Send and hold"))
    expect(page.get_by_role("heading", name=f"Sent to {cast.harbor.name}")).to_be_visible()
    expect(page.get_by_text("Promised answer")).to_be_visible()
    look(page)
    assert hand.count <= BUDGET

    referral = Referral.objects.get()
    assert (referral.state, referral.tier, referral.teeth) == ("2.0", "emergency", ["19"])
    assert referral.respond_by - referral.sent_at == timedelta(minutes=30)
    assert referral.case["findings"]["trouble_breathing"] == "no"
    assert referral.attachments.get().status == "ready"
    assert referral.appointments.get().status == "held"

    page.get_by_role("link", name="Follow this referral").click()
    expect(page.get_by_role("heading", name="Being reviewed")).to_be_visible()
    look(page)


@walked.once
def test_a_new_patient_and_a_slip(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    page = browser_page
    sign_in(page, cast.person("jo.whitman"))
    page.goto("/referrals/new/")
    page.get_by_label("Name, birth date or phone").press_sequentially("tobias hale")
    page.get_by_role("button", name="Enter “tobias hale” as a new patient").click()
    expect(page.get_by_label("First name", exact=True)).to_have_value("Tobias")
    page.get_by_label("Birth date", exact=True).fill("7/7/2068")
    page.get_by_role("button", name="Enter and go on").click()
    expect(page.get_by_text("The birth date is in the future").first).to_be_visible()
    expect(page.get_by_label("Last name", exact=True)).to_have_value("Hale")
    look(page)
    page.get_by_label("Birth date", exact=True).fill("7/7/1968")
    page.get_by_role("button", name="Enter and go on").click()
    expect(page.get_by_role("heading", name="Where to, for Tobias Hale?")).to_be_visible()
    look(page)

    # What is typed survives a reload, and a tooth that does not exist is named
    page.get_by_role("button", name=f"Choose {cast.harbor.name}").click()
    page.get_by_label("In your words").fill("Broke a cusp on an olive stone.")
    expect(page.locator("[data-saved]")).to_contain_text("saved")
    page.reload()
    expect(page.get_by_label("In your words")).to_have_value("Broke a cusp on an olive stone.")
    page.get_by_label("Or type it").fill("33")
    expect(page.locator("#check")).to_contain_text("There is no tooth “33”")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("There is no tooth “33”")
    expect(page.get_by_label("In your words")).to_have_value("Broke a cusp on an olive stone.")
    look(page)


@walked.once
def test_the_list_tells_where_everything_stands(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    waiting = make.accepted(cast, now=now - timedelta(days=20))
    make.sent(cast, now=now - timedelta(hours=1), of=waiting.patient, teeth=("19",))
    page = browser_page
    sign_in(page, cast.person("priya.raman"))
    page.goto("/referrals/")
    expect(page.locator(".list .row:not(.head)")).to_have_count(2)
    look(page)
    page.get_by_role("link", name="No visit after 14 days").click()
    expect(page.locator(".list .row:not(.head)")).to_have_count(1)
    expect(page.get_by_text("no visit booked for 20 days")).to_be_visible()
    page.goto("/referrals/")
    page.get_by_label("Search in these referrals").press_sequentially("#19")
    expect(page.locator(".list .row:not(.head)")).to_have_count(1)
    look(page)
    page.goto("/directory/")
    look(page)
    page.get_by_role("link", name=cast.harbor.name, exact=True).click()
    look(page)
