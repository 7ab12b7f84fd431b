from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.referral import Referral


class GuestSubmission(models.Model):
    """A referral that somebody without an account wrote on a practice's public page, until its sender is proven.

    Nobody at the practice sees it before: it is not a referral yet. One that nobody confirms is erased, with its files and messages; of
    one that became a referral only the way it came is kept for a few days.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+", db_index=False)
    page_sha256 = models.CharField(max_length=64, unique=True)
    """Of the secret in the address of the page on which the guest waits for the code; the code's own message carries another one."""
    letter_sha256 = models.CharField(max_length=64, unique=True, null=True)
    """Of the secret in the link of the last message."""
    status = models.CharField(max_length=10, default="writing")
    """writing (not complete yet, kept for its files), waiting (for the code) or sent"""
    came_from = models.CharField(max_length=64)
    """Keyed hash of the network address, for the limits only."""
    office = models.CharField(max_length=200, blank=True)
    clinician = models.CharField(max_length=200, blank=True)
    specialty = models.CharField(max_length=40, default="general", db_default="general")
    """What kind of office it is: general or medical. It picks the form."""
    phone = models.CharField(max_length=32, blank=True)
    """E.164"""
    email = models.EmailField(blank=True)
    patient = models.JSONField(default=dict)
    """As typed, in the shape of `rules.patient_entry`; emptied when it has become a referral."""
    case = models.JSONField(default=dict)
    teeth = ArrayField(models.CharField(max_length=3), default=list)
    sites = ArrayField(models.CharField(max_length=40), default=list, db_default=[])
    files_announced = models.PositiveIntegerField(default=0, db_default=0)
    bytes_announced = models.BigIntegerField(default=0, db_default=0)
    """What was begun to be sent, whatever became of it: for the limits."""
    code_channel = models.CharField(max_length=10, default="email")
    codes_sent = models.PositiveSmallIntegerField(default=0)
    code_sent_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name=constraints.GUEST_REFERRAL_IS_CONFIRMED,
                condition=Q(status__in=["writing", "waiting"], referral=None) | Q(status="sent", referral__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "created_at"], name="guests_of_practice"),
            models.Index(fields=["came_from", "created_at"], name="guests_of_address"),
            models.Index(fields=["email", "created_at"], name="guests_of_email"),
            models.Index(fields=["expires_at"], name="guests_to_erase"),
        ]


class GuestFile(models.Model):
    """A film or paper of a submission that is not confirmed: kept apart from the referrals' files, so that it can be erased."""

    id = models.UUIDField(primary_key=True, default=new_id)
    submission = models.ForeignKey(GuestSubmission, models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="same_guest_file_once", fields=["submission", "sha256"])]


class GuestUpload(models.Model):
    """A file of a submission on its way in pieces; what has arrived lies apart. It goes when it is whole, or with the submission."""

    id = models.UUIDField(primary_key=True, default=new_id)
    submission = models.ForeignKey(GuestSubmission, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    """Bytes, as announced."""
    sha256 = models.CharField(max_length=64, blank=True)
    """As announced; "" where the browser could not compute it."""
    received = models.BigIntegerField(default=0)
    """Bytes that have arrived: where the next piece begins."""
    pieces = models.JSONField(default=list)
    """Where each piece that has arrived begins, in order."""
    file = models.ForeignKey(GuestFile, models.CASCADE, null=True, related_name="+", db_index=False)
    """What it became."""
    created_at = models.DateTimeField()


class GuestLink(models.Model):
    """The way of an office without an account to one referral that it sent. Only the hash of the secret is kept.

    A browser that was not here before is asked for a code, which goes to the address that was proven.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="guest_links")
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    """The office; off the network."""
    name = models.CharField(max_length=200)
    """Who is on the other side, as the history names them."""
    email = models.EmailField()
    phone = models.CharField(max_length=32, blank=True)
    email_is_proven = models.BooleanField(default=True)
    """False where the code went to the phone: then codes keep going there."""
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    code_sent_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["email", "created_at"], name="guest_links_of_email")]
