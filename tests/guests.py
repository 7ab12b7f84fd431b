"""A guest in tests: what an office without an account types on a public page, and what it does with a browser."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import make
from addresses import PNG
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.guest_secrets import code_of, link_secret_of, page_secret_of
from bridgework.actions.send_report import send_report
from bridgework.records.link_secrets import hash_of
from bridgework.records.models import GuestLink, GuestSubmission, Referral
from bridgework.web.public.sender_form import Stamp, new_stamp
from people import Cast

PAGE = "/r/harbor-endodontics/"
OFFICE = {
    "office": "Copper Beech Dental",
    "clinician": "Dr. Nils Aker",
    "office_phone": "(312) 555-0188",
    "email": "desk@copperbeech.example",
}
PATIENT = {"given_name": "Wren", "family_name": "Quillfeather", "birth_date": "5/17/1984", "phone": "(312) 555-0142", "language": "en"}
CASE: dict[str, Any] = {
    "procedure": "first_treatment",
    "wanted": "evaluate_and_treat",
    "reason": "Throbbing at night for three days.",
    "teeth": ["19"],
    "finding_spontaneous_pain": "yes",
    "finding_swelling": "no",
    "duration": "days",
    "medical_alerts": ["none_known"],
}
TYPED: dict[str, Any] = OFFICE | PATIENT | CASE


def stamp(shown_at: datetime, ago: timedelta = timedelta(minutes=2)) -> str:
    """The mark of a page that was shown a while ago."""
    return Stamp(new_stamp(shown_at).key, shown_at - ago).written()


def film(name: str = "tooth-19.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def post(client: Client, now: datetime, **changed: Any) -> Any:
    """The form as a guest posts it; `changed` replaces fields, None takes one away."""
    typed = {"stamp": stamp(now)} | TYPED | changed
    return client.post(PAGE, {name: value for name, value in typed.items() if value is not None})


def the_submission() -> GuestSubmission:
    return GuestSubmission.objects.get()


def waiting_page(submission: GuestSubmission) -> str:
    return f"/r/wait/{page_secret_of(submission.pk)}/"


def right_code(of: GuestSubmission | GuestLink) -> str:
    of.refresh_from_db()
    assert of.code_sent_at is not None
    return code_of(of.pk, of.code_sent_at)


def wrong_code(of: GuestSubmission | GuestLink) -> str:
    return f"{(int(right_code(of)) + 1) % 1_000_000:06}"


def confirmed(client: Client, now: datetime, **changed: Any) -> Referral:
    """A referral that a guest has sent and confirmed in this browser."""
    sent = post(client, now, **changed)
    assert sent.status_code == 302, words_of(sent)
    submission = GuestSubmission.objects.get(page_sha256=hash_of(sent["Location"].split("/")[3]))
    answer = client.post(f"{waiting_page(submission)}code/", {"code": right_code(submission)})
    assert answer.status_code == 302, answer.content.decode()
    submission.refresh_from_db()
    assert submission.referral is not None
    return submission.referral


def guest_page(referral: Referral) -> str:
    return f"/g/{link_secret_of(referral.guest_links.get().pk)}/"


def report_on(cast: Cast, referral: Referral, now: datetime) -> Referral:
    """The practice answers with an outcome at once, without a visit."""
    accept_referral(cast.lin, referral.pk, now=now - timedelta(minutes=30))
    fields = make.REPORT | {"visit_on": None, "no_visit_reason": "advice_given"}
    send_report(cast.lin, referral.pk, fields=fields, final=True, now=now)
    referral.refresh_from_db()
    return referral


def words_of(answer: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
