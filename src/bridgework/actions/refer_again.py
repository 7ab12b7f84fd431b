from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.copy_referral import copy_files
from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.save_draft import fill_case
from bridgework.actions.start_referral import new_draft
from bridgework.records.constraints import refusing
from bridgework.records.models import Practice, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.drafting import carry_on
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete


@transaction.atomic
def refer_again(
    viewer: Viewer,
    referral_id: UUID,
    *,
    submission_key: UUID,
    files: Collection[UUID],
    now: datetime,
    to_practice_id: UUID | None = None,
) -> Referral:
    """A further draft for the same patient, with what of the case still holds and the chosen files of the earlier referral.

    The earlier one goes on as it is: this is another referral, not the same one anew (`reopen_referral`). Findings are asked again. The same
    submission key finds the same draft again. Raises NotComplete for a practice that does not receive, MoveNotAllowed for a draft,
    NotFound, NotAllowed.
    """
    permissions.require(viewer, "refer")
    earlier = lock_referral(viewer, referral_id)
    acted_for = require_side(viewer, earlier, INITIATOR)
    existing = Referral.objects.filter(submission_key=submission_key, sender_practice_id=earlier.sender_practice_id).first()
    if existing is not None:
        return existing
    if earlier.state == states.DRAFT:
        raise MoveNotAllowed("This one has not been sent yet. Go on writing it instead.")
    recipient = Practice.objects.filter(pk=to_practice_id, receives=True).first() if to_practice_id else None
    if to_practice_id and recipient is None:
        raise NotComplete("Not started yet.", {"to": "Choose a practice from the directory."})
    draft = new_draft(viewer, earlier.patient, earlier.sender_practice, submission_key=submission_key, way=viewer.way, now=now)
    draft.referring_provider = earlier.referring_provider
    draft.specialty = recipient.specialty if recipient else ""
    draft.recipient_practice = recipient
    draft.previous, draft.previous_link = earlier, "again"
    fill_case(
        draft, case=carry_on(earlier.case, same_specialty=draft.specialty == earlier.specialty), teeth=earlier.teeth, sites=earlier.sites
    )
    with refusing():
        settle(draft, viewer, "refer_again", now)
    write_event(draft, viewer, "started", now, {"from_number": earlier.number, "link": "again"}, acted_for=acted_for)
    copy_files(earlier.attachments.filter(removed_at=None, pk__in=files), draft)
    return draft
