import pgtrigger
from django.db import models
from django.db.models import F, Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral


class CallClaim(models.Model):
    """That somebody has a patient on the phone now, or is about to: nobody else gets that patient until it ends or lapses. Times are UTC."""

    referral = models.OneToOneField(Referral, models.CASCADE, primary_key=True, related_name="call_claim")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    person_name = models.CharField(max_length=200)
    claimed_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.ONE_CALL_AT_A_TIME, fields=["person"]),
            models.CheckConstraint(name=constraints.CALL_CLAIM_EXPIRES, condition=Q(expires_at__gt=F("claimed_at"))),
        ]


class CallAttempt(models.Model):
    """One call about a referral, made or taken, and what came of it. Rows are never changed and never deleted (database trigger)."""

    append_only = True  # the application role may add rows and read them, nothing else

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="calls", db_index=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    who = models.CharField(max_length=200)
    at = models.DateTimeField()
    direction = models.CharField(max_length=3)
    """out: we called; in: somebody called us"""
    spoke_with = models.CharField(max_length=10, blank=True)
    """patient, proxy, sender or other; "" where nobody was reached"""
    number = models.CharField(max_length=32, blank=True)
    """The number that was called (E.164)."""
    outcome = models.CharField(max_length=20)
    """As in `rules.calls`."""
    because = models.CharField(max_length=20, blank=True)
    """Why the patient does not want the visit (`rules.acceptance`)."""
    note = models.CharField(max_length=500, blank=True)
    next_at = models.DateTimeField(null=True)
    """When the patient is to be called again (UTC)."""

    class Meta:
        indexes = [models.Index(fields=["referral", "at", "id"], name="calls_of_referral")]
        triggers = [pgtrigger.Protect(name="calls_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)]
