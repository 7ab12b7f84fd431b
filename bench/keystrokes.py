"""How long people's jobs take by the keystroke-level model: `python bench/keystrokes.py [ADDRESS]` against a running demo, as JSON.

A real browser does the jobs whose budgets the design names, in a demo network that may be written to; what is clicked and typed is
counted as a person would have to do it. The times of the model are those of Card, Moran and Newell, "The keystroke-level model for user
performance time with interactive systems", Communications of the ACM 23 (1980), 396-410: K 0.28 s for a key (average typist), P 1.1 s to
point, B 0.1 s for the mouse button down or up, H 0.4 s from mouse to keyboard or back, M 1.35 s to make up one's mind. M stands before
each step that is thought of as one; answers that follow from one another are one step (their rules 0 to 2). How long the program
kept the person waiting is measured and added.

An interaction is a click, a key outside a text field, or a file dragged in; a list to choose from takes two. Typing names is none.
"""

import json
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bridgework.cli.test import BROWSERS

K, P, B, H, M = 0.28, 1.1, 0.1, 0.4, 1.35


class Hand:
    """Does what a person would do, and keeps the account of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0
        self.seconds = self.waited = 0.0
        self.on_keyboard = False

    def think(self) -> None:
        """A new step begins."""
        self.seconds += M

    def click(self, what: Locator, times: int = 1) -> None:
        """Points and clicks once it is there."""
        self._wait_for(what)
        self._to_keyboard(now=False)
        what.click()
        self._add(times, times * (P + 2 * B))

    def choose(self, what: Locator, code: str) -> None:
        """A line of a list: opened by one click, taken by another."""
        self._wait_for(what)
        self._to_keyboard(now=False)
        what.select_option(code)
        self._add(2, 2 * (P + 2 * B))

    def type(self, what: Locator, text: str) -> None:
        """Types a name or a number."""
        self._wait_for(what)
        self._to_keyboard(now=True)
        what.press_sequentially(text)
        self._add(0, K * len(text))

    def press(self, key: str) -> None:
        """One key that does something."""
        self._to_keyboard(now=True)
        self.page.keyboard.press(key)
        self._add(1, K)

    def drag_in(self, box: Locator, file: Path) -> None:
        """A file from a window beside the browser: pointed at, dragged, let go."""
        self._to_keyboard(now=False)
        box.set_input_files(file)
        self._add(1, 2 * P + 2 * B)

    def wait_for(self, what: Locator) -> None:
        """What the person must see before they can go on."""
        self._wait_for(what)

    def account(self) -> dict[str, Any]:
        """Interactions, seconds by the model, and how many of these the program kept the person waiting."""
        return {
            "interactions": self.interactions,
            "seconds": round(self.seconds + self.waited, 1),
            "waited": round(self.waited, 1),
        }

    def _wait_for(self, what: Locator) -> None:
        began = time.monotonic()
        what.wait_for()
        self.waited += time.monotonic() - began

    def _to_keyboard(self, *, now: bool) -> None:
        if self.on_keyboard != now:
            self.seconds, self.on_keyboard = self.seconds + H, now

    def _add(self, interactions: int, seconds: float) -> None:
        self.interactions, self.seconds = self.interactions + interactions, self.seconds + seconds


def sign_in(page: Page, name: str) -> None:
    page.goto("/demo/")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_url("**/worklist/**")


def refer(page: Page) -> dict[str, Any]:
    """A complete endodontic referral with a film, of a patient who is known by name; from the empty form until it is sent."""
    sign_in(page, "Dr. Priya Raman")
    page.goto("/patients/")
    name = str(page.locator("main a[href*='/patients/']:not([href*='new'])").first.inner_text()).split(",")[0]
    page.goto("/referrals/new/")
    hand = Hand(page)
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "film.png"
        Image.linear_gradient("L").resize((600, 450)).save(film)

        hand.think()
        hand.type(page.get_by_label("Name, birth date or phone"), name.split()[-1][:5])
        hand.click(page.get_by_role("link", name=re.compile(re.escape(name))).first)
        hand.think()
        hand.click(page.get_by_role("button", name="Choose Harbor Endodontics"))

        hand.think()
        hand.click(page.get_by_label("First root canal treatment", exact=True))
        hand.click(page.get_by_label("Evaluate and treat", exact=True))
        hand.think()
        hand.click(page.locator("label.tooth[title^='Lower left first molar']"))
        hand.think()
        answer(hand, "Does it hurt by itself, without a cause?", "Yes")
        answer(hand, "Does it hurt to bite?", "Yes")
        hand.click(page.get_by_role("button", name="asked: no to the rest (Pain)"))
        hand.think()
        hand.click(page.get_by_role("button", name=re.compile(r"asked: no to the rest \(Swelling", re.IGNORECASE)))
        hand.click(page.get_by_role("button", name=re.compile(r"asked: no to the rest \(.*Safety", re.IGNORECASE)))
        hand.think()
        answer(hand, "Does the tooth answer the cold test?", "No")
        answer(hand, "Does tapping hurt?", "Yes")
        hand.click(page.get_by_label("a few days", exact=True))
        hand.think()
        hand.click(page.get_by_label("None known", exact=True))
        hand.click(page.get_by_label("Somewhat nervous", exact=True))
        hand.think()
        hand.choose(page.get_by_label("Pulp", exact=True), "pulp_necrosis")
        hand.choose(page.get_by_label("Root tip", exact=True), "symptomatic_apical_periodontitis")
        hand.click(page.get_by_label("With a build-up", exact=True))
        hand.think()
        hand.drag_in(page.locator("#files-input"), film)
        hand.wait_for(page.locator("#files .file").first)
        hand.choose(page.get_by_label("What is").first, "periapical")
        expect(page.locator("#check li.missing")).to_have_count(0)
        hand.think()
        hand.click(page.locator("#times .time").first)
        hand.wait_for(page.get_by_text("Held:"))
        hand.click(page.get_by_role("button", name="Send and hold"))
        hand.wait_for(page.get_by_role("heading", name="Sent to Harbor Endodontics"))
    return hand.account()


def answer(hand: Hand, question: str, given: str) -> None:
    hand.click(hand.page.get_by_role("group", name=question, exact=True).get_by_label(given, exact=True))


def triage(page: Page) -> dict[str, Any]:
    """Ordinary referrals, triaged with their films large and accepted, from the worklist; the median of five."""
    sign_in(page, "Dana Ortiz")
    hands = []
    for _ in range(5):
        page.goto("/worklist/?show=review&step=review")
        hand = Hand(page)
        hand.think()
        hand.press("j")
        hand.press("f")
        hand.wait_for(page.locator("#next"))
        hand.think()
        hand.press("a")
        hand.wait_for(page.get_by_text("Accepted.").first)
        hands.append(hand.account())
    return sorted(hands, key=lambda account: (account["interactions"], account["seconds"]))[2]


def offer(page: Page) -> dict[str, Any]:
    """Three times offered to a patient, from the referral's page."""
    sign_in(page, "Theo Banks")
    page.goto("/worklist/?show=all&step=offer_times")
    page.goto(str(page.locator(".row-link").first.get_attribute("href")))
    hand = Hand(page)
    hand.think()
    hand.click(page.get_by_role("link", name="Offer times"))
    hand.think()
    hand.click(page.get_by_role("button", name="Send these times to the patient"))
    hand.wait_for(page.get_by_role("heading", name="Wait for the patient's choice"))
    return hand.account()


def book(page: Page) -> dict[str, Any]:
    """The patient's visit, from the page behind the birth date."""
    sign_in(page, "Dana Ortiz")
    page.goto("/demo/")
    mailbox = str(page.get_by_role("link", name=re.compile("mailbox", re.IGNORECASE)).first.get_attribute("href"))
    page.goto("/worklist/?show=all&step=await_choice")
    page.goto(str(page.locator(".row-link").first.get_attribute("href")))
    phone = page.locator("a[href^='tel:']").first.inner_text()
    born = born_on(page.locator("body").inner_text())
    page.get_by_role("button", name="Send link").first.click()
    page.goto(mailbox)
    page.get_by_role("link", name=re.compile(re.escape(phone))).first.click(timeout=60_000)
    page.goto(str(page.locator("a[href*='/p/']").last.get_attribute("href")))
    page.get_by_label("Month").select_option(str(born.month))
    page.get_by_label("Day").fill(str(born.day))
    page.get_by_label("Year").fill(str(born.year))
    page.get_by_role("button", name="Open my page").click()
    hand = Hand(page)
    hand.think()
    hand.click(page.locator("button.slot").first)
    hand.wait_for(page.get_by_role("heading", name=re.compile("your visit is booked")))
    return hand.account()


def born_on(text: str) -> datetime:
    """The birth date as the desk shows it."""
    day = re.findall(r"born (\d+ \w+ \d{4}|\w+ \d+, \d{4})", text)[0]
    style = "%d %b %Y" if day[0].isdigit() else "%b %d, %Y"
    return datetime.strptime(day, style).replace(tzinfo=UTC)


def report(page: Page) -> dict[str, Any]:
    """The report after a visit, from its button until it is sent."""
    sign_in(page, "Dr. Mei Lin")
    page.goto("/worklist/?show=all&step=send_report")
    page.goto(str(page.locator(".row-link").first.get_attribute("href")))
    hand = Hand(page)
    hand.think()
    hand.click(page.get_by_role("link", name="Write the report"))
    hand.think()
    for finding in ("Tender to percussion.", "No response to cold."):
        if page.get_by_role("checkbox", name=finding, exact=True).count():
            hand.click(page.get_by_role("checkbox", name=finding, exact=True))
    hand.think()
    hand.click(page.get_by_role("radio", name="Treatment done"))
    hand.click(page.get_by_role("checkbox", name="Root canal treatment completed under rubber dam."))
    hand.think()
    hand.click(page.get_by_role("radio", name="Favorable", exact=True))
    hand.think()
    hand.click(page.get_by_role("checkbox", name="Build-up and crown."))
    hand.think()
    hand.click(page.get_by_role("button", name="Send final report"))
    hand.wait_for(page.get_by_text("The final report is with"))
    return hand.account()


JOBS: dict[str, tuple[Callable[[Page], dict[str, Any]], dict[str, float]]] = {
    "refer": (refer, {"interactions": 30, "seconds": 60}),
    "triage": (triage, {"interactions": 3}),
    "offer": (offer, {"interactions": 2}),
    "book": (book, {"interactions": 2}),
    "report": (report, {"seconds": 90}),
}
"""Each job and its budget."""


def do(browser: Browser, address: str, name: str) -> dict[str, Any]:
    """One job in a window of its own: its account, its budget, and whether that holds."""
    job, budget = JOBS[name]
    size = {"width": 390, "height": 844} if name == "book" else {"width": 1400, "height": 900}
    context = browser.new_context(base_url=address, viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(20_000)
    account = job(page)
    context.close()
    return account | {"budget": budget, "kept": all(account[what] <= most for what, most in budget.items())}


def main() -> None:
    address, *wanted = sys.argv[1:] or ["http://localhost:8000"]
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit("This needs Chromium (on Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        accounts = {name: do(browser, address.rstrip("/"), name) for name in wanted or JOBS}
        browser.close()
    print(json.dumps(accounts, indent=2))
    if not all(account["kept"] for account in accounts.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
