from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from bridgework.actions.ledger import write_audit, write_event
from bridgework.lookups.patient_door import local_day, viewer_of
from bridgework.lookups.person import openers_of
from bridgework.records.link_secrets import hash_of
from bridgework.records.models import PatientLink
from bridgework.records.only_row import only_row
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.refusals import LinkRefused
from bridgework.rules.tries import ROUNDS_UNTIL_TOLD, shut_for

MOST_TRIES = 5
AT_THE_DOOR = replace(SYSTEM, way="patient link")
"""Who writes down what somebody did who never came in."""
UNKNOWN = "This link does not work any more. Please call the office that sent it; they can send you a new one."


def open_patient_link(secret: str, birth_date: date, *, now: datetime) -> Viewer:
    """The patient as a viewer, where the link stands and the birth date is right: that of whoever is written to, a parent for a
    child, or of anybody else who decides for the patient.

    Wrong dates are counted on the link itself, so that no number of computers guesses faster: after five it is
    locked for half an hour, after five more for an hour, and so on.
    Raises LinkRefused, with the same words for an unknown, expired and revoked link.
    """
    viewer, refusal = _try(secret, birth_date, now)
    if viewer is None:
        raise LinkRefused(refusal)
    return viewer


@transaction.atomic
def _try(secret: str, birth_date: date, now: datetime) -> tuple[Viewer | None, str]:
    # A refusal is answered, not raised, in here: the count of wrong tries must be committed.
    link = only_row(
        PatientLink.objects.select_for_update(of=("self",))
        .select_related("patient", "referral__recipient_practice")
        .filter(secret_sha256=hash_of(secret), revoked_at=None, expires_at__gt=now)
    )
    if link is None:
        return None, UNKNOWN
    if link.locked_until and link.locked_until > now:
        return None, "Too many tries. Please wait a while, or call the office."
    openers = openers_of(link.patient, local_day(link.referral.recipient_practice, now))
    opener = next((one for one in openers if one.birth_date == birth_date), None)
    if opener is None:
        _count_wrong(link, now)
        return None, "That birth date does not match. Please try again, or call the office."
    viewer = viewer_of(link, opener)
    link.failed_tries, link.locked_until = 0, None
    if link.opened_at is None:
        link.opened_at = now
        write_event(link.referral, viewer, "link_opened", now)
    link.save(update_fields=["failed_tries", "locked_until", "opened_at"])
    write_audit(viewer, "open_patient_link", now, [link.referral_id], act="read")
    return viewer, ""


def _count_wrong(link: PatientLink, now: datetime) -> None:
    """One more wrong date on a locked link. Each round of them is in the audit; after some the history tells the practice, which may revoke it."""
    link.failed_tries += 1
    rounds, further = divmod(link.failed_tries, MOST_TRIES)
    link.locked_until = None if further else now + shut_for(rounds)
    link.save(update_fields=["failed_tries", "locked_until"])
    if further:
        return
    write_audit(AT_THE_DOOR, "wrong_birth_dates", now, [link.referral_id], act="read")
    if rounds == ROUNDS_UNTIL_TOLD:
        write_event(link.referral, AT_THE_DOOR, "wrong_birth_dates", now, {"times": link.failed_tries})
