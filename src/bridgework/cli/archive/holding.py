"""Sending is held in a restored database, by a mark that only the owner of its tables can write or take away."""

from datetime import datetime

import psycopg
from psycopg import sql

from bridgework.lookups.held_sending import HELD, MARK, held_since

HELD_UNTIL = (
    "Nothing is sent until you say so. When the former system certainly does not run any more: `bridgework restore --go-on` (what was due since "
    "the backup is asked of the text message service, or shown to a person), or `bridgework restore --go-on --nothing-went-out` where the former "
    "system was stopped before the backup was written."
)


def hold(owner: psycopg.Connection, backup_of: datetime) -> None:
    owner.execute(sql.SQL("COMMENT ON TABLE records_plannedmessage IS {}").format(sql.Literal(f"{HELD}{backup_of.isoformat()}")))


def let_go(owner: psycopg.Connection) -> None:
    owner.execute("COMMENT ON TABLE records_plannedmessage IS NULL")


def is_held(owner_url: str) -> bool:
    with psycopg.connect(owner_url) as owner:
        row = owner.execute(MARK).fetchone()
    return row is not None and held_since(row[0]) is not None
