"""Sending is held in a restored database, by a mark that only the owner of its tables can write or take away."""

from datetime import datetime

import psycopg
from psycopg import sql

from bridgework.lookups.held_sending import HELD


def hold(owner: psycopg.Connection, backup_of: datetime) -> None:
    owner.execute(sql.SQL("COMMENT ON TABLE records_plannedmessage IS {}").format(sql.Literal(f"{HELD}{backup_of.isoformat()}")))


def let_go(owner: psycopg.Connection) -> None:
    owner.execute("COMMENT ON TABLE records_plannedmessage IS NULL")
