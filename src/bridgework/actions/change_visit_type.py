from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import VisitType
from bridgework.rules import permissions
from bridgework.rules.facts import TIERS, Viewer
from bridgework.rules.questions import PROCEDURES, codes_of
from bridgework.rules.refusals import NotComplete, NotFound

TEXTS = ("name", "name_es", "what_to_expect", "what_to_expect_es", "what_to_bring", "what_to_bring_es")


@transaction.atomic
def change_visit_type(viewer: Viewer, visit_type_id: UUID | None, *, fields: Mapping[str, Any], now: datetime) -> VisitType:
    """Changes a kind of visit of the viewer's practice, or adds one (None). Visits that are booked keep their length.

    `fields` are columns of VisitType; one that is left out stays. A kind that is switched off is not offered any more. Raises NotComplete,
    NotFound, NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    practice_id = permissions.practice_of(viewer)
    kind = (
        VisitType.objects.filter(pk=visit_type_id, practice_id=practice_id).first() if visit_type_id else VisitType(practice_id=practice_id)
    )
    if kind is None:
        raise NotFound
    problems = _problems(fields, kind)
    if problems:
        raise NotComplete("Not saved. What you typed is still here.", problems)
    for name in TEXTS:
        if name in fields:
            setattr(kind, name, str(fields[name]).strip())
    for name in ("minutes", "buffer_minutes", "lead_minutes", "is_active", "is_follow_up", "procedures", "tiers"):
        if name in fields:
            setattr(kind, name, fields[name])
    if visit_type_id is None:
        kind.position = VisitType.objects.filter(practice_id=practice_id).count()
    kind.save()
    write_audit(viewer, "change_visit_type", now, [])
    return kind


def _problems(fields: Mapping[str, Any], kind: VisitType) -> dict[str, str]:
    problems = {}
    name = str(fields.get("name", kind.name)).strip()
    if not 1 <= len(name) <= 120:
        problems["name"] = "Give a name that patients understand, at most 120 characters."
    minutes, buffer = fields.get("minutes", kind.minutes), fields.get("buffer_minutes", kind.buffer_minutes)
    if not isinstance(minutes, int) or not 5 <= minutes <= 480:
        problems["minutes"] = "A visit takes between 5 minutes and 8 hours."
    if not isinstance(buffer, int) or not 0 <= buffer <= 120:
        problems["buffer_minutes"] = "Between 0 and 120 minutes can be kept free afterwards."
    lead = fields.get("lead_minutes", kind.lead_minutes)
    if not isinstance(lead, int) or not 0 <= lead <= 120:
        problems["lead_minutes"] = "Between 0 and 120 minutes can be kept free before."
    if set(fields.get("procedures", ())) - codes_of(PROCEDURES):
        problems["procedures"] = "Choose from the list."
    if set(fields.get("tiers", ())) - set(TIERS):
        problems["tiers"] = "Choose from the list."
    return problems
