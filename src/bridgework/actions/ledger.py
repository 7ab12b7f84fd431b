"""The ground under every action on a referral: lock it, move it by the table, write its history and audit, settle its next step."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from bridgework.actions.keep_call import keep_call
from bridgework.actions.office_hours import due_time, windows_of
from bridgework.actions.replan_cadence import replan_cadence
from bridgework.records.ids import new_id
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Practice, Referral, ReferralEvent
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, RECIPIENT, ReferralFacts, Side, Viewer
from bridgework.rules.next_step import decide_next_step
from bridgework.rules.refusals import NotAllowed, NotFound, ReferralChanged

FACT_FIELDS = tuple(ReferralFacts.__dataclass_fields__)
AUDIT = """
INSERT INTO records_accessrecord (id, at, act, what, person_id, practice_id, who, way, referral_ids, about)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
"""The statement that is made most of all."""
COLUMNS = tuple(field.attname for field in Referral._meta.concrete_fields if not field.primary_key)
LOCKED = KeptQuestion(
    lambda key: (
        Referral.objects.select_for_update(of=("self",)).select_related("patient", "sender_practice", "recipient_practice").filter(pk=key)
    ),
    UUID,
)
"""A referral with its patient and its practices, itself locked."""


def lock_referral(viewer: Viewer, referral_id: UUID, *, seen_version: int | None = None) -> Referral:
    """The referral, locked until the transaction ends, for a viewer whose practice is on one of its sides (or its patient, or the system).

    `seen_version` is the version that the viewer's page showed. Raises NotFound where there is none or the viewer may not know of it,
    ReferralChanged where somebody else acted since the page was made.
    """
    # A referral that was moved to another entry of its patient while this waited is not in the answer: asked again, it is.
    referral = LOCKED.only_row(referral_id) or LOCKED.only_row(referral_id)
    if referral is None or not _may_know(viewer, referral):
        raise NotFound
    referral.as_locked = {name: value for name, value in referral.__dict__.items() if name in COLUMNS}
    if seen_version is not None and seen_version != referral.version:
        last = referral.events.order_by("-at", "-id").values_list("who", "kind").first()
        what = f": {last[0]}, “{last[1].replace('_', ' ')}”" if last else ""
        raise ReferralChanged(
            f"Somebody else worked on this referral while your page was open{what}. Nothing was changed; what you typed is kept."
        )
    return referral


def lock_own_referral(viewer: Viewer) -> Referral:
    """The referral whose link the patient opened, locked. Raises NotFound for anybody but a patient."""
    if viewer.kind != "patient" or viewer.referral_id is None:
        raise NotFound
    return lock_referral(viewer, viewer.referral_id)


def _may_know(viewer: Viewer, referral: Referral) -> bool:
    if viewer.kind == "system":
        return True
    if viewer.kind == "patient":
        return viewer.referral_id == referral.pk
    if viewer.kind == "guest" and viewer.referral_id != referral.pk:
        return False  # the others of the same office are not theirs
    return permissions.side_of(viewer, referral.sender_practice_id, _visible_recipient(referral)) is not None


def _visible_recipient(referral: Referral) -> UUID | None:
    # A draft is the sender's own until it is sent.
    return None if referral.state == states.DRAFT else referral.recipient_practice_id


def require_side(viewer: Viewer, referral: Referral, side: Side) -> Practice | None:
    """The practice that the viewer acts for on that side, where it is not their own; None where they act for themselves.

    The recipient's staff may act for a sender who is not on the network. A patient and the system act on the recipient's behalf.
    Raises NotAllowed otherwise.
    """
    if viewer.kind in ("patient", "system"):
        return referral.recipient_practice if side == RECIPIENT else referral.sender_practice
    own = permissions.side_of(viewer, referral.sender_practice_id, _visible_recipient(referral))
    if own == side:
        return None
    if side == INITIATOR and own == RECIPIENT and not referral.sender_practice.on_network:
        return referral.sender_practice
    who = "the practice that sent it" if side == INITIATOR else "the practice that received it"
    raise NotAllowed(f"This belongs to {who}. Nothing was changed.")


def write_event(
    referral: Referral,
    viewer: Viewer,
    kind: str,
    now: datetime,
    details: dict[str, Any] | None = None,
    *,
    acted_for: Practice | None = None,
) -> ReferralEvent:
    """Adds one row to the history that moves nothing."""
    event = new_event(referral, viewer, kind, now, details, acted_for=acted_for)
    event.save(force_insert=True)
    return event


def move_referral(
    referral: Referral, viewer: Viewer, move_name: str, kind: str, now: datetime, details: dict[str, Any] | None = None
) -> ReferralEvent:
    """Performs a move of the table on a locked referral and writes it into history as `kind`.

    Raises MoveNotAllowed where the table does not hold it, NotAllowed where the move belongs to the other side.
    """
    event = moved(referral, viewer, move_name, kind, now, details)
    event.save(force_insert=True)
    return event


def moved(
    referral: Referral, viewer: Viewer, move_name: str, kind: str, now: datetime, details: dict[str, Any] | None = None
) -> ReferralEvent:
    """The same move with its row of history not saved yet, for an action that writes several rows at once (`write_events`)."""
    move = states.find_move(referral.state, move_name)
    acted_for = require_side(viewer, referral, move.side)
    event = new_event(referral, viewer, kind, now, details, acted_for=acted_for)
    event.move_number, event.state_from, event.state_to = move.number, move.source, move.target
    referral.state = move.target
    return event


def new_event(
    referral: Referral,
    viewer: Viewer,
    kind: str,
    now: datetime,
    details: dict[str, Any] | None = None,
    *,
    acted_for: Practice | None = None,
) -> ReferralEvent:
    """A row of history that moves nothing, not saved yet."""
    return ReferralEvent(
        referral=referral,
        at=now,
        kind=kind,
        person_id=viewer.person_id,
        practice_id=viewer.practice_id,
        acted_for=acted_for,
        who=viewer.name,
        way=viewer.way,
        details=details or {},
    )


def write_events(*events: ReferralEvent) -> None:
    """Adds rows to the history in one statement, in this order."""
    ReferralEvent.objects.bulk_create(events)


def write_audit(
    viewer: Viewer, what: str, now: datetime, referral_ids: Iterable[UUID], act: str = "write", *, about: Iterable[UUID] = ()
) -> None:
    """One audit row: who wrote (or read) what, by which way, about which referrals; `about` are patients of the chart and documents of the
    intake queue that were shown or changed beside them.
    """
    whose = [viewer.person_id, viewer.practice_id, viewer.name, viewer.way]
    row: list[Any] = [new_id(), now, act, what, *whose, list(referral_ids), list(about)]
    with connection.cursor() as cursor:
        cursor.execute(AUDIT, row)


def facts_of(referral: Referral) -> ReferralFacts:
    """What the rules decide on, from the row; the columns are named like the facts."""
    return ReferralFacts(**{name: getattr(referral, name) for name in FACT_FIELDS})


def settle(referral: Referral, viewer: Viewer, what: str, now: datetime) -> Referral:
    """Computes anew what follows from the facts, saves the row, and writes the audit row of the action `what`.

    Every action on a referral ends here, so that no fact can change without the next step following it.
    """
    derive(referral, now)
    referral.version += 1
    if referral._state.adding:
        referral.save(force_insert=True)
    else:
        referral.save(force_update=True, update_fields=_changed(referral))
    write_audit(viewer, what, now, [referral.pk])
    return referral


def _changed(referral: Referral) -> list[str] | None:
    """The columns in which a row differs from the one that was locked; None, for all of them, where it was not locked here.

    What can be changed in place counts as changed.
    """
    before = referral.as_locked
    if before is None:
        return None
    return [name for name in COLUMNS if isinstance(now := getattr(referral, name), dict | list) or now != before[name]]


def derive(referral: Referral, now: datetime) -> None:
    """Computes what the patient is told next, then owner, next step, due time and call, on a locked referral; the caller saves it."""
    before = (referral.next_step, referral.due_at)
    reaching = replan_cadence(referral, now)
    step = decide_next_step(facts_of(referral), windows_of(referral.recipient_practice).contact)
    if step is None:
        referral.owner_side = referral.desk_practice = referral.next_step = referral.due_at = None
        referral.call_reason, referral.call_due_at = "", None
        referral.closed_at = referral.closed_at or now
    else:
        sender, recipient = referral.sender_practice, referral.recipient_practice
        owner = sender if step.side == INITIATOR else recipient
        other = recipient if step.side == INITIATOR else sender
        referral.owner_side = step.side
        referral.next_step = step.step
        referral.due_at = due_time(step, owner)
        referral.desk_practice = owner if owner and (owner.on_network or other is None) else other
        keep_call(referral, step.anchor, reaching)
    if (referral.next_step, referral.due_at) != before:
        referral.escalated_at = None  # another clock runs now, and may run out anew
