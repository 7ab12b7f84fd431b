from collections.abc import Iterable
from datetime import datetime

from bridgework.actions.ledger import settle, write_event
from bridgework.records.models import Attachment, Practice, Referral
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.summary import summarize


def copy_referral(
    previous: Referral, viewer: Viewer, recipient: Practice | None, link: str, now: datetime, *, wanted: str = ""
) -> Referral:
    """A new draft of the same sender that follows from a locked referral, with its case and the files in it; the histories stay apart.

    `link` says how it follows: "redirected", "reopened" or "advice" (advice became a referral). `wanted` replaces what was asked for. Called
    inside the transaction of an action.
    """
    case = previous.case | ({"wanted": wanted} if wanted else {})
    follower = Referral(
        patient=previous.patient,
        sender_practice=previous.sender_practice,
        referring_provider=previous.referring_provider,
        recipient_practice=recipient,
        specialty=recipient.specialty if recipient else previous.specialty,
        started_by_id=viewer.person_id,
        way=viewer.way,
        teeth=previous.teeth,
        sites=previous.sites,
        case=case,
        wants_advice=case.get("wanted") == "advice",
        reason=summarize(case) if wanted else previous.reason,
        state=states.DRAFT,
        tier=previous.tier,
        tier_reasons=previous.tier_reasons,
        created_at=now,
        saved_at=now,
        saved_by_id=viewer.person_id,
        previous=previous,
        previous_link=link,
    )
    settle(follower, viewer, "copy_referral", now)
    write_event(follower, viewer, "started", now, {"from_number": previous.number, "link": link}, acted_for=previous.sender_practice)
    write_event(previous, viewer, "continued", now, {"in_number": follower.number, "link": link})
    copy_files(previous.attachments.filter(removed_at=None), follower)
    return follower


def copy_files(files: Iterable[Attachment], to: Referral) -> None:
    """The same files on another referral: rows of their own, the stored content once."""
    for attachment in files:
        Attachment.objects.create(
            referral=to,
            **{
                field.attname: getattr(attachment, field.attname)
                for field in Attachment._meta.concrete_fields
                if field.name not in ("id", "referral")
            },
        )
