from uuid import UUID

from bridgework.actions.enter_patient import lock_practice
from bridgework.records.models import Membership, Practice
from bridgework.rules import permissions
from bridgework.rules.colleagues import Colleague
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotAllowed


def lock_colleagues(viewer: Viewer) -> tuple[Practice, dict[UUID, Colleague]]:
    """The viewer's practice, locked until the transaction ends, and everybody's place in it. Called inside an action.

    Of two administrators who take each other's role away at once, the second is none any more when their turn comes: whether the viewer may
    is asked again here, of the rows. Raises NotAllowed.
    """
    permissions.require(viewer, "manage_people")
    practice = lock_practice(viewer)
    rows = Membership.objects.filter(practice=practice).select_related("person")
    places = {row.pk: (row.person_id, Colleague(row.pk, frozenset(row.roles), row.is_active and row.person.is_active)) for row in rows}
    own = next((place for person_id, place in places.values() if person_id == viewer.person_id), None)
    if own is None or not own.is_active or "administrator" not in own.roles:
        raise NotAllowed("You are not an administrator of this practice any more. Nothing was changed.")
    return practice, {key: place for key, (_, place) in places.items()}
