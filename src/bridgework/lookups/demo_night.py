"""What waits for the morning in the made-up network, for the page on which one click signs in. Only the demo asks."""

from datetime import datetime

from django.db.models import QuerySet

from bridgework.records.models import PlannedMessage


def waiting_for_morning(now: datetime) -> QuerySet[PlannedMessage]:
    """What a patient would have by now if it were day: it follows from an event, not from a plan's day, and was never tried."""
    return PlannedMessage.objects.filter(
        status="planned", recipient="patient", channel__in=("sms", "email"), step=None, tries=0, due_at__gt=now
    ).exclude(facts__at_any_hour=True)


def count_waiting(now: datetime) -> int:
    """How many messages to patients wait for nothing but the end of quiet hours."""
    return waiting_for_morning(now).count()
