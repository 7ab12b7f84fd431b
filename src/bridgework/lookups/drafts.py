"""A draft as its form shows it, and what the rules say of it while it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.lookups.appointments import VisitFacts, visit_facts
from bridgework.lookups.closed import when_closed
from bridgework.lookups.contradictions import Answered, Question, answers_of, facts_of, questions_with_answers
from bridgework.lookups.films import FilmFacts, as_attached, film_facts
from bridgework.lookups.person import PatientFacts, whole_patient
from bridgework.lookups.wanted_records import own_questions_of, wanted_from
from bridgework.records.models import Practice, Provider, Referral, VisitType
from bridgework.records.only_row import only_row
from bridgework.rules import referral_states as states
from bridgework.rules.closed import WhenClosed
from bridgework.rules.completeness import Minimum, Requirement, check_records
from bridgework.rules.contact import display_phone
from bridgework.rules.contradictions import CaseFacts, find_contradictions
from bridgework.rules.deadlines import Window
from bridgework.rules.facts import Viewer
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.refusals import NotFound
from bridgework.rules.sending import problems_before_sending
from bridgework.rules.urgency import Urgency, decide_urgency
from bridgework.rules.visit_types import choose_kind
from bridgework.rules.windows import read_windows


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where the draft goes. `visit_type_id` is the kind of visit that a time in the chair is held for; None: it offers none online."""

    id: UUID
    name: str
    specialty: str
    time_zone: str
    phone_display: str
    phone: str
    on_call_display: str
    on_call: str
    auto_accept: bool
    minimum_records: tuple[Minimum, ...]
    own_questions: tuple[OwnQuestion, ...]
    visit_type_id: UUID | None
    visit_type: str
    raised_tiers: Mapping[str, str]
    """Signs that the practice takes more seriously than the rule."""
    response: Mapping[str, Window]
    """How soon it answers, by tier."""
    when_closed: WhenClosed


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of the viewer's practice. `case` has the shape of `rules.questions`; times are UTC."""

    id: UUID
    number: int
    version: int
    patient: PatientFacts
    sender_name: str
    sender_specialty: str
    recipient: Recipient | None
    specialty: str
    referring_provider_id: UUID | None
    providers: tuple[tuple[UUID, str], ...]
    """The practice's clinicians, of whom one refers."""
    case: dict[str, Any]
    teeth: tuple[str, ...]
    sites: tuple[str, ...]
    """What the teeth do not say, in the shape of `rules.sites`."""
    tier: str
    films: tuple[FilmFacts, ...]
    hold: VisitFacts | None
    created_at: datetime
    saved_at: datetime | None
    """When it was written to last; a page that saves names the time it knows, so that two pages never overwrite each other unseen."""
    sent_at: datetime | None
    is_discarded: bool
    previous_link: str
    facts: CaseFacts
    """What contradictions are looked for in, as stored."""
    answered: tuple[Answered, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can still be written."""
        return self.sent_at is None and not self.is_discarded


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What the rules say of a draft now. `problems` (field -> sentence) keep it from being sent, nothing else does."""

    urgency: Urgency
    requirements: tuple[Requirement, ...]
    contradictions: tuple[Question, ...]
    problems: dict[str, str]


def find_draft(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Draft:
    """A draft that the viewer's practice writes; one that was sent meanwhile is answered too, with `sent_at`. Raises NotFound."""
    row = only_row(
        Referral.objects.select_related("patient", "sender_practice", "recipient_practice").filter(
            pk=referral_id, sender_practice_id=viewer.practice_id
        )
    )
    if row is None:
        raise NotFound
    holds = row.appointments.filter(status="held", purpose="chair", held_until__gt=now).select_related("provider", "location", "visit_type")
    hold = holds.order_by("-created_at").first()
    providers = Provider.objects.filter(practice_id=row.sender_practice_id, is_active=True).order_by("name")
    films = tuple(film_facts(film) for film in row.attachments.filter(removed_at=None).order_by("added_at", "id"))
    return Draft(
        id=row.pk,
        number=row.number,
        version=row.version,
        patient=whole_patient(row.patient),
        sender_name=row.sender_practice.name,
        sender_specialty=row.sender_practice.specialty,
        recipient=_recipient(row.recipient_practice, row.sender_practice.specialty, row.case, row.tier, now)
        if row.recipient_practice
        else None,
        specialty=row.specialty,
        referring_provider_id=row.referring_provider_id,
        providers=tuple((provider.pk, provider.name) for provider in providers),
        case=dict(row.case),
        teeth=tuple(row.teeth),
        sites=tuple(row.sites),
        tier=row.tier,
        films=films,
        hold=visit_facts(hold) if hold else None,
        created_at=row.created_at,
        saved_at=row.saved_at,
        sent_at=row.sent_at if row.state != states.DRAFT else None,
        is_discarded=row.discarded_at is not None,
        previous_link=row.previous_link,
        facts=facts_of(viewer, row, films),
        answered=answers_of(viewer, row.pk),
    )


def check_draft(draft: Draft, *, now: datetime) -> DraftCheck:
    """Tier and advice, minimum records, contradictions and what is needed to send, from the facts of a draft; asks nothing more."""
    zone = ZoneInfo(draft.recipient.time_zone) if draft.recipient else now.tzinfo
    today = now.astimezone(zone).date()
    minimum = (
        draft.recipient.minimum_records if draft.recipient else wanted_from(None, specialty=draft.specialty, sender=draft.sender_specialty)
    )
    own = draft.recipient.own_questions if draft.recipient else ()
    attached = as_attached(draft.films)
    facts = replace(draft.facts, case=draft.case, teeth=draft.teeth, sites=draft.sites, minimum=minimum, today=today)
    return DraftCheck(
        urgency=decide_urgency(
            draft.case.get("findings") or {},
            draft.case.get("procedure") or "",
            draft.teeth,
            draft.recipient.raised_tiers if draft.recipient else {},
        ),
        requirements=check_records(minimum, draft.case, draft.teeth, attached, today, own),
        contradictions=questions_with_answers(find_contradictions(facts), draft.answered),
        problems=problems_before_sending(
            has_recipient=draft.recipient is not None,
            has_referring_provider=draft.referring_provider_id is not None,
            case=draft.case,
            teeth=draft.teeth or draft.sites,
            specialty=draft.specialty,
            sender=draft.sender_specialty,
            is_discarded=draft.is_discarded,
        ),
    )


def _recipient(practice: Practice, sender: str, case: Mapping[str, Any], tier: str, now: datetime) -> Recipient:
    kinds = list(VisitType.objects.filter(practice=practice, is_active=True).order_by("position", "name"))
    visit_type = choose_kind(kinds, procedure=case.get("procedure") or "", wanted=case.get("wanted") or "", tier=tier)
    return Recipient(
        id=practice.pk,
        name=practice.name,
        specialty=practice.specialty,
        time_zone=practice.time_zone,
        phone_display=display_phone(practice.phone),
        phone=practice.phone,
        on_call_display=display_phone(practice.on_call_phone) if practice.on_call_phone else "",
        on_call=practice.on_call_phone,
        auto_accept=practice.auto_accept,
        minimum_records=wanted_from(practice, specialty=practice.specialty, sender=sender),
        own_questions=own_questions_of(practice),
        visit_type_id=visit_type.pk if visit_type else None,
        visit_type=visit_type.name if visit_type else "",
        raised_tiers=practice.raised_tiers,
        response=read_windows(practice.windows).response,
        when_closed=when_closed(practice, now),
    )
