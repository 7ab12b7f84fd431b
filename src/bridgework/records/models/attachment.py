from django.db import models
from django.db.models import Q

from bridgework.records.ids import new_id
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral
from bridgework.records.models.upload import SnapLink


class Attachment(models.Model):
    """A film, photo, letter or plan on a referral. The original is kept unchanged under its content hash."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=255)
    """As the sender named the file."""
    label = models.CharField(max_length=255, blank=True)
    """LASTNAME_tooth_kind_date, once it has been read."""
    kind = models.CharField(max_length=20, default="other")
    tooth = models.CharField(max_length=3, null=True)
    """Universal designation, as a person said or the header proposed; "" means that no single tooth is shown, None that nobody said."""
    turns = models.PositiveSmallIntegerField(default=0)
    """Quarter turns to the right in which it is shown. Nothing is turned in the files themselves, and nothing is ever mirrored."""
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
    slices_sha256 = models.CharField(max_length=64, blank=True)
    """The pictures of a volume, or of a file of several pages, one after the other (`records.slices`)."""
    copy_sha256 = models.CharField(max_length=64, blank=True)
    """What is handed out: the file without places, scripts and notes of its maker. Empty where that is the original itself."""
    looks_like = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    """An earlier file of the referral with very likely the same picture in it; emptied once a person said that both are wanted."""
    reading = models.JSONField(default=dict)
    """What the decoder read: bits, window, photometric, spacing_mm, modality, header names ..."""
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    added_at = models.DateTimeField()
    snap_link = models.ForeignKey(SnapLink, models.SET_NULL, null=True, related_name="pictures", db_index=False)
    """The phone that it came from, if it came that way."""
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="same_file_once", fields=["referral", "sha256"], condition=Q(removed_at=None)),
        ]
