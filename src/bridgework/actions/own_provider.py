from uuid import UUID

from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Provider
from bridgework.rules.facts import Viewer

OWN = KeptQuestion(
    lambda practice_id, person_id: Provider.objects.filter(practice_id=practice_id, person_id=person_id, is_active=True).order_by("pk")[:1],
    UUID,
    UUID,
)


def own_provider(viewer: Viewer, practice_id: UUID | None) -> Provider | None:
    """The clinician of that practice that the viewer is, or None where they are no clinician there."""
    if viewer.person_id is None or practice_id is None:
        return None
    return OWN.only_row(practice_id, viewer.person_id)
