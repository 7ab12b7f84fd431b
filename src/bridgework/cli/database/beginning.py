"""Whether an installation still waits for its first practice."""

import psycopg


def has_practice(owner_url: str) -> bool:
    """Whether a migrated database holds a practice: until then there is nobody who could sign in."""
    with psycopg.connect(owner_url) as connection:
        return connection.execute("SELECT 1 FROM records_practice LIMIT 1").fetchone() is not None
