from collections.abc import Collection
from uuid import UUID

from bridgework.records.models import PlannedMessage, Referral


def lock_messages(referrals: Collection[UUID], messages: Collection[UUID]) -> None:
    """Locks referrals and then messages until the transaction ends, each in the order of keys, so that two who lock many never wait in a ring."""
    if referrals:
        list(Referral.objects.filter(pk__in=referrals).order_by("pk").select_for_update().values_list("pk"))
    if messages:
        list(PlannedMessage.objects.filter(pk__in=messages).order_by("pk").select_for_update().values_list("pk"))
