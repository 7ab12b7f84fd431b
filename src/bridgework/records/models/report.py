import pgtrigger
from django.db import models

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.person import Person, Provider
from bridgework.records.models.referral import Referral


class ConsultReport(models.Model):
    """What the specialist writes back. Each sent text is a version of its own and is never changed afterwards."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="reports", db_index=False)
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    """interim (the loop goes on) or final (the outcome)"""
    author = models.ForeignKey(Provider, models.PROTECT, null=True, related_name="+", db_index=False)
    visit_on = models.DateField(null=True)
    findings = models.TextField(blank=True)
    pulpal = models.CharField(max_length=60, blank=True)
    apical = models.CharField(max_length=60, blank=True)
    diagnosis = models.TextField(blank=True)
    treatment_status = models.CharField(max_length=20, blank=True)
    """done, not_needed, planned or declined"""
    treatment_done = models.TextField(blank=True)
    prognosis = models.CharField(max_length=20, blank=True)
    restoration_needed = models.TextField(blank=True)
    restoration_by = models.DateField(null=True)
    follow_up = models.TextField(blank=True)
    advice = models.TextField(blank=True, default="", db_default="")
    """The answer to a request for advice: what to do next, without a visit."""
    watch_for = models.TextField(blank=True, default="", db_default="")
    """With advice: what would change it, and when the patient should be seen after all."""
    no_visit_reason = models.CharField(max_length=40, blank=True)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name=constraints.REPORT_VERSION_ONCE, fields=["referral", "version"])]
        triggers = [
            pgtrigger.Protect(
                name="sent_report_is_kept",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__sent_at__isnull=False),
            )
        ]
