"""Keeps in step with the facts what a referral's patient is told next: called wherever a fact changes, in its transaction (`ledger.settle`)."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from bridgework.actions.drop_untrue import drop_untrue
from bridgework.lookups.cadence_facts import Reaching, read_around
from bridgework.lookups.policy_in_force import policy_in_force
from bridgework.records.models import Referral, ReferralCadence
from bridgework.rules import referral_states as states
from bridgework.rules.cadence import calls_from, day_zero, next_step
from bridgework.rules.cadence_facts import KINDS, PERSON, CadenceFacts, NextStep, Stopped
from bridgework.rules.cadence_policy import REMINDERS
from bridgework.rules.cadence_stops import STOPPED_BY_STATE

STOP = """
UPDATE records_referralcadence
SET status = 'stopped', stopped_why = %(why)s, next_kind = '', next_channel = '', next_step = NULL, next_at = NULL, changed_at = %(now)s
WHERE referral_id = %(referral)s AND NOT (status = 'stopped' AND stopped_why = %(why)s)
"""
"""Ends a cadence."""
NOT_BEGUN = frozenset({states.DRAFT, states.RECEIVED})
"""Before acceptance nobody is invited to anything."""


def replan_cadence(referral: Referral, now: datetime) -> Reaching | None:
    """Computes anew what the patient of a locked referral is told next, and from when on a person calls; the caller saves the referral.

    Begins the cadence at acceptance. A message of it that was planned and is not true any more does not go out. Answers with the facts it
    decided on; None where nothing is to be told yet, or any more.
    """
    if referral.state in NOT_BEGUN or referral.sent_at is None or referral.accepted_at is None:
        return None
    if referral.state in STOPPED_BY_STATE:
        _stop(referral, now)
        return None
    reaching = read_around([referral], now)[referral.pk]
    facts = reaching.facts
    answer = next_step(facts.policy, facts, now)
    row = reaching.row or _begun(referral, facts, reaching.policy_id)
    before = _stands(row)
    write_next(row, facts, answer, now)
    if reaching.row is None or _stands(row) != before:
        row.save(force_insert=reaching.row is None, force_update=reaching.row is not None)
    if any(told.is_open and told.kind in KINDS for told in facts.told):
        _drop_untrue(referral, facts, answer, now)
    referral.choose_until = calls_from(facts.policy, facts)
    return reaching


def write_next(row: ReferralCadence, facts: CadenceFacts, answer: NextStep | Stopped, now: datetime) -> None:
    """Writes onto a row, which the caller saves, what comes next."""
    for name, value in what_is_next(facts, answer, now)._asdict().items():
        setattr(row, name, value)


class Next(NamedTuple):
    """The columns of a cadence that say what comes next."""

    status: str
    stopped_why: str
    next_kind: str
    next_step: int | None
    next_channel: str
    next_at: datetime | None
    zone: str
    zone_reason: str
    changed_at: datetime


def what_is_next(facts: CadenceFacts, answer: NextStep | Stopped, now: datetime) -> Next:
    """An answer as it is stored. A call that is due already is a person's from now on."""
    where = (facts.zone, facts.zone_reason[:80], now)
    if isinstance(answer, Stopped):
        return Next("stopped", answer.why, "", None, "", None, *where)
    if answer.channel == PERSON and answer.due_at <= now:
        return Next(PERSON, "", "", None, "", None, *where)
    return Next("running", "", answer.kind, answer.step, answer.channel, answer.due_at, *where)


def _drop_untrue(referral: Referral, facts: CadenceFacts, answer: NextStep | Stopped, now: datetime) -> None:
    """What the cadence planned, has not arrived, and is not true any more, does not go out."""
    if facts.visit is not None:
        drop_untrue(referral.pk, KINDS - set(REMINDERS), now)
        drop_untrue(referral.pk, REMINDERS, now, unless_about=facts.visit.starts_at)
    else:
        nothing_stands = isinstance(answer, Stopped) or facts.call_agreed_at is not None
        drop_untrue(referral.pk, KINDS if nothing_stands else REMINDERS, now)


def begin_anew(referral: Referral) -> None:
    """A locked referral goes by the policy that is in force for it now, as its urgency is another; the caller settles."""
    policy = policy_in_force(referral)
    ReferralCadence.objects.filter(pk=referral.pk).update(policy=policy)


def _stands(row: ReferralCadence) -> tuple[object, ...]:
    """What a row says, but for when it was written: what stays the same is not written again."""
    return (row.status, row.stopped_why, row.next_kind, row.next_step, row.next_channel, row.next_at, row.zone, row.zone_reason)


def _begun(referral: Referral, facts: CadenceFacts, policy_id: UUID | None) -> ReferralCadence:
    assert referral.accepted_at is not None
    assert referral.recipient_practice_id is not None
    return ReferralCadence(
        referral=referral,
        practice_id=referral.recipient_practice_id,
        policy_id=policy_id,
        started_on=day_zero(facts),
        since=referral.accepted_at,
        status="stopped",
    )


def _stop(referral: Referral, now: datetime) -> None:
    """By the state alone, and with it what the cadence planned."""
    referral.choose_until = None
    with connection.cursor() as cursor:
        cursor.execute(STOP, {"referral": referral.pk, "why": STOPPED_BY_STATE[referral.state], "now": now})
        has_ended = cursor.rowcount > 0
    if has_ended:
        drop_untrue(referral.pk, KINDS, now)
