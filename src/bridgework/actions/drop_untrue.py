from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

UNTRUE = "untrue"
"""Of the facts of a message that had no receipt yet when it became untrue."""
DROP = f"""
UPDATE records_plannedmessage SET
    status = CASE status WHEN 'planned' THEN 'dropped' ELSE status END,
    changed_at = CASE status WHEN 'planned' THEN %(now)s ELSE changed_at END,
    facts = CASE status WHEN 'planned' THEN facts ELSE facts || '{{"{UNTRUE}": true}}'::jsonb END
WHERE referral_id = %(referral)s AND recipient = 'patient' AND status IN ('planned', 'sending', 'sent') AND kind = ANY(%(kinds)s)
    AND (facts -> '{UNTRUE}') IS NULL AND (%(visit)s::text = '' OR facts ->> 'starts_at' IS DISTINCT FROM %(visit)s::text)
"""


def drop_untrue(referral_id: UUID, kinds: Collection[str], now: datetime, *, unless_about: datetime | None = None) -> None:
    """What an event made untrue does not go out to the patient of a locked referral: what is planned is dropped, and what is on its way is not
    tried again, by the other channel neither, should it not arrive. `unless_about` spares what is about the visit that begins then.
    """
    values: dict[str, Any] = {
        "referral": referral_id,
        "kinds": list(kinds),
        "now": now,
        "visit": unless_about.isoformat() if unless_about else "",
    }
    with connection.cursor() as cursor:
        cursor.execute(DROP, values)
