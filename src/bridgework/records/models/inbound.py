from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.patient import Patient
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral


class InboundMessage(models.Model):
    """Something that a person wrote to us: kept word for word the moment it comes in, understood by a job, answered, or read by a person.

    The service's name for it exists once: the same call again, or in another order, changes nothing. Times are UTC.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    channel = models.CharField(max_length=10)
    """sms or email"""
    provider_id = models.CharField(max_length=200)
    """The message's name at the service that brought it."""
    sender = models.CharField(max_length=254)
    """Their number (E.164) or e-mail address."""
    recipient = models.CharField(max_length=254)
    """The number or address of ours that they wrote to."""
    text = models.TextField()
    """Word for word, at most as much as `rules.replies` reads."""
    media = models.PositiveSmallIntegerField(default=0, db_default=0)
    """Pictures that came with it; those that can be fetched are each an `InboundPicture`."""
    at = models.DateTimeField()
    """When it came in."""
    status = models.CharField(max_length=10, default="new")
    """new (no job has read it yet), done (needs nobody), waiting (a person has to read it) or read (a person has)"""

    in_reply_to = models.UUIDField(null=True)
    """The planned message that it answers, where the channel tells it."""

    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="replies", db_index=False)
    patient = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="+", db_index=False)
    practice = models.ForeignKey(Practice, models.PROTECT, null=True, related_name="+", db_index=False)
    """Whose desk reads it."""
    understood_as = models.CharField(max_length=20, blank=True, db_default="")
    """As in `rules.replies`; "" before it was read."""
    confidence = models.PositiveSmallIntegerField(default=0, db_default=0)
    """In percent."""
    words = ArrayField(models.CharField(max_length=80), default=list, db_default=[])
    """The words that decided it."""
    language = models.CharField(max_length=10, blank=True, db_default="")
    did = models.CharField(max_length=30, blank=True, db_default="")
    """What followed by itself: visit_confirmed, opted_out, asked_back, ...; "" where a person has it."""
    asks = models.CharField(max_length=20, blank=True, db_default="")
    """What was asked back and is open: give_up (whether the visit is to be given up) or who (whom of those on this phone it is about)."""
    code = models.CharField(max_length=4, blank=True, db_default="")
    """The digits that answer it; of no other open question of this phone."""
    asks_until = models.DateTimeField(null=True)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    handled_by_name = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.RECEIVED_ONCE, fields=["channel", "provider_id"]),
            models.CheckConstraint(
                name=constraints.WAITING_REPLY_HAS_A_DESK, condition=~Q(status="waiting") | Q(practice__isnull=False, handled_at=None)
            ),
        ]
        indexes = [
            models.Index(fields=["referral", "at", "id"], name="replies_of_referral", condition=Q(referral__isnull=False)),
            models.Index(fields=["practice", "at", "id"], name="replies_waiting", condition=Q(status="waiting")),
            models.Index(fields=["sender", "-at"], name="replies_of_address"),
            models.Index(fields=["at"], name="replies_not_read", condition=Q(status="new")),
        ]


class InboundPicture(models.Model):
    """A picture that came with a text message: fetched from the service by a job, decoded in a process of its own, shown in the conversation."""

    id = models.UUIDField(primary_key=True, default=new_id)
    inbound = models.ForeignKey(InboundMessage, models.PROTECT, related_name="pictures", db_index=False)
    place = models.PositiveSmallIntegerField()
    """The how manieth of its message, from 0."""
    address = models.CharField(max_length=500)
    """Where the service keeps it; "" once it is here."""
    status = models.CharField(max_length=10, default="waiting", db_default="waiting")
    """waiting (to be fetched), ready or refused"""
    refused_because = models.CharField(max_length=300, blank=True, db_default="")
    sha256 = models.CharField(max_length=64, blank=True, db_default="")
    """The original, as it came."""
    name = models.CharField(max_length=255, blank=True, db_default="")
    display_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    """What pages show of it, without places and notes of the camera."""
    thumbnail_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    settled_at = models.DateTimeField(null=True)
    """When it was fetched or refused."""

    class Meta:
        constraints = [models.UniqueConstraint(name=constraints.PICTURE_RECEIVED_ONCE, fields=["inbound", "place"])]
