from datetime import datetime
from uuid import UUID

from bridgework.records.models import Membership

BECAME = {"accepted": "sent", "refused": "failed", "retry": "planned", "unclear": "unclear"}
"""What an attempt's end (`connections.door.Outcome`) makes of an invitation; only what was certainly not taken may be tried again."""


def finish_invitation(membership_id: UUID, *, invited_at: datetime, outcome: str, last_try: bool = False) -> None:
    """Writes down what became of the invitation that this job claimed; a later one is not touched."""
    became = "failed" if last_try and outcome == "retry" else BECAME[outcome]
    Membership.objects.filter(pk=membership_id, invited_at=invited_at, invitation="sending").update(invitation=became)
