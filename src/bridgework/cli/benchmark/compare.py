"""The comparison itself: bare SQL, us, bare SQL again, on the same server in the same run."""

import time
from collections.abc import Callable
from typing import Any

import psycopg

from bridgework.cli.benchmark.legs import Leg, LegFailed, Preparation, run_leg

SETTINGS = ("server_version", "synchronous_commit", "fsync", "shared_buffers")
WRITTEN = "SELECT relname, n_tup_ins, n_tup_upd FROM pg_stat_user_tables"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
PATIENCE_SECONDS = 60
Counts = dict[str, tuple[int, int]]


def compare(
    owner_url: str, *, bare: Preparation, ours: Preparation, clients: int, seconds: float, told: Callable[[str], None]
) -> dict[str, Any]:
    """Runs A/B/A and answers with `ratio` (our rate to the mean of the two bare legs), the figures of each leg, and the rows each wrote."""
    legs: list[tuple[str, Leg, dict[str, dict[str, float]]]] = []
    with psycopg.connect(owner_url, autocommit=True) as owner:
        server: dict[str, str] = dict(
            owner.execute("SELECT name, current_setting(name) FROM unnest(%s::text[]) AS name", [list(SETTINGS)]).fetchall()
        )
        for name, preparation in (("bare", bare), ("ours", ours), ("bare", bare)):
            before = _settled_counts(owner)
            leg = run_leg(preparation, clients=clients, seconds=seconds)
            told(f"{name}: {leg.rate:,.1f} a second")
            legs.append((name, leg, _written(before, _settled_counts(owner), leg.operations)))
    (_, first, bare_rows), (_, own, our_rows), (_, last, _) = legs
    return {
        "ratio": round(own.rate / ((first.rate + last.rate) / 2), 4),
        "order": [name for name, _, _ in legs],
        "bare": {"rate": round((first.rate + last.rate) / 2, 1), "legs": [first.figures(), last.figures()], "rows": bare_rows},
        "ours": own.figures() | {"rows": our_rows},
        "clients": clients,
        "seconds": seconds,
        "server": server,
    }


def _settled_counts(owner: psycopg.Connection) -> Counts:
    """Rows inserted and updated so far, by table, when nobody else is in the database: the server adds what a session wrote to its counts
    when the session ends, which is a moment after its client went. Raises LegFailed when a session stays."""
    until = time.monotonic() + PATIENCE_SECONDS
    while owner.execute(OTHERS).fetchone() != (0,):
        if time.monotonic() > until:
            raise LegFailed("Another session stays in the benchmark's database.")
        time.sleep(0.01)
    return {table: (inserted, updated) for table, inserted, updated in owner.execute(WRITTEN)}


def _written(before: Counts, after: Counts, operations: int) -> dict[str, dict[str, float]]:
    """Rows that an operation inserted and updated on average, by table."""
    found = {}
    for table, (inserted, updated) in sorted(after.items()):
        was_inserted, was_updated = before.get(table, (0, 0))
        rows = {"inserted": round((inserted - was_inserted) / operations, 2), "updated": round((updated - was_updated) / operations, 2)}
        if any(rows.values()):
            found[table] = {kind: count for kind, count in rows.items() if count}
    return found
