from django.db import models
from django.db.models import Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral


class CadencePolicy(models.Model):
    """How a practice reaches patients: days, hours, channels (`rules.cadence_policy`), for some or all of its referrals. A version never
    changes: a change makes the next version, and a referral that is under way keeps the one it began with until somebody moves it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="cadence_policies", db_index=False)
    tier = models.CharField(max_length=10)
    """For referrals of this tier: urgent, soon or elective. An emergency is called at once."""
    specialty = models.CharField(max_length=40, blank=True, default="")
    """Only of this specialty; "" for any that no other policy fits better. The same of anxiety."""
    anxiety = models.CharField(max_length=10, blank=True, default="")
    """nervous or calm; "" for both."""
    version = models.PositiveSmallIntegerField()
    steps = models.JSONField()
    """The policy in the shape of `rules.cadence_policy`."""
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    """When the next version took its place, or the practice gave it up."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name=constraints.CADENCE_POLICY_VERSION_ONCE, fields=["practice", "tier", "specialty", "anxiety", "version"]
            ),
            models.UniqueConstraint(
                name=constraints.ONE_CADENCE_POLICY_IN_FORCE,
                fields=["practice", "tier", "specialty", "anxiety"],
                condition=Q(retired_at=None),
            ),
        ]


class ReferralCadence(models.Model):
    """Where the reaching of a referral's patient stands, and what comes next: computed from the facts whenever one changes (`rules.cadence`).

    The planner finds what is due by one index. The row of a referral whose patient is not to be reached by messages stays, and says why.
    """

    referral = models.OneToOneField(Referral, models.PROTECT, primary_key=True, related_name="cadence")
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    """The receiving one: whose policy it is."""
    policy = models.ForeignKey(CadencePolicy, models.PROTECT, null=True, related_name="+", db_index=False)
    """The version it began with; None: the usual one of the house."""
    started_on = models.DateField()
    """Day 0, where the patient lives."""
    since = models.DateTimeField()
    """From when on steps count: the acceptance, or when somebody moved the referral to another version."""
    zone = models.CharField(max_length=64)
    zone_reason = models.CharField(max_length=80)
    status = models.CharField(max_length=10)
    """running (a next step stands), person (it is a person's turn) or stopped"""
    stopped_why = models.CharField(max_length=20, blank=True)
    """A code of `rules.cadence`."""
    next_kind = models.CharField(max_length=40, blank=True)
    next_step = models.PositiveSmallIntegerField(null=True)
    """The number of the step in the policy, from 1; None for a reminder of a visit."""
    next_channel = models.CharField(max_length=10, blank=True)
    """sms, email, or person: somebody calls"""
    next_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name=constraints.RUNNING_CADENCE_HAS_A_NEXT,
                condition=Q(status="running", next_at__isnull=False, stopped_why="") & ~Q(next_kind="") & ~Q(next_channel="")
                | Q(status__in=["person", "stopped"], next_at=None, next_kind="", next_channel=""),
            )
        ]
        indexes = [
            models.Index(fields=["next_at", "referral"], name="cadence_due", condition=Q(status="running")),
            models.Index(fields=["practice", "policy"], name="cadences_of_policy", condition=Q(status="running")),
        ]
