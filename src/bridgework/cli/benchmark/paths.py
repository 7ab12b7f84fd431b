"""How a referral's past may have gone: each path a list of happenings, with the state and the next step that the rules give it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bridgework.rules import referral_states as states
from bridgework.rules.facts import ReferralFacts, Side
from bridgework.rules.next_step import decide_next_step

HOUR, DAY = 3600.0, 86400.0
MOVES = {
    "sent": states.SEND,
    "accepted": states.ACCEPT,
    "declined": states.DECLINE,
    "missed": states.NO_SHOW,
    "seen": states.INTERIM_NOTE,
    "reported": states.SEND_OUTCOME,
    "cancellation_requested": states.REQUEST_CANCELLATION,
    "cancelled": states.CONFIRM_CANCELLATION,
}
"""Happenings that move a referral; "booked" does, too, by the move that its state allows."""
GAPS = {"started": 0.0, "sent": HOUR / 6, "accepted": 5 * HOUR, "booked": DAY, "missed": 8 * DAY, "seen": 9 * DAY, "reported": DAY}
"""Seconds since the happening before; a day for all others."""
TIMES = {
    "started": {"created_at": 0.0},
    "sent": {"sent_at": 0.0, "respond_by": DAY},
    "accepted": {"reviewed_at": 0.0, "accepted_at": 0.0},
    "declined": {"reviewed_at": 0.0, "ended_at": 0.0},
    "records_asked": {"records_asked_at": 0.0},
    "times_offered": {"offered_at": 0.0, "offers_expire_at": 3 * DAY},
    "booked": {"booked_at": 0.0, "visit_ends_at": 9 * DAY},
    "missed": {"visit_lost_at": 0.0},
    "seen": {"seen_at": 0.0},
    "reported": {"reported_at": 0.0, "ended_at": 0.0, "report_delivered_at": 0.0},
    "report_acknowledged": {"report_acknowledged_at": 0.0},
    "cancellation_requested": {"cancel_requested_at": 0.0},
    "cancelled": {"ended_at": 0.0},
    "ending_acknowledged": {"ending_acknowledged_at": 0.0},
    "discarded": {"discarded_at": 0.0},
}
"""The columns that a happening sets, in seconds after it."""
CLEARS = {"booked": ("offered_at", "offers_expire_at", "visit_lost_at"), "missed": ("visit_ends_at",), "seen": ("visit_ends_at",)}
BY_SENDER = frozenset({"started", "sent", "report_acknowledged", "cancellation_requested", "ending_acknowledged", "discarded"})

ENDED = (
    (76, "started sent accepted booked seen reported report_acknowledged"),
    (5, "started sent accepted booked missed booked seen reported report_acknowledged"),
    (7, "started sent declined ending_acknowledged"),
    (7, "started sent accepted cancellation_requested cancelled ending_acknowledged"),
    (5, "started discarded"),
)
OPEN = (
    (5, "started"),
    (18, "started sent"),
    (7, "started sent records_asked"),
    (8, "started sent accepted"),
    (10, "started sent accepted times_offered"),
    (26, "started sent accepted booked"),
    (4, "started sent accepted booked missed"),
    (8, "started sent accepted booked seen"),
    (9, "started sent accepted booked seen reported"),
    (2, "started sent accepted cancellation_requested"),
    (2, "started sent declined"),
    (1, "started sent accepted cancellation_requested cancelled"),
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of a history, `after` seconds from its beginning."""

    kind: str
    after: float
    move_number: int | None
    state_from: str
    state_to: str
    by_sender: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A past as a whole: `times` are the referral's columns in seconds after it was started, `side` and `step` what comes next."""

    happenings: tuple[Happening, ...]
    times: dict[str, float]
    state: str
    side: Side | None
    step: str | None
    length: float

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(happening.kind for happening in self.happenings)


def paths_of(described: tuple[tuple[int, str], ...], tier: str) -> tuple[Path, ...]:
    """The paths of a referral of this tier: what comes next depends on it, since nothing holds an emergency up."""
    return tuple(_path(kinds.split(), tier) for _weight, kinds in described)


def _path(kinds: list[str], tier: str) -> Path:
    times: dict[str, float] = {}
    happenings, state, after = [], states.DRAFT, 0.0
    for kind in kinds:
        after += GAPS.get(kind, DAY)
        name = states.booking_move(state) if kind == "booked" else MOVES.get(kind)
        move = states.find_move(state, name) if name else None
        for column in CLEARS.get(kind, ()):
            times.pop(column, None)
        times |= {column: after + later for column, later in TIMES[kind].items()}
        source, target = (move.source, move.target) if move else ("", "")
        happenings.append(Happening(kind, after, move.number if move else None, source, target, kind in BY_SENDER))
        state = target or state
    began = datetime(2026, 1, 5, 15, tzinfo=UTC)
    moments = {column: began + timedelta(seconds=seconds) for column, seconds in times.items()}
    known: dict[str, Any] = {column: at for column, at in moments.items() if column in ReferralFacts.__dataclass_fields__}
    step = decide_next_step(ReferralFacts(state=state, tier=tier, records_complete="records_asked" not in kinds, **known))
    if step is None:
        times["closed_at"] = after
    return Path(tuple(happenings), times, state, step.side if step else None, step.step if step else None, after)
