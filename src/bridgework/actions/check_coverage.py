from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, write_audit, write_event
from bridgework.records.models import CoverageCheck
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.coverage import CheckEntry
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def check_coverage(viewer: Viewer, referral_id: UUID, entry: CheckEntry, *, now: datetime) -> CoverageCheck:
    """The receiving practice says whether it takes the patient's coverage, and how the authorization stands; the sender sees it.

    The rows as they were are kept. Raises MoveNotAllowed on a draft or a closed referral, NotFound, NotAllowed.
    """
    permissions.require(viewer, "schedule")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    if referral.state == states.DRAFT or referral.closed_at is not None:
        raise MoveNotAllowed("This referral is closed. Nothing was changed.")
    check, _ = CoverageCheck.objects.update_or_create(
        referral=referral,
        defaults={
            "accepted": entry.accepted,
            "authorization": entry.authorization,
            "authorization_number": entry.authorization_number,
            "note": entry.note,
            "checked_by_id": viewer.person_id,
            "checked_at": now,
        },
    )
    write_event(referral, viewer, "coverage_checked", now, {"accepted": entry.accepted, "authorization": entry.authorization})
    write_audit(viewer, "check_coverage", now, [referral.pk])
    return check
