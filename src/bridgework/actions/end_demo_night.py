from datetime import datetime

from django.db import transaction

from bridgework.actions.defer_job import defer_job_once
from bridgework.lookups.demo_night import waiting_for_morning
from bridgework.records.models import PlannedMessage


def end_demo_night(now: datetime) -> int:
    """In the demo: delivers at once what waits for the morning, and answers how many messages that were.

    Only the made-up network has a button for it. Elsewhere nobody is written to at night.
    """
    with transaction.atomic():
        waiting = list(waiting_for_morning(now).select_for_update(of=("self",)).order_by("pk"))
        for message in waiting:
            message.facts["at_any_hour"] = True
            message.due_at = message.changed_at = now
        PlannedMessage.objects.bulk_update(waiting, ["facts", "due_at", "changed_at"])
        if waiting:
            defer_job_once("sweep_due_messages", "sweep_due_messages")
    return len(waiting)
