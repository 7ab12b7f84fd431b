"""What a calendar program of the outside is told about a clinician's day."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FeedVisit:
    """A visit or a held time: initials and the number of the referral, nothing else of a patient. UTC."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    is_held: bool
    initials: str
    number: int
    place: str
