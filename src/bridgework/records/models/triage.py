from django.db import models
from django.db.models import F, Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.calendar import VisitType
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral


class TriageDecision(models.Model):
    """What the receiving practice decided about a case beside accepting it: how hard it is, what comes first, which visit, what to tell.

    One for a referral; a later decision takes the place of the former, and the timeline keeps both.
    """

    referral = models.OneToOneField(Referral, models.PROTECT, primary_key=True, related_name="triage")
    factors = models.JSONField(default=dict)
    """The factors of `rules.case_difficulty` that a person judged: {code: level}."""
    difficulty = models.CharField(max_length=10, blank=True)
    """low, moderate or high; empty where nobody judged it."""
    crown = models.CharField(max_length=10, blank=True)
    """Whether the crown has to be evaluated first: yes or no."""
    treatment = models.CharField(max_length=12, blank=True)
    """primary or retreatment"""
    imaging_first = models.CharField(max_length=20, blank=True)
    """A picture that is taken here before anything else (`rules.triage`)."""
    visit_type = models.ForeignKey(VisitType, models.PROTECT, null=True, related_name="+", db_index=False)
    """The kind of visit, and so its length."""
    minutes = models.PositiveSmallIntegerField(null=True)
    """How long this one visit is; None: as long as its kind is. For that kind alone, and not for a visit after it."""
    for_patient = models.TextField(blank=True)
    for_patient_es = models.TextField(blank=True)
    for_office = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by_name = models.CharField(max_length=200)


class TierChange(models.Model):
    """That a person put a referral into another tier than its signs call for, and why. Never changed; counted by the measures."""

    append_only = True  # the application role may add rows and read them, nothing else

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="tier_changes")
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    who = models.CharField(max_length=200)
    at = models.DateTimeField()
    proposed = models.CharField(max_length=10)
    """What the signs call for."""
    tier_from = models.CharField(max_length=10)
    tier_to = models.CharField(max_length=10)
    reason = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["practice", "at"], name="tier_changes_of_practice")]


class Escalation(models.Model):
    """That a next step was late and somebody by name was told: once for each due time of each step (named constraint)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="escalations", db_index=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    step = models.CharField(max_length=30)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    told = models.JSONField(default=list)
    """The names of those who were told."""

    class Meta:
        constraints = [models.UniqueConstraint(name=constraints.ESCALATED_ONCE, fields=["referral", "step", "due_at"])]


class StandIn(models.Model):
    """That somebody is away and who does their work meanwhile: it stands on the other's worklist, and goes back by itself at the end."""

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="stand_ins", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    stand_in = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """When it was taken back before its end."""
    entered_by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name=constraints.STAND_IN_IS_ANOTHER, condition=~Q(person=F("stand_in"))),
            models.CheckConstraint(name=constraints.STAND_IN_ENDS_AFTER_IT_STARTS, condition=Q(ends_at__gt=F("starts_at"))),
        ]
        indexes = [
            models.Index(fields=["practice", "ends_at"], name="stand_ins_of_practice", condition=Q(ended_at=None)),
            models.Index(fields=["stand_in", "practice", "ends_at"], name="stands_in", condition=Q(ended_at=None)),
        ]


class InstructionTemplate(models.Model):
    """What a practice tells before a visit, in its own words: patients (in two languages) or referring offices, for a kind of visit or any."""

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="instructions")
    audience = models.CharField(max_length=10)
    """patient or office"""
    visit_type = models.ForeignKey(VisitType, models.CASCADE, null=True, related_name="+")
    """None: for any visit."""
    text = models.TextField()
    text_es = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.INSTRUCTIONS_ONCE, fields=["practice", "audience", "visit_type"], nulls_distinct=False)
        ]
