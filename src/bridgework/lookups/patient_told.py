"""What a patient has told about their own referral, and chosen: for their page, and for the office that reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
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


def find_told(viewer: Viewer, referral_id: UUID) -> PatientTold | None:
    """What the patient of one referral told; None for whoever may not know of it."""
    row = only_row(Referral.objects.filter(visible_to(viewer), pk=referral_id).select_related("patient").only(*_COLUMNS))
    if row is None:
        return None
    latest: dict[str, PatientAnswer] = {}
    for answer in PatientAnswer.objects.filter(referral_id=row.pk).order_by("at", "id"):
        latest[answer.kind] = answer
    before, worse = latest.get("before"), latest.get("worse")
    waiting = WaitListEntry.objects.filter(pk=row.pk, ended_at=None).values_list("since", flat=True).first()
    return PatientTold(
        before=dict(before.answers) if before else {},
        before_at=before.at if before else None,
        worse=dict(worse.answers) if worse else {},
        worse_at=worse.at if worse else None,
        is_called=row.call_wanted_at is not None,
        channel=row.patient.preferred_channel,
        reminders=row.patient.reminders,
        waits_since=waiting,
        wish=read_wish(row.time_wish),
        says=row.patient_says,
        because=row.patient_says_because,
        said_at=row.patient_said_at,
        lost_visits=row.lost_visits,
    )
