"""Codes for senders without an account go out by the product's own path: real SMTP, the text message service, once, and none that is outdated."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import make
from bridgework.actions.ask_guest_code import ask_guest_code
from bridgework.actions.confirm_guest_submission import confirm_guest_submission
from bridgework.actions.guest_secrets import code_of, link_secret_of, page_secret_of
from bridgework.actions.keep_guest_submission import keep_guest_submission
from bridgework.actions.revoke_guest_link import revoke_guest_link
from bridgework.actions.send_guest_code import send_guest_code
from bridgework.jobs.erase_guests import erase_guests
from bridgework.jobs.send_message import send_message
from bridgework.records.models import GuestSubmission, MessageAttempt, PlannedMessage, Referral
from bridgework.rules.guests import GuestOffice
from guests import PATIENT
from people import Cast
from standins_for_tests import Standins


def submitted(cast: Cast, now: datetime) -> GuestSubmission:
    return keep_guest_submission(
        cast.harbor.slug,
        uuid4(),
        came_from="somewhere",
        uploads=[],
        office=GuestOffice("Copper Beech Dental", "Dr. Nils Aker", "+13125550188", "desk@copperbeech.example"),
        patient=PATIENT,
        case=make.ELECTIVE,
        teeth=["19"],
        now=now,
    )


def send_all() -> None:
    for key in PlannedMessage.objects.filter(status="planned").values_list("pk", flat=True):
        send_message(str(key))


def referred(cast: Cast, now: datetime) -> Referral:
    kept = submitted(cast, now)
    return confirm_guest_submission(page_secret_of(kept.pk), code=code_of(kept.pk, now), now=now).referral


def test_the_code_arrives_by_mail_and_what_it_carries_works(cast: Cast, standins: Standins) -> None:
    kept = submitted(cast, datetime.now(UTC))
    send_all()
    send_all()
    [mail] = standins.store.all()
    assert mail.to == "desk@copperbeech.example"
    code = re.search(r"^(\d{6}) is your code for Harbor Endodontics$", mail.subject)
    letter = re.search(r"/r/confirm/([\w-]{22})/", mail.text)
    assert code
    assert letter
    assert "Quillfeather" not in mail.subject + mail.text
    assert confirm_guest_submission(letter[1], now=datetime.now(UTC)).referral.number
    assert confirm_guest_submission(page_secret_of(kept.pk), code=code[1], now=datetime.now(UTC)).referral.number


def test_by_text_message(cast: Cast, standins: Standins) -> None:
    earlier = datetime.now(UTC) - timedelta(minutes=5)
    kept = submitted(cast, earlier)
    send_guest_code(page_secret_of(kept.pk), channel="sms", now=earlier + timedelta(minutes=2))
    send_all()
    # The mail with the code before is not sent any more: that code opens nothing.
    [text] = standins.store.all()
    assert text.kind == "sms"
    assert code_of(kept.pk, earlier + timedelta(minutes=2)) in text.text
    assert set(PlannedMessage.objects.values_list("channel", "status")) == {("email", "dropped"), ("sms", "sent")}


def test_the_receipt_carries_the_private_link(cast: Cast, standins: Standins) -> None:
    referral = referred(cast, datetime.now(UTC))
    for message in referral.messages.all():
        send_message(str(message.pk))
    receipt = next(mail for mail in standins.store.all() if "has arrived" in mail.subject)
    assert receipt.to == "desk@copperbeech.example"
    assert f"/g/{link_secret_of(referral.guest_links.get().pk)}/" in receipt.text
    assert "Quillfeather" not in receipt.text + receipt.subject


def test_without_its_link_a_message_still_tells_what_happened(cast: Cast, standins: Standins) -> None:
    referral = referred(cast, datetime.now(UTC))
    revoke_guest_link(cast.dana, referral.pk, now=datetime.now(UTC))
    for message in referral.messages.all():
        send_message(str(message.pk))
    receipt = next(mail for mail in standins.store.all() if "has arrived" in mail.subject)
    assert "/g/" not in receipt.text


def test_the_code_of_a_link(cast: Cast, standins: Standins) -> None:
    referral = referred(cast, datetime.now(UTC))
    link = referral.guest_links.get()
    now = datetime.now(UTC)
    ask_guest_code(link_secret_of(link.pk), now=now)
    send_message(str(referral.messages.get(kind="guest_code").pk))
    [mail] = [mail for mail in standins.store.all() if "opens referral" in mail.subject]
    assert mail.subject == f"{code_of(link.pk, now)} opens referral {referral.number}"
    assert "http" not in mail.text


def test_no_code_is_in_the_database(cast: Cast, standins: Standins) -> None:
    now = datetime.now(UTC)
    kept = submitted(cast, now)
    send_all()
    row = PlannedMessage.objects.get()
    told = f"{row.facts} {row.occasion} {list(MessageAttempt.objects.values())} {list(GuestSubmission.objects.values())}"
    assert code_of(kept.pk, now) not in told.replace(str(now), "")


def test_what_was_sent_is_erased_with_it(cast: Cast, standins: Standins) -> None:
    submitted(cast, datetime.now(UTC) - timedelta(hours=25))
    send_all()
    erase_guests(0)
    assert not GuestSubmission.objects.exists()
    assert not MessageAttempt.objects.exists()
    assert not PlannedMessage.objects.exists()
