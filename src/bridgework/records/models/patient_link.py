from django.db import models

from bridgework.records.ids import new_id
from bridgework.records.models.patient import Patient
from bridgework.records.models.referral import Referral


class PatientLink(models.Model):
    """A patient's way in without an account. Only the hash of the secret is kept; the birth date is asked at the door."""

    id = models.UUIDField(primary_key=True, default=new_id)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="patient_links")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    failed_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
