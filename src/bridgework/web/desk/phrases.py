"""Phrases that a report is tapped together from, instead of typed. Plain message ids; a clinician changes every one of them freely."""

from bridgework.rules.questions import Choice


def _listed(*phrases: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(number), phrase) for number, phrase in enumerate(phrases))


ENDODONTIC = {
    "findings": _listed(
        "Tender to percussion.",
        "Not tender to percussion.",
        "Tender to palpation.",
        "No response to cold.",
        "Cold response lingers.",
        "Cold response normal.",
        "Probing within normal limits.",
        "Isolated deep probing depth.",
        "Swelling present.",
        "Sinus tract traced to the apex.",
        "Periapical radiolucency.",
        "No periapical change on the film.",
        "Crack visible under magnification.",
    ),
    "treatment_done": _listed(
        "Root canal treatment completed in one visit under rubber dam.",
        "Root canal treatment completed under rubber dam.",
        "Canals opened, cleaned and dressed with calcium hydroxide.",
        "Old root filling removed.",
        "Incision and drainage.",
        "Access closed with a temporary filling.",
        "Core build-up placed.",
        "Post space left.",
        "Evaluation only; no treatment today.",
    ),
    "restoration_needed": _listed("Crown.", "Build-up and crown.", "Onlay.", "Permanent filling of the access."),
    "follow_up": _listed(
        "Film in 6 months.",
        "Film in 12 months.",
        "Next visit to finish treatment.",
        "Call us if swelling or fever appears.",
        "No follow-up needed here.",
    ),
}
GENERAL = {
    "findings": _listed("Findings as described in the referral.", "No sign of infection.", "Swelling present.", "Healing normally."),
    "treatment_done": _listed("Evaluation only; no treatment today.", "Treatment completed as planned.", "Biopsy taken; result follows."),
    "restoration_needed": _listed("None.", "As planned by the referring office."),
    "follow_up": _listed(
        "Recall in 6 months.", "Next visit to finish treatment.", "Call us if swelling or fever appears.", "No follow-up needed here."
    ),
}


def phrases_for(specialty: str) -> dict[str, tuple[Choice, ...]]:
    """The phrases by field of the report."""
    return ENDODONTIC if specialty == "endodontics" else GENERAL
