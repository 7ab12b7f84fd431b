"""What the templates about one referral need beside its facts: sentences, choices and addresses."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.lookups.films import FilmFacts
from bridgework.lookups.patient_told import find_told
from bridgework.lookups.practice import clinicians_of, redirect_targets
from bridgework.lookups.referral import ReferralPage
from bridgework.lookups.replies import find_conversation
from bridgework.messages.next_steps import step_reason, step_title
from bridgework.messages.timeline import tell
from bridgework.messages.timeline_calls import SIGNS
from bridgework.messages.timeline_triage import TIER_WORDS
from bridgework.rules import permissions
from bridgework.rules.acceptance import BECAUSE, SAYS
from bridgework.rules.completeness import REQUIREMENTS
from bridgework.rules.endings import DECLINE_REASONS
from bridgework.rules.facts import RECIPIENT
from bridgework.rules.film_mount import ROWS, is_worth_hanging, place_in_mount
from bridgework.rules.teeth import BY_UNIVERSAL, SYSTEMS, System
from bridgework.rules.triage import wording_of_request
from bridgework.web.desk.person import person_words
from bridgework.web.desk.talk import ON_REFERRAL, conversation_context
from bridgework.web.desk.visit_choice import length_context
from bridgework.web.desk.wish import wish_context

LANGUAGES = {"en": gettext_lazy("English"), "es": gettext_lazy("Spanish")}
KINDS = {
    "periapical": "Periapical film",
    "bitewing": "Bitewing film",
    "panoramic": "Panoramic film",
    "cbct": "CBCT volume",
    "photo": "Photo",
    "letter": "Letter",
    "plan": "Treatment plan",
    "full_mouth": "Full-mouth series",
    "chart": "Periodontal chart",
    "lab": "Laboratory result",
    "card": "Insurance card",
    "other": "File",
}
"""Kinds of attachments in words; message ids."""

GRAVE_QUESTIONS = frozenset({"antibiotic_against_allergy", "other_antibiotic_against_allergy", "painkiller_against_allergy"})
"""Contradictions that can harm the patient before the visit."""


def referral_context(request: HttpRequest, page: ReferralPage, *, asking: str = "") -> dict[str, Any]:
    """The context of `desk/referral.html`, `desk/beside.html` and of every page that asks one more thing about a referral.

    `asking` is the move that a page asks about: its choices are there even where the move is no longer possible, so that somebody who
    came second still sees everything that they chose.
    """
    context: dict[str, Any] = {
        "page": page,
        "moves": page.moves,
        "step_title": step_title(page.next_step, ours=page.is_ours, tier=page.tier, late=page.is_late),
        "step_reason": reason_of(page),
        "mount": mount_of(page.films, request.place.tooth_system),
        "films": [film_entry(film) for film in sorted(page.films, key=lambda film: film.is_paper) if film.status != "refused"],
        "opened": [film_entry(film) for film in page.films if film.status == "ready"],
        "refused": [film for film in page.films if film.status == "refused"],
        "steps": timeline_steps(page),
        "grave_questions": GRAVE_QUESTIONS,
        "may_change_hold": "hold_time" in page.moves
        and page.sent_at is not None
        and page.recipient is not None
        and page.recipient.on_network,
        "may_look_into": permissions.may(request.viewer, "review"),
        "speaks": LANGUAGES.get(page.patient.language, page.patient.language),
        "back": back_of(request),
        "person_words": person_words(page.patient),
        "may_check_coverage": page.side == RECIPIENT and page.closed_at is None and permissions.may(request.viewer, "schedule"),
    }
    context |= told_context(request, page)
    if page.side == RECIPIENT and page.sent_at:
        context |= conversation_context(find_conversation(request.viewer, page.id, only_replied=True), last=ON_REFERRAL)
    choices = page.moves | {asking}
    if "accept" in choices:
        context["clinicians"] = clinicians_of(request.viewer)
        context |= length_context(request.viewer, page)
    if "redirect" in choices:
        found = redirect_targets(request.viewer, sender_id=page.sender.id)
        context["targets"] = [(target.specialty.replace("_", " ").capitalize(), target.id, target.name) for target in found]
    if "decline" in choices:
        context["decline_reasons"] = [(code, words) for code, words in DECLINE_REASONS.items() if code != "redirected"]
    if "ask_for_records" in choices:
        context["askable"] = askable(page)
        context["ready_words"] = wording_of_request(found.label for found in page.missing if found.is_required)
    if "change_tier" in choices:
        context["tier_choices"] = TIER_WORDS.items()
    return context


def told_context(request: HttpRequest, page: ReferralPage) -> dict[str, Any]:
    """What the patient told, in words; nothing for a draft."""
    told = find_told(request.viewer, page.id, stands=page.told) if page.sent_at else None
    if told is None:
        return {"told": None}
    because = {choice.code: choice.label for choice in BECAUSE}
    return {
        "told": told,
        **wish_context(told),
        "worse_words": [SIGNS[sign] for sign, answer in told.worse.items() if answer == "yes" and sign in SIGNS],
        "because_words": _(because[told.because]) if told.because in because else "",
        "says_choices": SAYS,
        "because_choices": BECAUSE,
    }


def reason_of(page: ReferralPage) -> str:
    """Why the next step is next, in a line."""
    visit = page.visit
    return step_reason(
        page.next_step,
        tier_reasons=page.tier_reasons,
        tier=page.tier,
        state=page.state,
        provider=(visit.provider if visit else "") or page.assigned_provider,
        asked=page.records_asked,
        records_came=page.records_asked_at is not None and page.records_complete,
        unanswered=page.chase is not None and page.chase.person_since is not None,
        offered_until=page.offers_expire_at,
        visit_ends_at=visit.ends_at if visit else None,
        visit_lost_at=page.last_visit.starts_at if page.last_visit else None,
        seen_at=page.seen_at,
        reported_at=page.sent_reports[0].sent_at if page.sent_reports else None,
        note=page.cancel_reason or page.decline_note or page.records_asked_note,
        sender=page.sender.name,
        undecided=page.undecided_because,
    )


def askable(page: ReferralPage) -> list[dict[str, Any]]:
    """Everything that can be asked for: what is missing first, and already ticked where it is needed."""
    missing = {requirement.code: requirement for requirement in page.missing}
    listed = [{"code": code, "label": found.label, "why": found.why, "ticked": found.is_required} for code, found in missing.items()]
    return listed + [
        {"code": code, "label": label, "why": "", "ticked": False} for code, label in REQUIREMENTS.items() if code not in missing
    ]


def film_entry(film: FilmFacts) -> dict[str, Any]:
    """A film as the thumbnails and the viewer want it."""
    reading = film.reading
    spacing = reading.get("spacing_mm")
    return {
        "id": str(film.id),
        "label": film.label,
        "kind": _(KINDS.get(film.kind, film.kind)),
        "pending": film.status == "waiting",
        "media": "pdf" if film.is_paper else "image",
        "image": file_url(film, "download" if film.is_paper else "image"),
        "thumbnail": file_url(film, "thumbnail") if film.has_thumbnail else "",
        "pixels": file_url(film, "pixels") if film.has_pixels else "",
        "download": file_url(film, "download"),
        "turns": film.turns,
        "slices": film.slices,
        "slices_url": reverse("file_slice", args=[film.id, 0]).removesuffix("0") if film.slices else "",
        "first_slice": 0 if film.media_type == "image/tiff" else None,  # a scan is read from its first page, a volume from its middle
        "edges": reading.get("edges"),
        "side": side_of_mouth(film.tooth) or reading.get("side") or "",
        "tooth": film.tooth,
        "width": film.width,
        "height": film.height,
        "bits": reading.get("bits"),
        "window_center": reading.get("window_center"),
        "window_width": reading.get("window_width"),
        "photometric": reading.get("photometric"),
        "spacing_mm": spacing,
        "taken_on": film.taken_on,
        "alt": f"{_(KINDS.get(film.kind, film.kind))}: {film.label}",
    }


def mount_of(films: tuple[FilmFacts, ...], numbering: str) -> list[dict[str, Any]]:
    """The films that hang in a mount, row by row from the patient's right to the left, each with its tooth in the practice's numbering;
    empty where it would hold fewer than two."""
    system: System = next((known for known in SYSTEMS if known == numbering), "universal")
    placed = [(place_in_mount(film.kind, film.tooth), film) for film in films if film.status == "ready"]
    if not is_worth_hanging([place for place, _film in placed]):
        return []
    hung = sorted(((ROWS.index(place[0]), place[1], film) for place, film in placed if place), key=lambda one: one[:2])
    return [
        {**film_entry(film), "row": ROWS[row], "column": column, "tooth_written": BY_UNIVERSAL[film.tooth].written(system)}
        for row, column, film in hung
    ]


def side_of_mouth(tooth: str) -> str:
    """ "R" or "L", the patient's own side, where the tooth is known."""
    known = BY_UNIVERSAL.get(tooth)
    return known.side[0].upper() if known else ""


def file_url(film: FilmFacts, part: str) -> str:
    """The address of a part of a file: thumbnail, image, pixels or download."""
    return reverse("file", args=[film.id, part])


def timeline_steps(page: ReferralPage) -> list[dict[str, Any]]:
    """The history as `shared/timeline.html` shows it, the latest first."""
    films = {str(film.id): film.label for film in page.films}
    steps = []
    for happening in page.timeline:
        told = tell(
            happening.kind,
            happening.who,
            happening.details,
            way=happening.way,
            practice=happening.practice,
            acted_for=happening.acted_for,
            film=films.get(str(happening.details.get("attachment") or ""), ""),
        )
        steps.append({"at": happening.at, "text": told.text, "note": told.note, "kind": told.kind})
    return steps


def back_of(request: HttpRequest) -> str:
    """The list that this came from, if the address names one of ours; "" otherwise."""
    given = request.POST.get("back") or request.GET.get("back") or ""
    return given if given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None) else ""
