"""What must be true of the whole database at any moment, asked of a live one: the proof behind `bridgework check`.

Answers hold keys only, nothing of a patient. Everything is read in one snapshot, a row at a time, so that a million referrals need no
more memory than a hundred.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from bridgework.lookups.overlooked import find_gaps, stuck_messages
from bridgework.lookups.untold import find_untold
from bridgework.rules import referral_states as states
from bridgework.rules.facts import ReferralFacts, Viewer
from bridgework.rules.next_step import decide_next_step
from bridgework.rules.permissions import require_system

MOST_SHOWN = 20
"""Keys that are named for one broken invariant; the others are counted."""
CHUNK = 5000

Progress = Callable[[int, int], None]
"""Told how many referrals were gone through, and of how many."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant: `count` rows break it, and `rows` are the keys of the first of them. It holds where the count is 0."""

    name: str
    sentence: str
    count: int
    rows: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.count == 0


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at and what was found."""

    referrals: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return all(finding.holds for finding in self.findings)


_TAKEN = "('held', 'booked', 'arrived', 'seen')"
_QUESTIONS: tuple[tuple[str, str, str], ...] = (
    (
        "open_has_next_step",
        "Every open referral has an owner, a next step, a due time and a desk.",
        """
        SELECT id FROM records_referral WHERE closed_at IS NULL AND (
            owner_side IS NULL OR owner_side NOT IN ('initiator', 'recipient')
            OR next_step IS NULL OR due_at IS NULL OR desk_practice_id IS NULL)
        """,
    ),
    (
        "closed_has_none",
        "A closed referral has no owner, no next step and no due time.",
        """
        SELECT id FROM records_referral WHERE closed_at IS NOT NULL
        AND (owner_side IS NOT NULL OR next_step IS NOT NULL OR due_at IS NOT NULL OR desk_practice_id IS NOT NULL)
        """,
    ),
    (
        "closed_when_acknowledged",
        "A referral is closed exactly where its ending or its report was acknowledged, or its draft given up.",
        """
        SELECT id FROM records_referral WHERE (closed_at IS NOT NULL) <> (CASE
            WHEN state = '7.0' THEN report_acknowledged_at IS NOT NULL
            WHEN state IN ('4.0', '6.0') THEN ending_acknowledged_at IS NOT NULL
            WHEN state = 'draft' THEN discarded_at IS NOT NULL
            ELSE false END)
        """,
    ),
    (
        "sent_has_recipient",
        "Every referral that was sent has a recipient, a sending time and a promised answer; no practice refers to itself.",
        """
        SELECT id FROM records_referral
        WHERE state <> 'draft' AND (recipient_practice_id IS NULL OR sent_at IS NULL OR respond_by IS NULL)
        OR recipient_practice_id = sender_practice_id
        """,
    ),
    (
        "merged_holds_nothing",
        "An entry that was merged points at a standing one of its own practice, by a merge that stands, and holds no referral; links follow.",
        """
        SELECT gone.id FROM records_patient AS gone
        LEFT JOIN records_patient AS kept ON kept.id = gone.merged_into_id
        WHERE gone.merged_into_id IS NOT NULL AND (
            kept.merged_into_id IS NOT NULL OR kept.practice_id <> gone.practice_id
            OR NOT EXISTS (SELECT FROM records_patientmerge WHERE merged_id = gone.id AND kept_id = kept.id AND undone_at IS NULL)
            OR EXISTS (SELECT FROM records_referral WHERE patient_id = gone.id))
        UNION ALL
        SELECT link.patient_id FROM records_referral JOIN records_patientlink AS link ON link.referral_id = records_referral.id
        WHERE link.patient_id <> records_referral.patient_id
        """,
    ),
    (
        "patients_can_be_found",
        "Every patient can be found by name at the practice of their chart, and at every practice that received a referral of theirs.",
        """
        SELECT patient_id FROM (
            SELECT practice_id, id AS patient_id FROM records_patient
            UNION SELECT recipient_practice_id, patient_id FROM records_referral WHERE state <> 'draft' AND recipient_practice_id IS NOT NULL
            EXCEPT SELECT known.practice_id, known.patient_id
            FROM records_knownpatient AS known JOIN records_patient AS patient ON patient.id = known.patient_id
            WHERE (known.family_name, known.given_name, known.phone)
                = (plain_name(patient.family_name), plain_name(patient.given_name), patient.phone)
        ) AS lost
        """,
    ),
    (
        "no_double_booking",
        "No provider is booked twice at the same time.",
        f"""
        SELECT id FROM (
            SELECT id, coalesce(blocked_from, starts_at) AS busy_from, max(blocked_until) OVER (
                PARTITION BY provider_id ORDER BY coalesce(blocked_from, starts_at), id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS busy_until
            FROM records_appointment WHERE status IN {_TAKEN}
        ) AS visits WHERE busy_from < busy_until
        """,
    ),
    (
        "one_patient_in_a_room",
        "No operatory is booked twice at the same time.",
        f"""
        SELECT id FROM (
            SELECT id, coalesce(blocked_from, starts_at) AS busy_from, max(blocked_until) OVER (
                PARTITION BY operatory_id ORDER BY coalesce(blocked_from, starts_at), id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS busy_until
            FROM records_appointment WHERE operatory_id IS NOT NULL AND status IN {_TAKEN}
        ) AS visits WHERE busy_from < busy_until
        """,
    ),
    (
        "scheduled_has_visit",
        "A referral is scheduled exactly where one visit is booked for it; one that is being cancelled may keep its visit until then.",
        """
        SELECT referral.id FROM records_referral AS referral
        LEFT JOIN (
            SELECT referral_id, count(*) AS booked FROM records_appointment WHERE status IN ('booked', 'arrived') GROUP BY referral_id
        ) AS visits ON visits.referral_id = referral.id
        WHERE coalesce(booked, 0) > 1 OR (state = '5.1.1') <> (booked IS NOT NULL) AND NOT (state = '5.2' AND booked = 1)
        """,
    ),
    (
        "no_orphan_hold",
        "A held time belongs to a referral that still needs one, and has an end.",
        """
        SELECT visit.id FROM records_appointment AS visit JOIN records_referral AS referral ON referral.id = visit.referral_id
        WHERE visit.status = 'held' AND (visit.held_until IS NULL OR referral.closed_at IS NOT NULL
            OR referral.state NOT IN ('draft', '2.0', '3.0', '5.1.2', '5.1.3', '5.1.4') AND visit.purpose NOT IN ('earlier', 'request')
            OR visit.purpose = 'earlier' AND referral.state NOT IN ('5.1.1', '5.2')
            OR visit.purpose = 'request' AND referral.state NOT IN ('3.0', '5.1.1', '5.1.2', '5.1.3', '5.1.4', '5.2')
            OR (visit.purpose = 'request') <> (referral.time_requested_at IS NOT NULL))
        """,
    ),
    (
        "late_is_told",
        "What is marked as told to people by name was told of this very step and due time.",
        """
        SELECT referral.id FROM records_referral AS referral
        WHERE referral.escalated_at IS NOT NULL AND NOT EXISTS (
            SELECT FROM records_escalation AS told
            WHERE told.referral_id = referral.id AND told.step = referral.next_step AND told.due_at = referral.due_at)
        """,
    ),
    (
        "message_planned_once",
        "No message is planned twice.",
        """
        SELECT min(id::text) FROM records_plannedmessage GROUP BY referral_id, kind, recipient, occasion HAVING count(*) > 1
        """,
    ),
    (
        "message_sent_once",
        "No message was taken over twice by the service that carries it.",
        """
        SELECT message_id FROM records_messageattempt WHERE outcome = 'accepted' GROUP BY message_id, channel HAVING count(*) > 1
        """,
    ),
    (
        "intake_has_next_step",
        "Every open document on an intake queue has a next step and a due time; every decided one has none; an accepted one has its referral.",
        """
        SELECT id FROM records_intakedocument WHERE CASE
            WHEN status IN ('draft', 'unmatched') THEN next_step IS NULL OR due_at IS NULL
            WHEN status IN ('accepted', 'set_aside') THEN
                next_step IS NOT NULL OR due_at IS NOT NULL OR (status = 'accepted' AND referral_id IS NULL)
            ELSE true END
        """,
    ),
)
_HISTORY = ("state_is_history", "Every state is what its history rows say, move by move through the table.")
_RULE = ("next_step_is_rule", "Owner and next step of every referral are what the rule makes of its facts.")
_OVERLOOKED = ("nobody_overlooked", "Every step to reach a patient that is due by the facts was planned, or a person has it.")
_UNTOLD = (
    "everybody_told",
    "Whatever happened in the last three days, the offices it concerns were told, and patients know of their visits.",
)
_STUCK = ("nothing_stuck", "Every message that was due for an hour was begun, and of every attempt the end is known or a person decides.")
_FACTS = tuple(ReferralFacts.__dataclass_fields__)
_MOVES = {(move.number, move.source): move.target for move in states.MOVES if move.stored}


@transaction.atomic
def prove(viewer: Viewer, progress: Progress = lambda done, total: None, *, now: datetime | None = None) -> Proof:
    """Asks every invariant of the database, in one snapshot; with `now` also whether anything is late that should have gone out by then.

    Only for the operator: raises NotAllowed for anybody else.
    """
    require_system(viewer)
    with connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT count(*) FROM records_referral")
        total = cursor.fetchone()[0]
        findings = [_ask(cursor, *question) for question in _QUESTIONS]
    findings += _go_through(total, progress)
    if now is not None:
        findings += _outreach(viewer, now)
    return Proof(total, tuple(findings))


def _outreach(viewer: Viewer, now: datetime) -> list[Finding]:
    """What patients should have been told by now, worked out from the facts."""
    overlooked: list[str] = []
    gaps = find_gaps(viewer, now=now)
    while True:
        overlooked += [str(gap.referral_id) for gap in gaps.found if not gap.by_time]
        if gaps.after is None:
            break
        gaps = find_gaps(viewer, now=now, after=gaps.after)
    untold = [f"{one.referral_id} {one.event} {one.recipient}" for one in find_untold(viewer, now=now)]
    stuck = [str(key) for key in stuck_messages(viewer, now=now, limit=CHUNK)]
    return [
        Finding(*said, len(keys), tuple(keys[:MOST_SHOWN]))
        for said, keys in ((_OVERLOOKED, overlooked), (_UNTOLD, untold), (_STUCK, stuck))
    ]


def _ask(cursor: Any, name: str, sentence: str, question: str) -> Finding:
    cursor.execute(question)
    rows: list[str] = []
    count = 0
    while chunk := cursor.fetchmany(CHUNK):
        rows += [str(row[0]) for row in chunk[: max(0, MOST_SHOWN - len(rows))]]
        count += len(chunk)
    return Finding(name, sentence, count, tuple(rows))


def _go_through(total: int, progress: Progress) -> list[Finding]:
    """Every referral with its moves, one after the other."""
    wrong_history: list[str] = []
    wrong_step: list[str] = []
    counts = [0, 0]
    for done, (facts, stored, moves) in enumerate(_referrals(), 1):
        if not _leads_to(facts.state, moves):
            counts[0] += 1
            wrong_history += [stored[0]] if counts[0] <= MOST_SHOWN else []
        if not _follows(facts, stored):
            counts[1] += 1
            wrong_step += [stored[0]] if counts[1] <= MOST_SHOWN else []
        if done % CHUNK == 0 or done == total:
            progress(done, total)
    return [Finding(*_HISTORY, counts[0], tuple(wrong_history)), Finding(*_RULE, counts[1], tuple(wrong_step))]


_Stored = tuple[str, str | None, str | None]
"""Key, owner and next step as they are stored."""
_MoveRow = tuple[int, str, str]


def _referrals() -> Iterator[tuple[ReferralFacts, _Stored, list[_MoveRow]]]:
    columns = ", ".join(f"referral.{name}" for name in _FACTS)
    question = f"""
        SELECT referral.id, referral.owner_side, referral.next_step, {columns},
               event.id, event.move_number, event.state_from, event.state_to
        FROM records_referral AS referral
        LEFT JOIN records_referralevent AS event ON event.referral_id = referral.id AND event.move_number IS NOT NULL
        ORDER BY referral.id
    """
    first_fact, first_move = 3, 3 + len(_FACTS)
    for _, rows in groupby(_stream(question), key=lambda row: row[0]):
        same = list(rows)
        one = same[0]
        # Keys of events are made under the lock of the referral, in the order of time.
        moves = sorted((row[first_move:] for row in same if row[first_move] is not None), key=lambda move: move[0])
        facts = ReferralFacts(**dict(zip(_FACTS, one[first_fact:first_move], strict=True)))
        yield facts, (str(one[0]), one[1], one[2]), [(move[1], move[2], move[3]) for move in moves]


def _stream(question: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a question through a cursor on the server: never all of them at once."""
    connection.ensure_connection()
    raw: Any = connection.connection
    with raw.cursor(name="invariants") as cursor:
        cursor.itersize = CHUNK
        cursor.execute(question)
        yield from cursor


def _leads_to(state: str, moves: Iterable[_MoveRow]) -> bool:
    """Whether the moves lead from a draft, each from where the one before ended and each in the table, to this state."""
    at = states.DRAFT
    for number, source, target in moves:
        if source != at or _MOVES.get((number, source)) != target:
            return False
        at = target
    return at == state


def _follows(facts: ReferralFacts, stored: _Stored) -> bool:
    try:
        step = decide_next_step(facts)
    except (ValueError, KeyError):
        return False
    return stored[1:] == ((step.side, step.step) if step else (None, None))
