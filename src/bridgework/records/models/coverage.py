import pghistory
from django.db import models

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.patient import Patient
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Coverage(models.Model):
    """Who pays for a patient, as the patient's practice knows it. The photo of the card is an attachment of kind "card".

    A patient may have several: a primary and a secondary one, or a dental and a medical one.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="coverages", db_index=False)
    place = models.PositiveSmallIntegerField(default=1, db_default=1)
    """The order in which they pay: 1 is the primary one."""
    kind = models.CharField(max_length=12)
    """insured or self_pay"""
    covers = models.CharField(max_length=10, blank=True, default="", db_default="")
    """dental, medical, or "" where nobody said."""
    carrier = models.CharField(max_length=80, blank=True)
    plan = models.CharField(max_length=80, blank=True)
    member_id = models.CharField(max_length=40, blank=True)
    group_number = models.CharField(max_length=40, blank=True)
    subscriber = models.CharField(max_length=12, blank=True)
    """Whose insurance it is, seen from the patient: self, spouse, parent or other."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name=constraints.COVERAGE_PLACE_ONCE, fields=["patient", "place"])]


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
