"""A referral from an office without an account, by the public page: two hours old, so that its messages are in the mailbox and their links work."""

import io
from datetime import timedelta
from typing import Any
from uuid import UUID

from bridgework.actions.confirm_guest_submission import confirm_guest_submission
from bridgework.actions.guest_secrets import code_of, page_secret_of
from bridgework.actions.keep_guest_submission import Upload, keep_guest_submission
from bridgework.actions.record_film import record_film
from bridgework.demo.cast import HARBOR
from bridgework.demo.films import taken_before
from bridgework.demo.story import Stage
from bridgework.rules.guests import GuestOffice

KEY = UUID("6b1f0c5e-7d55-4c0a-9a51-0d2d8c9f4e10")
OFFICE = GuestOffice("Copper Beech Dental", "Dr. Nils Aker", "+12175550188", "desk@copperbeech.example")
PATIENT = {
    "given_name": "Tobias",
    "family_name": "Wexler",
    "birth_date": "3/9/1988",
    "phone": "(217) 555-0164",
    "language": "en",
    "may_contact": "1",
}
CASE: dict[str, Any] = {
    "procedure": "cracked_tooth",
    "wanted": "evaluate_and_treat",
    "reason": "Sharp pain on biting nuts for two weeks; no line to be seen on the film.",
    "findings": {"bite_pain": "yes", "spontaneous_pain": "no", "swelling": "no", "cold_response": "yes", "lingering_cold": "no"},
    "duration": "weeks",
    "medical_alerts": ["none_known"],
    "anxiety": "some",
}
AGO = timedelta(hours=2, minutes=10)


def leave_guest_referral(stage: Stage) -> None:
    """Somebody of an office that nobody here knows writes it, types the code, and waits for an answer."""
    written = stage.present - AGO
    film = stage.films["periapical"][1]
    keep_guest_submission(
        HARBOR,
        KEY,
        came_from="demo",
        uploads=[Upload("bitewing and tip 30.dcm", io.BytesIO(film.content), len(film.content))],
        office=OFFICE,
        patient=PATIENT,
        case=CASE,
        teeth=["30"],
        now=written,
    )
    confirmed = confirm_guest_submission(page_secret_of(KEY), code=code_of(KEY, written), now=written + timedelta(minutes=2))
    for file in confirmed.referral.attachments.all():
        record_film(file.pk, taken_before(film, (written - timedelta(days=1)).date()), now=written + timedelta(minutes=2, seconds=4))
