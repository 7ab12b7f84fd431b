from uuid import UUID

from django.db.models import Q

from bridgework.lookups.our_numbers import our_address
from bridgework.records.models import OptOut


def stopped_channels(addresses: set[str], practice_id: UUID | None, own_number: str) -> tuple[str, ...]:
    """The channels on which one of these addresses wants nothing from that practice, which texts from `own_number` ("": the shared one)."""
    wishes = OptOut.objects.filter(address__in=addresses, ended_at=None).filter(Q(practice=None) | Q(practice_id=practice_id))
    meant = {wish.channel for wish in wishes if wish.our_address in ("", our_address(wish.channel, own_number))}
    return tuple(sorted(meant))
