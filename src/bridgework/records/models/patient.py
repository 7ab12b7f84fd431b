import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Lower

from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice


@pghistory.track()
class Patient(models.Model):
    """A patient in the chart of the practice that entered them; another practice knows them only through a referral.

    Every change keeps the row as it was (history by database trigger).
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="patients", db_index=False)
    family_name = models.CharField(max_length=120)
    given_name = models.CharField(max_length=120)
    birth_date = models.DateField()
    phone = models.CharField(max_length=32, blank=True)
    """E.164"""
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="en")
    interpreter = models.BooleanField(default=False)
    preferred_channel = models.CharField(max_length=10, default="sms")
    zip = models.CharField(max_length=10, blank=True)
    may_contact = models.BooleanField(default=False)
    consent_at = models.DateTimeField(null=True)
    consent_source = models.CharField(max_length=120, blank=True)
    is_nervous = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["practice", "birth_date"], name="patient_birth_date"),
            models.Index(Lower("family_name"), Lower("given_name"), name="patient_name"),
            models.Index(fields=["phone"], name="patient_phone"),
            GinIndex(fields=["family_name", "given_name"], opclasses=["gin_trgm_ops", "gin_trgm_ops"], name="patient_name_trigram"),
        ]

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"
