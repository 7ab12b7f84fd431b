"""Where an emergency turns while a practice is closed: said before the sender sends.

Source: ADA definition of emergency dental care (PMC7579117): what cannot wait and cannot be treated in an office that is open goes to the
emergency department. Which number is called first is our inference: the practice's own, then whom it named, then the emergency department.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WhenClosed:
    """How a practice is reached at this moment. Phones as stored and as people read them; `opens_at` is None while it is open or never is."""

    is_open: bool
    opens_at: datetime | None = None
    on_call: str = ""
    on_call_display: str = ""
    alternative: str = ""
    alternative_phone: str = ""
    alternative_phone_display: str = ""

    @property
    def turn_to(self) -> str:
        """practice, on_call, alternative or emergency_department"""
        if self.is_open:
            return "practice"
        if self.on_call:
            return "on_call"
        return "alternative" if self.alternative_phone else "emergency_department"
