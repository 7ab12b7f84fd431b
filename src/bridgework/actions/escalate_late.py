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
SUMMARY = "late_summary"


def escalate_late(now: datetime, *, after: Place | None = None, limit: int = 200) -> Place | None:
    """Tells people by name of every next step that is late and of which nobody was told, each in a transaction of its own.

    Looks at no more than `limit` beyond `after`, in the order of due times; answers where it stopped, None where nothing was left. Run twice
    it finds the row told already; the same breach has one row and one message to each person in any case (named constraints). What was late
    before a practice's program told of anything (`Practice.late_before`) is told in one summary, and then counts as told.
    """
    for practice_id in list(Practice.objects.filter(late_before__isnull=False).values_list("pk", flat=True)):
        _sum_up(practice_id, now)
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
        if desk.late_before is None or due_at >= desk.late_before:
            facts: dict[str, object] = {
                "number": referral.number,
                "sender": referral.sender_practice.name,
                "respond_by": breach.due_at.isoformat(),
                "on_network": True,
            }
            _tell(desk, told, "late_step", str(breach.pk), facts, now, referral=referral)


@transaction.atomic
def _sum_up(practice_id: UUID, now: datetime) -> None:
    """One e-mail to each of those who would have been told: how many steps were late already when the program began to tell."""
    desk = Practice.objects.select_for_update(no_key=True).get(pk=practice_id)
    if desk.late_before is None:
        return
    of_desk = Referral.objects.filter(desk_practice=desk, closed_at=None, escalated_at=None, due_at__lt=desk.late_before)
    count = of_desk.exclude(next_step__in=sorted(CHASED)).count()
    if not count:
        # Nothing (more) is as old as that: from here on every step is told by itself.
        desk.late_before = None
        desk.save(update_fields=["late_before"])
        return
    if PlannedMessage.objects.filter(practice=desk, kind=SUMMARY, referral=None).exists():
        return
    told = whom_to_tell(desk.escalate_to, colleagues_of(SYSTEM, desk.pk, now=now))
    facts: dict[str, object] = {"open": count, "path": "/worklist/?late=1"}
    _tell(desk, told, SUMMARY, desk.late_before.isoformat(), facts, now)


def _tell(
    desk: Practice,
    told: Sequence[Colleague],
    kind: str,
    occasion: str,
    facts: dict[str, object],
    now: datetime,
    *,
    referral: Referral | None = None,
) -> None:
    """An e-mail to each of them, with a link and nothing of a patient; once for an occasion."""
    people = {person.pk: person for person in Person.objects.filter(pk__in=[one.id for one in told])}
    of_desk = {"practice": desk.name, "phone": desk.phone, "practice_zone": desk.time_zone, "zone": desk.time_zone}
    rows = [
        PlannedMessage(
            referral=referral,
            kind=kind,
            occasion=f"{occasion} {one.id}",
            recipient="colleague",
            practice=desk,
            channel="email",
            language="es" if people[one.id].language == "es" else "en",
            address=people[one.id].email,
            facts=of_desk | facts,
            due_at=now,
            created_at=now,
            changed_at=now,
        )
        for one in told
        if one.id in people and people[one.id].email
    ]
    PlannedMessage.objects.bulk_create(rows, ignore_conflicts=True)
    defer_jobs("send_message", [{"message_id": str(row.pk)} for row in rows])
