from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle
from bridgework.records.constraints import refusing
from bridgework.records.models import Practice, Provider, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.case import clean
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete
from bridgework.rules.summary import summarize
from bridgework.rules.teeth import BY_UNIVERSAL
from bridgework.rules.urgency import decide_urgency


@transaction.atomic
def save_draft(
    viewer: Viewer,
    referral_id: UUID,
    *,
    case: Mapping[str, Any],
    teeth: Sequence[str],
    now: datetime,
    recipient_practice_id: UUID | None = None,
    referring_provider_id: UUID | None = None,
) -> Referral:
    """Keeps what has been typed so far and proposes the tier from the findings.

    `case` has the shape of `rules.questions`, `teeth` are Universal designations. What cannot be kept is named and everything else is kept
    all the same: raises NotComplete with the problems only after saving nothing of the field in question.
    Raises NotFound, NotAllowed, MoveNotAllowed where it was sent meanwhile.
    """
    permissions.require(viewer, "refer")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, INITIATOR)
    if referral.state != states.DRAFT or referral.discarded_at:
        raise MoveNotAllowed("This referral has already been sent, so the draft can no longer be changed.")
    fill_draft(referral, case=case, teeth=teeth, recipient_practice_id=recipient_practice_id, referring_provider_id=referring_provider_id)
    with refusing():
        return settle(referral, viewer, "save_draft", now)


def fill_draft(
    referral: Referral,
    *,
    case: Mapping[str, Any],
    teeth: Sequence[str],
    recipient_practice_id: UUID | None,
    referring_provider_id: UUID | None,
) -> None:
    """Puts the form's content on a locked draft. Raises NotComplete with field -> sentence where something cannot be right."""
    problems: dict[str, str] = {}
    if recipient_practice_id:
        recipient = Practice.objects.filter(pk=recipient_practice_id, receives=True).first()
        if recipient is None:
            problems["recipient"] = "Choose a practice from the directory."
        else:
            referral.recipient_practice, referral.specialty = recipient, recipient.specialty
    if referring_provider_id:
        provider = Provider.objects.filter(pk=referring_provider_id, practice_id=referral.sender_practice_id, is_active=True).first()
        if provider is None:
            problems["referring_provider"] = "Choose a clinician of your practice."
        referral.referring_provider = provider
    unknown = [tooth for tooth in teeth if tooth not in BY_UNIVERSAL]
    if unknown:
        problems["teeth"] = f"There is no tooth {', '.join(unknown)[:40]} in the Universal system (1 to 32, A to T)."
    cleaned, wrong = clean(case)
    problems.update(dict(wrong))
    if problems:
        raise NotComplete("Something here cannot be right. Everything you typed is still on the page.", problems)
    referral.teeth = list(dict.fromkeys(teeth))
    referral.case = dict(cleaned)
    urgency = decide_urgency(cleaned.get("findings", {}), cleaned.get("procedure", ""), referral.teeth)
    referral.tier = urgency.tier
    referral.tier_reasons = [reason.sentence for reason in urgency.reasons]
    referral.reason = summarize(cleaned)
