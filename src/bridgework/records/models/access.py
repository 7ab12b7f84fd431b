import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person


class AccessRecord(models.Model):
    """That somebody read or wrote patient data: one row per page or action. Never changed, never deleted (database trigger)."""

    append_only = True  # the application role may add rows and read them, nothing else

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    act = models.CharField(max_length=5)
    """read or write"""
    what = models.CharField(max_length=60)
    """The page or the action, by name; never an address with values in it."""
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    practice = models.ForeignKey(Practice, models.PROTECT, null=True, related_name="+", db_index=False)
    who = models.CharField(max_length=200)
    way = models.CharField(max_length=20)
    referral_ids = ArrayField(models.UUIDField(), default=list)
    about = ArrayField(models.UUIDField(), default=list, db_default=[])
    """Whom or what it was about beside referrals: patients of the chart, documents of the intake queue, by their keys."""

    class Meta:
        indexes = [GinIndex(fields=["referral_ids"], name="access_of_referral")]
        triggers = [pgtrigger.Protect(name="audit_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]
