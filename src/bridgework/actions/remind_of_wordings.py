from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation

from bridgework.actions.defer_job import defer_jobs
from bridgework.actions.ledger import write_audit
from bridgework.messages.kind_words import CHANNEL_NAMES, LANGUAGE_NAMES, name_of
from bridgework.records.models import Membership, Person, PlannedMessage, Practice, Wording
from bridgework.rules.facts import SYSTEM
from bridgework.rules.wording import REMIND_BEFORE

MOST_NAMED = 5


def remind_of_wordings(now: datetime) -> int:
    """Tells the managers of each practice which of its words are due to be read again: one e-mail to each for all that came due since the
    last time, once for each date. Answers how many practices were told. May run at any time, and twice.
    """
    latest = now.astimezone(ZoneInfo("Pacific/Kiritimati")).date() + REMIND_BEFORE  # nowhere is it later in the day
    waiting = Wording.objects.filter(approved_at__isnull=False, retired_at=None, reminded_at=None, review_on__lte=latest)
    practices = sorted(set(waiting.values_list("practice_id", flat=True)))
    return sum(_remind(practice_id, now) for practice_id in practices)


@transaction.atomic
def _remind(practice_id: UUID, now: datetime) -> bool:
    practice = Practice.objects.select_for_update(no_key=True).get(pk=practice_id)
    today = now.astimezone(ZoneInfo(practice.time_zone)).date()
    due = list(
        Wording.objects.filter(
            practice=practice, approved_at__isnull=False, retired_at=None, reminded_at=None, review_on__lte=today + REMIND_BEFORE
        ).order_by("kind", "channel", "language", "pk")
    )
    if not due:
        return False
    Wording.objects.filter(pk__in=[row.pk for row in due]).update(reminded_at=now)
    members = Membership.objects.filter(practice=practice, is_active=True, person__is_active=True).select_related("person")
    by_role: dict[str, list[Person]] = defaultdict(list)
    for member in members.order_by("person__name"):
        for role in member.roles:
            by_role[role].append(member.person)
    rows = [_row(practice, person, due, today, now) for person in by_role["manager"] or by_role["administrator"] if person.email]
    PlannedMessage.objects.bulk_create(rows, ignore_conflicts=True)
    defer_jobs("send_message", [{"message_id": str(row.pk)} for row in rows])
    write_audit(SYSTEM, "remind_of_wordings", now, [])
    return True


def _row(practice: Practice, person: Person, due: Sequence[Wording], today: date, now: datetime) -> PlannedMessage:
    language = "es" if person.language == "es" else "en"
    with translation.override(language):
        names = [f"{name_of(row.kind)} ({CHANNEL_NAMES[row.channel]}, {LANGUAGE_NAMES[row.language]})" for row in due[:MOST_NAMED]]
    more = f" (+{len(due) - MOST_NAMED})" if len(due) > MOST_NAMED else ""
    return PlannedMessage(
        kind="wording_review",
        occasion=f"{today.isoformat()} {person.pk}",
        recipient="colleague",
        practice=practice,
        channel="email",
        language=language,
        address=person.email,
        facts={
            "practice": practice.name,
            "phone": practice.phone,
            "practice_zone": practice.time_zone,
            "zone": practice.time_zone,
            "what": "; ".join(names) + more,
            "path": "/settings/words/?state=review",
        },
        due_at=now,
        created_at=now,
        changed_at=now,
    )
