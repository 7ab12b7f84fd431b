"""One referral as its page shows it, to either side."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects

from bridgework.lookups.appointments import VisitFacts, visits_of
from bridgework.lookups.case_words import CaseWords, case_in_words, teeth_written
from bridgework.lookups.chase import Chase, chase_of
from bridgework.lookups.contradictions import Answered, Question, answers_of, facts_of, questions_with_answers, settled
from bridgework.lookups.coverage import PaymentFacts, payment_of
from bridgework.lookups.films import FilmFacts, as_attached, film_facts
from bridgework.lookups.linked_referrals import LinkedReferral, linked_with
from bridgework.lookups.messages_sent import MessageFacts, messages_of
from bridgework.lookups.moves import possible_moves
from bridgework.lookups.patient_told import PatientTold, told_with
from bridgework.lookups.person import PatientFacts, others_at, whole_patient
from bridgework.lookups.reports import ReportWords, reports_of
from bridgework.lookups.stages import Stages, stages_of
from bridgework.lookups.timeline import Happening, happenings_of
from bridgework.lookups.triage import Decided, decided_of
from bridgework.lookups.visible import side_in, visible_to
from bridgework.lookups.wanted_records import own_questions_of, questions_as_asked, wanted_from
from bridgework.records.models import PatientLink, Practice, Provider, Referral
from bridgework.records.only_row import only_row
from bridgework.rules import referral_states as states
from bridgework.rules.closing import ADVICE_GIVEN
from bridgework.rules.completeness import REQUIREMENTS, Requirement, check_records, is_complete
from bridgework.rules.contact import display_phone
from bridgework.rules.contradictions import Contradiction, find_contradictions
from bridgework.rules.facts import RECIPIENT, Side, Viewer
from bridgework.rules.refusals import NotFound
from bridgework.rules.sites import long_words, read_site, short_words, surfaces_by_tooth, teeth_in_gaps


@dataclass(frozen=True, slots=True)
class PracticeCard:
    """One side of the referral."""

    id: UUID
    name: str
    phone: str
    phone_display: str
    email: str
    on_network: bool
    time_zone: str
    specialty: str


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """The patient's link that stands now: when it was opened first, until when it works."""

    created_at: datetime
    expires_at: datetime
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """Everything that a page about one referral shows. Times are UTC."""

    id: UUID
    number: int
    version: int
    state: str
    state_words: str
    tier: str
    tier_reasons: tuple[str, ...]
    side: Side
    acts_for_sender: bool
    """The viewer's practice may act for a sender who is not on the network."""
    owner_side: str | None
    is_ours: bool
    """Whether the next step stands on the viewer's practice's list."""
    next_step: str | None
    due_at: datetime | None
    is_late: bool
    escalated_at: datetime | None
    """When somebody by name was told that the step is late."""
    decided: Decided | None
    """What was decided at triage beside accepting it."""
    patient: PatientFacts
    others_at_phone: int
    """How many other people whom the viewer knows are reached at the patient's number."""
    payment: PaymentFacts
    sender: PracticeCard
    recipient: PracticeCard | None
    referring_provider: str
    assigned_provider_id: UUID | None
    assigned_provider: str
    way: str
    specialty: str
    wants_advice: bool
    """What is wanted is advice, without a visit."""
    reason: str
    teeth: tuple[str, ...]
    sites: tuple[str, ...]
    """What the teeth do not say, in the shape of `rules.sites`; `site_words` the same in words, in the viewer's numbering."""
    site_words: tuple[str, ...]
    other_places: tuple[str, ...]
    """Those that are no surface of a tooth, in a few words."""
    teeth_written: str
    case: CaseWords
    films: tuple[FilmFacts, ...]
    requirements: tuple[Requirement, ...]
    contradictions: tuple[Question, ...]
    settled: tuple[Answered, ...]
    """What was asked while the facts were others, with the answers."""
    visits: tuple[VisitFacts, ...]
    messages: tuple[MessageFacts, ...]
    reports: tuple[ReportWords, ...]
    link: LinkFacts | None
    previous: LinkedReferral | None
    followers: tuple[LinkedReferral, ...]
    timeline: tuple[Happening, ...]
    told: PatientTold
    """What the patient told, as far as it stands with the referral: `patient_told.find_told` adds their answers."""
    stages: Stages
    moves: frozenset[str]
    created_at: datetime
    sent_at: datetime | None
    respond_by: datetime | None
    seen_at: datetime | None
    closed_at: datetime | None
    records_asked_at: datetime | None
    records_asked: tuple[str, ...]
    """In words."""
    records_asked_note: str
    records_complete: bool
    chase: Chase | None
    """How the sender is reminded of what is missing; None where nobody is."""
    offered_at: datetime | None
    offers_expire_at: datetime | None
    another_visit_needed: bool
    cancel_reason: str
    decline_reason: str
    decline_note: str
    no_visit_reason: str
    undecided_because: str
    """Why a person decides how to go on with the patient; "" where nobody has to."""
    report_delivered_at: datetime | None

    @property
    def gap_teeth(self) -> tuple[str, ...]:
        """The places of a gap, which the chart draws as missing."""
        return teeth_in_gaps(self.sites)

    @property
    def surfaces(self) -> str:
        """The surfaces that were named, as the chart takes them: "19:MO 30:D"."""
        return " ".join(f"{tooth}:{letters}" for tooth, letters in surfaces_by_tooth(self.sites).items())

    @property
    def visit(self) -> VisitFacts | None:
        """The visit that is booked now."""
        return next((visit for visit in self.visits if visit.is_booked), None)

    @property
    def chair_hold(self) -> VisitFacts | None:
        """The time held since the patient sat in the sender's chair."""
        return next((visit for visit in self.visits if visit.status == "held" and visit.purpose == "chair"), None)

    @property
    def requested(self) -> VisitFacts | None:
        """The time that the patient asked for and the practice confirms."""
        return next((visit for visit in self.visits if visit.status == "held" and visit.purpose == "request"), None)

    @property
    def offers(self) -> tuple[VisitFacts, ...]:
        """The times that are offered to the patient now."""
        return tuple(visit for visit in self.visits if visit.status == "held" and visit.purpose == "offer")

    @property
    def last_visit(self) -> VisitFacts | None:
        """The latest visit that took place, was missed or cancelled."""
        past = [visit for visit in self.visits if visit.status in ("seen", "missed", "cancelled")]
        return past[-1] if past else None

    @property
    def draft_report(self) -> ReportWords | None:
        """What the receiving side is writing; never there for the other side."""
        return next((report for report in self.reports if report.sent_at is None), None)

    @property
    def sent_reports(self) -> tuple[ReportWords, ...]:
        """What was sent, the latest first."""
        return tuple(report for report in self.reports if report.sent_at is not None)

    @property
    def was_advised(self) -> bool:
        """Whether it was answered with advice."""
        return self.no_visit_reason == ADVICE_GIVEN

    @property
    def became(self) -> "LinkedReferral | None":
        """The referral that the advice became."""
        return next((follower for follower in self.followers if follower.link == "advice"), None)

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """Records of the receiving practice's list that are not there."""
        return tuple(requirement for requirement in self.requirements if not requirement.met)

    @property
    def is_incomplete(self) -> bool:
        """Whether something is not there that is needed, not only a help."""
        return not is_complete(self.requirements)


def find_referral(viewer: Viewer, referral_id: UUID, *, now: datetime, tooth_system: str = "universal") -> ReferralPage:
    """The referral for a member of its sending or receiving practice. Raises NotFound where there is none or the viewer may not know of it."""
    row = only_row(Referral.objects.select_related("patient", "triage__visit_type").filter(visible_to(viewer), pk=referral_id))
    side = side_in(viewer, row) if row else None
    if row is None or side is None:
        raise NotFound
    _add_offices(row)
    films = tuple(film_facts(film) for film in row.attachments.filter(removed_at=None).order_by("added_at", "id"))
    visits = tuple(visit for visit in visits_of(row.pk) if not visit.has_lapsed(now))
    link = _standing_link(row, now)
    acts_for_sender = side == RECIPIENT and not row.sender_practice.on_network
    stages = stages_of(row, now)
    requirements, found = _records(viewer, row, films, now)
    answered = answers_of(viewer, row.pk)
    questions = questions_with_answers(found, answered)
    sites = tuple(filter(None, map(read_site, row.sites)))
    previous, followers = linked_with(viewer, row)
    prefetch_related_objects([row.patient], "proxies", "coverages")
    patient = whole_patient(row.patient)
    return ReferralPage(
        id=row.pk,
        number=row.number,
        version=row.version,
        state=row.state,
        state_words=states.MEANING[row.state],
        tier=row.tier,
        tier_reasons=tuple(row.tier_reasons),
        side=side,
        acts_for_sender=acts_for_sender,
        owner_side=row.owner_side,
        is_ours=row.desk_practice_id is not None and row.desk_practice_id == viewer.practice_id,
        next_step=row.next_step,
        due_at=row.due_at,
        is_late=stages.late,
        escalated_at=row.escalated_at,
        decided=decided_of(row),
        patient=patient,
        others_at_phone=others_at(viewer, patient.contact.phone, patient.id),
        payment=payment_of(row, patient.coverages, films),
        sender=_practice(row.sender_practice),
        recipient=_practice(row.recipient_practice) if row.recipient_practice else None,
        referring_provider=row.referring_provider.name if row.referring_provider else "",
        assigned_provider_id=row.assigned_provider_id,
        assigned_provider=row.assigned_provider.name if row.assigned_provider else "",
        way=row.way,
        specialty=row.specialty,
        wants_advice=row.wants_advice,
        reason=row.reason,
        teeth=tuple(row.teeth),
        sites=tuple(row.sites),
        site_words=tuple(long_words(site, tooth_system) for site in sites),
        other_places=tuple(short_words(site, tooth_system) for site in sites if site.kind != "surfaces"),
        teeth_written=teeth_written(row.teeth, tooth_system, row.sites),
        case=case_in_words(
            row.case, row.teeth, row.specialty, row.sender_practice.specialty, questions_as_asked(row.case.get("own") or ())
        ),
        films=films,
        requirements=requirements,
        contradictions=questions,
        settled=settled(questions, answered),
        visits=visits,
        messages=messages_of(viewer, row.pk, referral=row),
        reports=reports_of(row.pk, with_draft=side == RECIPIENT),
        link=link,
        previous=previous,
        followers=followers,
        timeline=happenings_of(viewer, row.pk),
        told=told_with(row),
        stages=stages,
        moves=possible_moves(
            viewer,
            side,
            row.state,
            acts_for_sender=acts_for_sender,
            is_closed=row.closed_at is not None,
            has_visit=any(visit.is_booked for visit in visits),
            has_link=link is not None,
            waits_for_records=row.records_asked_at is not None and not row.records_complete and row.state not in states.ENDED,
            delivered=row.report_delivered_at is not None,
            wants_advice=row.wants_advice,
            was_advised=row.state == states.OUTCOME_SENT and row.no_visit_reason == ADVICE_GIVEN,
        ),
        created_at=row.created_at,
        sent_at=row.sent_at,
        respond_by=row.respond_by,
        seen_at=row.seen_at,
        closed_at=row.closed_at,
        records_asked_at=row.records_asked_at,
        records_asked=tuple(REQUIREMENTS.get(code, code) for code in row.records_asked),
        records_asked_note=row.records_asked_note,
        records_complete=row.records_complete,
        chase=chase_of(row, is_missing=not is_complete(requirements)) if row.sent_at else None,
        offered_at=row.offered_at,
        offers_expire_at=row.offers_expire_at,
        another_visit_needed=row.another_visit_needed,
        cancel_reason=row.cancel_reason,
        decline_reason=row.decline_reason,
        decline_note=row.decline_note,
        no_visit_reason=row.no_visit_reason,
        undecided_because=row.undecided_because,
        report_delivered_at=row.report_delivered_at,
    )


def _add_offices(row: Referral) -> None:
    """The practices and clinicians of a row, in two small questions: joined to the row, they take the database longer to plan than to find."""
    practices = Practice.objects.in_bulk([key for key in (row.sender_practice_id, row.recipient_practice_id) if key])
    row.sender_practice = practices[row.sender_practice_id]
    row.recipient_practice = practices[row.recipient_practice_id] if row.recipient_practice_id else None
    clinicians = [key for key in (row.referring_provider_id, row.assigned_provider_id) if key]
    providers = Provider.objects.in_bulk(clinicians) if clinicians else {}
    row.referring_provider = providers[row.referring_provider_id] if row.referring_provider_id else None
    row.assigned_provider = providers[row.assigned_provider_id] if row.assigned_provider_id else None


def _practice(row: Practice) -> PracticeCard:
    return PracticeCard(
        id=row.pk,
        name=row.name,
        phone=row.phone,
        phone_display=display_phone(row.phone) if row.phone else "",
        email=row.email,
        on_network=row.on_network,
        time_zone=row.time_zone,
        specialty=row.specialty,
    )


def _standing_link(row: Referral, now: datetime) -> LinkFacts | None:
    links = PatientLink.objects.filter(referral=row, revoked_at=None, expires_at__gt=now).order_by("-created_at")
    link = only_row(links.values_list("created_at", "expires_at", "opened_at"))
    return LinkFacts(*link) if link else None


def _records(
    viewer: Viewer, row: Referral, films: tuple[FilmFacts, ...], now: datetime
) -> tuple[tuple[Requirement, ...], tuple[Contradiction, ...]]:
    recipient = row.recipient_practice
    minimum = wanted_from(recipient, specialty=row.specialty, sender=row.sender_practice.specialty)
    today = now.astimezone(ZoneInfo(recipient.time_zone if recipient else row.sender_practice.time_zone)).date()
    attached = as_attached(films)
    facts = replace(facts_of(viewer, row, films), minimum=minimum, today=today)
    own = own_questions_of(recipient)
    return check_records(minimum, row.case, row.teeth, attached, today, own), find_contradictions(facts)
