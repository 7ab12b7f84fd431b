import pghistory
from django.db import models

from bridgework.records.ids import new_id
from bridgework.records.models.patient import Patient
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Coverage(models.Model):
    """Who pays for a patient, as the patient's practice knows it. The photo of the card is an attachment of kind "card"."""

    id = models.UUIDField(primary_key=True, default=new_id)
    patient = models.OneToOneField(Patient, models.PROTECT, related_name="coverage")
    kind = models.CharField(max_length=12)
    """insured or self_pay"""
    carrier = models.CharField(max_length=80, blank=True)
    plan = models.CharField(max_length=80, blank=True)
    member_id = models.CharField(max_length=40, blank=True)
    group_number = models.CharField(max_length=40, blank=True)
    subscriber = models.CharField(max_length=12, blank=True)
    """Whose insurance it is, seen from the patient: self, spouse, parent or other."""
    created_at = models.DateTimeField()


@pghistory.track()
class CoverageCheck(models.Model):
    """What the receiving practice found out about the coverage of one referral."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="coverage_check")
    accepted = models.CharField(max_length=4, blank=True)
    """yes, no, or "" where nobody has asked the carrier."""
    authorization = models.CharField(max_length=12, blank=True)
    """not_needed, needed, asked_for, obtained, refused, or ""."""
    authorization_number = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    checked_at = models.DateTimeField()
