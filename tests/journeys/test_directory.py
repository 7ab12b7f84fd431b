"""Issue 3, item 7: whom to refer to is found by what they treat, where they are and when they have time; the usual ones are at hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

import people
from bridgework.demo.cast import FERNHILL, HARBOR, LAKEVIEW, NORTHPOINT, TIDEWATER
from bridgework.records.models import Location, PlannedMessage

pytestmark = pytest.mark.journey


def test_find_star_and_invite(browser_page: Page, sign_in: Callable[..., None], look: Callable[[Page], None]) -> None:
    cast = people.build(slugs=(HARBOR, LAKEVIEW, TIDEWATER, NORTHPOINT, FERNHILL))
    far = Location.objects.get(practice=cast.practices[NORTHPOINT])
    far.zip = "10001"
    far.save()
    page = browser_page
    sign_in(page, cast.person("priya.raman"))
    page.goto("/directory/")
    results = page.locator("#results")
    expect(results.get_by_role("heading", level=2)).to_have_count(4)
    look(page)

    # By what they treat
    page.get_by_label("Treats").select_option(label="Retreatment")
    expect(results.get_by_role("heading", level=2)).to_have_text([cast.harbor.name])
    page.get_by_label("Treats").select_option("")

    # By distance: New York is too far, and somebody nearby says how far it is
    page.get_by_label("Near ZIP code").fill("60614")
    expect(results.get_by_role("heading", level=2)).to_have_count(3)
    expect(results.get_by_text("miles").first).to_be_visible()
    page.get_by_label("Near ZIP code").fill("00000")
    expect(results.get_by_text("No such ZIP code.")).to_be_visible()
    expect(results.get_by_text("No practice fits all of this")).to_have_count(0)
    page.get_by_label("Near ZIP code").fill("")

    # A star keeps the usual ones on top
    expect(results.get_by_role("heading", level=2)).to_have_count(4)
    page.get_by_role("button", name=f"Make {cast.tidewater.name} a favorite").click()
    expect(results.get_by_role("heading", level=2).first).to_have_text(cast.tidewater.name)
    page.get_by_label("Favorites only").check()
    expect(results.get_by_role("heading", level=2)).to_have_text([cast.tidewater.name])
    page.get_by_label("Favorites only").uncheck()

    # Who is not on the network is written to, and can be asked to join
    fernhill = cast.practices[FERNHILL]
    expect(results.get_by_text("Not on the network: gets a link by e-mail")).to_be_visible()
    results.get_by_role("link", name=fernhill.name, exact=True).click()
    look(page)
    page.get_by_role("button", name="Invite them to join").click()
    expect(page.get_by_text("Dr. Priya Raman invited them to join.")).to_be_visible()
    expect(page.get_by_role("button", name="Invite them to join")).to_have_count(0)
    assert PlannedMessage.objects.get().address == fernhill.email
