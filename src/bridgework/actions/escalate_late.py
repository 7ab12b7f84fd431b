from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from bridgework.actions.defer_job import defer_jobs
from bridgework.actions.ledger import lock_referral, write_audit, write_event
from bridgework.actions.office_hours import working_hours
from bridgework.lookups.stand_ins import colleagues_of
from bridgework.records.models import Escalation, Person, PlannedMessage, Practice, Referral
from bridgework.rules.deadlines import end_of_window
from bridgework.rules.escalation import CHASED, Colleague, grace_of, whom_to_tell
from bridgework.rules.facts import SYSTEM

Place = tuple[datetime, UUID]


def escalate_late(now: datetime, *, after: Place | None = None, limit: int = 200) -> Place | None:
    """Tells people by name of every next step that is late and of which nobody was told, each in a transaction of its own.

    Looks at no more than `limit` beyond `after`, in the order of due times; answers where it stopped, None where nothing was left. Run twice
    it finds the row told already; the same breach has one row and one message to each person in any case (named constraints).
    """
    late = Referral.objects.filter(~Q(next_step__in=sorted(CHASED)), closed_at=None, escalated_at=None, due_at__lte=now)
    if after:
        late = late.filter(Q(due_at__gt=after[0]) | Q(due_at=after[0], pk__gt=after[1]), due_at__gte=after[0])
    found = list(late.order_by("due_at", "pk").values_list("due_at", "pk")[:limit])
    for _due_at, referral_id in found:
        _escalate(referral_id, now)
    return (found[-1][0], found[-1][1]) if len(found) == limit and found[-1][0] else None


@transaction.atomic
def _escalate(referral_id: UUID, now: datetime) -> None:
    referral = lock_referral(SYSTEM, referral_id)
    desk, step, due_at = referral.desk_practice, referral.next_step, referral.due_at
    if desk is None or step is None or due_at is None or due_at > now or referral.escalated_at is not None:
        return
    grace = grace_of(step, referral.tier)
    if grace is None or end_of_window(due_at, grace, working_hours(desk)) > now:
        return
    told = whom_to_tell(desk.escalate_to, colleagues_of(SYSTEM, desk.pk, now=now))
    names = [one.name for one in told]
    breach, is_new = Escalation.objects.get_or_create(
        referral=referral, step=step, due_at=due_at, defaults={"practice": desk, "at": now, "told": names}
    )
    # Not settled: no fact of the loop changed, and whoever has the page open may go on.
    referral.escalated_at = now
    referral.save(update_fields=["escalated_at"])
    if is_new:
        write_event(referral, SYSTEM, "escalated", now, {"step": step, "due_at": due_at.isoformat(), "told": names})
        write_audit(SYSTEM, "escalate_late", now, [referral.pk])
        _tell(referral, desk, breach, told, now)


def _tell(referral: Referral, desk: Practice, breach: Escalation, told: Sequence[Colleague], now: datetime) -> None:
    """An e-mail to each of them, with a link and nothing of the patient."""
    addresses = dict(Person.objects.filter(pk__in=[one.id for one in told]).values_list("pk", "email"))
    languages = dict(Person.objects.filter(pk__in=addresses).values_list("pk", "language"))
    rows = [
        PlannedMessage(
            referral=referral,
            kind="late_step",
            occasion=f"{breach.pk} {one.id}",
            recipient="colleague",
            practice=desk,
            channel="email",
            language="es" if languages.get(one.id) == "es" else "en",
            address=addresses[one.id],
            facts={
                "number": referral.number,
                "practice": desk.name,
                "phone": desk.phone,
                "practice_zone": desk.time_zone,
                "zone": desk.time_zone,
                "sender": referral.sender_practice.name,
                "respond_by": breach.due_at.isoformat(),
                "on_network": True,
            },
            due_at=now,
            created_at=now,
            changed_at=now,
        )
        for one in told
        if addresses.get(one.id)
    ]
    PlannedMessage.objects.bulk_create(rows, ignore_conflicts=True)
    defer_jobs("send_message", [{"message_id": str(row.pk)} for row in rows])
