from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.defer_job import defer_jobs
from bridgework.actions.ledger import write_audit
from bridgework.records.models import Invitation, PlannedMessage, Practice
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotFound


@transaction.atomic
def invite_practice(viewer: Viewer, practice_id: UUID, *, now: datetime) -> Invitation:
    """Asks a practice that is not on the network to join it, by one e-mail; answers with the earlier invitation where there is one.

    An office asks the same practice once, which a constraint keeps. Raises MoveNotAllowed where the practice is on the network or has no
    e-mail address, NotFound, NotAllowed.
    """
    permissions.require(viewer, "refer")
    own = Practice.objects.get(pk=permissions.practice_of(viewer))
    invited = Practice.objects.filter(pk=practice_id, receives=True).exclude(pk=own.pk).first()
    if invited is None:
        raise NotFound
    if invited.on_network:
        raise MoveNotAllowed(f"{invited.name} is on the network already. Nothing was sent.")
    if not invited.email:
        raise MoveNotAllowed(f"No e-mail address of {invited.name} is known. Call them instead.")
    invitation, is_new = Invitation.objects.get_or_create(
        practice=own,
        invited=invited,
        defaults={"person_id": viewer.person_id, "person_name": viewer.name, "created_at": now},
    )
    if is_new:
        _plan(invitation, own, invited, now)
        write_audit(viewer, "invite_practice", now, [])
    return invitation


def _plan(invitation: Invitation, own: Practice, invited: Practice, now: datetime) -> None:
    message = PlannedMessage.objects.create(
        invitation=invitation,
        kind="invitation_to_practice",
        occasion=str(invitation.pk),
        recipient="invited",
        practice=invited,
        channel="email",
        language="en",
        address=invited.email,
        facts={
            "practice": invited.name,
            "sender": own.name,
            "person": invitation.person_name,
            "phone": own.phone,
            "practice_zone": invited.time_zone,
            "zone": invited.time_zone,
        },
        due_at=now,
        created_at=now,
        changed_at=now,
    )
    defer_jobs("send_message", [{"message_id": str(message.pk)}])
