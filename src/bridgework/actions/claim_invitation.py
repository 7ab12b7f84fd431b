from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction

from bridgework.records.models import Membership


@dataclass(frozen=True, slots=True)
class ClaimedInvitation:
    """An invitation that is this job's to send now. `password_key` is the secret part of the address at which they choose a password; "" for
    somebody who has an account that they use.
    """

    email: str
    name: str
    practice: str
    phone: str
    language: str
    password_key: str


@transaction.atomic
def claim_invitation(membership_id: UUID, *, invited_at: datetime) -> ClaimedInvitation | None:
    """Takes a planned invitation for sending, committed before the network is touched. None where there is nothing to send (any more).

    One that was claimed before and never finished, since its worker was killed, is not sent again: it may have gone out, and says so.
    """
    row = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("person", "practice")
        .filter(pk=membership_id, invited_at=invited_at, is_active=True, invitation__in=["planned", "sending"])
        .first()
    )
    if row is None:
        return None
    was_claimed = row.invitation == "sending"
    row.invitation = "unclear" if was_claimed else "sending"
    row.save(update_fields=["invitation"])
    if was_claimed:
        return None
    person = row.person
    key = "" if person.last_login else f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    return ClaimedInvitation(person.email, person.name, row.practice.name, row.practice.phone, person.language, key)
