"""Templates of the viewer's practice: named starting points of its referrals."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from bridgework.lookups.case_words import teeth_written
from bridgework.records.models import Practice, Referral, ReferralTemplate
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound
from bridgework.rules.summary import summarize

MEASURED_REFERRALS = 400
MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """One template. `case` is the part of a case that it starts with; `summary` says the same in a line."""

    id: UUID
    name: str
    recipient_id: UUID | None
    recipient: str
    specialty: str
    teeth: tuple[str, ...]
    teeth_written: str
    case: dict[str, Any]
    summary: str
    changed_by: str
    changed_at: datetime


def templates_of(viewer: Viewer, *, tooth_system: str = "universal") -> tuple[TemplateFacts, ...]:
    """The templates of the viewer's practice by name."""
    rows = ReferralTemplate.objects.filter(Q(practice_id=viewer.practice_id), is_active=True).select_related(
        "recipient_practice", "changed_by"
    )
    return tuple(_facts(row, tooth_system) for row in rows.order_by("name"))


def find_template(viewer: Viewer, template_id: UUID, *, tooth_system: str = "universal") -> TemplateFacts:
    """One of them. Raises NotFound."""
    row = only_row(
        ReferralTemplate.objects.filter(Q(practice_id=viewer.practice_id), pk=template_id, is_active=True).select_related(
            "recipient_practice", "changed_by"
        )
    )
    if row is None:
        raise NotFound
    return _facts(row, tooth_system)


def recipients_for_templates(viewer: Viewer) -> tuple[tuple[UUID, str], ...]:
    """Practices that a template can name (id, name): where the viewer's practice sent to lately, then by name; at most two hundred."""
    receiving = Practice.objects.filter(receives=True).exclude(Q(pk=viewer.practice_id)).order_by("name")
    lately = Referral.objects.filter(sender_practice_id=viewer.practice_id, recipient_practice__isnull=False).order_by("-created_at", "-id")
    used = set(lately.values_list("recipient_practice_id", flat=True)[:MEASURED_REFERRALS])
    named = ReferralTemplate.objects.filter(Q(practice_id=viewer.practice_id), is_active=True, recipient_practice__isnull=False)
    used |= set(named.values_list("recipient_practice_id", flat=True))
    first = tuple(receiving.filter(pk__in=used).values_list("pk", "name"))
    return (*first, *receiving.exclude(pk__in=used).values_list("pk", "name")[: MOST_NAMED - len(first)])


def _facts(row: ReferralTemplate, tooth_system: str) -> TemplateFacts:
    recipient = row.recipient_practice if row.recipient_practice and row.recipient_practice.receives else None
    return TemplateFacts(
        id=row.pk,
        name=row.name,
        recipient_id=recipient.pk if recipient else None,
        recipient=recipient.name if recipient else "",
        specialty=row.specialty,
        teeth=tuple(row.teeth),
        teeth_written=teeth_written(row.teeth, tooth_system),
        case=dict(row.case),
        summary=summarize(row.case),
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
    )
