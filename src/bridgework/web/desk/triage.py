"""The triage screen: films large, and beside them what was found, what is missing, what disagrees, and the decision with one key each."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.note_triage import note_triage
from bridgework.lookups.practice import VisitTypeFacts, visit_types_of
from bridgework.lookups.referral import ReferralPage, find_referral
from bridgework.lookups.triage import TriageCase, find_triage
from bridgework.rules import referral_states as states
from bridgework.rules.case_difficulty import FACTORS, GROUPS, LEVELS, SOURCE, decide_difficulty
from bridgework.rules.emergency_words import words_to_say
from bridgework.rules.questions import ALL_SIGNS
from bridgework.rules.refusals import Refusal
from bridgework.rules.triage import CROWN, IMAGING, LENGTHS, TREATMENTS, TriageEntry
from bridgework.rules.urgency import ADVICE
from bridgework.web.desk.asking import SHOWN, seen_version, uuid_of
from bridgework.web.desk.dialogs import dialogs_of
from bridgework.web.desk.duplicates import beside_the_case
from bridgework.web.desk.referral_page import back_of, referral_context
from bridgework.web.desk.visit_choice import fitting_kind, kind_of, minutes_of
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

TEXTS = {"for_patient": "patient", "for_patient_es": "patient", "for_office": "office"}
"""The texts that go with a decision, and for whom they are."""


@staff_may("review")
@require_http_methods(["GET", "HEAD", "POST"])
def triage(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The screen; a POST accepts with what was decided, or (`act=keep`) keeps it without an answer."""
    case = find_triage(request.viewer, referral_id)
    kinds = visit_types_of(request.viewer)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            messages.success(request, decide(request, referral_id, case))
        except SHOWN as refused:
            refusal = refused
        else:
            stays = reverse("triage" if request.POST.get("act") == "keep" else "referral", args=[referral_id])
            return redirect(stays if request.POST.get("act") == "keep" else back_of(request) or stays)
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    if refusal is None and not {"accept", "change_tier"} & page.moves:
        return redirect("referral", referral_id)
    audited(request, request.viewer, "triage", [page.id])
    typed = request.POST if refusal else {}
    context = referral_context(request, page) | {"dialogs": dialogs_of(page)} | beside_the_case(request, page)
    context |= triage_context(page, case, kinds, typed) | {
        "refusal": refusal,
        "problems": getattr(refusal, "problems", {}),
        "typed": typed,
    }
    return render(request, "desk/triage.html", context, status=refusal.status if refusal else 200)


def decide(request: HttpRequest, referral_id: UUID, case: TriageCase) -> str:
    """Accepts, or keeps what was decided; the sentence to show. Raises a Refusal."""
    entry, version = entry_of(request.POST, case), seen_version(request)
    if request.POST.get("act") == "keep":
        note_triage(request.viewer, referral_id, entry, now=request.now, seen_version=version)
        return _("Kept. It is not answered yet.")
    provider = uuid_of(request.POST.get("provider"))
    referral = accept_referral(request.viewer, referral_id, now=request.now, provider_id=provider, triage=entry, seen_version=version)
    if referral.state == states.SCHEDULED:
        return _("Accepted, and the held time is booked. Patient and sender are told.")
    return _("Accepted. The patient gets the link to choose a time.")


def entry_of(post: Any, case: TriageCase) -> TriageEntry:
    """What was posted. Words that nobody changed go with the kind of visit that was chosen in the end."""
    kind, shown = uuid_of(post.get("visit_type")), uuid_of(post.get("kind_shown"))
    words = {name: plain(post.get(name, "")) for name in TEXTS}
    if kind != shown:
        words = {name: text_of(case, name, kind) if text == text_of(case, name, shown) else text for name, text in words.items()}
    factors = {factor.code: post.get(f"factor_{factor.code}", "") for factor in FACTORS}
    return TriageEntry(
        factors={code: level for code, level in factors.items() if level},
        crown=post.get("crown", ""),
        treatment=post.get("treatment", ""),
        imaging_first=post.get("imaging_first", ""),
        visit_type_id=kind,
        minutes=minutes_of(post),
        **words,
    )


def triage_context(page: ReferralPage, case: TriageCase, kinds: tuple[VisitTypeFacts, ...], typed: Any) -> dict[str, Any]:
    """What the screen shows beside the referral's own facts: choices with what is proposed, decided or typed in them."""
    decided = case.decided
    kind = uuid_of(typed.get("visit_type")) if typed else kind_of(page, decided, kinds)
    factors = {factor.code: typed.get(f"factor_{factor.code}", "") for factor in FACTORS} if typed else factors_of(case)
    difficulty, fits = decide_difficulty(factors), fitting_kind(page, kinds)
    language = page.patient.contact.language
    return {
        "case": case,
        "not_asked": [ALL_SIGNS[sign].label for sign in case.urgency.not_asked if sign in ALL_SIGNS],
        "advice": [ADVICE[code] for code in case.urgency.advice],
        "say": words_to_say(case.urgency.advice, language),
        "say_in_english": words_to_say(case.urgency.advice, "en") if language != "en" else (),
        "is_overridden": page.tier != case.urgency.tier,
        "is_endodontic": case.specialty == "endodontics" and page.specialty == "endodontics",
        "difficulty": difficulty,
        "deciding": [factor.label for code in difficulty.deciding for factor in FACTORS if factor.code == code],
        "difficulty_source": SOURCE,
        "judged": len([level for level in factors.values() if level in LEVELS]),
        "factor_groups": [
            (words, [factor_entry(factor, factors, case) for factor in FACTORS if factor.group == group]) for group, words in GROUPS.items()
        ],
        "kinds": kinds,
        "kind": kind,
        "urgent_kind": fits if fits and page.tier in fits.tiers else None,
        "lengths": LENGTHS,
        "minutes": typed.get("minutes", "") if typed else str(decided.minutes or "") if decided else "",
        "crowns": CROWN,
        "treatments": TREATMENTS,
        "images": IMAGING,
        "chosen_choice": {name: chosen(name, case, typed) for name in ("crown", "treatment", "imaging_first")},
        "words": {name: words_of(name, case, kind, typed) for name in TEXTS},
        "provider": typed.get("provider", "") if typed else str(page.assigned_provider_id or ""),
    }


def factors_of(case: TriageCase) -> dict[str, str]:
    """What was judged; where nobody has judged yet, what the referral says."""
    return dict(case.decided.factors) if case.decided else {code: known.level for code, known in case.known.items()}


def factor_entry(factor: Any, levels: Mapping[str, str], case: TriageCase) -> dict[str, Any]:
    known = case.known.get(factor.code)
    return {
        "code": factor.code,
        "label": factor.label,
        "level": levels.get(factor.code, ""),
        "why": known.why if known else "",
        "levels": [(level, factor.words(level)) for level in LEVELS],
    }


def chosen(name: str, case: TriageCase, typed: Any) -> str:
    if typed:
        return str(typed.get(name, ""))
    return str(getattr(case.decided, name)) if case.decided else case.proposed.get(name, "")


def words_of(name: str, case: TriageCase, kind: UUID | None, typed: Any) -> str:
    if typed:
        return str(typed.get(name, ""))
    return str(getattr(case.decided, name)) if case.decided and getattr(case.decided, name) else text_of(case, name, kind)


def text_of(case: TriageCase, name: str, kind: UUID | None) -> str:
    """The words that the practice has for a kind of visit."""
    words = case.instructions(TEXTS[name], kind)
    return words.text_es if name == "for_patient_es" else words.text


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
