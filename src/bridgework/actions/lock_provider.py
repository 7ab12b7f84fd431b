from uuid import UUID

from bridgework.records.models import Provider
from bridgework.rules.refusals import NotFound


def lock_provider(*provider_ids: UUID) -> dict[UUID, Provider]:
    """Locks what is scarce first: the providers' time, in the order of their keys, until the transaction ends.

    Every action that takes or frees time begins with this, so that two of them wait for each other instead of colliding in the
    exclusion constraint (which alone gave dozens of deadlocks under load). Raises NotFound for an unknown provider.
    """
    locked = {
        provider.pk: provider for provider in Provider.objects.select_for_update(of=("self",)).filter(pk__in=provider_ids).order_by("pk")
    }
    if len(locked) != len(set(provider_ids)):
        raise NotFound
    return locked
