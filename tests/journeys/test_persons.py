"""The person behind the case: entered once, never twice by accident, and a mother who opens her child's page in Spanish."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import make
import walked
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.records.models import Patient, PatientMerge
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.person_entry import PersonEntry, ProxyEntry
from people import Cast

pytestmark = pytest.mark.journey
ELENA = ProxyEntry("Elena", "Quintero", "mother", "parent", date(1988, 9, 14), phone="+13125550164", language="es")


@walked.once
def test_whoever_is_in_the_chart_is_recognized_before_they_are_entered_again(
    browser_page: Page, cast: Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    make.patient(cast.lakeview, given_name="Katherine", family_name="Malone", birth_date=date(1979, 3, 8))
    page = browser_page
    sign_in(page, cast.person("jo.whitman"))
    page.goto("/patients/new/")
    page.get_by_label("First name", exact=True).fill("Kathy")
    page.get_by_label("Last name", exact=True).fill("Malone")
    page.get_by_label("Birth date", exact=True).fill("8/3/1979")
    look(page)
    page.get_by_role("button", name="Enter and go on").click()
    expect(page.get_by_text("Is it one of these?")).to_be_visible()
    expect(page.get_by_text("given name (short form), birth date (nearly)")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Yes, this one").click()
    expect(page.get_by_role("heading", name="Where to, for Katherine Malone?")).to_be_visible()
    assert Patient.objects.count() == 1


@walked.once
def test_of_a_child_the_guardian_is_asked(
    browser_page: Page, cast: Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    page = browser_page
    sign_in(page, cast.person("jo.whitman"))
    page.goto("/patients/new/")
    page.get_by_label("First name", exact=True).fill("Mateo")
    page.get_by_label("Last name", exact=True).fill("Quintero")
    page.get_by_label("Birth date", exact=True).fill("5/2/2017")
    page.get_by_role("button", name="Enter and go on").click()
    expect(page.get_by_text("Who speaks for Mateo, who is under 18?")).to_be_visible()
    look(page)
    page.get_by_label("Their first name").fill("Elena")
    page.get_by_label("Their last name").fill("Quintero")
    page.get_by_label("To the patient").select_option("mother")
    page.get_by_label("By what right").select_option("parent")
    page.get_by_label("Their birth date").fill("9/14/1988")
    page.get_by_label("Their mobile phone").fill("312 555 0164")
    page.get_by_label("Insurance company").fill("Delta Dental PPO")
    page.get_by_label("Member id").fill("DD4471902")
    page.get_by_role("button", name="Enter and go on").click()
    expect(page.get_by_role("heading", name="Where to, for Mateo Quintero?")).to_be_visible()
    patient = Patient.objects.get()
    page.goto(f"/patients/{patient.pk}/")
    expect(page.get_by_text("messages go to them, and their birth date opens the link")).to_be_visible()
    look(page)


@walked.once
def test_two_entries_are_compared_joined_and_separated(
    browser_page: Page, cast: Cast, sign_in: Callable[[Page, Any], None], look: Callable[[Page], None]
) -> None:
    one = make.patient(cast.lakeview, given_name="Katherine", family_name="Malone", birth_date=date(1979, 3, 8))
    other = make.patient(cast.lakeview, given_name="Kathy", family_name="Malone", birth_date=date(1979, 3, 8), phone="")
    make.sent(cast, of=other, now=datetime.now(UTC))
    page = browser_page
    sign_in(page, cast.person("jo.whitman"))
    page.goto(f"/patients/{one.pk}/")
    expect(page.get_by_role("heading", name="Easily confused")).to_be_visible()
    look(page)
    # All of it by keyboard: c compares with the first who is alike.
    page.keyboard.press("c")
    expect(page.get_by_role("heading", name="One person or two?")).to_be_visible()
    expect(page.get_by_text("1 referral of the other entry comes here.")).to_be_visible()
    look(page)
    page.get_by_role("radio", name="Katherine Malone").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Join").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Say that you have checked it: they are one person.")).to_be_visible()
    look(page)
    page.get_by_label("I have checked it: they are one person").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Join").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The two entries are one now. 1 referral came along.")).to_be_visible()
    expect(page.get_by_role("heading", name="Joined into this entry")).to_be_visible()
    look(page)
    page.get_by_text("Separate them again").click()
    page.get_by_role("button", name="Separate Kathy Malone").click()
    expect(page.get_by_text("They are two entries again, each with its own referrals.")).to_be_visible()
    assert PatientMerge.objects.get().undone_at is not None
    other.refresh_from_db()
    assert (other.merged_into_id, other.referrals.count()) == (None, 1)


@walked.once
def test_a_mother_opens_the_page_with_her_own_birth_date_in_spanish(browser_page: Page, cast: Cast, look: Callable[[Page], None]) -> None:
    now = datetime.now(UTC)
    mateo = enter_patient(
        cast.jo, PatientEntry("Mateo", "Quintero", date(2017, 5, 2), may_contact=True), person=PersonEntry(proxy=ELENA), now=now
    )
    referral = make.accepted(cast, now=now, of=mateo)
    page = browser_page
    page.goto(f"/p/{secret_of(issue_patient_link(referral, now).pk)}/")
    expect(page.get_by_text("Díganos su propia fecha de nacimiento")).to_be_visible()
    expect(page.get_by_text("Mateo")).to_have_count(0)
    look(page)
    for month, day, year in (("5", "2", "2017"), ("9", "14", "1988")):
        page.get_by_label("Mes").select_option(month)
        page.get_by_label("Día").fill(day)
        page.get_by_label("Año").fill(year)
        page.get_by_role("button", name="Abrir mi página").click()
    expect(page.get_by_role("heading", name="Hola, Elena. Elija una hora para Mateo.")).to_be_visible()
    look(page)
    page.locator("button.slot.best").click()
    expect(page.get_by_role("heading", name="Elena, la cita de Mateo está reservada.")).to_be_visible()
    look(page)
