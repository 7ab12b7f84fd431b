from datetime import datetime, timedelta

from django.db import transaction

from bridgework.actions.guest_secrets import letter_secret_of
from bridgework.actions.plan_guest_code import plan_guest_code
from bridgework.records.link_secrets import hash_of
from bridgework.records.models import GuestSubmission, PlannedMessage
from bridgework.rules.contact import is_at_home
from bridgework.rules.guests import DAY, HOUR, CodeFacts, is_email, why_no_code
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound


@transaction.atomic
def send_guest_code(secret: str, *, now: datetime, channel: str = "email", email: str = "") -> GuestSubmission:
    """Sends the code for a waiting submission again: to the same address, to a corrected one (`email`), or as a text message ("sms").

    `secret` is that of the waiting page. Raises NotFound, NotComplete for an address that is none, MoveNotAllowed where there were enough.
    """
    submission = (
        GuestSubmission.objects.select_for_update(of=("self",))
        .select_related("practice")
        .filter(page_sha256=hash_of(secret), status="waiting", expires_at__gt=now)
        .first()
    )
    if submission is None:
        raise NotFound
    corrected = email.strip().lower()
    is_corrected = bool(corrected) and corrected != submission.email
    if is_corrected:
        if not is_email(corrected):
            raise NotComplete("Not sent.", {"email": "This is not an e-mail address."})
        submission.email = corrected
    send_code(submission, channel="sms" if channel == "sms" else "email", now=now, at_once=is_corrected)
    submission.save()
    return submission


def send_code(submission: GuestSubmission, *, channel: str, now: datetime, at_once: bool = False) -> None:
    """A new code on a locked submission; the ones before are none any more. The caller saves. Raises MoveNotAllowed."""
    before = None if at_once else submission.code_sent_at
    address = submission.phone if channel == "sms" else submission.email
    if channel == "sms" and not is_at_home(address):
        raise MoveNotAllowed("A code cannot be texted to this number. Take it by e-mail, or call the practice.")
    facts = CodeFacts(before, submission.code_tries)
    if refusal := why_no_code(facts, submission.codes_sent, now, channel=channel, to_address=codes_to(address, now)):
        raise MoveNotAllowed(refusal)
    submission.code_channel, submission.code_sent_at = channel, now
    submission.code_tries, submission.codes_sent = 0, submission.codes_sent + 1
    submission.letter_sha256 = hash_of(letter_secret_of(submission.pk, now))
    plan_guest_code(submission, channel=channel, address=address, now=now)


def codes_to(address: str, now: datetime) -> dict[timedelta, int]:
    """How many codes went to a mailbox or phone within the last hour and day, for whatever submissions."""
    rows = PlannedMessage.objects.filter(kind="guest_confirm", address=address)
    return {span: rows.filter(created_at__gt=now - span).count() for span in (HOUR, DAY)}
