"""Films and photos on their way into a form, and under the eyes of the one who reads them."""

import gzip
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Response, Route, expect
from pydicom.dataset import Dataset

import hostile_files
import make
import walked
from bridgework.actions.attach_file import attach_file
from bridgework.records.models import Referral
from people import Cast

pytestmark = pytest.mark.journey
PIECES = re.compile(r"/uploads/[0-9a-f-]+/$")


def radiograph(side: int = 300, seed: int = 1, **facts: object) -> bytes:
    values = np.random.default_rng(seed).integers(0, 4000, (side, side)).astype("<u2")
    return hostile_files.dicom(side, side, 1, values.tobytes(), Modality="IO", **facts)


def volume(frames: int = 24, side: int = 64) -> bytes:
    across = np.linspace(0, 3000, side)
    pixels = np.stack([np.tile(np.roll(across, number * 2), (side, 1)) for number in range(frames)]).astype("<u2")
    header = {"PatientName": "", "PixelSpacing": [0.3, 0.3], "ImageOrientationPatient": [1, 0, 0, 0, 1, 0]}
    return hostile_files.dicom(side, side, frames, pixels.tobytes(), WindowCenter="1500", WindowWidth="3000", **header)


def picture(seed: int) -> bytes:
    small = Image.fromarray(np.random.default_rng(seed).integers(0, 255, (6, 8), dtype=np.uint8))
    kept = io.BytesIO()
    small.resize((480, 360), Image.Resampling.BICUBIC).save(kept, "PNG")
    return kept.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def at_the_form(page: Page, cast: Cast, sign_in: Callable[..., None]) -> Referral:
    draft = make.draft(cast, now=datetime.now(UTC))
    sign_in(page, cast.person("priya.raman"))
    page.goto(f"/referrals/{draft.pk}/draft/")
    return draft


@pytest.mark.parametrize("browser_page", ["phone"], indirect=True)
def test_several_files_at_once_and_one_of_them_fails(
    browser_page: Page, cast: Cast, sign_in: Callable[..., None], look: Callable[[Page], None], work: Callable[[], None], tmp_path: Path
) -> None:
    page = browser_page
    draft = at_the_form(page, cast, sign_in)
    page.locator("#files-input").set_input_files(
        [
            put(tmp_path, "PA19.dcm", radiograph(ImageLaterality="L")),
            put(tmp_path, "empty.png", b""),
            put(tmp_path, "page.png", b"<html><script>alert(1)</script></html>"),
            put(tmp_path, "face.png", picture(4)),
        ]
    )
    failed = page.locator("[data-uploads-for=files] .file.failed")
    expect(failed).to_have_count(1)
    expect(failed).to_contain_text("empty.png: This file is empty (0 bytes).")
    expect(page.locator("#files > .file")).to_have_count(3)
    work()
    expect(page.locator("#files img")).to_have_count(2)
    expect(page.locator("#files .file.failed")).to_contain_text("is a web page")
    look(page)
    # The rest goes on: the failed one is put away, a film is turned, and named
    failed.get_by_role("button", name="Remove").click()
    expect(failed).to_have_count(0)
    film = page.locator("#files > .file", has_text="300 × 300")
    film.get_by_role("button", name=re.compile("Turn .* to the right")).click()
    expect(film.locator("img.turned-1")).to_have_count(1)
    film.get_by_label(re.compile("Tooth")).fill("19")
    film.get_by_label(re.compile("Tooth")).press("Tab")
    expect(page.locator("#files > .file b", has_text="_19_")).to_have_count(1)

    assert draft.attachments.filter(tooth="19", turns=1).count() == 1
    # The same once more is said, and kept once
    page.locator("#files-input").set_input_files(tmp_path / "face.png")
    expect(page.locator("[data-uploads-for=files]")).to_contain_text("face.png is here already: kept once")
    assert draft.attachments.count() == 3


@pytest.mark.parametrize("browser_page", ["desktop"], indirect=True)
def test_a_pasted_and_a_dropped_picture(browser_page: Page, cast: Cast, sign_in: Callable[..., None]) -> None:
    page = browser_page
    draft = at_the_form(page, cast, sign_in)
    content = list(picture(7))
    for event, kind, member in (("paste", "ClipboardEvent", "clipboardData"), ("drop", "DragEvent", "dataTransfer")):
        page.evaluate(
            """([event, kind, member, content]) => {
                const carried = new DataTransfer();
                carried.items.add(new File([new Uint8Array(content), event], `${event}.png`, { type: "image/png" }));
                document.body.dispatchEvent(new window[kind](event, { [member]: carried, bubbles: true, cancelable: true }));
            }""",
            [event, kind, member, content],
        )
        expect(page.locator("#files > .file", has_text=f"{event}.png")).to_have_count(1)
    assert draft.attachments.count() == 2


@pytest.mark.parametrize("browser_page", ["phone"], indirect=True)
def test_a_cut_connection_and_a_reload_cost_nothing(
    browser_page: Page, cast: Cast, sign_in: Callable[..., None], look: Callable[[Page], None], tmp_path: Path
) -> None:
    page = browser_page
    draft = at_the_form(page, cast, sign_in)
    film = put(tmp_path, "pano.dcm", radiograph(1_350))
    sent: list[str] = []
    is_cut = {"now": False}

    def wire(route: Route) -> None:
        if is_cut["now"] and route.request.method in ("PATCH", "HEAD"):
            route.abort("connectionreset")
            return
        if route.request.method == "PATCH":
            sent.append(route.request.headers["upload-offset"])
            is_cut["now"] = len(sent) in (1, 2)
        route.continue_()

    page.route(PIECES, wire)
    page.locator("#files-input").set_input_files(film)
    line = page.locator("[data-uploads-for=files] .file")
    expect(line).to_contain_text("no connection, waiting")
    look(page)
    # The page is closed and opened again: what has arrived is here
    page.reload()
    half = page.locator("#files .file.half")
    expect(half).to_contain_text("pano.dcm")
    expect(half).to_contain_text("arrived, then the connection was lost")
    look(page)
    is_cut["now"] = False
    page.locator("#files-input").set_input_files(film)
    expect(half).to_have_count(0)
    expect(line).to_contain_text("no connection, waiting")
    is_cut["now"] = False
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#files > .file", has_text="being opened")).to_have_count(1)
    expect(line).to_have_count(0)
    assert sent == [str(part * 2**20) for part in range(len(sent))], "no piece went twice"
    assert draft.attachments.get().size == film.stat().st_size


def test_pictures_from_a_phone_without_account(
    browser_page: Page,
    browser: Browser,
    cast: Cast,
    live_server: Any,
    sign_in: Callable[..., None],
    look: Callable[[Page], None],
    work: Callable[[], None],
    tmp_path: Path,
) -> None:
    page = browser_page
    draft = at_the_form(page, cast, sign_in)
    page.get_by_role("button", name="Take pictures with a phone").click()
    expect(page.get_by_role("img", name="Code to scan with the phone")).to_be_visible()
    look(page)
    address = page.get_by_role("button", name="Copy the link").get_attribute("data-copies") or ""
    assert address.startswith(f"{live_server.url}/snap/")

    # Scanned by a phone that speaks Spanish and knows nobody here
    pocket = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="es-US", reduced_motion="reduce")
    phone = pocket.new_page()
    answers: list[Response] = []
    phone.on("response", lambda answer: answers.append(answer))
    phone.goto(address)
    expect(phone.get_by_role("heading", name="Tome fotos para la referencia")).to_be_visible()
    assert sum(len(gzip.compress(answer.body())) for answer in answers) < 70_000
    look(phone)
    expect(page.get_by_text("A phone is connected")).to_be_visible()
    phone.get_by_label("Tomar una foto").set_input_files(put(tmp_path, "IMG_0001.png", picture(11)))
    expect(phone.get_by_text("Llegó y se está abriendo.")).to_be_visible()
    work()
    expect(phone.get_by_role("img", name="Foto 1")).to_be_visible()
    look(phone)

    # The form at the desk shows it by itself
    expect(page.locator("#files img")).to_be_visible()
    expect(page.locator("#files")).to_contain_text("from the phone")

    # Turned, then taken again
    phone.get_by_role("button", name="Girar").click()
    expect(phone.locator("img.turned-1")).to_have_count(1)
    expect(page.locator("#files img.turned-1")).to_have_count(1)
    phone.get_by_role("button", name="Tomarla otra vez").click()
    expect(phone.get_by_text("Todavía no se ha enviado nada.")).to_be_visible()
    expect(page.locator("#files .file")).to_have_count(0)
    phone.get_by_label("O elija fotos que ya tomó").set_input_files(put(tmp_path, "IMG_0002.png", picture(12)))
    expect(phone.get_by_text("Llegó y se está abriendo.")).to_be_visible()

    # The form is ended, and with it the link
    page.get_by_role("button", name="End it now").click()
    expect(page.get_by_role("button", name="Take pictures with a phone")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", name="Este código ya no sirve")).to_be_visible()
    look(phone)
    pocket.close()
    assert draft.attachments.filter(removed_at=None).count() == 1


def test_a_phone_without_script(browser: Browser, cast: Cast, live_server: Any, committed_db: None, tmp_path: Path) -> None:
    from bridgework.actions.issue_snap_link import issue_snap_link, snap_secret  # noqa: PLC0415

    now = datetime.now(UTC)
    draft = make.draft(cast, now=now)
    link = issue_snap_link(cast.raman, draft.pk, now=now)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto(f"{live_server.url}/snap/{snap_secret(link.pk)}/")
    phone.locator("#take").set_input_files(put(tmp_path, "IMG.png", picture(3)))
    phone.get_by_role("button", name="Send the picture").click()
    expect(phone.get_by_text("The picture arrived.")).to_be_visible()
    context.close()
    assert draft.attachments.get().snap_link_id == link.pk


def with_films(cast: Cast, *contents: tuple[str, bytes]) -> Referral:
    now = datetime.now(UTC)
    referral = make.sent(cast, now=now)
    for name, content in contents:
        attach_file(cast.raman, referral.pk, name=name, content=io.BytesIO(content), now=now)
    return referral


def test_two_films_side_by_side_move_together(
    browser_page: Page, cast: Cast, sign_in: Callable[..., None], look: Callable[[Page], None], work: Callable[[], None]
) -> None:
    page = browser_page
    referral = with_films(cast, ("before.png", picture(21)), ("after.png", picture(22)))
    work()
    sign_in(page, cast.person("dana.ortiz"))
    page.goto(f"/referrals/{referral.pk}/")
    viewer = page.locator("film-viewer")
    viewer.scroll_into_view_if_needed()
    expect(viewer.locator(".film-status")).to_contain_text("%")
    expect(viewer.get_by_role("button", name="Move both together")).to_be_hidden()
    viewer.get_by_role("button", name="Two side by side").click()
    expect(viewer.locator(".film-pane")).to_have_count(2)
    names = viewer.locator(".film-pickers select")
    assert names.nth(0).input_value() != names.nth(1).input_value()
    expect(viewer.get_by_role("button", name="Move both together")).to_be_visible()
    # By keyboard: together, then larger; the other one is as large
    left, right = viewer.locator(".film-pane").nth(0), viewer.locator(".film-pane").nth(1)
    left.focus()
    page.keyboard.press("y")
    expect(viewer.get_by_role("button", name="Move both together")).to_have_attribute("aria-pressed", "true")
    for _ in range(3):
        page.keyboard.press("+")
    zoomed = viewer.locator(".film-status").inner_text().split("%")[0]
    right.focus()
    expect(viewer.locator(".film-status")).to_contain_text(f"{zoomed}%")
    look(page)
    page.keyboard.press("y")
    page.keyboard.press("0")
    left.focus()
    expect(viewer.locator(".film-status")).to_contain_text(f"{zoomed}%")


@pytest.mark.parametrize("browser_page", ["desktop"], indirect=True)
def test_a_volume_is_scrolled_by_keyboard(
    browser_page: Page, cast: Cast, sign_in: Callable[..., None], look: Callable[[Page], None], work: Callable[[], None]
) -> None:
    page = browser_page
    referral = with_films(cast, ("CBCT.dcm", volume()))
    work()
    sign_in(page, cast.person("dana.ortiz"))
    page.goto(f"/referrals/{referral.pk}/")
    viewer = page.locator("film-viewer")
    viewer.scroll_into_view_if_needed()
    status = viewer.locator(".film-status")
    expect(status).to_contain_text("slice 13 of 24")
    expect(status).to_contain_text("letters at the edges")
    look(page)
    viewer.locator(".film-pane").focus()
    for key, slice_ in (("PageDown", 14), ("PageUp", 13), ("Shift+PageDown", 23), ("End", 24), ("PageDown", 24), ("Home", 1)):
        page.keyboard.press(key)
        expect(status).to_contain_text(f"slice {slice_} of 24")
    slider = viewer.get_by_role("slider", name="Slice")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(status).to_contain_text("slice 2 of 24")
    expect(slider).to_have_attribute("aria-valuetext", "2 / 24")


def coded(tooth: str) -> list[Dataset]:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = tooth, "ADA", "Tooth"
    return [item]


@walked.once
def test_films_hang_as_in_a_mount(
    browser_page: Page, cast: Cast, sign_in: Callable[..., None], look: Callable[[Page], None], work: Callable[[], None]
) -> None:
    page = browser_page
    films = [(f"PA{tooth}.dcm", radiograph(seed=int(tooth), PrimaryAnatomicStructureSequence=coded(tooth))) for tooth in ("3", "14", "19")]
    referral = with_films(cast, *films)
    work()
    sign_in(page, cast.person("dana.ortiz"))
    page.goto(f"/referrals/{referral.pk}/")
    # Printed by its button the page has waited for the film, though nobody has scrolled there
    page.evaluate(
        "() => { window.print = () => { window.onPaper = document.querySelector('film-viewer .film-note')?.textContent ?? 'none' } }"
    )
    page.get_by_role("button", name="On paper").click()
    page.get_by_role("button", name="This page").click()
    page.wait_for_function("() => window.onPaper !== undefined")
    assert page.evaluate("() => window.onPaper") == ""
    page.get_by_text("As in a mount").click()
    hung = page.locator(".mount li")
    expect(hung).to_have_count(3)
    boxes = [hung.nth(number).bounding_box() or {"x": 0.0, "y": 0.0} for number in range(3)]
    assert boxes[0]["x"] < boxes[1]["x"], "the patient's right is on the left"
    assert boxes[2]["y"] > boxes[1]["y"], "lower films are below"
    assert boxes[2]["x"] == boxes[1]["x"]
    look(page)
    hung.nth(2).get_by_role("link").click()
    expect(page.locator("film-viewer .film-status")).to_contain_text("patient’s left side")
