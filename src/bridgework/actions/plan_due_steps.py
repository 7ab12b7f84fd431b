from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from bridgework.actions.issue_patient_link import issue_patient_links
from bridgework.actions.ledger import new_event, write_events
from bridgework.actions.plan_messages import LANGUAGES, common_facts
from bridgework.actions.replan_cadence import write_next
from bridgework.lookups.cadence_facts import Reaching, read_around
from bridgework.lookups.person import contact_of
from bridgework.records.models import Appointment, PatientLink, PlannedMessage, Practice, Referral, ReferralCadence, ReferralEvent
from bridgework.rules.cadence import next_step
from bridgework.rules.cadence_facts import PERSON, CadenceFacts, NextStep, Told
from bridgework.rules.facts import SYSTEM

MOST_AT_ONCE = 400
PUNCTUAL = timedelta(minutes=15)
"""What is planned no later than this after its moment keeps the moment; what an outage made later counts, for the caps too, from now."""
FIRST = """
SELECT cadence.referral_id FROM records_referralcadence AS cadence JOIN records_referral AS referral ON referral.id = cadence.referral_id
JOIN records_patient AS patient ON patient.id = referral.patient_id
WHERE cadence.status = 'running' AND cadence.next_at <= %s ORDER BY cadence.next_at, cadence.referral_id LIMIT %s
FOR UPDATE OF referral SKIP LOCKED FOR NO KEY UPDATE OF patient SKIP LOCKED
"""
"""The patient is locked, too: the caps count what they are told about all their referrals, whichever worker plans it."""
COLUMNS = {
    "status": "text",
    "stopped_why": "text",
    "next_kind": "text",
    "next_step": "smallint",
    "next_channel": "text",
    "next_at": "timestamptz",
    "zone": "text",
    "zone_reason": "text",
    "changed_at": "timestamptz",
}
ADVANCE = f"""
UPDATE records_referralcadence AS cadence SET {", ".join(f"{name} = next.{name}" for name in COLUMNS)}
FROM unnest(%s::uuid[], {", ".join(f"%s::{kind}[]" for kind in COLUMNS.values())}) AS next (referral_id, {", ".join(COLUMNS)})
WHERE cadence.referral_id = next.referral_id
"""


@dataclass(frozen=True, slots=True)
class Round:
    """What one worker planned. `is_full`: it looked at as many as it may, so that more may be due."""

    planned: int
    handed_over: int
    is_full: bool


@transaction.atomic
def plan_due_steps(*, now: datetime, limit: int = MOST_AT_ONCE) -> Round:
    """Plans the messages of the cadences that are due and moves each on to what comes next; gives to a person whose turn it is.

    Found by one index, the longest due first; what another worker or an action holds is left to the next round. Each is decided anew from
    its facts, so that nothing goes out that was true only once. The second message of a kind on a due day cannot exist (named constraint).
    """
    with connection.cursor() as cursor:
        cursor.execute(FIRST, [now, limit])
        keys = [key for (key,) in cursor.fetchall()]
    if not keys:
        return Round(0, 0, is_full=False)
    referrals = _with_practices(Referral.objects.select_related("patient").prefetch_related("patient__proxies").filter(pk__in=keys))
    reached = read_around(referrals.values(), now)
    due = _one_each(referrals, {key: step for key, one in reached.items() if (step := _due(one.facts, now))})
    _write([(referrals[key], reached[key].facts, step) for key, step in due.items()], now)
    over = _advance([(referrals[key], one, due.get(key)) for key, one in reached.items()], now)
    write_events(*over)
    return Round(len(due), len(over), is_full=len(keys) >= limit)


def _with_practices(found: Iterable[Referral]) -> dict[UUID, Referral]:
    """Referrals by key. The practices are few and wide: each is read once, and not with every referral."""
    referrals = {referral.pk: referral for referral in found}
    keys = {key for one in referrals.values() for key in (one.sender_practice_id, one.recipient_practice_id)}
    practices = Practice.objects.in_bulk(keys - {None})
    for one in referrals.values():
        one.sender_practice = practices[one.sender_practice_id]
        one.recipient_practice = practices[one.recipient_practice_id] if one.recipient_practice_id else None
    return referrals


def _one_each(referrals: dict[UUID, Referral], due: dict[UUID, NextStep]) -> dict[UUID, NextStep]:
    """One message to a patient from a practice: about another referral of theirs the next round decides, which knows of this one."""
    first: dict[tuple[UUID, UUID | None], UUID] = {}
    for key in due:
        first.setdefault((referrals[key].patient_id, referrals[key].recipient_practice_id), key)
    return {key: due[key] for key in first.values()}


def _due(facts: CadenceFacts, now: datetime) -> NextStep | None:
    """The message that is due now, if one is."""
    answer = next_step(facts.policy, facts, now)
    return answer if isinstance(answer, NextStep) and answer.channel != PERSON and answer.due_at <= now else None


def _write(due: list[tuple[Referral, CadenceFacts, NextStep]], now: datetime) -> None:
    """The rows of the outbox, all at once."""
    links = issue_patient_links([referral for referral, _, _ in due], now)
    visits = Appointment.objects.filter(referral_id__in=[referral.pk for referral, facts, _ in due if facts.visit], status="booked")
    booked = {visit.referral_id: visit for visit in visits.select_related("location")}
    rows = [_row(referral, facts, step, links[referral.pk], booked.get(referral.pk), now) for referral, facts, step in due]
    PlannedMessage.objects.bulk_create(rows, ignore_conflicts=True)


def _row(
    referral: Referral, facts: CadenceFacts, step: NextStep, link: PatientLink, visit: Appointment | None, now: datetime
) -> PlannedMessage:
    contact = contact_of(referral.patient)
    return PlannedMessage(
        referral=referral,
        kind=step.kind,
        step=step.step,
        occasion=step.due_at.astimezone(ZoneInfo(facts.zone)).date().isoformat(),
        recipient="patient",
        patient=referral.patient,
        channel=step.channel,
        language=contact.language if contact.language in LANGUAGES else "en",
        address=contact.phone if step.channel == "sms" else contact.email,
        facts=common_facts(referral, visit) | {"zone": facts.zone, "link_id": str(link.pk)},
        due_at=_moment(step, now),
        created_at=now,
        changed_at=now,
    )


def _moment(step: NextStep, now: datetime) -> datetime:
    return step.due_at if now - step.due_at <= PUNCTUAL else now


def _advance(reached: Iterable[tuple[Referral, Reaching, NextStep | None]], now: datetime) -> list[ReferralEvent]:
    """Writes what comes next of each, as if the message that was just planned had been told; the rows of history of those that a person gets."""
    rows: list[ReferralCadence] = []
    over: list[ReferralEvent] = []
    for referral, one, step in reached:
        facts = _told(one.facts, step, now) if step else one.facts
        if one.row is None:
            continue
        write_next(one.row, facts, next_step(facts.policy, facts, now), now)
        rows.append(one.row)
        if one.row.status == PERSON:
            count = sum(told.step is not None for told in facts.told)
            over.append(new_event(referral, SYSTEM, "messages_through", now, {"messages": count}))
    values = [[getattr(row, name) for row in rows] for name in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [[row.referral_id for row in rows], *values])
    return over


def _told(facts: CadenceFacts, step: NextStep, now: datetime) -> CadenceFacts:
    starts_at = facts.visit.starts_at if facts.visit else None
    return replace(facts, told=(*facts.told, Told(step.kind, _moment(step, now), step.step, starts_at=starts_at)))
