"""How the viewer's practice reviews: its windows, what it takes more seriously, whom it tells, and who helps while it is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from bridgework.lookups.stand_ins import Candidate, candidates_of
from bridgework.records.models import Practice
from bridgework.records.only_row import only_row
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import practice_of
from bridgework.rules.refusals import NotFound
from bridgework.rules.windows import Windows, read_windows


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """Numbers are as people read them."""

    name: str
    receives: bool
    windows: Windows
    raised_tiers: Mapping[str, str]
    escalate_to: tuple[UUID, ...]
    on_call_phone: str
    alternative_name: str
    alternative_phone: str
    people: tuple[Candidate, ...]


def review_settings(viewer: Viewer) -> ReviewSettings:
    """Those of the viewer's own practice. Raises NotFound, NotAllowed."""
    row = only_row(Practice.objects.filter(pk=practice_of(viewer)))
    if row is None:
        raise NotFound
    return ReviewSettings(
        name=row.name,
        receives=row.receives,
        windows=read_windows(row.windows),
        raised_tiers=dict(row.raised_tiers),
        escalate_to=tuple(row.escalate_to),
        on_call_phone=display_phone(row.on_call_phone) if row.on_call_phone else "",
        alternative_name=row.alternative_name,
        alternative_phone=display_phone(row.alternative_phone) if row.alternative_phone else "",
        people=candidates_of(viewer),
    )
