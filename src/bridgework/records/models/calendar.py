from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.operatory import Operatory
from bridgework.records.models.organization import Location, Practice
from bridgework.records.models.person import Person, Provider
from bridgework.records.models.referral import Referral

TAKEN = ["held", "booked", "arrived", "seen"]
"""Appointment statuses that take up the provider's time."""


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class VisitType(models.Model):
    """A kind of visit with its length, in the words a patient reads."""

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="visit_types")
    name = models.CharField(max_length=120)
    name_es = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField()
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    """Kept free after the visit."""
    lead_minutes = models.PositiveSmallIntegerField(default=0, db_default=0)
    """Kept free before the visit."""
    what_to_expect = models.TextField(blank=True)
    what_to_expect_es = models.TextField(blank=True)
    what_to_bring = models.TextField(blank=True)
    what_to_bring_es = models.TextField(blank=True)
    procedures = ArrayField(models.CharField(max_length=40), default=list, db_default=[])
    """The requests (codes of the referral form) that this visit is for; empty: any. Which one fits is `rules.visit_types`."""
    tiers = ArrayField(models.CharField(max_length=10), default=list, db_default=[])
    """The urgency that a first visit of this kind is proposed for, whatever is asked; empty: for none in particular."""
    is_follow_up = models.BooleanField(default=False, db_default=False)
    """For the next visit of somebody who was seen here already; never for the first."""
    position = models.SmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)


class Availability(models.Model):
    """A weekly pattern of a provider at a location, in local time of the location; with one day as its first and last, extra hours of that day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="availability")
    location = models.ForeignKey(Location, models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    reserved_tier = models.CharField(max_length=10, blank=True)
    """Kept for this tier; empty: for everybody."""
    reserved_visit_type = models.ForeignKey(VisitType, models.CASCADE, null=True, related_name="+", db_index=False)
    """Kept for this kind of visit, for example the planning of a retreatment; None: for any."""
    opens_hours_before = models.PositiveSmallIntegerField(null=True)
    """So many hours before the block begins, what is still free of it opens to everybody; None: never."""
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    operatory = models.ForeignKey(Operatory, models.SET_NULL, null=True, related_name="availability")
    """The room that the visits take up, too; None: the practice does not say."""

    class Meta:
        constraints = [
            models.CheckConstraint(name="availability_ends_after_it_starts", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="availability_last_day_after_first",
                condition=Q(first_day__isnull=True) | Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
            ),
        ]


class Closure(models.Model):
    """Time in which a provider, or the whole practice, sees nobody."""

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="closures")
    provider = models.ForeignKey(Provider, models.CASCADE, null=True, related_name="closures")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="closure_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at")))]


class Appointment(models.Model):
    """A provider's time for one referral: held for somebody to decide, or booked, and what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="appointments", db_index=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="appointments", db_index=False)
    location = models.ForeignKey(Location, models.PROTECT, related_name="+", db_index=False)
    operatory = models.ForeignKey(Operatory, models.PROTECT, null=True, related_name="+", db_index=False)
    visit_type = models.ForeignKey(VisitType, models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    blocked_from = models.DateTimeField(null=True)
    """Begin of the time kept free before the visit; None: the visit's own begin."""
    blocked_until = models.DateTimeField()
    """End of the visit and of the buffer after it."""
    status = models.CharField(max_length=10)
    """held, booked, arrived, seen, missed, cancelled, released or moved"""
    held_until = models.DateTimeField(null=True)
    purpose = models.CharField(max_length=10, blank=True)
    """Of a hold: "chair" (chosen before acceptance), "offer" (one of the offered times) or "request" (to be confirmed by the practice)."""
    booked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    booked_by_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    """Why it was cancelled or missed, in the words that were given."""
    confirmed_at = models.DateTimeField(null=True)
    """When the patient said that they will come; a time that is moved has to be confirmed anew."""

    class Meta:
        constraints = [
            ExclusionConstraint(
                name=constraints.PROVIDER_NOT_DOUBLE_BOOKED,
                expressions=[
                    ("provider", RangeOperators.EQUAL),
                    (TsTzRange(Coalesce("blocked_from", "starts_at"), "blocked_until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(status__in=TAKEN),
            ),
            ExclusionConstraint(
                name=constraints.OPERATORY_NOT_DOUBLE_BOOKED,
                expressions=[
                    ("operatory", RangeOperators.EQUAL),
                    (TsTzRange(Coalesce("blocked_from", "starts_at"), "blocked_until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(status__in=TAKEN, operatory__isnull=False),
            ),
            models.UniqueConstraint(name=constraints.ONE_BOOKED_VISIT, fields=["referral"], condition=Q(status__in=["booked", "arrived"])),
            models.CheckConstraint(
                name=constraints.VISIT_ENDS_AFTER_IT_STARTS, condition=Q(ends_at__gt=F("starts_at"), blocked_until__gte=F("ends_at"))
            ),
            models.CheckConstraint(
                name=constraints.HELD_TIME_EXPIRES,
                condition=~Q(status="held") | Q(held_until__isnull=False, purpose__in=["chair", "offer", "request", "earlier"]),
            ),
        ]
        indexes = [
            models.Index(fields=["provider", "starts_at"], name="provider_day"),
            models.Index(fields=["referral", "starts_at"], name="visits_of_referral"),
            models.Index(fields=["held_until"], name="holds_to_release", condition=Q(status="held")),
        ]
