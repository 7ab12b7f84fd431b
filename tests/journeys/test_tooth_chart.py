"""The tooth chart in a real browser: by keyboard only, by touch, with what it tells a screen reader, and without anything moving."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import make
import people
import walked
from bridgework.records.models import ContradictionAnswer, Practice, Referral
from standins_for_tests import PATIENCE_SECONDS

pytestmark = pytest.mark.journey
SHIFTS = """
window.shifts = [];
const of = (node) => (node instanceof Text ? node.parentElement : node);
const isClock = (node) => of(node)?.closest?.("[data-saved]"); // "saved 2 s ago" grows at its left end, whatever is done
const isTapped = (node) => !node || of(node)?.closest?.(".teeth"); // other teeth, or none, where somebody asked for other teeth
new PerformanceObserver((list) => {
  for (const { value, sources, hadRecentInput } of list.getEntries())
    if (!sources.every(({ node }) => isClock(node) || isTapped(node)))  // whenever a busy machine comes to draw them
      window.shifts.push([value, hadRecentInput, ...sources.map(({ node }) => node?.id || node?.className || node?.nodeName)]);
}).observe({ type: "layout-shift" });
"""
PLACE = "document.querySelector('#findings').getBoundingClientRect().top + scrollY"
SMALL = """() => [...document.querySelectorAll("#teeth label.tooth, #teeth [data-picks], #teeth [data-surface], #teeth .segments label")]
  .map((element) => [element.getAttribute("title") || element.textContent, element.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 43.5 || box.height < 43.5)).map(([name, box]) => `${name}: ${box.width}x${box.height}`)"""


def open_draft(page: Page, sign_in: Callable[..., None], cast: people.Cast, **changed: Any) -> Referral:
    """A draft of Lakeview to Harbor, open in the browser and done with loading."""
    facts: dict[str, Any] = {"teeth": (), "now": datetime.now(UTC)} | changed
    draft = make.draft(cast, **facts)
    sign_in(page, cast.person("priya.raman"))
    page.goto(f"/referrals/{draft.pk}/draft/")
    expect(page.locator("#times .time").first).to_be_visible()
    return draft


def tooth(page: Page, name: str) -> Any:
    return page.get_by_role("checkbox", name=name)


def is_saved(page: Page, draft: Referral, teeth: list[str], *sites: str) -> bool:
    """Whether the server has these teeth and sites, as soon as the page has saved itself."""
    draft.refresh_from_db()
    give_up = time.monotonic() + PATIENCE_SECONDS
    while (sorted(draft.teeth), sorted(draft.sites)) != (sorted(teeth), sorted(sites)):
        if time.monotonic() > give_up:
            return False
        page.wait_for_timeout(50)
        draft.refresh_from_db()
    return True


@pytest.mark.parametrize("browser_page", ["desktop"], indirect=True)
def test_teeth_by_keyboard_only(browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]) -> None:
    page, keys = browser_page, browser_page.keyboard
    draft = open_draft(page, sign_in, cast)
    page.get_by_role("radio", name="Permanent").focus()
    said = page.locator("[data-said]")
    expect(said).to_have_text("No tooth chosen yet")

    # Past the corners, into the chart: one stop in the tab order, arrows from there
    keys.press("Tab")
    expect(page.get_by_role("button", name="Upper right")).to_be_focused()
    for _ in range(3):
        keys.press("Tab")
    expect(tooth(page, "1: Upper right third molar, Universal 1, FDI 18, Palmer UR8")).to_be_focused()
    expect(page.locator("[data-hint]")).to_have_text("Upper right third molar · Universal 1 · FDI 18 · Palmer 8┘")
    keys.press("ArrowDown")
    expect(tooth(page, "32: Lower right third molar")).to_be_focused()
    keys.press("End")
    for _ in range(2):
        keys.press("ArrowLeft")
    expect(tooth(page, "19: Lower left first molar")).to_be_focused()
    keys.press("Space")
    expect(tooth(page, "19: Lower left first molar")).to_be_checked()
    expect(said).to_have_text("Lower left first molar 19")

    # On to its surfaces: past the lower corners
    for _ in range(4):
        keys.press("Tab")
    expect(page.get_by_role("button", name="M mesial")).to_be_focused()
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    expect(page.get_by_role("button", name="O occlusal")).to_have_attribute("aria-pressed", "true")
    expect(said).to_have_text("Lower left first molar 19 MO")
    look(page)
    assert is_saved(page, draft, ["19"], "19:MO")

    # A whole corner, and back; the numbering of the line follows the office
    page.get_by_role("button", name="Upper right").focus()
    keys.press("Enter")
    expect(said).to_have_text("Upper right 1–8 · Lower left first molar 19 MO")
    keys.press("Enter")
    page.get_by_role("radio", name="FDI").focus()
    keys.press("Space")
    expect(said).to_have_text("Lower left first molar 36 MO")

    # Typed: it lights up at once, and is taken with Enter
    page.get_by_label("Or type it").focus()
    page.keyboard.type("30 DB")
    expect(page.locator("label.tooth.named")).to_have_count(1)
    keys.press("Enter")
    expect(tooth(page, "30: Lower right first molar")).to_be_checked()
    expect(page.get_by_label("Or type it")).to_have_value("")
    assert is_saved(page, draft, ["19", "30"], "19:MO", "30:DB")


def settle(page: Page) -> None:
    """Everything asked for has come and is drawn."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))")


def test_using_the_chart_moves_nothing(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None], browser: Browser
) -> None:
    page = browser_page
    case = make.ELECTIVE | {"procedure": "diagnosis", "pulpal": "", "apical": "", "reason": ""}  # nothing here contradicts any tooth
    draft = open_draft(page, sign_in, cast, case=case, of=make.patient(cast.lakeview, birth_date=date(2017, 3, 3)))
    page.locator("#teeth").scroll_into_view_if_needed()
    expect(page.locator("#times .skeleton")).to_have_count(0)
    settle(page)
    page.evaluate(SHIFTS)
    place = page.evaluate(PLACE)

    # The patient is nine: both kinds of teeth are there
    expect(page.get_by_role("radio", name="Mixed")).to_be_checked()
    for name in ("Upper left primary second molar", "Lower left first molar"):
        page.locator(f"label.tooth[title^='{name} ']").click()
    for letter in "MO":
        page.locator(f"[data-surface={letter}]").click()
    for picks in ("UR", "U", "LL"):
        page.locator(f"[data-picks={picks}]").click()
    for dentition in ("Permanent", "Primary", "Mixed"):
        page.locator("#teeth .segments label", has_text=dentition).click()
    for numbering in ("Palmer", "Universal"):
        page.locator("#teeth .segments label", has_text=numbering).click()
    page.locator("[data-picks=U]").click()
    lower_left = [*map(str, range(17, 25)), *"KLMNO"]
    assert is_saved(page, draft, lower_left, "19:MO")
    expect(page.locator("#check li", has_text="tooth").first).to_have_class("done")
    settle(page)
    assert page.evaluate(PLACE) == place, "what stands below stays where it was"
    # The bar above says that it was saved, beside its buttons
    assert [shift for shift in page.evaluate("window.shifts") if shift[2] != "actions"] == []
    look(page)

    # A question that follows from an answer comes below it
    swelling = page.locator("input[name=finding_swelling][value=yes]")
    swelling.scroll_into_view_if_needed()
    top = "document.querySelector('input[name=finding_swelling]').getBoundingClientRect().top"
    before = page.evaluate(top)
    swelling.check()
    expect(page.locator("#group-follow-ups")).to_contain_text("Ask now")
    settle(page)
    assert abs(page.evaluate(top) - before) < 1


@pytest.mark.parametrize("browser_page", ["phone"], indirect=True)
def test_every_target_is_large_enough_for_a_thumb(browser_page: Page, cast: people.Cast, sign_in: Callable[..., None]) -> None:
    page = browser_page
    open_draft(page, sign_in, cast, teeth=("19",))
    for dentition in ("Permanent", "Mixed", "Primary"):
        page.locator("#teeth .segments label", has_text=dentition).tap()
        assert page.evaluate(SMALL) == [], dentition
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#teeth .segments label", has_text="Permanent").tap()
    page.locator("label.tooth[title^='Lower left second molar']").tap()
    expect(page.locator("[data-said]")).to_contain_text("Lower left second molar 18")


@walked.once
def test_a_bare_number_is_asked_about_where_no_numbering_was_chosen(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    Practice.objects.filter(pk=cast.lakeview.pk).update(tooth_system="")
    page = browser_page
    draft = open_draft(page, sign_in, cast)
    page.get_by_label("Or type it").fill("18 MO")
    asked = page.locator("#teeth-asked")
    expect(asked).to_contain_text("can be more than one tooth")
    look(page)
    asked.get_by_role("button", name="FDI 18: the upper right third molar").click()
    expect(tooth(page, "1: Upper right third molar")).to_be_checked()
    expect(page.get_by_label("Or type it")).to_have_value("")
    expect(asked.get_by_role("button")).to_have_count(0)
    assert is_saved(page, draft, ["1"], "1:MO")


@walked.once
def test_soft_tissue_a_gap_and_an_extra_tooth(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    page = browser_page
    draft = open_draft(page, sign_in, cast)
    page.get_by_text("Soft tissue, a gap, or an extra tooth").click()
    page.locator("label.tap", has_text="soft palate").click()
    page.get_by_label("Gap without teeth, from").select_option("23")
    page.get_by_label("to", exact=True).select_option("26")
    page.get_by_label("Extra tooth beside").select_option("8")
    look(page)
    assert is_saved(page, draft, [], "soft:soft_palate", "gap:23-26", "extra:58")
    page.reload()
    expect(page.get_by_role("checkbox", name="gap #23 to #26 (lower left lateral incisor to lower right lateral incisor)")).to_be_checked()


@walked.once
def test_a_contradiction_is_asked_at_its_field_and_the_answer_is_kept(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    page = browser_page
    draft = open_draft(page, sign_in, cast, teeth=("30",))
    page.locator("label.tap", has_text="Penicillin allergy").click()
    page.get_by_label("Antibiotics given").fill("Amoxicillin 500 mg")
    asked = page.locator("#ask-antibiotic_against_allergy")
    expect(asked).to_contain_text("an allergy to penicillin is on record")
    expect(asked).to_contain_text("Why this is asked")
    look(page)
    asked.get_by_label("Why, if you like").fill("Ruled out by the allergist in May.")
    asked.get_by_role("button", name="It is right as it is").click()
    expect(asked).to_contain_text("it is right as it is. “Ruled out by the allergist in May.”")
    expect(asked.get_by_role("button")).to_have_count(0)
    expect(page.locator("#check")).not_to_contain_text("an allergy to penicillin")
    assert ContradictionAnswer.objects.get().code == "antibiotic_against_allergy"

    # Other facts are another question
    page.get_by_label("Antibiotics given").fill("Penicillin V")
    expect(asked.get_by_role("button", name="I corrected it")).to_be_visible()
    page.get_by_label("Antibiotics given").fill("Amoxicillin 500 mg")
    expect(asked).to_contain_text("it is right as it is")

    # The other side reads question and answer
    page.locator("#send-button").click()
    expect(page.get_by_role("heading", name=f"Sent to {cast.harbor.name}")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, cast.person("dana.ortiz"))
    page.goto(f"/referrals/{draft.pk}/")
    expect(page.locator("#ask-antibiotic_against_allergy")).to_contain_text("Ruled out by the allergist in May.")
    expect(page.get_by_text("and said that it is right. “Ruled out by the allergist in May.”")).to_be_visible()
    look(page)


def test_without_script_the_chart_is_checkboxes(
    browser: Browser, cast: people.Cast, live_server: Any, committed_db: None, sign_in: Callable[..., None]
) -> None:
    Practice.objects.filter(pk=cast.lakeview.pk).update(tooth_system="")
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport={"width": 1400, "height": 900})
    page = context.new_page()
    draft = make.draft(cast, teeth=(), now=datetime.now(UTC))
    sign_in(page, cast.person("priya.raman"))
    page.goto(f"/referrals/{draft.pk}/draft/")
    expect(page.locator("[data-picks=UR]")).to_be_hidden()
    page.locator("label.tooth[title^='Upper left primary second molar']").click()
    page.locator("label.tooth[title^='Lower left first molar']").click()
    page.get_by_label("Or type it").fill("18")
    page.get_by_role("button", name="Save and check").click()
    page.get_by_role("button", name="Universal 18: the lower left second molar").click()
    draft.refresh_from_db()
    assert sorted(draft.teeth) == ["18", "19", "J"]
    expect(page.get_by_label("Or type it")).to_have_value("")
    context.close()
