"""What some practices of the made-up network ask besides what their specialty asks, and on which terms they want records."""

from dataclasses import dataclass

from bridgework.demo import cast
from bridgework.rules.forms.own import Wording


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a practice's own."""

    wording: Wording
    is_required: bool = False


OWN: dict[str, tuple[Asked, ...]] = {
    cast.HARBOR: (
        Asked(Wording("Was it hard to get the tooth numb?", "tap", "so that we plan the time")),
        Asked(
            Wording(
                "Who places the crown?",
                "choice",
                choices=("our office", "another office", "not decided"),
                procedures=("first_treatment", "retreatment", "cracked_tooth"),
            )
        ),
    ),
    cast.TIDEWATER: (
        Asked(Wording("Does somebody drive the patient home?", "tap", procedures=("third_molars", "extraction")), is_required=True),
    ),
}
