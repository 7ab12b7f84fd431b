from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, write_audit, write_event
from bridgework.lookups.contradictions import ANSWERS, WRONG, Question
from bridgework.lookups.drafts import check_draft, find_draft
from bridgework.lookups.referral import find_referral
from bridgework.records.models import ContradictionAnswer, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.contradictions import BY_CODE
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotComplete, NotFound

LONGEST_REASON = 300


@transaction.atomic
def answer_contradiction(
    viewer: Viewer, referral_id: UUID, *, code: str, answer: str, reason: str = "", now: datetime
) -> ContradictionAnswer:
    """Keeps what one side says to a contradiction; with a reason if they like.

    The sender says that it is right as it stands, or was corrected. The receiving practice says what it found out ("asked the office: tooth
    19 is right"): right, or not, and then what is meant. It is about the facts as they are stored now; when they change, the question is
    asked again. Nothing else about the referral changes.
    Raises NotFound for an unknown rule, MoveNotAllowed where the rule asks nothing any more, NotComplete with field -> sentence, NotAllowed.
    """
    permissions.require(viewer, "refer")
    if code not in BY_CODE:
        raise NotFound
    if len(reason.strip()) > LONGEST_REASON:
        raise NotComplete("Not kept.", {"reason": f"At most {LONGEST_REASON} characters fit. Please shorten it."})
    referral = lock_referral(viewer, referral_id)
    side = permissions.side_of(viewer, referral.sender_practice_id, referral.recipient_practice_id)
    if side is None:
        raise NotAllowed("This belongs to the two practices of the referral. Nothing was changed.")
    if side == RECIPIENT:
        permissions.require(viewer, "review")
    if answer not in ANSWERS[side]:
        raise NotComplete("Not kept.", {"answer": "Say whether it is right as it stands."})
    if answer == WRONG and not reason.strip():
        raise NotComplete("Not kept.", {"reason": "Say what is meant instead, and who said so."})
    asked = _asked_now(viewer, referral, code, now)
    if asked is None:
        raise MoveNotAllowed("This is no longer asked: what it was about has changed.")
    kept = ContradictionAnswer.objects.create(
        referral=referral,
        code=code,
        fingerprint=asked.fingerprint,
        sentence=asked.sentence,
        answer=answer,
        reason=reason.strip(),
        person_id=viewer.person_id,
        practice_id=viewer.practice_id,
        who=viewer.name,
        at=now,
    )
    details = {"code": code, "sentence": asked.sentence, "answer": answer, "reason": kept.reason, "side": side}
    write_event(referral, viewer, "contradiction_answered", now, details)
    write_audit(viewer, "answer_contradiction", now, [referral.pk])
    return kept


def _asked_now(viewer: Viewer, referral: Referral, code: str, now: datetime) -> Question | None:
    """The question as the referral's own page asks it."""
    if referral.state == states.DRAFT:
        questions = check_draft(find_draft(viewer, referral.pk, now=now), now=now).contradictions
    else:
        questions = find_referral(viewer, referral.pk, now=now).contradictions
    return next((question for question in questions if question.code == code), None)
