from django.db import models
from django.db.models import Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.directory import Invitation
from bridgework.records.models.guest import GuestSubmission
from bridgework.records.models.organization import Practice
from bridgework.records.models.patient import Patient
from bridgework.records.models.referral import Referral
from bridgework.records.models.wording import Wording
from bridgework.records.models.wording_trial import WordingTrial


class PlannedMessage(models.Model):
    """That somebody is to be told something: the outbox. Committed with the fact that causes it; a job carries it out.

    The second message of a kind to a recipient about the same occasion cannot exist (named constraint).
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="messages", db_index=False)
    guest_submission = models.ForeignKey(GuestSubmission, models.PROTECT, null=True, related_name="messages")
    """Instead of a referral: what a guest wrote is none before they are proven, and the code for it is a message, too."""
    invitation = models.OneToOneField(Invitation, models.PROTECT, null=True, related_name="message")
    """Instead of a referral: a practice is asked to join the network. An invitation has one message, ever."""
    kind = models.CharField(max_length=40)
    occasion = models.CharField(max_length=80)
    """What it is about: the event or the due day. Part of what makes it the same message."""
    step = models.PositiveSmallIntegerField(null=True)
    """Which step of the cadence it is, by its number in the policy; None for what is none."""
    recipient = models.CharField(max_length=10)
    """patient (with a practice instead of a patient: somebody whom no referral knows, and who wrote), sender, desk, colleague, guest or invited"""
    patient = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="+", db_index=False)
    practice = models.ForeignKey(Practice, models.PROTECT, null=True, related_name="+", db_index=False)
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=10)
    address = models.CharField(max_length=254)
    """Phone number (E.164) or e-mail address at the time of planning."""
    facts = models.JSONField(default=dict)
    """What the words need: ids and names of practices, times; never a finding or a tooth."""
    status = models.CharField(max_length=10, default="planned")
    """planned, sending, sent, delivered, failed, unclear or dropped"""
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    trial = models.ForeignKey(WordingTrial, models.PROTECT, null=True, related_name="messages", db_index=False)
    variant = models.CharField(max_length=1, blank=True, db_default="")
    """In a trial of words: a (those in force) or b (the others)."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.MESSAGE_PLANNED_ONCE, fields=["referral", "kind", "recipient", "occasion"]),
            models.UniqueConstraint(name=constraints.GUEST_TOLD_ONCE, fields=["guest_submission", "kind", "occasion"]),
            models.CheckConstraint(
                name=constraints.MESSAGE_IS_ABOUT_SOMETHING,
                condition=Q(referral__isnull=False, guest_submission=None, invitation=None)
                | Q(referral=None, guest_submission__isnull=False, invitation=None)
                | Q(referral=None, guest_submission=None, invitation__isnull=False)
                | Q(referral=None, guest_submission=None, invitation=None, practice__isnull=False),
            ),
            models.UniqueConstraint(
                name=constraints.PRACTICE_TOLD_ONCE,
                fields=["practice", "kind", "occasion"],
                condition=Q(referral=None, guest_submission=None, invitation=None),
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="messages_latest"),
            models.Index(fields=["due_at", "id"], name="messages_due", condition=Q(status="planned")),
            models.Index(fields=["status", "changed_at"], name="messages_by_letter", condition=Q(channel="letter")),
            models.Index(fields=["trial", "variant"], name="messages_of_trial", condition=Q(trial__isnull=False)),
            models.Index(fields=["changed_at"], name="messages_in_flight", condition=Q(status="sending")),
            models.Index(fields=["-created_at", "-id"], name="messages_in_trouble", condition=Q(status__in=["failed", "unclear"])),
            models.Index(fields=["changed_at", "id"], name="messages_for_a_person", condition=Q(status__in=["failed", "unclear"])),
        ]


class MessageAttempt(models.Model):
    """One try to send a planned message: written before the network is touched, finished after it answered."""

    id = models.UUIDField(primary_key=True, default=new_id)
    message = models.ForeignKey(PlannedMessage, models.PROTECT, related_name="attempts", db_index=False)
    number = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    """accepted, refused, retry or unclear; empty while under way"""
    provider_id = models.CharField(max_length=120, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True, default="", db_default="")
    """What the patient was told, word for word, with the secret of the link left out; "" for anybody else, and where a worker was killed."""
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="+", db_index=False)
    """Which words of the practice these were; None: the program's."""

    class Meta:
        constraints = [models.UniqueConstraint(name="attempt_once", fields=["message", "number"])]
        indexes = [models.Index(fields=["provider_id"], name="attempt_provider_id", condition=~Q(provider_id=""))]


class MessageReceipt(models.Model):
    """What the outside service said afterwards of an attempt: delivered, undelivered, bounced."""

    id = models.UUIDField(primary_key=True, default=new_id)
    attempt = models.ForeignKey(MessageAttempt, models.PROTECT, related_name="receipts", db_index=False)
    at = models.DateTimeField()
    status = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(name="receipt_once", fields=["attempt", "status"])]
