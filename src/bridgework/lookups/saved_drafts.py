"""Drafts that the viewer's practice has not sent: for whom, where to, how complete, and who wrote last."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from bridgework.lookups.case_words import teeth_written
from bridgework.lookups.films import as_attached, film_facts
from bridgework.lookups.wanted_records import own_questions_by, wanted_from
from bridgework.records.models import Attachment, Referral
from bridgework.rules import referral_states as states
from bridgework.rules.completeness import check_records
from bridgework.rules.drafting import Progress, progress_of
from bridgework.rules.facts import Viewer
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.sending import problems_before_sending

Whose = Literal["mine", "all"]
PAGE = 50
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """One line of the list. Times are UTC; `missing` are labels of wanted records that are not there."""

    id: UUID
    number: int
    patient: str
    birth_date: date
    recipient: str
    teeth: str
    reason: str
    tier: str
    wants_advice: bool
    progress: Progress
    missing: tuple[str, ...]
    started_by: str
    saved_by: str
    saved_at: datetime
    held_until: datetime | None
    """Of a time held in the chair."""
    due_at: datetime | None


def saved_drafts(viewer: Viewer, whose: Whose, *, now: datetime, tooth_system: str = "universal") -> tuple[SavedDraft, ...]:
    """The latest fifty drafts of the viewer's practice, or of the viewer: begun, written to last, or to be signed by them."""
    rows = (
        _drafts(viewer, whose)
        .select_related("patient", "sender_practice", "recipient_practice", "started_by", "saved_by")
        .prefetch_related(Prefetch("attachments", Attachment.objects.filter(removed_at=None).order_by("added_at", "id")), "appointments")
        .order_by("-created_at", "-id")[:PAGE]
    )
    asked = own_questions_by({row.recipient_practice_id for row in rows if row.recipient_practice_id})
    found = [_saved(row, asked.get(row.recipient_practice_id, ()) if row.recipient_practice_id else (), now, tooth_system) for row in rows]
    return tuple(sorted(found, key=lambda draft: draft.saved_at, reverse=True))


def count_drafts(viewer: Viewer) -> dict[Whose, int]:
    """How many there are of the viewer's and of the whole practice, each counted to 100 at most."""
    whose: tuple[Whose, ...] = ("mine", "all")
    return {each: _drafts(viewer, each).values("pk")[:MOST_COUNTED].count() for each in whose}


def _drafts(viewer: Viewer, whose: Whose) -> QuerySet[Referral]:
    drafts = Referral.objects.filter(sender_practice_id=viewer.practice_id, state=states.DRAFT, discarded_at=None)
    if whose == "all":
        return drafts
    by_viewer = Q(started_by_id=viewer.person_id) | Q(saved_by_id=viewer.person_id) | Q(referring_provider__person_id=viewer.person_id)
    return drafts.filter(by_viewer)


def _saved(row: Referral, own: tuple[OwnQuestion, ...], now: datetime, tooth_system: str) -> SavedDraft:
    recipient = row.recipient_practice
    minimum = wanted_from(recipient, specialty=row.specialty, sender=row.sender_practice.specialty)
    today = now.astimezone(ZoneInfo((recipient or row.sender_practice).time_zone)).date()
    attached = as_attached(tuple(film_facts(film) for film in row.attachments.all()))  # those that were not removed: see the prefetch
    requirements = check_records(minimum, row.case, row.teeth, attached, today, own) if recipient else ()
    problems = problems_before_sending(
        has_recipient=recipient is not None,
        has_referring_provider=row.referring_provider_id is not None,
        case=row.case,
        teeth=row.teeth or row.sites,
        specialty=row.specialty,
        sender=row.sender_practice.specialty,
        is_discarded=False,
    )
    holds = [hold.held_until for hold in row.appointments.all() if hold.status == "held" and hold.held_until and hold.held_until > now]
    return SavedDraft(
        id=row.pk,
        number=row.number,
        patient=row.patient.full_name,
        birth_date=row.patient.birth_date,
        recipient=recipient.name if recipient else "",
        teeth=teeth_written(row.teeth, tooth_system, row.sites),
        reason=row.reason,
        tier=row.tier,
        wants_advice=row.wants_advice,
        progress=progress_of(requirements, problems.values()),
        missing=tuple(requirement.label for requirement in requirements if not requirement.met),
        started_by=row.started_by.name if row.started_by else "",
        saved_by=row.saved_by.name if row.saved_by else "",
        saved_at=row.saved_at or row.created_at,
        held_until=max(holds, default=None),
        due_at=row.due_at,
    )
