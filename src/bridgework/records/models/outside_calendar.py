from django.db import models
from django.db.models import F, Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.person import Person, Provider


class CalendarFeed(models.Model):
    """A clinician's visits for their own calendar program. Only the hash of the secret in its address is kept."""

    id = models.UUIDField(primary_key=True, default=new_id)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="calendar_feeds")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    """When a program last fetched it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.ONE_STANDING_FEED, fields=["provider"], condition=Q(revoked_at__isnull=True))
        ]


class BusyCalendar(models.Model):
    """The practice's own calendar of a clinician: read from an address by the clock, and authoritative for when they are busy."""

    id = models.UUIDField(primary_key=True, default=new_id)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="busy_calendars")
    address = models.TextField()
    """Often a secret in itself: never shown in full, never logged."""
    stale_after_hours = models.PositiveSmallIntegerField(default=4)
    added_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    """When it was last read well."""
    problem = models.CharField(max_length=300, blank=True)
    """Why the last try failed, as a sentence; empty after one that went well."""
    fingerprint = models.CharField(max_length=64, blank=True)
    """Of what was read last, so that an unchanged calendar writes nothing."""

    class Meta:
        constraints = [models.UniqueConstraint(name=constraints.ONE_BUSY_CALENDAR, fields=["provider"])]


class BusyTime(models.Model):
    """A time in which the practice's own calendar says that a clinician is busy. Nothing of what it is about is kept."""

    id = models.UUIDField(primary_key=True, default=new_id)
    calendar = models.ForeignKey(BusyCalendar, models.CASCADE, related_name="times", db_index=False)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="busy_times", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="busy_time_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            models.UniqueConstraint(name="busy_time_once", fields=["calendar", "starts_at", "ends_at"]),
        ]
        indexes = [models.Index(fields=["provider", "starts_at", "ends_at"], name="busy_times_of_provider")]
