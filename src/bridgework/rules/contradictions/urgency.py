"""Do the signs agree with each other, and with how urgent the sender calls it? Sources as in `rules.urgency`."""

from bridgework.rules.contradictions.shapes import Asked, CaseFacts, rule
from bridgework.rules.contradictions.words import label_in
from bridgework.rules.urgency import ADA, PRACTICE, decide_urgency, is_more_urgent

SIGNS = "The findings of this referral, compared with each other"
_PLACES = {
    "swelling_floor_of_mouth": "of the floor of the mouth",
    "swelling_eye": "near the eye",
    "swelling_neck": "of the neck",
    "spreading_fast": "that spreads fast",
}
_INJURIES = {
    "avulsed_permanent_tooth": "a knocked-out tooth",
    "luxated_tooth": "a loosened or moved tooth",
    "airway_trauma": "an injury that affects breathing",
}
_TIERS = ("emergency", "urgent", "soon", "elective")


@rule("reason", f"{PRACTICE}; {ADA}")
def label_below_signs(facts: CaseFacts) -> Asked | None:
    """The sender's own word for the urgency is below what the signs call for: a swelling called elective."""
    label = label_in(facts)
    if label not in _TIERS:
        return None
    proposed = decide_urgency(facts.case.get("findings") or {}, facts.procedure, facts.teeth)
    if not is_more_urgent(proposed.tier, label):
        return None
    reason = proposed.reasons[0]
    return Asked(f"This is called “{label}”, but it looks like “{proposed.tier}”. {reason.sentence} Which is right?", (label, reason.code))


@rule("reason", f"{PRACTICE}; {ADA}")
def label_without_sign(facts: CaseFacts) -> Asked | None:
    """It is called urgent, and no sign of it was given."""
    label = label_in(facts)
    if label not in ("emergency", "urgent"):
        return None
    if decide_urgency(facts.case.get("findings") or {}, facts.procedure, facts.teeth).tier != "elective":
        return None
    return Asked(f"This is called “{label}”, and no sign of it was given. What makes it urgent?", (label,))


@rule("findings", SIGNS)
def swelling_denied_and_placed(facts: CaseFacts) -> Asked | None:
    """No swelling, yet one at a certain place or one that spreads."""
    placed = [sign for sign in _PLACES if facts.says(sign)]
    if not placed or not facts.denies("swelling"):
        return None
    return Asked(f"“Swelling” is answered no, and a swelling {_PLACES[placed[0]]} yes. Which is right?", tuple(placed))


@rule("findings", SIGNS)
def injury_denied_and_described(facts: CaseFacts) -> Asked | None:
    """No injury, yet one is the reason or its result is described."""
    described = [sign for sign in _INJURIES if facts.says(sign)]
    if not facts.denies("trauma") or not (described or facts.procedure == "trauma"):
        return None
    what = _INJURIES[described[0]] if described else "an injury as the reason"
    return Asked(f"“Injury” is answered no, and {what} is given. Which is right?", (*described, facts.procedure))
