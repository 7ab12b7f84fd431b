"""Issue item 15: what was begun is never lost: closed tabs, cut connections, two windows; and starting from what is there already."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
import people
import walked
from bridgework.records.models import Referral

pytestmark = pytest.mark.journey
WORDS = "In your words"


@pytest.mark.parametrize("browser_page", ["desktop"], indirect=True)
def test_a_closed_tab_opens_at_the_very_field(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    draft = make.draft(cast, now=datetime.now(UTC) - timedelta(hours=1))
    page = browser_page
    sign_in(page, cast.person("priya.raman"))
    page.goto(f"/referrals/{draft.pk}/draft/")
    page.get_by_label("Anything else for the specialist").fill("Please call me first.")
    expect(page.locator("[data-saved]").first).to_contain_text("saved")

    again = page.context.new_page()
    page.close()
    again.goto("/referrals/drafts/")
    expect(again.get_by_text("Can be sent").first).to_be_visible()
    look(again)
    again.get_by_role("link", name="Go on").first.click()
    field = again.get_by_label("Anything else for the specialist")
    expect(field).to_have_value("Please call me first.")
    expect(field).to_be_in_viewport()

    # Given up by mistake, and taken back
    again.goto("/referrals/drafts/")
    again.get_by_role("button", name="Give up").click()
    expect(again.get_by_text("No drafts")).to_be_visible()
    again.get_by_role("button", name="Undo").click()
    expect(again.get_by_label(WORDS)).to_be_visible()


@pytest.mark.parametrize("browser_page", ["desktop"], indirect=True)
def test_without_a_connection_nothing_is_lost_and_signing_out_forgets(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None]
) -> None:
    draft = make.draft(cast, now=datetime.now(UTC) - timedelta(hours=1))
    page = browser_page
    sign_in(page, cast.person("priya.raman"))
    page.goto(f"/referrals/{draft.pk}/draft/")
    page.wait_for_load_state("networkidle")
    page.context.route(f"**/referrals/{draft.pk}/draft/save/", lambda route: route.abort("connectionreset"))
    page.evaluate("Object.defineProperty(navigator, 'onLine', {get: () => false})")
    page.get_by_label(WORDS).fill("Typed in the elevator.")
    expect(page.locator("[data-saved]").first).to_contain_text("no connection: kept in this tab only")
    assert "elevator" in page.evaluate("JSON.stringify(sessionStorage)")
    assert make.fresh(draft).case["reason"] != "Typed in the elevator."

    page.context.unroute(f"**/referrals/{draft.pk}/draft/save/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-saved]").first).to_contain_text("saved")
    assert make.fresh(draft).case["reason"] == "Typed in the elevator."
    assert "elevator" not in page.evaluate("JSON.stringify(sessionStorage)")

    # Another tab with words on their way; whoever signs out in one takes them out of both
    other = page.context.new_page()
    other.goto(f"/referrals/{draft.pk}/draft/")
    other.evaluate("sessionStorage.setItem('bridgework-draft:/x', '[]')")
    page.evaluate("document.querySelector('form[data-forgets]').requestSubmit()")
    other.wait_for_url("**/login/**")
    kept = other.evaluate("[...Object.keys(sessionStorage), ...Object.keys(localStorage)]")
    assert [key for key in kept if key.startswith(("bridgework-draft", "bridgework-place"))] == []


@pytest.mark.parametrize("browser_page", ["phone"], indirect=True)
def test_two_windows_on_one_draft(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    draft = make.draft(cast, now=datetime.now(UTC) - timedelta(hours=1))
    first = browser_page
    sign_in(first, cast.person("priya.raman"))
    first.goto(f"/referrals/{draft.pk}/draft/")
    second = first.context.new_page()
    second.goto(f"/referrals/{draft.pk}/draft/")
    first.get_by_label(WORDS).fill("From the first window.")
    expect(first.locator("[data-saved]").first).to_contain_text("saved")

    second.get_by_label(WORDS).fill("From the second window.")
    expect(second.get_by_text("Changed in another window.")).to_be_visible()
    look(second)
    expect(second.get_by_label(WORDS)).to_have_value("From the second window.")
    assert make.fresh(draft).case["reason"] == "From the first window."
    second.get_by_role("button", name="Keep what is on this page").click()
    expect(second.locator("[data-saved]").first).to_contain_text("saved")
    assert make.fresh(draft).case["reason"] == "From the second window."

    first.get_by_label(WORDS).fill("From the first window again.")
    expect(first.get_by_text("Changed in another window.")).to_be_visible()
    first.get_by_role("link", name="Take the other text").click()
    expect(first.get_by_label(WORDS)).to_have_value("From the second window.")


@walked.once
def test_a_template_and_a_further_referral(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    earlier = make.sent(cast, now=now - timedelta(days=2))
    page = browser_page
    sign_in(page, cast.person("priya.raman"))
    page.goto("/referrals/templates/")
    look(page)
    page.get_by_role("link", name="Make the first").click()
    page.get_by_label("Name", exact=True).fill("Retreatment at Harbor")
    page.get_by_label("Goes to").select_option(label=cast.harbor.name)
    page.get_by_label("Asked for").select_option("retreatment")
    page.get_by_label("Evaluate only").check()
    page.get_by_label("Anything else for the specialist").fill("We place the crown.")
    look(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It is offered whenever somebody here starts a referral.")).to_be_visible()
    look(page)

    page.goto("/referrals/new/")
    page.get_by_role("link", name="Retreatment at Harbor").click()
    look(page)
    page.get_by_role("button", name="Refer Robin Sample").click()
    expect(page.get_by_label("Anything else for the specialist")).to_have_value("We place the crown.")
    expect(page.get_by_label("Retreatment", exact=True)).to_be_checked()
    assert Referral.objects.filter(state="draft").count() == 1

    page.goto(f"/referrals/{earlier.pk}/")
    page.get_by_role("link", name="Another referral").click()
    expect(page.get_by_text("Asked again:")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Start the new draft").click()
    expect(page.get_by_role("heading", name="Refer Robin Sample")).to_be_visible()
    fresh: Any = Referral.objects.filter(state="draft").latest("created_at")
    assert (fresh.previous_id, fresh.case["findings"]) == (earlier.pk, {})
