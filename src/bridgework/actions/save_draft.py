from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle
from bridgework.lookups.wanted_records import questions_to_answer
from bridgework.records.constraints import refusing
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Practice, Provider, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.case import clean
from bridgework.rules.drafting import is_overtaken
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.refusals import DraftOvertaken, MoveNotAllowed, NotComplete
from bridgework.rules.sites import clean_sites
from bridgework.rules.summary import summarize
from bridgework.rules.teeth import BY_UNIVERSAL
from bridgework.rules.urgency import decide_urgency

RECEIVING = KeptQuestion(lambda key: Practice.objects.filter(pk=key, receives=True), UUID)
CLINICIAN = KeptQuestion(lambda key, practice_id: Provider.objects.filter(pk=key, practice_id=practice_id, is_active=True), UUID, UUID)


@transaction.atomic
def save_draft(
    viewer: Viewer,
    referral_id: UUID,
    *,
    case: Mapping[str, Any],
    teeth: Sequence[str],
    now: datetime,
    sites: Sequence[str] | None = None,
    recipient_practice_id: UUID | None = None,
    referring_provider_id: UUID | None = None,
    pen: UUID | None = None,
    seen_at: datetime | None = None,
) -> Referral:
    """Keeps what has been typed so far and proposes the tier from the findings.

    `case` has the shape of `rules.questions`, `teeth` are Universal designations, `sites` what they do not say (None: as before). What
    cannot be kept is named and everything else is kept all the same: raises NotComplete with the problems only after saving nothing of the field in question.
    `pen` names the open page that saves, `seen_at` is the last saving that it knows of: raises DraftOvertaken where another page saved since.
    Raises NotFound, NotAllowed, MoveNotAllowed where it was sent meanwhile.
    """
    permissions.require(viewer, "refer")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, INITIATOR)
    if referral.state != states.DRAFT or referral.discarded_at:
        raise MoveNotAllowed("This referral has already been sent, so the draft can no longer be changed.")
    if is_overtaken(saved_at=referral.saved_at, saved_with=referral.saved_with, seen_at=seen_at, pen=pen):
        raise DraftOvertaken(_overtaken_by(referral, viewer))
    fill_draft(
        referral,
        case=case,
        teeth=teeth,
        sites=sites,
        recipient_practice_id=recipient_practice_id,
        referring_provider_id=referring_provider_id,
    )
    referral.saved_at, referral.saved_by_id, referral.saved_with = now, viewer.person_id, pen
    with refusing():
        return settle(referral, viewer, "save_draft", now)


def _overtaken_by(referral: Referral, viewer: Viewer) -> str:
    other = referral.saved_by if referral.saved_by_id != viewer.person_id else None
    who = f"{other.name} changed this draft" if other else "You changed this draft in another window"
    return f"{who} since this page was opened. Nothing was written over, and what you typed is still on this page."


def fill_draft(
    referral: Referral,
    *,
    case: Mapping[str, Any],
    teeth: Sequence[str],
    recipient_practice_id: UUID | None,
    referring_provider_id: UUID | None,
    sites: Sequence[str] | None = None,
) -> None:
    """Puts the form's content on a locked draft. Raises NotComplete with field -> sentence where something cannot be right."""
    problems: dict[str, str] = {}
    if recipient_practice_id:
        recipient = RECEIVING.only_row(recipient_practice_id)
        if recipient is None:
            problems["recipient"] = "Choose a practice from the directory."
        else:
            referral.recipient_practice, referral.specialty = recipient, recipient.specialty
    if referring_provider_id:
        provider = CLINICIAN.only_row(referring_provider_id, referral.sender_practice_id)
        if provider is None:
            problems["referring_provider"] = "Choose a clinician of your practice."
        referral.referring_provider = provider
    problems |= fill_case(referral, case=case, teeth=teeth, sites=sites)
    if problems:
        raise NotComplete("Something here cannot be right. Everything you typed is still on the page.", problems)


def fill_case(referral: Referral, *, case: Mapping[str, Any], teeth: Sequence[str], sites: Sequence[str] | None = None) -> dict[str, str]:
    """Puts a case and teeth on a referral with all that follows from them; field -> sentence for what cannot be right, and then nothing."""
    problems: dict[str, str] = {}
    unknown = [tooth for tooth in teeth if tooth not in BY_UNIVERSAL]
    if unknown:
        problems["teeth"] = f"There is no tooth {', '.join(unknown)[:40]} in the Universal system (1 to 32, A to T)."
    cleaned, wrong = clean(case, _own_questions(referral, case))
    problems.update(dict(wrong))
    if problems:
        return problems
    referral.teeth = list(dict.fromkeys(teeth))
    referral.sites = clean_sites(referral.sites if sites is None else sites, referral.teeth)
    referral.case = dict(cleaned)
    referral.wants_advice = cleaned.get("wanted") == "advice"
    raised = referral.recipient_practice.raised_tiers if referral.recipient_practice else {}
    urgency = decide_urgency(cleaned.get("findings", {}), cleaned.get("procedure", ""), referral.teeth, raised)
    referral.tier = urgency.tier
    referral.tier_reasons = [reason.sentence for reason in urgency.reasons]
    referral.reason = summarize(cleaned)
    return {}


def _own_questions(referral: Referral, case: Mapping[str, Any]) -> tuple[OwnQuestion, ...]:
    """What may be answered: the recipient's questions, and those that were answered already, in the version that was asked then."""
    given = case.get("own")
    kept = (referral.case or {}).get("own") or ()
    return questions_to_answer(referral.recipient_practice_id, given, kept) if isinstance(given, Mapping) else ()
