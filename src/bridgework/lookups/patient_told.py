"""What a patient has told about their own referral, and chosen: for their page, and for the office that reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bridgework.lookups.visible import visible_to
from bridgework.records.models import PatientAnswer, Referral, WaitListEntry
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.offers import Wish, read_wish


@dataclass(frozen=True, slots=True)
class PatientTold:
    """The latest answers of each kind; `before` and `worse` are {} where there are none. Times are UTC.

    `is_called`: a person has to call, as the patient told that it got worse. `waits`: they want an earlier time, since `waits_since`.
    """

    before: Mapping[str, str]
    before_at: datetime | None
    worse: Mapping[str, str]
    worse_at: datetime | None
    is_called: bool
    channel: str
    reminders: str
    waits_since: datetime | None
    wish: Wish
    says: str
    because: str
    said_at: datetime | None
    lost_visits: int

    @property
    def waits(self) -> bool:
        return self.waits_since is not None

    @property
    def is_anything(self) -> bool:
        """Whether there is anything that the office should see."""
        return bool(
            self.before or self.worse or self.waits or self.says in ("thinking", "no") or not self.wish.is_empty or self.lost_visits
        )


_COLUMNS = (
    *("call_wanted_at", "time_wish", "patient_says", "patient_says_because", "patient_said_at", "lost_visits"),
    *("patient__preferred_channel", "patient__reminders"),
)


def find_told(viewer: Viewer, referral_id: UUID, *, stands: PatientTold | None = None) -> PatientTold | None:
    """What the patient of one referral told; None for whoever may not know of it.

    `stands` is what stands with the referral, where the caller has found it for this viewer already.
    """
    if stands is None:
        row = only_row(Referral.objects.filter(visible_to(viewer), pk=referral_id).select_related("patient").only(*_COLUMNS))
        if row is None:
            return None
        stands = told_with(row)
    answers = PatientAnswer.objects.filter(referral_id=referral_id).order_by("at", "id").values_list("kind", "answers", "at")
    latest = {kind: (dict(given), at) for kind, given, at in answers}
    before, before_at = latest.get("before", ({}, None))
    worse, worse_at = latest.get("worse", ({}, None))
    waits_since = only_row(WaitListEntry.objects.filter(pk=referral_id, ended_at=None).values_list("since", flat=True))
    return replace(stands, before=before, before_at=before_at, worse=worse, worse_at=worse_at, waits_since=waits_since)


def told_with(row: Referral) -> PatientTold:
    """What stands with a referral's row and its patient's; no answers, and no wait list."""
    return PatientTold(
        before={},
        before_at=None,
        worse={},
        worse_at=None,
        is_called=row.call_wanted_at is not None,
        channel=row.patient.preferred_channel,
        reminders=row.patient.reminders,
        waits_since=None,
        wish=read_wish(row.time_wish),
        says=row.patient_says,
        because=row.patient_says_because,
        said_at=row.patient_said_at,
        lost_visits=row.lost_visits,
    )
