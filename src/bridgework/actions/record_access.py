from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from bridgework.actions.ledger import write_audit
from bridgework.rules.facts import Viewer


def record_access(viewer: Viewer, page: str, referral_ids: Iterable[UUID], *, about: Iterable[UUID] = (), now: datetime) -> None:
    """One audit row for one page that showed patient data, written before the page is answered. `page` is its name, never an address;
    `about` are patients of the chart and documents of the intake queue that it showed beside referrals.
    """
    write_audit(viewer, page, now, referral_ids, act="read", about=about)
