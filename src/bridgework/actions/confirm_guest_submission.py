import hmac
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction

from bridgework.actions.ask_guest_code import UNKNOWN
from bridgework.actions.attach_file import attach_file
from bridgework.actions.drop_guest_upload import forget_uploads
from bridgework.actions.enter_patient import put_into_chart
from bridgework.actions.guest_secrets import is_code, letter_secret_of
from bridgework.actions.issue_guest_link import issue_guest_link, standing_guest_link
from bridgework.actions.ledger import new_event, settle, write_events
from bridgework.actions.match_guest_office import clinician_of, match_guest_office
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.put_person import fill_person
from bridgework.actions.save_draft import fill_draft
from bridgework.actions.send_referral import require_complete, send_off
from bridgework.actions.start_referral import new_draft
from bridgework.records import files
from bridgework.records.constraints import refusing
from bridgework.records.link_secrets import hash_of
from bridgework.records.models import GuestLink, GuestSubmission, Referral
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.guests import CODE_LIVES, MOST_TRIES, SENT_KEPT, CodeFacts, check_code
from bridgework.rules.patient_entry import check_entry
from bridgework.rules.person_entry import check_person
from bridgework.rules.refusals import LinkRefused, NotComplete, NotFound

WAY = "public form"
CONFIRMED_ALREADY = "This referral was confirmed already. Open it by the link in your e-mail."


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What became of a submission: the referral, and the link by which its sender follows it.

    `is_proof`: whoever asked has just proven their address; not by a message of days ago, which may have been passed on.
    """

    referral: Referral
    link: GuestLink
    is_proof: bool = True


def confirm_guest_submission(secret: str, *, now: datetime, code: str | None = None) -> Confirmed:
    """The sender has proven their address: the submission becomes a referral of their office, sent, and the practice sees it from now on.

    With `code` the secret is that of the waiting page, without it that of the link in the message. Wrong codes are counted on the submission.
    Done twice it answers with the referral that was made. Raises LinkRefused with a sentence for a wrong, old or used-up code, and where
    the link to what was made has ended; NotFound.
    """
    confirmed, refusal = _try(secret, code, now)
    if confirmed is None:
        raise LinkRefused(refusal)
    return confirmed


@transaction.atomic
def _try(secret: str, code: str | None, now: datetime) -> tuple[Confirmed | None, str]:
    # A refusal is answered, not raised, in here: the count of wrong tries must be committed.
    which = {"letter_sha256": hash_of(secret)} if code is None else {"page_sha256": hash_of(secret)}
    submission = only_row(
        GuestSubmission.objects.select_for_update(of=("self",))
        .select_related("practice", "referral__sender_practice")
        .filter(**which, status__in=["waiting", "sent"], expires_at__gt=now)
    )
    if submission is None:
        raise NotFound
    if submission.referral is not None and code is None:
        is_fresh = submission.code_sent_at is not None and now - submission.code_sent_at <= CODE_LIVES
        return _again(submission.referral, now, is_proof=is_fresh)
    facts = CodeFacts(submission.code_sent_at, submission.code_tries)
    refusal = check_code(facts, is_right=_is_right(submission, secret, code), now=now)
    if refusal:
        # Counted for good: after the referral was made a guess opens its page, as before.
        submission.code_tries = min(submission.code_tries + 1, MOST_TRIES)
        submission.save(update_fields=["code_tries"])
        return None, CONFIRMED_ALREADY if submission.referral is not None else refusal
    if submission.referral is not None:
        return _again(submission.referral, now)
    return _become_referral(submission, now), ""


def _again(referral: Referral, now: datetime, *, is_proof: bool = True) -> tuple[Confirmed | None, str]:
    """To the referral that was made before, as long as its link stands: one that was revoked, or taken over by adoption, stays so."""
    link = standing_guest_link(referral, now)
    return (Confirmed(referral, link, is_proof), "") if link else (None, UNKNOWN)


def _is_right(submission: GuestSubmission, secret: str, code: str | None) -> bool:
    if code is not None:
        return is_code(code, submission.pk, submission.code_sent_at)
    sent_at = submission.code_sent_at
    return sent_at is not None and hmac.compare_digest(secret, letter_secret_of(submission.pk, sent_at))


def _become_referral(submission: GuestSubmission, now: datetime) -> Confirmed:
    practice = submission.practice
    today = now.astimezone(ZoneInfo(practice.time_zone)).date()
    entry, problems = check_entry(submission.patient, today)
    person, wrong = check_person(submission.patient, today)
    problems |= wrong
    if entry is None or person is None:
        raise NotComplete("This could not be sent.", problems)
    office = match_guest_office(submission, now)
    clinician = clinician_of(office, submission.clinician)
    viewer = Viewer(kind="guest", name=clinician.name, way=WAY, practice_id=office.pk, practice_name=office.name, referral_id=submission.pk)
    patient, _ = put_into_chart(viewer, office, entry, now)
    fill_person(patient, person, now)
    referral = new_draft(viewer, patient, office, submission_key=submission.pk, way=WAY, now=now)
    referral.recipient_practice, referral.specialty, referral.referring_provider = practice, practice.specialty, clinician
    said = {"case": submission.case, "teeth": submission.teeth, "sites": submission.sites}
    fill_draft(referral, **said, recipient_practice_id=None, referring_provider_id=None)
    require_complete(referral)
    viewer = replace(viewer, referral_id=referral.pk)
    kept = list(submission.files.order_by("added_at", "pk"))
    started = new_event(referral, viewer, "started", now)
    proven = new_event(referral, viewer, "guest_proven", now, {"by": submission.code_channel})
    sent = send_off(referral, viewer, now, files=len(kept))
    with refusing():
        settle(referral, viewer, "confirm_guest_submission", now)
    write_events(started, proven, sent)
    for file in kept:
        with files.open_apart(file.pk) as content:
            attach_file(viewer, referral.pk, name=file.name, content=content, now=now)
    link = _link_of(submission, referral, now)
    link.opened_at = now  # the browser that typed the code goes on to the page
    link.save(update_fields=["opened_at"])
    plan_messages(referral, "sent", str(sent.pk), now)
    _empty(submission, referral, now)
    return Confirmed(referral, link)


def _link_of(submission: GuestSubmission, referral: Referral, now: datetime) -> GuestLink:
    return issue_guest_link(
        referral,
        name=f"{submission.clinician}, {submission.office}",
        email=submission.email,
        phone=submission.phone,
        email_is_proven=submission.code_channel == "email",
        now=now,
    )


def _empty(submission: GuestSubmission, referral: Referral, now: datetime) -> None:
    """From now on the referral holds what was written; here only the way to it is kept, for a few days."""
    for file_id in submission.files.values_list("pk", flat=True):
        transaction.on_commit(partial(files.erase_apart, file_id))
    forget_uploads(submission.uploads.all())
    submission.files.all().delete()
    submission.patient, submission.case, submission.teeth, submission.sites = {}, {}, [], []
    submission.status, submission.referral, submission.expires_at = "sent", referral, now + SENT_KEPT
    submission.save()
