from django.db import models
from django.db.models import Q

from bridgework.records.ids import new_id
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral


class Attachment(models.Model):
    """A film, photo, letter or plan on a referral. The original is kept unchanged under its content hash."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=255)
    """As the sender named the file."""
    label = models.CharField(max_length=255, blank=True)
    """LASTNAME_tooth_kind_date, once it has been read."""
    kind = models.CharField(max_length=20, default="other")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, default="waiting")
    """waiting (to be decoded), ready or refused"""
    refused_because = models.CharField(max_length=300, blank=True)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    pages = models.IntegerField(default=1)
    taken_on = models.DateField(null=True)
    display_sha256 = models.CharField(max_length=64, blank=True)
    thumbnail_sha256 = models.CharField(max_length=64, blank=True)
    pixels_sha256 = models.CharField(max_length=64, blank=True)
    reading = models.JSONField(default=dict)
    """What the decoder read: bits, window, photometric, spacing_mm, modality, header names ..."""
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="same_file_once", fields=["referral", "sha256"], condition=Q(removed_at=None)),
        ]
