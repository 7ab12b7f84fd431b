from django.db import models
from django.db.models import Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral


class IntakeDocument(models.Model):
    """Something that came in and is not a referral yet: the original, what could be read of it, and what could not.

    Nothing becomes a referral unseen and nothing is dropped: it has an owner and a due time until a person has decided.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="intake")
    source = models.CharField(max_length=20)
    """fhir today; fax, email, hl7v2 ... later"""
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    """Of the original, kept unchanged."""
    size = models.BigIntegerField()
    reading = models.JSONField(default=dict)
    """patient, referral facts, unread and contradictions, as `connections` read them"""
    status = models.CharField(max_length=12)
    """draft (a referral can be made of it), unmatched (no patient in it), accepted or set_aside"""
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="+")
    next_step = models.CharField(max_length=30, null=True)
    due_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.INTAKE_ONCE, fields=["practice", "sha256"]),
            models.CheckConstraint(
                name=constraints.OPEN_INTAKE_HAS_NEXT_STEP,
                condition=Q(status__in=["draft", "unmatched"], next_step__isnull=False, due_at__isnull=False)
                | Q(status__in=["accepted", "set_aside"], next_step=None, due_at=None),
            ),
        ]
        indexes = [models.Index(fields=["practice", "due_at", "id"], name="intake_queue", condition=Q(next_step__isnull=False))]
