from datetime import datetime

from bridgework.actions.ledger import settle, write_event
from bridgework.records.models import Attachment, Practice, Referral
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer


def copy_referral(previous: Referral, viewer: Viewer, recipient: Practice | None, link: str, now: datetime) -> Referral:
    """A new draft of the same sender that follows from a locked referral, with its case and the files in it; the histories stay apart.

    `link` says how it follows: "redirected" or "reopened". Called inside the transaction of an action.
    """
    follower = Referral(
        patient=previous.patient,
        sender_practice=previous.sender_practice,
        referring_provider=previous.referring_provider,
        recipient_practice=recipient,
        specialty=recipient.specialty if recipient else previous.specialty,
        started_by_id=viewer.person_id,
        way=viewer.way,
        teeth=previous.teeth,
        case=previous.case,
        reason=previous.reason,
        state=states.DRAFT,
        tier=previous.tier,
        tier_reasons=previous.tier_reasons,
        created_at=now,
        previous=previous,
        previous_link=link,
    )
    settle(follower, viewer, "copy_referral", now)
    write_event(follower, viewer, "started", now, {"from_number": previous.number, "link": link}, acted_for=previous.sender_practice)
    write_event(previous, viewer, "continued", now, {"in_number": follower.number, "link": link})
    for attachment in previous.attachments.filter(removed_at=None):
        Attachment.objects.create(
            referral=follower,
            **{
                field.attname: getattr(attachment, field.attname)
                for field in Attachment._meta.concrete_fields
                if field.name not in ("id", "referral")
            },
        )
    return follower
