from django.db import models
from django.db.models import Q

from bridgework.records import constraints
from bridgework.records.models.referral import Referral


class RecordsChase(models.Model):
    """That records of a referral are being asked for until they come: one at a time for a referral; cadence and end as in `rules.chase`.

    Begun again (the practice asks for something else) it starts from the beginning. Times are UTC.
    """

    referral = models.OneToOneField(Referral, models.PROTECT, primary_key=True, related_name="chase")
    began_at = models.DateTimeField()
    reminders = models.PositiveSmallIntegerField(default=0)
    """How many reminders went out since it began."""
    reminded_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    """When the next reminder is due; None while a person has it, and at the end."""
    person_since = models.DateTimeField(null=True)
    """Since when reminders are used up and a person of the receiving practice has it."""
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=20, blank=True)
    """arrived, decided or over"""

    class Meta:
        constraints = [
            models.CheckConstraint(name=constraints.CHASE_HAS_A_NEXT, condition=Q(ended_at__isnull=False, next_at=None) | Q(ended_at=None)),
        ]
        indexes = [models.Index(fields=["next_at", "referral"], name="chases_due", condition=Q(ended_at=None, next_at__isnull=False))]
