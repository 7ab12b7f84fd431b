"""Whose patient is whose to call: one caller has one patient, and nobody else gets that one meanwhile."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from bridgework.actions.ledger import lock_referral, require_side, write_audit
from bridgework.records.constraints import refusing
from bridgework.records.models import CallClaim
from bridgework.rules import permissions
from bridgework.rules.calls import AT_ANY_HOUR, CLAIMED_FOR
from bridgework.rules.contact import DAY_BEGINS, QUIET_BEGINS
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed

NEXT = """
    SELECT referral.id FROM records_referral AS referral
    WHERE referral.recipient_practice_id = %(practice)s AND referral.call_due_at <= %(now)s
        AND (referral.call_reason = ANY(%(any_hour)s)
            OR (%(now)s AT TIME ZONE referral.call_zone)::time >= %(begins)s AND (%(now)s AT TIME ZONE referral.call_zone)::time < %(ends)s)
        AND NOT EXISTS (SELECT FROM records_callclaim AS claim WHERE claim.referral_id = referral.id AND claim.expires_at > %(now)s)
    ORDER BY referral.call_reason <> ALL(%(any_hour)s), referral.call_due_at, referral.id
    LIMIT 1
    FOR UPDATE OF referral SKIP LOCKED
"""
"""Who is next: patients in danger first, then by due time, nobody before 8 or after 21 of their own time. Whoever is locked is being taken."""

CLAIM = """
    INSERT INTO records_callclaim AS claim (referral_id, person_id, person_name, claimed_at, expires_at)
    VALUES (%(referral)s, %(person)s, %(name)s, %(now)s, %(until)s)
    ON CONFLICT (referral_id) DO UPDATE SET person_id = EXCLUDED.person_id, person_name = EXCLUDED.person_name,
        claimed_at = EXCLUDED.claimed_at, expires_at = EXCLUDED.expires_at
    WHERE claim.expires_at <= %(now)s OR claim.person_id = EXCLUDED.person_id
    RETURNING claim.referral_id
"""
"""A claim that stands is somebody else's, even where it was made after the search began: then nothing is returned."""

MOST_TRIES = 20


@transaction.atomic
def claim_next_call(viewer: Viewer, *, now: datetime) -> UUID | None:
    """The next patient to call, who is this caller's for twenty minutes; the one they have already, if any; None where nobody is due.

    Raises NotAllowed.
    """
    person_id = _caller(viewer)
    own = CallClaim.objects.filter(person_id=person_id, expires_at__gt=now, referral__recipient_practice_id=viewer.practice_id).first()
    if own is not None:
        return own.referral_id
    CallClaim.objects.filter(person_id=person_id).delete()
    wanted: dict[str, Any] = {
        "practice": viewer.practice_id,
        "now": now,
        "any_hour": sorted(AT_ANY_HOUR),
        "begins": DAY_BEGINS,
        "ends": QUIET_BEGINS,
    }
    with connection.cursor() as cursor:
        for _ in range(MOST_TRIES):
            cursor.execute(NEXT, wanted)
            found = cursor.fetchone()
            if found is None:
                return None
            if _claim(viewer, found[0], now):
                return UUID(str(found[0]))
    return None


@transaction.atomic
def claim_call(viewer: Viewer, referral_id: UUID, *, now: datetime) -> None:
    """Takes one patient to call; a patient whom the same caller had before is given back.

    Raises MoveNotAllowed where a colleague has the patient on the phone, NotAllowed, NotFound.
    """
    person_id = _caller(viewer)
    referral = lock_referral(viewer, referral_id)
    if require_side(viewer, referral, RECIPIENT) is not None:
        raise NotAllowed("The receiving practice calls the patient. Nothing was changed.")
    CallClaim.objects.filter(person_id=person_id).exclude(referral_id=referral_id).delete()
    if not _claim(viewer, referral_id, now):
        other = CallClaim.objects.filter(referral_id=referral_id).values_list("person_name", flat=True).first()
        raise MoveNotAllowed(f"{other or 'A colleague'} is calling this patient now. Nothing was changed.")


@transaction.atomic
def release_call(viewer: Viewer, referral_id: UUID) -> None:
    """Gives a patient back without a call: somebody else may take them. Raises NotAllowed, NotFound."""
    lock_referral(viewer, referral_id)
    CallClaim.objects.filter(person_id=_caller(viewer), referral_id=referral_id).delete()


def end_claim(viewer: Viewer, referral_id: UUID) -> None:
    """Ends the caller's claim on a locked referral once it is said how the call went."""
    CallClaim.objects.filter(referral_id=referral_id, person_id=_caller(viewer)).delete()


def refuse_another_callers(viewer: Viewer, referral_id: UUID, now: datetime) -> None:
    """Raises MoveNotAllowed where a colleague has the patient of a locked referral on the phone now."""
    other = CallClaim.objects.filter(referral_id=referral_id, expires_at__gt=now).exclude(person_id=_caller(viewer)).first()
    if other is not None:
        raise MoveNotAllowed(f"{other.person_name} is calling this patient now. Nothing was changed.")


def _claim(viewer: Viewer, referral_id: UUID, now: datetime) -> bool:
    values = {"referral": referral_id, "person": viewer.person_id, "name": viewer.name, "now": now, "until": now + CLAIMED_FOR}
    with refusing(), connection.cursor() as cursor:
        cursor.execute(CLAIM, values)
        taken = cursor.fetchone() is not None
    if taken:
        write_audit(viewer, "claim_call", now, [referral_id])
    return taken


def _caller(viewer: Viewer) -> UUID:
    permissions.require(viewer, "schedule")
    if viewer.person_id is None or not viewer.is_staff:
        raise NotAllowed("Patients are called by people of the practice.")
    return viewer.person_id
