"""Templates of the referring practices: the starting points that an office keeps after a few weeks."""

from datetime import datetime, timedelta
from typing import Any

from bridgework.actions.save_template import save_template
from bridgework.demo import cast
from bridgework.demo.story import Stage

KEPT: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        cast.LAKEVIEW,
        "Root canal at Harbor",
        cast.HARBOR,
        {
            "procedure": "first_treatment",
            "wanted": "evaluate_and_treat",
            "leave_tooth": "build_up",
            "instructions": "We place the crown. Please send a film after treatment.",
        },
    ),
    (
        cast.LAKEVIEW,
        "Is this one worth treating?",
        cast.HARBOR,
        {"procedure": "diagnosis", "wanted": "advice", "reason": "Can this tooth be kept, and is it worth it?"},
    ),
    (
        cast.LAKEVIEW,
        "Gums: evaluation at Gumline",
        cast.GUMLINE,
        {"wanted": "evaluate", "reason": "Bleeding and deep pockets; please evaluate.", "instructions": "We go on with the cleanings."},
    ),
    (cast.IBARRA, "Endodoncia en Harbor", cast.HARBOR, {"procedure": "first_treatment", "wanted": "evaluate_and_treat"}),
)
"""Whose it is, its name, where it goes and what it starts with."""


def leave_templates(stage: Stage) -> None:
    """Makes them, some weeks ago."""
    for number, (owner, name, to, case) in enumerate(KEPT):
        desk = stage.desks[owner]
        made: datetime = stage.present - timedelta(days=40 - 3 * number)
        recipient = stage.desks[to]
        save_template(
            desk.who("referrer", "clinician"),
            None,
            name=name,
            specialty=recipient.card.specialty,
            recipient_practice_id=recipient.practice_id,
            case=case,
            now=made,
        )
