"""Issue items 8, 13 and 14: advice both ways, a time that is subject to review, and the referral on paper."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

import make
import people
import walked
from bridgework.records.models import Referral

pytestmark = pytest.mark.journey


@walked.once
def test_advice_asked_given_and_turned_into_a_referral_by_the_sender(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    draft = make.draft(cast, now=now - timedelta(hours=1))
    page = browser_page
    sign_in(page, cast.person("priya.raman"))
    page.goto(f"/referrals/{draft.pk}/draft/")
    page.get_by_label("Advise, without a visit").check()
    expect(page.get_by_text("You ask for advice, so no time is held.")).to_be_visible()
    expect(page.get_by_text("so Robin is not written to")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Send, ask for advice").click()
    expect(page.get_by_role("heading", name=f"Sent to {cast.harbor.name}")).to_be_visible()

    sign_in(page, cast.person("mei.lin"))
    page.goto(f"/referrals/{draft.pk}/")
    page.get_by_role("link", name="Give advice").click()
    look(page)
    page.get_by_role("button", name="Send the advice").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what you see in the records")
    page.get_by_label("What the records show").fill("The lesion is healing.")
    page.get_by_label("What to do next").fill("Another film in six months.")
    page.get_by_role("button", name="Send the advice").click()
    expect(page.get_by_text("Your advice is with Lakeview Family Dental.")).to_be_visible()

    sign_in(page, cast.person("priya.raman"))
    page.goto(f"/referrals/{draft.pk}/")
    expect(page.get_by_role("heading", name="The advice is here")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Read the advice").click()
    expect(page.get_by_text("nobody has seen the patient")).to_be_visible()
    look(page)
    page.goto(f"/referrals/{draft.pk}/")
    page.get_by_role("button", name="Turn it into a referral").click()
    expect(page.get_by_role("heading", name="Refer Robin Sample")).to_be_visible()
    expect(page.get_by_label("Evaluate only")).to_be_checked()
    became = Referral.objects.get(previous_link="advice")
    assert became.case["findings"] == draft.case["findings"]
    page.goto(f"/referrals/{draft.pk}/")
    expect(page.get_by_role("heading", name="Advised and closed")).to_be_visible()


@walked.once
def test_who_advises_sees_the_patient_after_all(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    referral = make.sent(cast, case=make.ELECTIVE | {"wanted": "advice"}, now=now - timedelta(hours=1))
    page = browser_page
    sign_in(page, cast.person("mei.lin"))
    page.goto(f"/referrals/{referral.pk}/advice/")
    page.get_by_label("What the records show").fill("A root fracture is likely.")
    page.get_by_label("What to do next").fill("We should look at it here.")
    page.get_by_role("button", name="Send it and see the patient here").click()
    expect(page.get_by_text("is open, with case and films. The sender is told.")).to_be_visible()
    expect(page.get_by_text("the advice that was asked for first")).to_be_visible()
    look(page)
    opened = Referral.objects.get(previous=referral)
    assert (opened.state, opened.next_step) == ("2.0", "review")


@walked.once
def test_a_time_subject_to_review_says_so_to_everybody(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None]
) -> None:
    now = datetime.now(UTC)
    referral = make.held(cast, now=now - timedelta(minutes=30))
    hold = referral.appointments.get()
    page = browser_page
    sign_in(page, cast.person("priya.raman"))
    page.goto(f"/referrals/{referral.pk}/receipt/")
    expect(page.get_by_text("is held, subject to review")).to_be_visible()
    look(page)
    page.goto(f"/referrals/{referral.pk}/slip/")
    expect(page.get_by_text("It is not sure yet.")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", name="Su cita con un especialista")).to_be_visible()
    assert {message.kind for message in referral.messages.filter(recipient="patient")} == {"visit_held"}

    sign_in(page, cast.person("dana.ortiz"))
    page.goto(f"/referrals/{referral.pk}/")
    expect(page.get_by_text("subject to review").first).to_be_visible()
    look(page)
    page.goto(f"/calendar/?day={hold.starts_at.astimezone(ZoneInfo(cast.harbor.time_zone)).date().isoformat()}")
    expect(page.get_by_text("held in the chair, subject to review").first).to_be_visible()
    page.goto(f"/referrals/{referral.pk}/decline/")
    page.get_by_label("Outside what we treat").check()
    page.get_by_role("button", name="Decline", exact=True).last.click()
    expect(page.get_by_text("Declined. The sender is told")).to_be_visible()
    hold.refresh_from_db()
    assert hold.status == "released"


@walked.once
def test_the_packet_is_downloaded_and_says_it_all(
    browser_page: Page, cast: people.Cast, sign_in: Callable[..., None], look: Callable[[Page], None], tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    referral = make.sent(cast, case=make.EMERGENCY, now=now - timedelta(hours=1))
    page = browser_page
    for mailbox in ("priya.raman", "dana.ortiz"):
        sign_in(page, cast.person(mailbox))
        page.goto(f"/referrals/{referral.pk}/")
        page.get_by_role("button", name="On paper").click()
        look(page)
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Packet with films (PDF)").click()
        saved = tmp_path / f"{mailbox}.pdf"
        waiting.value.save_as(saved)
        document = pypdfium2.PdfDocument(saved)
        whole = re.sub(r"\s+", " ", " ".join(sheet.get_textpage().get_text_range() for sheet in document))
        document.close()
        for words in (
            "EMERGENCY",
            "Swollen cheek since last night",
            "Robin Sample · born May 17, 1984",
            "Not asked (this does not mean no)",
        ):
            assert words in whole
