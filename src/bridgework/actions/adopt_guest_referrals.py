from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from bridgework.actions.ask_guest_code import count_code
from bridgework.actions.guest_secrets import is_code
from bridgework.actions.ledger import lock_referral, settle, write_audit, write_event
from bridgework.actions.match_guest_office import clinician_of
from bridgework.actions.plan_guest_code import plan_guest_code
from bridgework.records.models import GuestLink, Patient, Practice, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.guests import CODE_PAUSE, MOST_TRIES, CodeFacts, check_code
from bridgework.rules.refusals import LinkRefused, MoveNotAllowed

NONE = "Nothing was sent without an account from this address, or it belongs to your practice already."


@transaction.atomic
def ask_adoption_code(viewer: Viewer, email: str, *, now: datetime) -> None:
    """Sends a code to an e-mail address from which referrals were sent without an account. Raises MoveNotAllowed, NotAllowed.

    Whether there are any is not told before the code: the answer is the same for every address.
    """
    permissions.require(viewer, "run_practice")
    link = _links(email).select_for_update(of=("self",)).first()
    is_too_soon = link is not None and link.code_sent_at is not None and now - link.code_sent_at < CODE_PAUSE
    if link is None or is_too_soon or (link.locked_until and link.locked_until > now):
        return
    count_code(link, now)
    plan_guest_code(link, channel="email", address=link.email, now=now)
    write_audit(viewer, "ask_adoption_code", now, [])


def adopt_guest_referrals(viewer: Viewer, email: str, code: str, *, now: datetime) -> int:
    """Referrals that an office sent before it had an account become those of the viewer's practice, with their patients.

    The viewer runs the practice and has read the code at that address. Every referral says in its history who took it over; the private
    links end, since the office signs in from now on. Answers with how many. Raises LinkRefused for a wrong code, MoveNotAllowed, NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    refusal = _prove(email, code, now)
    if refusal:
        raise LinkRefused(refusal)
    return _adopt(viewer, permissions.practice_of(viewer), email, now)


@transaction.atomic
def _prove(email: str, code: str, now: datetime) -> str:
    # Answered, not raised, in here: the count of wrong tries must be committed.
    link = _links(email).select_for_update(of=("self",)).first()
    if link is None:
        return "That is not the code. Please look again."
    refusal = check_code(CodeFacts(link.code_sent_at, link.code_tries), is_right=is_code(code, link.pk, link.code_sent_at), now=now)
    if refusal:
        link.code_tries = min(link.code_tries + 1, MOST_TRIES)
    else:
        link.code_sent_at, link.codes_sent, link.locked_until = None, 0, None
    link.save(update_fields=["code_sent_at", "code_tries", "codes_sent", "locked_until"])
    return refusal


@transaction.atomic
def _adopt(viewer: Viewer, practice_id: UUID, email: str, now: datetime) -> int:
    practice = Practice.objects.select_for_update(no_key=True).get(pk=practice_id)
    if not practice.on_network:
        raise MoveNotAllowed(NONE)
    links = _links(email).order_by()
    keys = list(
        links.exclude(referral__recipient_practice=practice).order_by("referral_id").values_list("referral_id", flat=True).distinct()
    )
    for key in keys:
        _adopt_one(viewer, practice, key, now)
    links.filter(referral__in=keys, revoked_at=None).update(revoked_at=now)
    write_audit(viewer, "adopt_guest_referrals", now, keys)
    return len(keys)


def _adopt_one(viewer: Viewer, practice: Practice, referral_id: UUID, now: datetime) -> None:
    referral: Referral = lock_referral(SYSTEM, referral_id)
    office = referral.sender_practice
    Patient.objects.filter(pk=referral.patient_id, practice=office).update(practice=practice)
    if referral.referring_provider is not None:
        referral.referring_provider = clinician_of(practice, referral.referring_provider.name)
    referral.sender_practice = practice
    if referral.state == states.OUTCOME_SENT and referral.report_delivered_at is None:
        referral.report_delivered_at = now  # it lies on their desk now
    write_event(referral, viewer, "adopted", now, {"office": office.name})
    settle(referral, viewer, "adopt_guest_referrals", now)


def _links(email: str) -> QuerySet[GuestLink]:
    return GuestLink.objects.filter(email=email.strip().lower(), practice__on_network=False, email_is_proven=True).order_by("-created_at")
