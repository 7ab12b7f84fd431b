"""Referring without an account, as a browser without script does it: the page, the code, the receipt, the referral's page, the report."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

import guests
from bridgework.actions.ask_for_records import ask_for_records
from bridgework.actions.change_practice import change_practice
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.guest_secrets import letter_secret_of
from bridgework.records.models import AccessRecord, Attachment, GuestFile, GuestSubmission, PlannedMessage, Practice, Referral
from bridgework.rules.questions import form_for
from browsers import standing_clock
from guests import CASE, PAGE, confirmed, film, guest_page, post, right_code, the_submission, waiting_page, words_of
from people import NOW, Cast

clock = standing_clock(NOW)


# The page


def test_the_page_tells_what_a_sender_needs_to_know(cast: Cast, client: Client) -> None:
    said = words_of(client.get(PAGE))
    for words in (
        "Refer a patient to Harbor Endodontics",
        "No account",
        "What to send",
        "periapical film",
        "Open now",
        "Dr. Mei Lin",
        "Retreatment",
    ):
        assert words in said


@pytest.mark.parametrize("slug", ["lakeview-family-dental", "old-mill-dental", "no-such-practice"])
def test_only_a_practice_that_receives_has_one(cast: Cast, client: Client, slug: str) -> None:
    assert client.get(f"/r/{slug}/").status_code == 404


def test_a_practice_can_switch_its_page_off(cast: Cast, client: Client) -> None:
    change_practice(cast.ruth, fields={"public_page": False}, now=NOW)
    assert client.get(PAGE).status_code == 404
    assert post(client, NOW).status_code == 404
    assert not GuestSubmission.objects.exists()


# Before the proof


def test_nothing_is_shown_to_the_practice_before_the_address_is_proven(cast: Cast, client: Client) -> None:
    assert post(client, NOW, file=film()).status_code == 302
    assert not Referral.objects.exists()
    assert not Attachment.objects.exists()
    assert [(told.kind, told.recipient, told.address) for told in PlannedMessage.objects.all()] == [
        ("guest_confirm", "guest", "desk@copperbeech.example")
    ]


def test_the_page_that_waits_says_nothing_of_the_patient(cast: Cast, client: Client) -> None:
    answer = client.get(post(client, NOW)["Location"])
    said = words_of(answer)
    assert "desk@copperbeech.example" in said
    assert "Thursday, 9:00 AM" in said  # on the practice's clock
    assert "Quillfeather" not in said
    assert "Wren" not in said


def test_the_code_makes_it_a_referral(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW, file=film(), may_contact="1")
    office = referral.sender_practice
    assert (office.name, office.on_network, office.email) == ("Copper Beech Dental", False, "desk@copperbeech.example")
    assert (referral.state, referral.way, referral.recipient_practice) == ("2.0", "public form", cast.harbor)
    assert (referral.patient.full_name, referral.teeth, referral.tier) == ("Wren Quillfeather", ["19"], "urgent")
    assert referral.referring_provider is not None
    assert referral.referring_provider.name == "Dr. Nils Aker"
    assert referral.desk_practice == cast.harbor
    assert [file.name for file in referral.attachments.all()] == ["tooth-19.png"]
    assert {event.kind for event in referral.events.all()} == {"started", "guest_proven", "sent", "file_added"}
    assert {told.kind for told in referral.messages.all()} >= {"receipt_to_sender", "new_referral"}
    assert not GuestFile.objects.exists()
    submission = the_submission()
    assert (submission.patient, submission.case, submission.teeth) == ({}, {}, [])


AROUND = {
    "proxy_given_name": "Ada",
    "proxy_family_name": "Quillfeather",
    "proxy_relation": "mother",
    "proxy_authority": "guardian",
    "proxy_birth_date": "6/7/1961",
    "proxy_phone": "312 555 0117",
    "interpreter_language": "pl",
    "wheelchair": "1",
    "coverage_carrier": "Delta Dental",
    "coverage_member_id": "DD 44719",
}


def test_guardian_needs_and_insurance_come_along(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW, **AROUND, may_contact="1")
    patient, guardian = referral.patient, referral.patient.proxies.get()
    assert (guardian.full_name, guardian.is_contact, guardian.phone) == ("Ada Quillfeather", True, "+13125550117")
    assert (patient.interpreter, patient.interpreter_language, patient.wheelchair) == (True, "pl", True)
    assert patient.coverages.get().carrier == "Delta Dental"


def test_a_guardian_without_the_birth_date_that_opens_the_link_is_asked_about(cast: Cast, client: Client) -> None:
    answer = post(client, NOW, **AROUND | {"proxy_birth_date": "", "coverage_member_id": "none"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Give their birth date: it opens the link." in page
    assert 'name="proxy_given_name" value="Ada"' in page


def test_the_link_of_the_message_asks_for_one_press(cast: Cast, client: Client) -> None:
    post(client, NOW)
    submission = the_submission()
    assert submission.code_sent_at is not None
    address = f"/r/confirm/{letter_secret_of(submission.pk, submission.code_sent_at)}/"
    other = Client()
    said = words_of(other.get(address))
    assert "Harbor Endodontics" in said
    assert "Quillfeather" not in said
    assert not Referral.objects.exists()  # a mail program that opens links confirms nothing
    answer = other.post(address, follow=True)
    assert "Your receipt" in words_of(answer)
    assert Referral.objects.count() == 1
    # Pressed twice, or typed as well: the same referral.
    assert "Your receipt" in words_of(other.post(address, follow=True))
    client.post(f"{waiting_page(submission)}code/", {"code": right_code(submission)})
    assert Referral.objects.count() == 1


def test_a_corrected_address_gets_the_new_code(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    post(client, NOW)
    first = right_code(the_submission())
    clock.shift(timedelta(seconds=1))
    answer = client.post(f"{waiting_page(the_submission())}again/", {"by": "email", "email": "Front@CopperBeech.example"}, follow=True)
    assert "front@copperbeech.example" in words_of(answer)
    assert PlannedMessage.objects.latest("created_at").address == "front@copperbeech.example"
    assert client.post(f"{waiting_page(the_submission())}code/", {"code": first}).status_code == 422
    assert not Referral.objects.exists()


def test_the_code_by_text_message(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    post(client, NOW)
    clock.shift(timedelta(minutes=2))
    client.post(f"{waiting_page(the_submission())}again/", {"by": "sms"})
    told = PlannedMessage.objects.latest("created_at")
    assert (told.channel, told.address) == ("sms", "+13125550188")
    client.post(f"{waiting_page(the_submission())}code/", {"code": right_code(the_submission())})
    link = Referral.objects.get().guest_links.get()
    # The mailbox was never proven: whoever opens the link elsewhere is asked by phone.
    assert not link.email_is_proven


# Which tooth, and what is no tooth


def test_surfaces_and_places_that_are_no_tooth(cast: Cast, client: Client) -> None:
    said = {"teeth": ["19"], "surfaces": "19:OM", "sites": ["soft:soft_palate"], "gap_from": "23", "gap_to": "26", "extra_beside": "8"}
    referral = confirmed(client, NOW, **said)
    assert (referral.teeth, referral.sites) == (["19"], ["19:MO", "soft:soft_palate", "gap:23-26", "extra:58"])
    assert "#19 MO, soft palate, gap #23 to #26, extra tooth beside #8" in words_of(client.get(guest_page(referral)))
    assert the_submission().sites == []


def test_soft_tissue_alone_is_a_place(cast: Cast, client: Client) -> None:
    assert confirmed(client, NOW, teeth=None, sites=["soft:throat"]).sites == ["soft:throat"]


def test_a_number_that_could_be_two_teeth_is_asked(cast: Cast, client: Client) -> None:
    mark = guests.stamp(NOW)
    asked = post(client, NOW, stamp=mark, teeth=None, teeth_typed="18 MO")
    assert asked.status_code == 422
    for words in ("can be more than one tooth", "Universal 18: the lower left second molar", "FDI 18: the upper right third molar"):
        assert words in words_of(asked)
    referral = confirmed(client, NOW, stamp=mark, teeth=None, teeth_typed="18 MO", tooth_meant="18 MO|1")
    assert (referral.teeth, referral.sites) == (["1"], ["1:MO"])


def test_what_is_typed_is_read_at_once_and_nothing_is_kept(client: Client) -> None:
    answer = client.get("/teeth/?system=&teeth_typed=19+MO")
    assert '{"teeth-read": {"text": "19 MO", "teeth": ["19"], "sites": ["19:MO"], "left": ""}}' in answer.headers["HX-Trigger"]
    assert "can be more than one tooth" in words_of(client.get("/teeth/?system=&teeth_typed=18"))
    assert "can be more than one tooth" not in words_of(client.get("/teeth/?system=universal&teeth_typed=18"))
    assert client.post("/teeth/").status_code == 405


# Nothing typed is lost


def test_what_is_wrong_is_named_and_everything_comes_back(cast: Cast, client: Client) -> None:
    answer = post(client, NOW, email="desk", birth_date="yesterday", teeth=None, teeth_typed="99", reason="Keep this.", file=film())
    page = answer.content.decode()
    assert answer.status_code == 422
    for kept in ("Copper Beech Dental", "Keep this.", 'value="desk"', 'value="yesterday"', 'value="99"', "tooth-19.png", "first_treatment"):
        assert kept in page
    assert 'name="finding_spontaneous_pain" value="yes" checked' in page
    assert not PlannedMessage.objects.exists()


def test_a_file_that_came_with_a_refused_form_is_sent_with_the_corrected_one(cast: Cast, client: Client) -> None:
    mark = guests.stamp(NOW)
    assert post(client, NOW, stamp=mark, email="desk", file=film()).status_code == 422
    assert post(client, NOW, stamp=mark).status_code == 302
    submission = the_submission()
    client.post(f"{waiting_page(submission)}code/", {"code": right_code(submission)})
    assert [file.name for file in Referral.objects.get().attachments.all()] == ["tooth-19.png"]


def test_a_file_can_be_taken_off_again(cast: Cast, client: Client) -> None:
    mark = guests.stamp(NOW)
    post(client, NOW, stamp=mark, email="desk", file=film())
    post(client, NOW, stamp=mark, drop_file=str(GuestFile.objects.get().pk))
    assert not GuestFile.objects.exists()


def test_sent_twice_it_is_one(cast: Cast, client: Client) -> None:
    mark = guests.stamp(NOW)
    assert post(client, NOW, stamp=mark)["Location"] == post(client, NOW, stamp=mark)["Location"]
    assert GuestSubmission.objects.count() == 1
    assert PlannedMessage.objects.count() == 1


# The office's own page


def test_the_receipt_says_what_came_what_is_missing_when_and_how_to_reach_them(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    said = words_of(client.get(guest_page(referral)))
    for words in (
        f"Harbor Endodontics has received referral {referral.number}.",
        "Received: First root canal treatment",
        "no files yet",
        "Not there yet: periapical film",
        "You will hear from them by Wed, Nov 18",
        "To reach them, call (",
        "Harbor Endodontics’s turn",
    ):
        assert words in said


def test_reading_it_is_audited(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    client.get(guest_page(referral))
    read = AccessRecord.objects.filter(what="guest page").get()
    assert (read.who, read.way, read.referral_ids) == ("Dr. Nils Aker, Copper Beech Dental", "guest link", [referral.pk])


def test_another_browser_is_asked_for_a_code(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    other, page = Client(), guest_page(referral)
    said = words_of(other.get(page))
    assert "d•••@copperbeech.example" in said
    assert "Quillfeather" not in said
    other.post(f"{page}ask-code/")
    link = referral.guest_links.get()
    told = PlannedMessage.objects.get(kind="guest_code")
    assert (told.address, told.channel) == ("desk@copperbeech.example", "email")
    assert "Quillfeather" in words_of(other.post(f"{page}code/", {"code": right_code(link)}, follow=True))
    # A code opens once.
    assert right_code_is_gone(referral)
    other.post(f"{page}leave/")
    assert "Quillfeather" not in words_of(other.get(page))


def hidden_of(answer: Any) -> dict[str, str]:
    """What the door's form carries along, as a browser reads it."""
    return {
        name: unescape(value) for name, value in re.findall(r'"hidden" name="(?!csrf)([^"]+)" value="([^"]*)"', answer.content.decode())
    }


def at_the_closed_door(client: Client, address: str, posted: dict[str, Any]) -> tuple[dict[str, str], str]:
    """What a browser that is not known carries to the code: posted, the code asked for. Answers the hidden fields, and what the door says."""
    page = address[: address.index("/", 3) + 1]
    asked = client.post(f"{page}ask-code/", hidden_of(client.post(address, posted)), follow=True)
    return hidden_of(asked), words_of(asked)


def test_what_is_posted_at_a_closed_door_goes_on_with_the_code(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    ask_for_records(cast.dana, referral.pk, records=["periapical_film"], note="", now=NOW)
    other, page = Client(), guest_page(referral)

    hidden, said = at_the_closed_door(other, f"{page}records/", {"note": 'The "old" film is lost & gone'})

    assert "What you just sent is not lost" in said
    assert "Quillfeather" not in said
    assert hidden == {"then": "supply", "sent": "yes", "note": 'The "old" film is lost & gone'}
    wrong = other.post(f"{page}code/", hidden | {"code": "12"})
    assert (wrong.status_code, hidden_of(wrong)) == (422, hidden)
    assert not referral.events.filter(kind="records_supplied").exists()
    code = right_code(referral.guest_links.get())
    assert "Sent. It is the practice" in words_of(other.post(f"{page}code/", hidden | {"code": code}, follow=True))
    assert referral.events.get(kind="records_supplied").details["note"] == 'The "old" film is lost & gone'


def test_files_at_a_closed_door_are_chosen_again_before_anything_is_sent(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    ask_for_records(cast.dana, referral.pk, records=["periapical_film"], note="", now=NOW)
    other, page = Client(), guest_page(referral)
    hidden, _said = at_the_closed_door(other, f"{page}records/", {"note": "Both roots", "file": film()})

    shown = other.post(f"{page}code/", hidden | {"code": right_code(referral.guest_links.get())}, follow=True)

    assert "Please choose the files again." in words_of(shown)
    assert "Both roots</textarea>" in shown.content.decode()
    assert not referral.events.filter(kind="records_supplied").exists()
    assert other.post(f"{page}records/", {"note": "Both roots", "file": film()}).status_code == 302


def test_only_forms_of_the_page_go_on_with_the_code(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    other, page = Client(), guest_page(referral)
    other.post(f"{page}ask-code/")
    forged = {"then": "leave", "sent": "yes", "code": right_code(referral.guest_links.get())}
    assert other.post(f"{page}code/", forged)["Location"] == page


def right_code_is_gone(referral: Referral) -> bool:
    return referral.guest_links.get().code_sent_at is None


def test_missing_records_are_asked_for_and_supplied(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    ask_for_records(cast.dana, referral.pk, records=["periapical_film"], note="Please the whole root.", now=NOW)
    page = guest_page(referral)
    said = words_of(client.get(page))
    assert "Your turn" in said
    assert "Please the whole root." in said
    assert client.post(f"{page}records/", {"note": ""}).status_code == 422
    assert "Sent. It is the practice&#x27;s turn again." in client.post(f"{page}records/", {"file": film()}, follow=True).content.decode()
    referral.refresh_from_db()
    assert (referral.records_complete, referral.next_step) == (True, "review")
    assert referral.events.filter(kind="records_supplied", who="Dr. Nils Aker, Copper Beech Dental").exists()


def test_a_declined_one_is_closed_by_the_office(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    decline_referral(cast.lin, referral.pk, reason="outside_scope", note="Try the surgeon.", now=NOW)
    page = guest_page(referral)
    assert "They cannot take this referral" in words_of(client.get(page))
    assert client.post(f"{page}close/", {"consequence": "nonsense"}).status_code == 422
    client.post(f"{page}close/", {"consequence": "referred_again"})
    referral.refresh_from_db()
    assert referral.closed_at is not None


def test_the_report_is_read_downloaded_and_confirmed(cast: Cast, client: Client, clock: time_machine.Traveller) -> None:
    referral = confirmed(client, NOW)
    guests.report_on(cast, referral, NOW + timedelta(hours=1))
    clock.move_to(NOW + timedelta(hours=2))
    page = guest_page(referral)
    assert "The report is here" in words_of(client.get(page))
    referral.refresh_from_db()
    assert (referral.next_step, referral.report_delivered_at) == ("deliver_report", None)
    report = words_of(client.get(f"{page}report/"))
    referral.refresh_from_db()
    # That it was opened proves that it arrived; now the office has the ball.
    assert referral.next_step == "acknowledge_report"
    assert referral.events.get(kind="report_delivered").details == {"proof": "opened by the office's private link"}
    assert "Wren Quillfeather" in report
    pdf = client.get(f"{page}report.pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert "Quillfeather" not in pdf["Content-Disposition"]
    client.post(f"{page}report/received/")
    referral.refresh_from_db()
    assert referral.closed_at is not None
    assert "Closed" in words_of(client.get(page))


def test_without_a_report_there_is_none(cast: Cast, client: Client) -> None:
    page = guest_page(confirmed(client, NOW))
    assert client.get(f"{page}report/").status_code == client.get(f"{page}report.pdf").status_code == 404


def test_a_physician_is_asked_other_questions(cast: Cast, client: Client) -> None:
    page = client.get(f"{PAGE}?from=medical").content.decode()
    assert 'name="teeth_typed"' not in page
    assert "Before which treatment?" in page
    form = form_for("endodontics", "medical")
    referral = confirmed(
        client,
        NOW,
        **{"from": "medical", "office": "Riverbend Clinic", "teeth": None, "procedure": form.procedures[0].code, "reason": "Please."},
    )
    assert (referral.sender_practice.specialty, referral.teeth) == ("medical", [])


def test_asking_to_cancel(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    page = guest_page(referral)
    answer = client.post(f"{page}cancel/", {"reason": ""})
    assert answer.status_code == 422
    client.post(f"{page}cancel/", {"reason": "Sent by mistake."})
    referral.refresh_from_db()
    assert (referral.state, referral.cancel_reason) == ("5.2", "Sent by mistake.")


def test_a_link_that_was_passed_on_is_made_useless(cast: Cast, client: Client) -> None:
    referral = confirmed(client, NOW)
    page = guest_page(referral)
    assert "The link is turned off" in words_of(client.post(f"{page}useless/"))
    assert client.get(page).status_code == 404
    assert referral.events.filter(kind="guest_link_revoked").exists()


def test_the_same_office_is_found_again_and_never_a_practice_of_the_network(cast: Cast, client: Client) -> None:
    first, second = confirmed(client, NOW), confirmed(client, NOW, given_name="Ada", teeth=["30"])
    assert first.sender_practice == second.sender_practice
    lakeview = cast.lakeview
    third = confirmed(client, NOW, office=lakeview.name, email=lakeview.email, given_name="Ira")
    assert third.sender_practice != lakeview
    assert not third.sender_practice.on_network
    assert Practice.objects.filter(name__iexact=lakeview.name).count() == 2


def test_the_cookie_is_for_this_only(cast: Cast, client: Client) -> None:
    confirmed(client, NOW)
    cookie = client.cookies["bridgework_guest"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert bool(cookie["secure"]) == settings.BEHIND_TLS
    assert CASE["reason"] not in cookie.value
