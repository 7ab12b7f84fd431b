from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.patient import Patient
from bridgework.records.models.person import Person


class PatientMerge(models.Model):
    """Somebody decided that two entries are one person. It keeps what was moved and filled in, so that it can be taken back exactly."""

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    kept = models.ForeignKey(Patient, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Patient, models.PROTECT, related_name="merged_by", db_index=False)
    referral_ids = ArrayField(models.UUIDField(), default=list)
    """Referrals that were the merged entry's."""
    filled = models.JSONField(default=dict)
    """Column -> what was written into the kept entry where it was empty."""
    moved_proxy = models.UUIDField(null=True)
    moved_coverage = models.UUIDField(null=True)
    moved_others = ArrayField(models.UUIDField(), default=list, db_default=[])
    """Their rows, where the kept entry had none of its own: the first of each, and the further ones."""
    merged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name=constraints.MERGE_HAS_TWO_ENTRIES, condition=~Q(kept=F("merged"))),
            models.UniqueConstraint(name=constraints.MERGED_ONCE, fields=["merged"], condition=Q(undone_at=None)),
        ]
