"""The consult report through its pages: tapped together, kept while it is written, sent, read by both sides as page and PDF."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
import time_machine
from django.test import Client

import make
from bridgework.records.models import ConsultReport, Referral
from people import Cast


@pytest.fixture
def seen(cast: Cast) -> Iterator[Referral]:
    referral = make.seen(cast, case=make.URGENT)
    with time_machine.travel(make.clock(referral) + timedelta(hours=1), tick=False):
        yield referral


@pytest.fixture
def lin(cast: Cast, client: Client, seen: Referral) -> Client:
    client.force_login(cast.person("mei.lin"))
    return client


def form(client: Client, referral: Referral) -> dict[str, Any]:
    """What the form holds when it opens, as a browser would post it."""
    page = client.get(f"/referrals/{referral.pk}/report/write/").content.decode()
    visit_on = re.search(r'name="visit_on"[^>]* value="([^"]*)"', page).group(1)
    chosen = {
        name: re.search(rf'<select id="{name}".*?value="([^"]*)" selected', page, re.DOTALL).group(1) for name in ("pulpal", "apical")
    }
    return {"visit_on": visit_on, **chosen, "seen_version": re.search(r'name="seen_version" value="(\d+)"', page).group(1)}


def write(referral: Referral) -> str:
    return f"/referrals/{referral.pk}/report/write/"


def test_the_form_begins_with_the_visit_and_the_terms_of_the_referral(lin: Client, seen: Referral) -> None:
    typed = form(lin, seen)
    assert typed["visit_on"] == seen.seen_at.date().isoformat()
    assert (typed["pulpal"], typed["apical"]) == ("symptomatic_irreversible_pulpitis", "symptomatic_apical_periodontitis")


def test_a_report_is_sent_with_taps_alone(lin: Client, seen: Referral) -> None:
    taps = {"findings_phrases": ["0", "4"], "treatment_status": "done", "treatment_done_phrases": ["1"], "prognosis": "favorable"}
    answer = lin.post(write(seen), form(lin, seen) | taps | {"restoration_needed_phrases": ["1"], "send": "final"})
    assert answer.status_code == 302
    report = ConsultReport.objects.get(referral=seen)
    assert report.findings == "Tender to percussion. Cold response lingers."
    assert report.diagnosis == "Tooth #30: Symptomatic irreversible pulpitis; Symptomatic apical periodontitis"
    assert report.restoration_needed == "Build-up and crown."
    assert make.fresh(seen).state == "7.0"


def test_a_refused_report_keeps_what_was_typed_and_tapped(lin: Client, seen: Referral) -> None:
    typed = form(lin, seen) | {"findings": "My own words.", "findings_phrases": ["0"], "send": "final"}
    answer = lin.post(write(seen), typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Say what became of the treatment." in shown
    assert "My own words." in shown
    assert re.search(r'name="findings_phrases" value="0" checked', shown)
    assert make.fresh(seen).state == "5.1.4"


def test_what_is_written_is_kept_and_a_phrase_is_not_doubled(lin: Client, seen: Referral) -> None:
    typed = {"findings": "First thought.", "findings_phrases": ["0"]}
    for _ in range(2):
        assert lin.post(f"/referrals/{seen.pk}/report/save/", typed).status_code == 204
    report = ConsultReport.objects.get(referral=seen)
    assert report.sent_at is None
    assert report.findings == "First thought.\nTender to percussion."
    lin.post(f"/referrals/{seen.pk}/report/save/", {"findings": report.findings, "findings_phrases": ["0"]})
    assert ConsultReport.objects.get(referral=seen).findings.count("Tender") == 1


def test_enter_in_a_field_keeps_a_finished_report_and_does_not_send_it(lin: Client, seen: Referral) -> None:
    taps = {"findings_phrases": ["0"], "treatment_status": "done", "treatment_done_phrases": ["0"], "prognosis": "favorable"}
    first = re.findall(r'<button[^>]* name="send" value="(\w+)"', lin.get(write(seen)).content.decode())[0]
    assert first == "keep"
    answer = lin.post(write(seen), form(lin, seen) | taps | {"send": first})
    assert answer.headers["Location"] == write(seen)
    assert "Tender to percussion." in lin.get(write(seen)).content.decode()
    assert make.fresh(seen).state == "5.1.4"
    assert not seen.reports.exclude(sent_at=None).exists()


def test_treatment_that_is_still_planned_is_an_interim_note(lin: Client, seen: Referral) -> None:
    typed = form(lin, seen) | {"findings_phrases": ["0"], "treatment_status": "planned"}
    assert lin.post(write(seen), typed | {"send": "final"}).status_code == 422
    assert lin.post(write(seen), form(lin, seen) | typed | {"send": "interim"}).status_code == 302
    assert (make.fresh(seen).state, make.fresh(seen).next_step) == ("5.1.4", "book_next_visit")


def test_an_outcome_without_a_visit_has_a_coded_reason(cast: Cast, client: Client, db: None) -> None:
    referral = make.accepted(cast)
    with time_machine.travel(make.clock(referral) + timedelta(hours=1), tick=False):
        client.force_login(cast.person("mei.lin"))
        assert client.post(write(referral), {"send": "final"}).status_code == 422
        assert client.post(write(referral), {"send": "final", "no_visit_reason": "advice_given"}).status_code == 302
    assert make.fresh(referral).no_visit_reason == "advice_given"


def test_both_sides_read_the_report_and_nobody_else(cast: Cast, client: Client) -> None:
    referral = make.reported(cast)
    path = f"/referrals/{referral.pk}/report/"
    with time_machine.travel(make.clock(referral) + timedelta(hours=1), tick=False):
        for mailbox, status in {"dana.ortiz": 200, "priya.raman": 200, "owen.marsh": 404}.items():
            client.force_login(cast.person(mailbox))
            assert (client.get(path).status_code, client.get(f"{path}pdf/").status_code) == (status, status), mailbox


def test_a_report_that_is_not_sent_is_no_page(lin: Client, seen: Referral) -> None:
    lin.post(f"/referrals/{seen.pk}/report/save/", {"findings": "Half a thought"})
    assert lin.get(f"/referrals/{seen.pk}/report/").status_code == 404


def test_the_pdf_says_the_same_as_the_page_and_brings_its_fonts(cast: Cast, client: Client) -> None:
    referral = make.reported(cast)
    with time_machine.travel(make.clock(referral) + timedelta(hours=1), tick=False):
        client.force_login(cast.person("priya.raman"))
        answer = client.get(f"/referrals/{referral.pk}/report/pdf/")
    assert answer["Content-Disposition"] == f'attachment; filename="report-{referral.number}-1.pdf"'
    assert answer.content.count(b"/FontFile") >= 1
    document = pypdfium2.PdfDocument(answer.content)
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    for words in ("Robin Sample", "Harbor Endodontics", "Two canals missed", "Universal 30, FDI 46", "Crown within four weeks."):
        assert words in text, words


def test_what_was_written_is_never_read_as_markup(cast: Cast, client: Client) -> None:
    referral = make.seen(cast)
    fields = {"findings": '#panic("x") *not bold* $x$ \\ <script>alert(1)</script>', "diagnosis": "#", "treatment_status": "done"}
    with time_machine.travel(make.clock(referral) + timedelta(hours=1), tick=False):
        client.force_login(cast.person("mei.lin"))
        client.post(write(referral), fields | {"visit_on": referral.seen_at.date().isoformat(), "send": "final"})
        page = client.get(f"/referrals/{referral.pk}/report/").content.decode()
        document = pypdfium2.PdfDocument(client.get(f"/referrals/{referral.pk}/report/pdf/").content)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert '#panic("x") *not bold* $x$' in text
    assert "<script>alert(1)" not in page
