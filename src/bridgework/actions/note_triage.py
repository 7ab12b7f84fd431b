from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.records.models import Referral, TriageDecision, VisitType
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.case_difficulty import decide_difficulty
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete
from bridgework.rules.triage import TriageEntry, check_triage


@transaction.atomic
def note_triage(viewer: Viewer, referral_id: UUID, entry: TriageEntry, *, now: datetime, seen_version: int | None = None) -> Referral:
    """Keeps what was judged and decided about a case without answering it yet, or after it was accepted; the same again changes nothing.

    Raises NotComplete with field -> sentence, MoveNotAllowed for what is over, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "review")
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    require_side(viewer, referral, RECIPIENT)
    if referral.state in (states.DRAFT, *states.ENDED):
        raise MoveNotAllowed("This referral is over. Nothing was changed.")
    if put_triage(referral, viewer, entry, now):
        settle(referral, viewer, "note_triage", now)
    return referral


def put_triage(referral: Referral, viewer: Viewer, entry: TriageEntry, now: datetime) -> bool:
    """Writes the decision on a locked referral, with its events; answers whether anything changed. The caller settles.

    Raises NotComplete with field -> sentence.
    """
    entry = _plain(entry)
    problems = check_triage(entry)
    kinds = VisitType.objects.filter(practice=referral.recipient_practice)
    kind = kinds.filter(pk=entry.visit_type_id).first() if entry.visit_type_id else None
    if entry.visit_type_id and kind is None:
        problems["visit_type"] = "Choose a kind of visit of your practice."
    if problems:
        raise NotComplete("Not saved yet. What you chose is still here.", problems)
    columns: dict[str, Any] = {
        "factors": dict(entry.factors),
        "difficulty": decide_difficulty(entry.factors).level,
        "crown": entry.crown,
        "treatment": entry.treatment,
        "imaging_first": entry.imaging_first,
        "visit_type_id": kind.pk if kind else None,
        "minutes": entry.minutes if kind and entry.minutes != kind.minutes else None,
        "for_patient": entry.for_patient,
        "for_patient_es": entry.for_patient_es,
        "for_office": entry.for_office,
    }
    before = TriageDecision.objects.filter(referral=referral).first()
    empty: dict[str, Any] = dict.fromkeys(columns, "") | {"factors": {}, "visit_type_id": None, "minutes": None}
    former = {name: getattr(before, name) for name in columns} if before else empty
    if columns == former:
        return False
    who = {"decided_at": now, "decided_by_id": viewer.person_id, "decided_by_name": viewer.name}
    TriageDecision.objects.update_or_create(referral=referral, defaults=columns | who, create_defaults=columns | who)
    _write_events(referral, viewer, columns, former, kind.name if kind else "", now)
    return True


def _plain(entry: TriageEntry) -> TriageEntry:
    texts = {name: getattr(entry, name).replace("\r\n", "\n").strip() for name in ("for_patient", "for_patient_es", "for_office")}
    return replace(entry, **texts)


def _write_events(
    referral: Referral, viewer: Viewer, columns: dict[str, Any], former: dict[str, Any], visit_type: str, now: datetime
) -> None:
    """What was decided, in one event; a picture that is wanted first and instructions are facts of their own."""
    decided = {name: columns[name] for name in ("difficulty", "crown", "treatment") if columns[name]}
    decided |= {"visit_type": visit_type} if visit_type else {}
    decided |= {"minutes": columns["minutes"]} if columns["minutes"] else {}
    if any(columns[name] != former.get(name) for name in ("factors", "crown", "treatment", "visit_type_id", "minutes")) and decided:
        write_event(referral, viewer, "triaged", now, decided)
    if columns["imaging_first"] and columns["imaging_first"] != former.get("imaging_first"):
        write_event(referral, viewer, "imaging_wanted", now, {"imaging": columns["imaging_first"]})
    told = [name for name in ("for_patient", "for_office") if columns[name] and columns[name] != former.get(name)]
    if told:
        write_event(referral, viewer, "instructions_given", now, {"for": told})
