"""The operator's journey: an empty installation, its link, two pages, and the empty worklist. Then a colleague is invited and comes in."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

import people
import walked
from bridgework.records.models import Membership, Practice
from bridgework.rules.set_up_link import make_token

pytestmark = pytest.mark.journey
PASSWORD = "seven quiet lanterns"


def test_an_empty_installation_is_set_up(browser_page: Page, look: Callable[[Page], None]) -> None:
    page = browser_page
    page.goto("/")
    expect(page.get_by_role("heading", name="Nobody uses this installation yet")).to_be_visible()
    look(page)
    link = f"/set-up/{make_token(settings.SECRET_KEY, datetime.now(UTC))}/"
    page.goto(link)
    look(page)
    page.get_by_label("Endodontics").check()
    page.get_by_role("button", name="Go on").click()
    typed = {
        "Name": ("name", "Main Street Endodontics"),
        "Phone": ("phone", "217-555-0100"),
        "E-mail of the desk": ("email", "desk@mainstreet.example"),
        "Street": ("street", "1 Main Street"),
        "City": ("city", "Springfield"),
        "State": ("region", "IL"),
        "ZIP code": ("zip", "62701"),
        "Time zone": ("time_zone", "Chicago"),
        "Clinician": ("clinician", "Dr. Kai Rivera"),
        "Credentials": ("credentials", "DMD"),
        "Your name": ("admin_name", "Pat Morgan"),
        "Your e-mail": ("admin_email", "pat@mainstreet.example"),
        "Password": ("password", PASSWORD),
    }
    for field, value in typed.values():
        page.locator(f"#{field}").fill(value)
    look(page)
    page.get_by_role("button", name="Set up and sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no time zone “Chicago”.")
    expect(page.locator("#street")).to_have_value("1 Main Street")
    look(page)
    page.locator("#time_zone").fill("America/Chicago")
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Set up and sign in").click()
    expect(page.get_by_role("heading", name="What to do first")).to_be_visible()
    look(page)
    assert Practice.objects.get().name == "Main Street Endodontics"
    gone = page.goto(link)
    assert gone is not None
    assert gone.status == 404


@walked.once
def test_an_administrator_changes_the_clock_and_the_people(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    page = browser_page
    sign_in(page, cast.person("alex.kim"))
    page.goto("/settings/")
    look(page)
    page.get_by_label("Time zone").fill("America/Denver")
    page.locator("#hours").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Denver time")).to_be_visible()

    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Name").fill("Ivy Moss")
    page.get_by_label("E-mail").fill("ivy.moss@harbor.example")
    look(page)
    page.get_by_role("button", name="Add and invite").click()
    expect(page.get_by_text("Choose at least one role.")).to_be_visible()
    look(page)
    page.get_by_role("checkbox", name=re.compile("^Scheduler")).check()
    page.get_by_role("button", name="Add and invite").click()
    expect(page.get_by_role("row", name=re.compile("Ivy Moss"))).to_contain_text("The invitation is on its way")

    page.get_by_role("link", name="Change Alex Kim").click()
    look(page)
    page.get_by_role("checkbox", name=re.compile("^Administrator")).uncheck()
    page.get_by_role("checkbox", name=re.compile("^Manager")).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("This is the last administrator of the practice.")
    look(page)

    page.goto("/settings/")
    page.get_by_role("link", name="Change Ivy Moss").click()
    page.get_by_label("Works here").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name=re.compile("Ivy Moss"))).to_contain_text("no access")
    assert not Membership.objects.get(person__name="Ivy Moss").is_active


@walked.once
def test_a_kind_of_visit_is_told_what_it_is_for(
    browser_page: Page, cast: people.Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    page = browser_page
    sign_in(page, cast.person("ruth.sandoval"))
    page.goto("/settings/#visit-types")
    section = page.locator("#visit-types")
    section.locator("summary", has_text="Consultation and tests").click()
    opened = section.locator("details[open]")
    opened.get_by_role("checkbox", name="Resorption").check()
    look(page)
    opened.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert cast.harbor.visit_types.get(name="Consultation and tests").procedures == ["resorption"]
