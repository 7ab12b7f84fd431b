"""What was told to whom, when and by which channel, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When, prefetch_related_objects

from bridgework.lookups.person import reader_name
from bridgework.lookups.reach import Behind, messages_behind
from bridgework.lookups.visible import visible_to
from bridgework.records.models import MessageAttempt, Person, PlannedMessage, Referral
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer

PAGE = 50
FEW = 3000
"""Up to so many referrals on a side are gone through for a page of messages. At a million, looking for one in 300 costs about the same."""
_COLUMNS = (
    *("kind", "recipient", "channel", "status", "due_at", "changed_at", "created_at", "tries"),
    *("referral_id", "patient_id", "practice__name"),
)
"""What a message shows beside its referral: the facts that it was written from are the larger part of its row."""
_LAST_SAID = MessageAttempt.objects.filter(message=OuterRef("pk")).exclude(sentence="").order_by("-number").values("sentence")[:1]
_COLLEAGUE = Case(When(recipient="colleague", then=Subquery(Person.objects.filter(email=OuterRef("address")).values("name")[:1])))
"""Who of the practice was told by name."""


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """One planned message. `to` is the name of who was told; `status` is planned, sending, sent, delivered, failed, unclear or dropped."""

    id: UUID
    referral_id: UUID
    referral_number: int
    patient: str
    kind: str
    recipient: str
    to: str
    channel: str
    status: str
    due_at: datetime
    changed_at: datetime
    created_at: datetime
    tries: int
    sentence: str
    """What the last attempt said, where it did not go well."""


def messages_of(viewer: Viewer, referral_id: UUID, *, referral: Referral | None = None) -> tuple[MessageFacts, ...]:
    """The messages of one referral that the viewer may see, the latest first; what was told to the other side's desk is theirs.

    `referral` is its row, where the caller has read it for this viewer already, with its patient and who speaks for them.
    """
    known = referral or only_row(Referral.objects.select_related("patient").filter(visible_to(viewer), pk=referral_id))
    if known is None:
        return ()
    rows = PlannedMessage.objects.filter(referral_id=known.pk).annotate(said=Subquery(_LAST_SAID), colleague=_COLLEAGUE)
    if known.recipient_practice_id != viewer.practice_id:
        rows = rows.filter(Q(practice_id=viewer.practice_id) | Q(recipient="patient"))
    found = list(rows.select_related("practice").only(*_COLUMNS).order_by("-created_at", "-id")[:PAGE])
    for row in found:
        row.referral = known
        if row.patient_id == known.patient_id:
            row.patient = known.patient
    prefetch_related_objects([row for row in found if row.patient_id != known.patient_id], "patient__proxies")
    return tuple(map(_facts, found))


def list_messages(
    viewer: Viewer, *, status: str = "", behind: Behind | None = None, before: tuple[datetime, UUID] | None = None
) -> tuple[tuple[MessageFacts, ...], tuple[datetime, UUID] | None]:
    """A page of the messages about referrals of the viewer's practice, the latest first, and from where the next page goes on.

    `status` is one of the statuses or "trouble" (failed and unclear); `behind` are those that a number of `lookups.reach` counts.
    """
    told = _told(viewer)
    if behind:
        told = told.filter(pk__in=messages_behind(viewer, behind).values("pk"))
    if status:
        told = told.filter(status__in=("failed", "unclear") if status == "trouble" else (status,))
    if before:
        told = told.filter(Q(created_at__lt=before[0]) | Q(created_at=before[0], pk__lt=before[1]), created_at__lte=before[0])
    # What is shown of them is asked for when it is known which they are: sorting whole rows takes many times longer.
    found = list(told.order_by("-created_at", "-id").values_list("pk", flat=True)[: PAGE + 1])
    rows = PlannedMessage.objects.filter(pk__in=found).select_related("practice", "patient", "referral__patient")
    rows = rows.annotate(said=Subquery(_LAST_SAID), colleague=_COLLEAGUE).prefetch_related("patient__proxies")
    page = [_facts(row) for row in rows.order_by("-created_at", "-id")]
    last = page[PAGE - 1] if len(page) > PAGE else None
    return tuple(page[:PAGE]), (last.created_at, last.id) if last else None


def _told(viewer: Viewer) -> "QuerySet[PlannedMessage]":
    """About referrals that the viewer may see: messages to patients, to the viewer's own desk, or to the practice their own message went to."""
    side = Q(referral__recipient_practice_id=viewer.practice_id) | Q(practice_id=viewer.practice_id) | Q(recipient="patient")
    return PlannedMessage.objects.filter(side, referral__in=_known(viewer))


def _known(viewer: Viewer) -> "QuerySet[Referral]":
    """The referrals that the viewer may see. Of a practice that has few, its own are gone through, whoever else is told how much meanwhile;
    that is what the limit is for, behind which the database does not look. Of one that has many, the latest messages of all are looked
    through until a page is full, which is then soon.
    """
    known = Referral.objects.filter(visible_to(viewer)).order_by()
    sides = ({"sender_practice_id": viewer.practice_id}, {"recipient_practice_id": viewer.practice_id})
    if any(Referral.objects.filter(**side).order_by()[FEW : FEW + 1].exists() for side in sides):
        return known
    return known[: 2 * FEW]


def _facts(row: PlannedMessage) -> MessageFacts:
    referral = row.referral
    if referral is None:
        raise ValueError("a message about a submission is on nobody's list")
    of_practice = getattr(row, "colleague", None) or (row.practice.name if row.practice else "")
    return MessageFacts(
        id=row.pk,
        referral_id=referral.pk,
        referral_number=referral.number,
        patient=referral.patient.full_name,
        kind=row.kind,
        recipient=row.recipient,
        to=reader_name(row.patient) if row.patient else of_practice,
        channel=row.channel,
        status=row.status,
        due_at=row.due_at,
        changed_at=row.changed_at,
        created_at=row.created_at,
        tries=row.tries,
        sentence=getattr(row, "said", None) or "",
    )
