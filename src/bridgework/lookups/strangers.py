"""Who wrote and is known by no referral: what was said both ways with that number or address, and where it may belong."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Subquery

from bridgework.lookups.pictures import pictures_of
from bridgework.lookups.replies import SAID, SHOWN, Conversation, Turn, our_turn, reply_facts
from bridgework.lookups.search import Hit, search
from bridgework.lookups.stopped_channels import stopped_channels
from bridgework.lookups.visible import received_by
from bridgework.records.models import InboundMessage, PlannedMessage, Practice, Referral
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import may
from bridgework.rules.search_words import SearchWords


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody at a number or address that no referral goes with. `referral_id` is set where this reply was found to be about one meanwhile."""

    reply_id: UUID
    channel: str
    sender: str
    referral_id: UUID | None
    talk: Conversation


def find_stranger(viewer: Viewer, reply_id: UUID) -> Stranger | None:
    """What was written both ways at the viewer's practice; None for whoever may not know of it."""
    if viewer.practice_id is None or not viewer.is_staff or not may(viewer, "read_referrals"):
        return None
    row = InboundMessage.objects.filter(pk=reply_id, practice_id=viewer.practice_id).first()
    if row is None:
        return None
    theirs = InboundMessage.objects.filter(sender=row.sender, channel=row.channel, practice_id=viewer.practice_id, referral=None)
    replies = [reply_facts(reply) for reply in theirs.order_by("-at", "-id")[:SHOWN]]
    found = pictures_of(viewer, [reply.id for reply in replies if reply.media])
    replies = [replace(reply, pictures=found.get(reply.id, ())) for reply in replies]
    answers = PlannedMessage.objects.filter(
        referral=None, guest_submission=None, invitation=None, practice_id=viewer.practice_id, kind="staff_answer", address=row.sender
    ).exclude(status="dropped")
    turns = [Turn(at=reply.at, reply=reply) for reply in replies]
    turns += [our_turn(answer) for answer in answers.annotate(said=Subquery(SAID)).order_by("-created_at")[:SHOWN]]
    own_number = Practice.objects.filter(pk=viewer.practice_id).values_list("text_number", flat=True).get()
    stopped = stopped_channels({row.sender.lower()}, viewer.practice_id, own_number)
    why_not = "stopped" if row.channel in stopped else ""
    talk = Conversation(
        turns=tuple(sorted(turns, key=lambda turn: turn.at)[-SHOWN:]),
        waiting=tuple(reply for reply in reversed(replies) if reply.status == "waiting"),
        channel=row.channel,
        address=display_phone(row.sender) if row.channel == "sms" else row.sender,
        language=next((reply.language for reply in replies if reply.language), "en"),
        stopped=stopped,
        may_answer=not why_not and may(viewer, "schedule"),
        why_not=why_not,
    )
    return Stranger(row.pk, row.channel, row.sender, row.referral_id, talk)


def find_where_it_belongs(viewer: Viewer, words: SearchWords, *, tooth_system: str = "universal") -> tuple[Hit, ...]:
    """The referrals that the viewer's practice received and that fit the words: only there is a conversation to put something into."""
    hits = search(viewer, words, tooth_system=tooth_system).referrals
    received = Referral.objects.filter(received_by(viewer.practice_id), pk__in=[hit.id for hit in hits], sent_at__isnull=False)
    ours = set(received.values_list("pk", flat=True)) if hits else set()
    return tuple(hit for hit in hits if hit.id in ours)
