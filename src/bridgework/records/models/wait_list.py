from django.db import models
from django.db.models import Q

from bridgework.records import constraints
from bridgework.records.models.organization import Practice
from bridgework.records.models.referral import Referral


class WaitListEntry(models.Model):
    """That a patient wants to come earlier, to a practice: one at a time for a referral. Fair order as in `rules.wait_list`. Times are UTC."""

    referral = models.OneToOneField(Referral, models.PROTECT, primary_key=True, related_name="wait_list_entry")
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()
    offers = models.PositiveSmallIntegerField(default=0)
    """How many freed times were offered since then."""
    offered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=20, blank=True)
    """taken, left or over"""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name=constraints.WAITING_ENDS_WITH_A_REASON,
                condition=Q(ended_at=None, ended_because="") | Q(ended_at__isnull=False, ended_because__in=["taken", "left", "over"]),
            )
        ]
        indexes = [models.Index(fields=["practice", "since"], name="waiting_now", condition=Q(ended_at=None))]
