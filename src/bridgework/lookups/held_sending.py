"""Whether sending is held: a database that was restored sends nothing until its operator says so. For the system only.

The mark is a comment of the table of messages, which only the owner of the database can write (`cli/archive/holding.py`).
"""

from datetime import datetime

from django.db import connection

from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import require_system

HELD = "sending is held, restored from a backup of "
MARK = "SELECT obj_description('records_plannedmessage'::regclass, 'pg_class')"


def sending_held(viewer: Viewer) -> datetime | None:
    """The time of the backup that this database was restored from, in UTC, while sending is held; None where it is not. Raises NotAllowed."""
    require_system(viewer)
    with connection.cursor() as cursor:
        cursor.execute(MARK)
        (mark,) = cursor.fetchone()
    return held_since(mark)


def held_since(mark: str | None) -> datetime | None:
    """What the mark says."""
    return datetime.fromisoformat(mark.removeprefix(HELD)) if mark and mark.startswith(HELD) else None
