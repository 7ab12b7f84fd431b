from django.db import models

from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral


class SnapLink(models.Model):
    """A phone as camera of one draft: a link without an account. Only the hash of its secret is kept; it dies with the form."""

    id = models.UUIDField(primary_key=True, default=new_id)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="snap_links")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    """When a phone first opened it."""


class Upload(models.Model):
    """A file on its way in pieces. What has arrived lies apart from the files of referrals and is thrown away when it is not finished."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="uploads")
    snap_link = models.ForeignKey(SnapLink, models.CASCADE, null=True, related_name="+", db_index=False)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    """None where the referring office sends it by its private link."""
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=20, default="other")
    size = models.BigIntegerField()
    """Bytes, as announced."""
    sha256 = models.CharField(max_length=64, blank=True)
    """As announced; "" where the browser could not compute it."""
    received = models.BigIntegerField(default=0)
    """Bytes that have arrived: where the next piece begins."""
    pieces = models.JSONField(default=list)
    """Where each piece that has arrived begins, in order."""
    attachment = models.ForeignKey("records.Attachment", models.SET_NULL, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="uploads_to_expire")]
