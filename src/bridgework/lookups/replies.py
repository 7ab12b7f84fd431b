"""What patients wrote: what waits for a person of the practice, and the conversation on one referral. Only the receiving practice reads it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from bridgework.lookups.person import contact_of
from bridgework.lookups.pictures import PictureFacts, pictures_of
from bridgework.lookups.stopped_channels import stopped_channels
from bridgework.lookups.visible import visible_to
from bridgework.lookups.worklist import MOST_COUNTED
from bridgework.records.models import InboundMessage, MessageAttempt, PlannedMessage, Referral
from bridgework.records.only_row import only_row
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import may, require_system

PAGE = 50
SHOWN = 40
"""Turns of a conversation that are shown, the latest."""
PRESSING = frozenset({"worse", "running_late", "call_me"})
"""What does not wait for its turn."""
SAID = MessageAttempt.objects.filter(message=OuterRef("pk")).exclude(words="").order_by("-number").values("words")[:1]
"""What went out, word for word, by the latest try."""


@dataclass(frozen=True, slots=True)
class ReplyFacts:
    """Something that somebody wrote. `understood_as` and `words` as in `rules.replies`, `confidence` in percent, `did` what followed by itself.

    `patient` and `referral_id` are empty where nobody known wrote; `status` is new, done, waiting or read; times are UTC.
    """

    id: UUID
    at: datetime
    channel: str
    sender: str
    text: str
    media: int
    status: str
    understood_as: str
    confidence: int
    words: tuple[str, ...]
    did: str
    language: str
    referral_id: UUID | None
    number: int | None
    patient: str
    handled_by: str
    pictures: tuple[PictureFacts, ...] = ()

    @property
    def is_pressing(self) -> bool:
        return self.understood_as in PRESSING

    @property
    def sender_display(self) -> str:
        return display_phone(self.sender) if self.channel == "sms" else self.sender


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation: a reply of theirs, or a message of ours. `words` are those that went out, without the secret of its link;
    before that only what a person wrote is known, and "" the rest.
    """

    at: datetime
    reply: ReplyFacts | None = None
    kind: str = ""
    channel: str = ""
    status: str = ""
    words: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said both ways about one referral, the oldest first. `channel` is how an answer goes, "" where none can; `stopped` lists the
    channels that want no messages. `waiting` are the replies that a person has to read.
    """

    turns: tuple[Turn, ...]
    waiting: tuple[ReplyFacts, ...]
    channel: str
    address: str
    language: str
    stopped: tuple[str, ...]
    may_answer: bool
    why_not: str


def replies_not_read(viewer: Viewer, *, before: datetime) -> tuple[UUID, ...]:
    """What came in before then and no job has read yet; for the system only."""
    require_system(viewer)
    return tuple(InboundMessage.objects.filter(status="new", at__lt=before).order_by("at").values_list("pk", flat=True)[:PAGE])


def list_replies(
    viewer: Viewer, *, after: tuple[datetime, UUID] | None = None
) -> tuple[tuple[ReplyFacts, ...], tuple[datetime, UUID] | None]:
    """A page of the replies that wait for a person of the viewer's practice, the oldest first, and from where the next page goes on."""
    rows = _waiting(viewer).select_related("referral__patient")
    if after:
        rows = rows.filter(Q(at__gt=after[0]) | Q(at=after[0], pk__gt=after[1]))
    found = _with_pictures(viewer, [reply_facts(row) for row in rows.order_by("at", "id")[: PAGE + 1]])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return tuple(found[:PAGE]), (last.at, last.id) if last else None


def count_replies(viewer: Viewer) -> int:
    """How many replies wait, at most MOST_COUNTED."""
    return _waiting(viewer)[:MOST_COUNTED].count()


def find_conversation(viewer: Viewer, referral_id: UUID, *, only_replied: bool = False) -> Conversation | None:
    """The conversation on one referral; None for whoever may not know of it, and for the sender: patients write to the receiving practice.

    `only_replied`: None, too, where the patient wrote nothing.
    """
    if viewer.practice_id is None or not viewer.is_staff:
        return None
    if only_replied and not InboundMessage.objects.filter(referral_id=referral_id, practice_id=viewer.practice_id).exists():
        return None
    row = only_row(
        Referral.objects.select_related("patient", "recipient_practice").filter(
            visible_to(viewer), pk=referral_id, recipient_practice_id=viewer.practice_id
        )
    )
    if row is None or row.sent_at is None:
        return None
    replies = [reply_facts(reply, row) for reply in InboundMessage.objects.filter(referral=row).order_by("-at", "-id")[:SHOWN]]
    replies = _with_pictures(viewer, replies)
    told = PlannedMessage.objects.filter(referral=row, recipient="patient").exclude(status="dropped").annotate(said=Subquery(SAID))
    ours = told.order_by("-changed_at", "-id")[:SHOWN]
    turns = [Turn(at=reply.at, reply=reply) for reply in replies]
    turns += [our_turn(message) for message in ours]
    latest = sorted(turns, key=lambda turn: turn.at)[-SHOWN:]
    contact = contact_of(row.patient)
    channel, address = _way_back(replies, row)
    own_number = row.recipient_practice.text_number if row.recipient_practice else ""
    stopped = stopped_channels({address.lower(), contact.phone, contact.email.lower()} - {""}, row.recipient_practice_id, own_number)
    why_not = "no_consent" if not row.patient.may_contact else "no_address" if not channel else "stopped" if channel in stopped else ""
    return Conversation(
        turns=tuple(latest),
        waiting=tuple(reply for reply in reversed(replies) if reply.status == "waiting"),
        channel=channel,
        address=display_phone(address) if channel == "sms" else address,
        language=next((reply.language for reply in replies if reply.language), contact.language),
        stopped=stopped,
        may_answer=not why_not and may(viewer, "schedule"),
        why_not=why_not,
    )


def _with_pictures(viewer: Viewer, replies: list[ReplyFacts]) -> list[ReplyFacts]:
    """With what came along, asked for only where anything did."""
    found = pictures_of(viewer, [reply.id for reply in replies if reply.media])
    return [replace(reply, pictures=found[reply.id]) if reply.id in found else reply for reply in replies]


def _way_back(replies: list[ReplyFacts], row: Referral) -> tuple[str, str]:
    """How an answer goes: the way they wrote last, else the way they like."""
    contact = contact_of(row.patient)
    if replies and replies[0].sender in (contact.phone, contact.email):
        return replies[0].channel, replies[0].sender
    if contact.email and (row.patient.preferred_channel == "email" or not contact.phone):
        return "email", contact.email
    return ("sms", contact.phone) if contact.phone else ("", "")


def our_turn(message: PlannedMessage) -> Turn:
    """A message of ours that was read together with what went out (`said`)."""
    return Turn(
        at=message.created_at if message.facts.get("at_any_hour") else message.changed_at,
        kind=message.kind,
        channel=message.channel,
        status=message.status,
        words=getattr(message, "said", None) or str(message.facts.get("words") or ""),
        language=message.language,
    )


def _waiting(viewer: Viewer) -> "QuerySet[InboundMessage]":
    if viewer.practice_id is None or not viewer.is_staff or not may(viewer, "read_referrals"):
        return InboundMessage.objects.none()
    return InboundMessage.objects.filter(status="waiting", practice_id=viewer.practice_id)


def reply_facts(row: InboundMessage, referral: Referral | None = None) -> ReplyFacts:
    """Facts of a row that was read."""
    about = referral or row.referral
    return ReplyFacts(
        id=row.pk,
        at=row.at,
        channel=row.channel,
        sender=row.sender,
        text=row.text,
        media=row.media,
        status=row.status,
        understood_as=row.understood_as,
        confidence=row.confidence,
        words=tuple(row.words),
        did=row.did,
        language=row.language,
        referral_id=about.pk if about else None,
        number=about.number if about else None,
        patient=about.patient.full_name if about else "",
        handled_by=row.handled_by_name,
    )
