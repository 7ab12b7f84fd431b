from django.contrib.postgres.fields import ArrayField
from django.db import models

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person


class ReferralTemplate(models.Model):
    """A named starting point of a practice's referrals: where to, what is asked for, in which words. Nothing of any patient."""

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="referral_templates")
    name = models.CharField(max_length=80)
    recipient_practice = models.ForeignKey(Practice, models.CASCADE, null=True, related_name="+", db_index=False)
    """Where it goes; None: chosen each time."""
    specialty = models.CharField(max_length=40, blank=True)
    teeth = ArrayField(models.CharField(max_length=3), default=list)
    case = models.JSONField(default=dict)
    """What the draft starts with; the part of a case that `rules.drafting` lets a template hold."""
    is_active = models.BooleanField(default=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.TEMPLATE_NAME_ONCE, fields=["practice", "name"], condition=models.Q(is_active=True))
        ]
