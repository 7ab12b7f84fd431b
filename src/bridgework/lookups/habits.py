"""How practices answer and how often a report comes back, measured from their own referrals. It tells no referral."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer

MEASURED_DAYS = 90
MEASURED_REFERRALS = 100
"""A habit is read from a practice's last referrals, so that the query stays small however many there are."""
TIME_TO_REPORT = timedelta(days=60)
"""Younger referrals say nothing yet about whether a report comes."""
FEWEST = 3
"""Fewer than this are no habit, and nothing is said."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How soon a practice answers: the median from sent to reviewed over its last 90 days, or None where there is no habit yet."""

    hurried: timedelta | None
    """Emergency and urgent referrals."""
    others: timedelta | None
    how_many: int


@dataclass(frozen=True, slots=True)
class Completion:
    """What became of the referrals sent two to five months ago, those declined or cancelled left out: `share` of them (0 to 1) have a report.

    `took` is the median from sent to reported. Both are None where there were too few.
    """

    share: float | None
    took: timedelta | None
    how_many: int


def typical_answers(viewer: Viewer, practice_ids: Iterable[UUID], *, now: datetime) -> dict[UUID, Answers]:
    """How soon practices answer: one query over at most a hundred rows of each."""
    del viewer
    ids = list(practice_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT asked.id,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY latest.took) FILTER (WHERE latest.hurried),
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY latest.took) FILTER (WHERE NOT latest.hurried),
                   count(*) FILTER (WHERE latest.hurried), count(*) FILTER (WHERE NOT latest.hurried)
            FROM unnest(%s::uuid[]) AS asked (id)
            CROSS JOIN LATERAL (
                SELECT reviewed_at - sent_at AS took, tier IN ('emergency', 'urgent') AS hurried
                FROM (
                    SELECT reviewed_at, sent_at, tier FROM records_referral
                    WHERE recipient_practice_id = asked.id AND sent_at > %s ORDER BY sent_at DESC, id DESC LIMIT %s
                ) AS newest
                WHERE reviewed_at IS NOT NULL
            ) AS latest
            GROUP BY asked.id
            """,
            [ids, now - timedelta(days=MEASURED_DAYS), MEASURED_REFERRALS],
        )
        measured = {
            practice: Answers(
                hurried if hurried_count >= FEWEST else None, others if other_count >= FEWEST else None, hurried_count + other_count
            )
            for practice, hurried, others, hurried_count, other_count in cursor.fetchall()
        }
    return {practice: measured.get(practice, Answers(None, None, 0)) for practice in ids}


def typical_completion(viewer: Viewer, practice_ids: Iterable[UUID], *, now: datetime) -> dict[UUID, Completion]:
    """How many referrals end with a report, and after how long: one query over at most a hundred rows of each practice."""
    del viewer
    ids = list(practice_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT asked.id, count(*), count(reported_at), percentile_cont(0.5) WITHIN GROUP (ORDER BY reported_at - sent_at)
            FROM unnest(%s::uuid[]) AS asked (id)
            CROSS JOIN LATERAL (
                SELECT sent_at, reported_at, state FROM records_referral
                WHERE recipient_practice_id = asked.id AND sent_at > %s AND sent_at <= %s ORDER BY sent_at DESC, id DESC LIMIT %s
            ) AS latest
            WHERE state <> ALL(%s)
            GROUP BY asked.id
            """,
            [
                ids,
                now - TIME_TO_REPORT - timedelta(days=MEASURED_DAYS),
                now - TIME_TO_REPORT,
                MEASURED_REFERRALS,
                [states.DECLINED, states.CANCELLED],
            ],
        )
        measured = {
            practice: Completion(reported / total if total >= FEWEST else None, took if reported >= FEWEST else None, total)
            for practice, total, reported, took in cursor.fetchall()
        }
    return {practice: measured.get(practice, Completion(None, None, 0)) for practice in ids}
