from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.issue_guest_link import issue_guest_link, standing_guest_link
from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.plan_messages import plan_messages
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def send_guest_link(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """Sends an office off the network its private link to a referral (again): by the receiving side, to the address that is on file.

    An office that came by fax or paper gets one in this way, too; whoever opens it proves by a code that the mailbox is theirs.
    Raises MoveNotAllowed where there is no address or the sender is on the network, NotAllowed, NotFound.
    """
    permissions.require(viewer, "review")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    office = referral.sender_practice
    if office.on_network:
        raise MoveNotAllowed("This office is on the network: it follows the referral at its own desk.")
    link = standing_guest_link(referral, now) or referral.guest_links.order_by("-created_at").first()
    email = link.email if link else office.email
    if not email:
        raise MoveNotAllowed("There is no e-mail address of this office. Call them and write it down first.")
    clinician = referral.referring_provider.name if referral.referring_provider else ""
    issue_guest_link(
        referral,
        name=link.name if link else ", ".join(part for part in (clinician, office.name) if part),
        email=email,
        phone=link.phone if link else "",
        email_is_proven=link.email_is_proven if link else False,
        now=now,
    )
    event = write_event(referral, viewer, "guest_link_sent", now)
    settle(referral, viewer, "send_guest_link", now)
    plan_messages(referral, "guest_link_sent", str(event.pk), now)
    return referral
