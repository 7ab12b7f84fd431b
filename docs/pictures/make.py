"""Makes the pictures in the documents from a running demo: `python docs/pictures/make.py [ADDRESS] [NAME...]`.

Signs in on the page of the cast, as a person would; the link of the patient's page comes from the demo's database, so that
it is the one of `BRIDGEWORK_STATE`, on this machine. Needs Chromium and the packages of the tests (`./run test` installs them).
"""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from bridgework.cli.test import BROWSERS

HERE = Path(__file__).parent
DESK = {"width": 1400, "height": 860}
TALL = {"width": 1400, "height": 1400}
PHONE = {"width": 390, "height": 844}
LINK = """
from datetime import UTC, datetime
from django.db.models import Count, Q
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.records.models import Referral
now = datetime.now(UTC)
told = Referral.objects.filter(state="3.0", offers_expire_at__gt=now, patient__language="en", patient__proxies=None).exclude(case__anxiety="severe")
times = Count("appointments", filter=Q(appointments__status="held", appointments__held_until__gt=now))
one = told.alias(times=times).filter(times__gte=3).select_related("patient", "recipient_practice").order_by("number").first()
if one is None:
    raise SystemExit("No patient of this demo has three times to choose from any more: start it anew.")
print(secret_of(issue_patient_link(one, now).pk), one.patient.birth_date)
"""
"""A patient who has three times to choose from: the secret of their page, and the day they were born."""
WHERE = "BRIDGEWORK_STATE must be the folder that the demo was started with, here: " + os.environ.get("BRIDGEWORK_STATE", "not set")
LARGEST = 190_000
"""Bytes; a picture with a film gets as few colors as that takes."""


def sign_in(page: Page, name: str) -> None:
    page.goto("/demo/")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_url("**/worklist/**")


def worklist(page: Page) -> None:
    """A specialist's desk."""
    sign_in(page, "Dana Ortiz")


def referral(page: Page) -> None:
    """One referral with a film, for the clinician who reviews it."""
    sign_in(page, "Dr. Mei Lin")
    page.goto("/worklist/?show=review")
    for address in [str(link.get_attribute("href")) for link in page.locator(".row-link").all()]:
        page.goto(address)
        if page.locator("img[src*='/files/']").count():
            return


def measures(page: Page) -> None:
    """What the manager looks at."""
    sign_in(page, "Ruth Sandoval")
    page.goto("/measures/")


def patient(page: Page) -> None:
    """The patient's own page. Its link is asked of the demo's database, since at night no patient is sent one."""
    asked = subprocess.run(
        [str(Path(sys.executable).with_name("bridgework")), "manage", "shell", "-v", "0", "-c", LINK],
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        sys.exit(f"No picture of the patient's page: the database of the demo gave no link.\n{asked.stderr.strip()}\n{WHERE}")
    secret, born = asked.stdout.split()[-2:]
    year, month, day = map(int, born.split("-"))
    page.goto(f"/p/{secret}/")
    page.get_by_label("Month").select_option(str(month))
    page.get_by_label("Day").fill(str(day))
    page.get_by_label("Year").fill(str(year))
    page.get_by_role("button", name="Open my page").click()


PICTURES: dict[str, tuple[Callable[[Page], None], dict[str, int]]] = {
    "worklist": (worklist, DESK),
    "referral": (referral, TALL),
    "measures": (measures, DESK),
    "patient": (patient, PHONE),
}


def take(browser: Browser, address: str, name: str) -> None:
    """Goes there, and keeps what is seen as a small PNG."""
    go, size = PICTURES[name]
    context = browser.new_context(
        base_url=address,
        viewport=size,  # type: ignore[arg-type]
        device_scale_factor=2 if size is PHONE else 1,
        color_scheme="light",
        reduced_motion="reduce",
        timezone_id="America/Chicago",
    )
    page = context.new_page()
    go(page)
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    context.close()
    file = HERE / f"{name}.png"
    for colors in (128, 96, 64, 48, 32, 24):
        in_few_colors(picture, colors).save(file, optimize=True)
        if file.stat().st_size < LARGEST:
            break
    print(f"{file.name}: {file.stat().st_size // 1000} KB, {colors} colors")


def in_few_colors(picture: Image.Image, most: int) -> Image.Image:
    """Half of the colors are the flat ones of the page, exactly, and rather red than one more gray; the others are chosen for the rest."""

    def weight(counted: tuple[int, tuple[int, int, int]]) -> int:
        count, color = counted
        return count * (8 if max(color) - min(color) > 40 else 1)

    counted = picture.getcolors(maxcolors=picture.width * picture.height) or []
    flat = [color for _count, color in sorted(counted, key=weight, reverse=True)[: most // 2]]  # type: ignore[arg-type]
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(part for color in flat for part in color), *(picture.quantize(most // 2).getpalette() or [])])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    address, *wanted = sys.argv[1:] or ["http://localhost:8000"]
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit("The pictures need Chromium (on Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name in wanted or PICTURES:
            take(browser, address.rstrip("/"), name)
        browser.close()


if __name__ == "__main__":
    main()
