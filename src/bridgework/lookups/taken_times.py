"""When providers and operatories are taken: visits, standing holds, and what the practice's own calendars say. For lookups and actions."""

import sys
from array import array
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import Cursor

from bridgework.rules.free_time import Taken

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
) -> Taken:
    """What is taken of these providers and operatories between two moments (UTC), in one query. `leaving_out` is an appointment.

    A row of the answer is all of a provider's calendar: its times come as the eight bytes that the database keeps them in, so that three
    months of fifty providers, tens of thousands of visits, are read in a few milliseconds.
    """
    values: dict[str, Any] = {
        "providers": list(provider_ids),
        "rooms": list(operatory_ids),
        "now": now,
        "begin": begin,
        "since": begin - LONGEST_VISIT,
        "end": end,
        "out": leaving_out,
    }
    taken = Taken()
    question = _question(by_room=bool(operatory_ids), but_one=leaving_out is not None)
    with connection.cursor() as opened, Cursor(opened.connection) as cursor:
        # As bytes (Django's cursors read text, which is twice as long), and each provider is read while the server looks up the next one.
        for provider, operatory, begins, ends in cursor.stream(question, values, binary=True):
            taken.add(provider, operatory, *instants_of(begins, ends))
    return taken


def _question(*, by_room: bool, but_one: bool) -> str:
    """Without rooms nobody else's visits count, and it does not matter in which room a visit is."""
    but = "AND id <> %(out)s" if but_one else ""
    visits = f"""
        starts_at >= %(since)s AND starts_at < %(end)s + interval '2 hours' AND status IN ('held', 'booked', 'arrived', 'seen')
            AND (status <> 'held' OR held_until > %(now)s) {but}
    """
    times = """
        string_agg(timestamptz_send(coalesce(blocked_from, starts_at)), '') AS begins, string_agg(timestamptz_send(blocked_until), '') AS ends
    """
    # One clinician after the other: each a part of one index that holds all columns, however large the table is.
    own = f"""
        SELECT one.id AS provider, visit.* FROM unnest(%(providers)s::uuid[]) AS one (id) CROSS JOIN LATERAL (
            SELECT {"operatory_id" if by_room else "NULL::uuid"}, {times} FROM records_appointment
            WHERE provider_id = one.id AND {visits} {"GROUP BY operatory_id" if by_room else "HAVING count(*) > 0"}
        ) AS visit
    """
    others = f"""
        UNION ALL SELECT provider_id, operatory_id, {times} FROM records_appointment
        WHERE operatory_id = ANY(%(rooms)s) AND provider_id <> ALL(%(providers)s) AND {visits} GROUP BY provider_id, operatory_id
    """
    return f"""
        {own} {others if by_room else ""}
        UNION ALL
        SELECT provider_id, NULL, string_agg(timestamptz_send(starts_at), ''), string_agg(timestamptz_send(ends_at), '')
        FROM records_busytime
        WHERE provider_id = ANY(%(providers)s) AND starts_at < %(end)s AND ends_at > %(begin)s
        GROUP BY provider_id
    """


def instants_of(begins: bytes, ends: bytes) -> tuple[list[int], list[int]]:
    """Times as PostgreSQL sends them, which is how `rules.free_time` counts.

    Where one visit ends as the next begins, nothing is free in between, and both are left out. In a full calendar these are most of them;
    they are found as the zeros of what two long numbers differ by.
    """
    differ = array("q", (int.from_bytes(begins[8:]) ^ int.from_bytes(ends[:-8])).to_bytes(len(ends) - 8))
    begun, ended = array("q", begins), array("q", ends)
    if sys.byteorder == "little":
        begun.byteswap()
        ended.byteswap()
    apart = [place for place, difference in enumerate(differ) if difference]
    return [begun[0], *[begun[place + 1] for place in apart]], [*[ended[place] for place in apart], ended[-1]]
