"""Which visit goes with an acceptance, and how long it is: on the triage screen, and where a case is accepted in passing."""

from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from bridgework.lookups.practice import VisitTypeFacts, visit_types_of
from bridgework.lookups.referral import ReferralPage
from bridgework.lookups.triage import Decided, find_triage
from bridgework.rules.facts import Viewer
from bridgework.rules.triage import LENGTHS, TriageEntry
from bridgework.rules.visit_types import choose_kind


def fitting_kind(page: ReferralPage, kinds: tuple[VisitTypeFacts, ...]) -> VisitTypeFacts | None:
    """The kind of visit that fits what is asked and how urgent it is now."""
    return choose_kind(kinds, procedure=page.case.asked_code, wanted=page.case.wanted_code, tier=page.tier)


def kind_of(page: ReferralPage, decided: Decided | None, kinds: tuple[VisitTypeFacts, ...]) -> UUID | None:
    """The kind of visit that was decided, or the one that fits."""
    if decided and decided.visit_type_id:
        return decided.visit_type_id
    fits = fitting_kind(page, kinds)
    return fits.id if fits else None


def length_context(viewer: Viewer, page: ReferralPage) -> dict[str, Any]:
    """The visit that accepting in passing leads to, and how long it may be; of a time that is held in the chair, its kind."""
    kinds = visit_types_of(viewer)
    chosen = page.chair_hold.visit_type_id if page.chair_hold else kind_of(page, page.decided, kinds)
    decided = page.decided.minutes if page.decided and page.decided.visit_type_id == chosen else None
    return {
        "visit_kind": next((kind for kind in kinds if kind.id == chosen), None),
        "visit_lengths": LENGTHS,
        "visit_minutes": str(decided or ""),
    }


def minutes_of(post: Any) -> int | None:
    """The length that was chosen; None: as long as its kind."""
    minutes = post.get("minutes", "")
    return int(minutes) if minutes.isdecimal() and len(minutes) < 4 else None


def length_entry(viewer: Viewer, referral_id: UUID, kind: UUID | None, post: Any) -> TriageEntry | None:
    """What was decided already, with the length that was posted for the kind of visit; None where nobody touched it. Raises NotFound."""
    if kind is None or post.get("minutes", "") == post.get("minutes_shown", ""):
        return None
    decided = find_triage(viewer, referral_id).decided
    entry = TriageEntry(**{one.name: getattr(decided, one.name) for one in fields(TriageEntry)}) if decided else TriageEntry()
    return replace(entry, visit_type_id=kind, minutes=minutes_of(post))
