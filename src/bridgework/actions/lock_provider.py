from uuid import UUID

from django.db.models import Q, QuerySet

from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Availability, Provider
from bridgework.rules.refusals import NotFound


def _with_neighbors(provider_ids: list[UUID]) -> QuerySet[Provider]:
    rooms = Availability.objects.filter(provider_id__among=provider_ids, operatory__isnull=False).values("operatory_id")
    sharing = Availability.objects.filter(operatory__in=rooms).values("provider_id")
    wanted = Provider.objects.filter(Q(pk__among=provider_ids) | Q(pk__in=sharing))
    return wanted.select_for_update(of=("self",)).order_by("pk")


LOCKED = KeptQuestion(_with_neighbors, list)


def lock_provider(*provider_ids: UUID) -> dict[UUID, Provider]:
    """Locks what is scarce first: the providers' time, in the order of their keys, until the transaction ends.

    Whoever shares an operatory with them is locked, too: a room is as scarce as a clinician. Every action that takes or frees time begins
    with this, so that two of them wait for each other instead of colliding in the exclusion constraints (which alone gave dozens of
    deadlocks under load). Raises NotFound for an unknown provider.
    """
    if not provider_ids:
        return {}
    locked = {provider.pk: provider for provider in LOCKED(list(set(provider_ids)))}
    if not locked.keys() >= set(provider_ids):
        raise NotFound
    return locked
