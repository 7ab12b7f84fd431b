"""Letters to patients whom no text message and no e-mail reaches: which messages are worth a letter, and what stands on the envelope.

A letter is on its way for days (US Postal Service, First-Class Mail: 1 to 5 days), so nothing that is soon over is told by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bridgework.rules.public_holidays import US_STATES

REGIONS = frozenset(region.removeprefix("US-") for _, region in US_STATES)
"""The states and territories by their two letters."""
ON_ITS_WAY = timedelta(days=6)
"""From printing to reading: five days of mail and one to look into the box."""
KINDS = frozenset({"pick_a_time", "visit_booked", "visit_moved", "visit_cancelled", "visit_missed"})
"""What is told by letter. Times that are held for hours, and a mere link, are not."""


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """A US postal address; complete or empty."""

    street: str = ""
    city: str = ""
    region: str = ""
    zip: str = ""

    def __bool__(self) -> bool:
        return bool(self.street and self.city and self.region and self.zip)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines under the name, as the Postal Service wants them (Publication 28): street; city, state and ZIP code."""
        return (self.street, f"{self.city}, {self.region} {self.zip}") if self else ()


def goes_by_letter(kind: str, visit_at: datetime | None, now: datetime) -> bool:
    """Whether a letter about it arrives in time. `visit_at` is the visit it is about, where there is one."""
    return kind in KINDS and (visit_at is None or kind == "visit_missed" or visit_at - now >= ON_ITS_WAY)


def check_address(said: Mapping[str, str]) -> dict[str, str]:
    """Field -> sentence for what is wrong with street, city and region, which come together or not at all. The ZIP code has its own check."""
    parts = {name: said.get(name, "") for name in ("street", "city", "region")}
    if not any(parts.values()):
        return {}
    problems: dict[str, str] = {}
    for name, most, words in (("street", 120, "street and house number"), ("city", 80, "city")):
        if not parts[name]:
            problems[name] = f"For a letter, give the {words} as well."
        elif len(parts[name]) > most:
            problems[name] = f"At most {most} characters fit."
    if parts["region"].upper() not in REGIONS:
        problems["region"] = (
            "Give the state by its two letters, for example IL." if parts["region"] else "For a letter, give the state as well."
        )
    if not said.get("zip"):
        problems["zip"] = "For a letter, give the ZIP code as well."
    return problems
