"""Every referral that the viewer's practice sent or received: where it stands and who has the ball. Pages by key, never by number."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from bridgework.lookups.bounded_counts import count_each
from bridgework.lookups.case_words import teeth_written
from bridgework.lookups.known_patients import KnownOnes, known_patients
from bridgework.lookups.stages import STAGE_FIELDS, Stages, stages_of
from bridgework.lookups.visible import received_by, visible_to
from bridgework.records.models import Referral
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, RECIPIENT, Viewer
from bridgework.rules.search_words import SearchWords

Tab = Literal["sent", "received"]
PAGE = 50
MOST_COUNTED = 100
"""Counts stop here, so that they cost the same however many there are; the page then says 99+."""
NO_VISIT_AFTER = timedelta(days=14)
"""A referral without a booked visit for this long is flagged (product row F4)."""
FILTERS: dict[Tab, tuple[str, ...]] = {
    "sent": ("all", "ours", "theirs", "no_visit", "reports", "drafts", "closed"),
    "received": ("all", "ours", "theirs", "closed"),
}

_COLUMNS = (
    *STAGE_FIELDS,
    *("number", "teeth", "sites", "reason", "tier", "owner_side", "wants_advice"),
    *("visit_ends_at", "no_visit_reason", "created_at", "discarded_at"),
    *(f"patient__{name}" for name in ("given_name", "family_name", "birth_date", "language")),
    *("sender_practice__name", "recipient_practice__name"),
)
"""What a row needs: the other columns, the case above all, would take longer to read than everything else on the page."""


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One line of the list. `ball` says who has it: us, them or nobody; `waits_days` are days since sending without a booked visit."""

    id: UUID
    number: int
    patient: str
    birth_date: date
    language: str
    teeth: str
    reason: str
    tier: str
    state: str
    state_words: str
    is_draft: bool
    is_discarded: bool
    ball: Literal["us", "them", ""]
    other_practice: str
    next_step: str | None
    due_at: datetime | None
    visit_ends_at: datetime | None
    stages: Stages
    at: datetime
    """When it was sent; of a draft, when it was started. UTC."""
    waits_days: int | None
    no_visit_reason: str


@dataclass(frozen=True, slots=True)
class ReferralList:
    """A page of rows; `before` and `after` are the keys of the neighboring pages, "" where there is none."""

    rows: tuple[ReferralRow, ...]
    before: str
    after: str


def list_referrals(
    viewer: Viewer,
    tab: Tab,
    *,
    now: datetime,
    show: str = "all",
    words: SearchWords | None = None,
    after: str = "",
    before: str = "",
    tooth_system: str = "universal",
) -> ReferralList:
    """At most 50 referrals, the latest first (those without a visit: the longest waiting first).

    `after` and `before` are keys that an earlier page gave; a key that cannot be read begins at the start.
    """
    field = "created_at" if tab == "sent" and show != "no_visit" else "sent_at"
    oldest_first = show == "no_visit"
    found = _filtered(viewer, tab, show, now)
    if words is not None and not words.is_empty:
        known = KnownOnes(viewer, replace(words, number=None))
        exactly = _matching(viewer, found, words, known)
        found = exactly if not words.names or exactly.exists() else _matching(viewer, found, words, known, with_slips=True)
    backward = bool(before) and not after
    key = _read_key(before if backward else after)
    rising = oldest_first != backward
    if key:
        found = _beyond(found, field, key, rising)
    ordered = found.order_by(field if rising else f"-{field}", "id" if rising else "-id")
    if words is not None and not words.is_empty:
        # The few that are shown first: with all that fit, their patients and practices would be read, too.
        ordered = Referral.objects.filter(pk__in=ordered.values("pk")[: PAGE + 1]).order_by(*ordered.query.order_by)
    rows = list(_with_row_columns(ordered)[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backward:
        rows.reverse()
    return ReferralList(
        rows=tuple(_row(viewer, row, now, tooth_system) for row in rows),
        before=_key(rows[0], field) if rows and (more if backward else key) else "",
        after=_key(rows[-1], field) if rows and (key if backward else more) else "",
    )


def count_referrals(viewer: Viewer, tab: Tab, *, now: datetime) -> dict[str, int]:
    """How many referrals each filter that asks for something shows, each counted to 100 at most."""
    counted = ("ours", "no_visit", "reports", "drafts") if tab == "sent" else ("ours",)
    counts = count_each((_filtered(viewer, tab, show, now) for show in counted), MOST_COUNTED)
    return dict(zip(counted, counts, strict=True))


def referrals_of_patient(viewer: Viewer, patient_id: UUID, *, now: datetime, tooth_system: str = "universal") -> tuple[ReferralRow, ...]:
    """What the viewer's practice ever sent for one of its patients, the latest first, at most a page."""
    found = Referral.objects.filter(Q(sender_practice_id=viewer.practice_id), patient_id=patient_id, discarded_at=None)
    rows = _with_row_columns(found).order_by("-created_at", "-id")[:PAGE]
    return tuple(_row(viewer, row, now, tooth_system) for row in rows)


def matching_referrals(viewer: Viewer, words: SearchWords, known: KnownOnes, *, with_slips: bool = False) -> list[QuerySet[Referral]]:
    """The referrals of both sides that fit everything in the words, as one question where the persons are known, else as one for each.

    `known` are those whom the words without a number fit.
    """
    by_person = bool(words.names or words.digits)
    sides = (
        (visible_to(viewer),)
        if by_person and known.fitting(with_slips=with_slips) is not None
        else (_side(viewer, "received"), _side(viewer, "sent"))
    )
    return [_matching(viewer, Referral.objects.filter(side), words, known, with_slips=with_slips) for side in sides]


def _side(viewer: Viewer, tab: Tab) -> Q:
    return Q(sender_practice_id=viewer.practice_id) if tab == "sent" else received_by(viewer.practice_id)


def _filtered(viewer: Viewer, tab: Tab, show: str, now: datetime) -> QuerySet[Referral]:
    found = Referral.objects.filter(_side(viewer, tab))
    own, other = (INITIATOR, RECIPIENT) if tab == "sent" else (RECIPIENT, INITIATOR)
    conditions = {
        "ours": Q(closed_at=None, owner_side=own),
        "theirs": Q(closed_at=None, owner_side=other),
        "no_visit": Q(closed_at=None, booked_at=None, wants_advice=False, sent_at__lte=now - NO_VISIT_AFTER) & ~Q(state__in=states.ENDED),
        "reports": Q(closed_at=None, desk_practice_id=viewer.practice_id, next_step="acknowledge_report"),
        "drafts": Q(closed_at=None, desk_practice_id=viewer.practice_id, next_step="finish_and_send"),
        "closed": Q(closed_at__isnull=False),
    }
    condition = conditions.get(show)
    return found.filter(condition) if condition is not None else found


def _matching(
    viewer: Viewer, found: QuerySet[Referral], words: SearchWords, known: KnownOnes, *, with_slips: bool = False
) -> QuerySet[Referral]:
    if words.number:
        found = found.filter(number=words.number)
    if words.teeth:
        found = found.filter(teeth__contains=list(words.teeth))
    if words.birth_date:
        found = found.filter(patient__birth_date=words.birth_date)
    if words.phone:
        found = found.filter(patient__phone=words.phone)
    if words.names or words.digits:
        fitting = known.fitting(with_slips=with_slips)
        if fitting is None:
            return found.filter(patient__in=known_patients(viewer, known.words, with_slips=with_slips).values("patient"))
        found = found.filter(patient__in=fitting)
    return found


def _with_row_columns(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """The same rows with what `_row` reads of them, and no more."""
    return rows.select_related("patient", "sender_practice", "recipient_practice").only(*_COLUMNS)


def _beyond(found: QuerySet[Referral], field: str, key: tuple[datetime, UUID], rising: bool) -> QuerySet[Referral]:
    """Rows past the key. The first condition is what the index is walked by, the second breaks ties of one instant."""
    at, last = key
    way = "gt" if rising else "lt"
    return found.filter(**{f"{field}__{way}e": at}).filter(Q(**{f"{field}__{way}": at}) | Q(**{f"id__{way}": last}))


def _key(row: Referral, field: str) -> str:
    return urlsafe_b64encode(f"{getattr(row, field).isoformat()} {row.pk.hex}".encode()).decode().rstrip("=")


def _read_key(key: str) -> tuple[datetime, UUID] | None:
    try:
        at, last = urlsafe_b64decode(key[:120] + "=" * (-len(key[:120]) % 4)).decode().split(" ")
        moment = datetime.fromisoformat(at)
        return (moment, UUID(last)) if moment.tzinfo else None
    except (ValueError, UnicodeDecodeError):
        return None


def _row(viewer: Viewer, row: Referral, now: datetime, tooth_system: str) -> ReferralRow:
    sent_by_us = row.sender_practice_id == viewer.practice_id
    own = INITIATOR if sent_by_us else RECIPIENT
    other = row.recipient_practice if sent_by_us else row.sender_practice
    waits = (
        row.sent_at if row.closed_at is None and row.booked_at is None and not row.wants_advice and row.state not in states.ENDED else None
    )
    ball: Literal["us", "them", ""] = "" if row.owner_side is None else "us" if row.owner_side == own else "them"
    return ReferralRow(
        id=row.pk,
        number=row.number,
        patient=row.patient.full_name,
        birth_date=row.patient.birth_date,
        language=row.patient.language,
        teeth=teeth_written(row.teeth, tooth_system, row.sites),
        reason=row.reason,
        tier=row.tier,
        state=row.state,
        state_words=states.MEANING[row.state],
        is_draft=row.state == states.DRAFT,
        is_discarded=row.discarded_at is not None,
        ball=ball,
        other_practice=other.name if other else "",
        next_step=row.next_step,
        due_at=row.due_at,
        visit_ends_at=row.visit_ends_at,
        stages=stages_of(row, now),
        at=row.sent_at or row.created_at,
        waits_days=(now - waits).days if waits else None,
        no_visit_reason=row.no_visit_reason,
    )
