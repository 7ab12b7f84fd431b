"""When providers and operatories are taken: visits, standing holds, and what the practice's own calendars say. For lookups and actions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from bridgework.records.models.calendar import TAKEN
from bridgework.rules.booking import Busy

LONGEST_VISIT = timedelta(hours=12)
"""A visit with the time kept free around it: 8 hours, and 2 on each side."""


def taken_times(
    provider_ids: Sequence[UUID],
    operatory_ids: Sequence[UUID],
    begin: datetime,
    end: datetime,
    *,
    now: datetime,
    leaving_out: UUID | None = None,
    room: timedelta = timedelta(),
) -> list[Busy]:
    """What is taken of these providers and operatories between two moments (UTC), in one query.

    Times with no more than `room` between them come as one: the day of somebody who is booked out is one row. `leaving_out` is an appointment.
    """
    values: dict[str, Any] = {
        "providers": list(provider_ids),
        "rooms": list(operatory_ids),
        "taken": TAKEN,
        "now": now,
        "begin": begin,
        "since": begin - LONGEST_VISIT,
        "end": end,
        "out": leaving_out or UUID(int=0),
        "room": room,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BY_ROOM if operatory_ids else _BY_PROVIDER, values)
        return [Busy(provider, starts_at, ends_at, None, operatory) for provider, operatory, starts_at, ends_at in cursor.fetchall()]


def _question(rooms: str) -> str:
    return f"""
        WITH taken AS (
            SELECT provider_id, operatory_id, coalesce(blocked_from, starts_at) AS starts_at, blocked_until AS ends_at
            FROM records_appointment
            WHERE (provider_id = ANY(%(providers)s){rooms}) AND starts_at >= %(since)s AND starts_at < %(end)s + interval '2 hours'
                AND status = ANY(%(taken)s) AND (status <> 'held' OR held_until > %(now)s) AND id <> %(out)s
            UNION ALL
            SELECT provider_id, NULL, starts_at, ends_at FROM records_busytime
            WHERE provider_id = ANY(%(providers)s) AND starts_at < %(end)s AND ends_at > %(begin)s
        ), run AS (
            SELECT *, max(ends_at) OVER (
                PARTITION BY provider_id, operatory_id ORDER BY starts_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS taken_until
            FROM taken
        ), numbered AS (
            SELECT *, count(*) FILTER (WHERE taken_until IS NULL OR starts_at > taken_until AND starts_at - taken_until >= %(room)s)
                OVER (PARTITION BY provider_id, operatory_id ORDER BY starts_at) AS block
            FROM run
        )
        SELECT provider_id, operatory_id, min(starts_at), max(ends_at) FROM numbered GROUP BY provider_id, operatory_id, block
    """


_BY_PROVIDER = _question("")
_BY_ROOM = _question(" OR operatory_id = ANY(%(rooms)s)")
