"""How long a visit of one referral is, where triage said another length than that of its kind."""

from collections.abc import Iterable
from uuid import UUID

from bridgework.lookups.visible import visible_to
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Referral, TriageDecision
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer

DECIDED = KeptQuestion(
    lambda referral_id, kind: TriageDecision.objects.filter(referral_id=referral_id, visit_type_id=kind).values_list("minutes"), UUID, UUID
)


def length_of(referral: Referral, visit_type_id: UUID) -> int | None:
    """Minutes of the visit of that kind; None: as long as its kind is. For callers who have the row: it shows nothing of anybody.

    It was said of the first visit: one after it is as long as its kind.
    """
    if referral.state == states.VISIT_DONE:
        return None
    found = DECIDED.only_row(referral.pk, visit_type_id)
    return found[0] if found else None


def lengths_of(viewer: Viewer, referral_id: UUID, visit_type_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Minutes by kind of visit, for kinds that have another length for this referral. Empty where the viewer may not see it."""
    referral = Referral.objects.filter(visible_to(viewer), pk=referral_id).only("state").first()
    if referral is None or referral.state == states.VISIT_DONE:
        return {}
    rows = TriageDecision.objects.filter(referral=referral, visit_type_id__in=list(visit_type_ids), minutes__isnull=False)
    return {kind: minutes for kind, minutes in rows.values_list("visit_type_id", "minutes") if kind and minutes}
