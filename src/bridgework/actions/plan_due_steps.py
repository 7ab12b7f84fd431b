import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from bridgework.actions.issue_patient_link import issue_patient_links
from bridgework.actions.ledger import new_event, write_events
from bridgework.actions.plan_messages import LANGUAGES, facts_between
from bridgework.actions.replan_cadence import Next, what_is_next
from bridgework.lookups.around_referral import Around
from bridgework.lookups.cadence_facts import facts_around, read_standing
from bridgework.records.ids import new_id
from bridgework.records.models import Appointment, Practice, Referral
from bridgework.rules.cadence import next_step
from bridgework.rules.cadence_facts import PERSON, CadenceFacts, NextStep, Told
from bridgework.rules.caps import zone_of
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
ADVANCE = """
UPDATE records_referralcadence AS cadence SET status = next.status, stopped_why = next.stopped_why, next_kind = next.next_kind,
    next_step = next.next_step, next_channel = next.next_channel, next_at = next.next_at, zone = next.zone, zone_reason = next.zone_reason,
    changed_at = next.changed_at
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::smallint[], %s::text[], %s::timestamptz[], %s::text[], %s::text[],
    %s::timestamptz[]) AS next (referral_id, status, stopped_why, next_kind, next_step, next_channel, next_at, zone, zone_reason, changed_at)
WHERE cadence.referral_id = next.referral_id
"""
PLAN = """
INSERT INTO records_plannedmessage (id, referral_id, kind, step, occasion, recipient, patient_id, channel, language, address, facts, status,
    due_at, created_at, changed_at, tries)
SELECT new.id, new.referral_id, new.kind, new.step, new.occasion, 'patient', new.patient_id, new.channel, new.language, new.address,
    new.facts::jsonb, 'planned', new.due_at, %s, %s, 0
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::smallint[], %s::text[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::timestamptz[]) AS new (id, referral_id, kind, step, occasion, patient_id, channel, language, address, facts, due_at)
ON CONFLICT DO NOTHING
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
    around, standing = read_standing(keys)
    by_key = {one.referral_id: one for one in around}
    known = [by_key[key] for key in keys]
    reached = {key: facts for key, (facts, _) in facts_around(known, standing, now).items()}
    due = _one_each(by_key, {key: step for key, facts in reached.items() if (step := _due(facts, now))})
    _write([(by_key[key], reached[key], step) for key, step in due.items()], now)
    over = _advance(reached, due, now)
    _hand_over(over, now)
    return Round(len(due), len(over), is_full=len(keys) >= limit)


def _one_each(known: Mapping[UUID, Around], due: Mapping[UUID, NextStep]) -> dict[UUID, NextStep]:
    """One message to a patient from a practice: about another referral of theirs the next round decides, which knows of this one."""
    first: dict[tuple[UUID, UUID], UUID] = {}
    for key in due:
        first.setdefault((known[key].patient_id, known[key].practice_id), key)
    return {key: due[key] for key in first.values()}


def _due(facts: CadenceFacts, now: datetime) -> NextStep | None:
    """The message that is due now, if one is."""
    answer = next_step(facts.policy, facts, now)
    return answer if isinstance(answer, NextStep) and answer.channel != PERSON and answer.due_at <= now else None


def _write(due: list[tuple[Around, CadenceFacts, NextStep]], now: datetime) -> None:
    """The rows of the outbox, all at once. The practices are few and wide: each is read once."""
    if not due:
        return
    links = issue_patient_links({one.referral_id: one.patient_id for one, _, _ in due}, now)
    practices = Practice.objects.in_bulk({key for one, _, _ in due for key in (one.sender_practice_id, one.practice_id)})
    with_visit = [one.referral_id for one, facts, _ in due if facts.visit]
    visits = Appointment.objects.filter(referral_id__in=with_visit, status="booked").select_related("location") if with_visit else ()
    booked = {visit.referral_id: visit for visit in visits}
    rows = []
    for one, facts, step in due:
        words = facts_between(
            practices[one.sender_practice_id], practices[one.practice_id], one.number, one.respond_by, booked.get(one.referral_id)
        ) | {"zone": facts.zone, "link_id": str(links[one.referral_id].pk)}
        rows.append(
            (
                new_id(),
                one.referral_id,
                step.kind,
                step.step,
                step.due_at.astimezone(zone_of(facts.zone)).date().isoformat(),
                one.patient_id,
                step.channel,
                one.language if one.language in LANGUAGES else "en",
                one.phone if step.channel == "sms" else one.email,
                json.dumps(words),
                _moment(step, now),
            )
        )
    with connection.cursor() as cursor:
        cursor.execute(PLAN, [now, now, *map(list, zip(*rows, strict=True))])


def _moment(step: NextStep, now: datetime) -> datetime:
    return step.due_at if now - step.due_at <= PUNCTUAL else now


def _advance(reached: Mapping[UUID, CadenceFacts], due: Mapping[UUID, NextStep], now: datetime) -> dict[UUID, CadenceFacts]:
    """Writes what comes next of each, as if the message that was just planned had been told; those that are a person's now."""
    rows: list[tuple[UUID, Next]] = []
    over: dict[UUID, CadenceFacts] = {}
    for key, before in reached.items():
        facts = _told(before, due[key], now) if key in due else before
        then = what_is_next(facts, next_step(facts.policy, facts, now), now)
        rows.append((key, then))
        if then.status == PERSON:
            over[key] = facts
    columns = zip(*[then for _, then in rows], strict=True)
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [[key for key, _ in rows], *map(list, columns)])
    return over


def _hand_over(over: Mapping[UUID, CadenceFacts], now: datetime) -> None:
    """The rows of history of those that a person gets."""
    referrals = Referral.objects.in_bulk(over) if over else {}
    told = {key: sum(told.step is not None for told in facts.told) for key, facts in over.items()}
    write_events(*[new_event(referrals[key], SYSTEM, "messages_through", now, {"messages": count}) for key, count in told.items()])


def _told(facts: CadenceFacts, step: NextStep, now: datetime) -> CadenceFacts:
    starts_at = facts.visit.starts_at if facts.visit else None
    return replace(facts, told=(*facts.told, Told(step.kind, _moment(step, now), step.step, starts_at=starts_at)))
