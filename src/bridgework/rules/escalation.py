"""Who is told when a next step is late, and when: nothing expires in silence.

An answer to a sender and the first contact with a patient escalate at once when their time is over; work after the visit a working day later.
Records that the sender owes are chased on their own way (`rules.chase`), and their end comes back to a desk with a due time of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from bridgework.rules.deadlines import Window

AT_ONCE = frozenset(
    {"review", "give_advice", "offer_times", "rebook", "confirm_time", "call_patient", "answer_reply", "answer_cancellation"}
)
"""Steps that somebody waits for: a patient, or an office with a patient in the chair. Offered times that nobody took come back by themselves."""

CHASED = frozenset({"send_records", "finish_and_send"})
"""Steps with reminders of their own, or that are nobody's but the writer's."""

LATER = Window(working_days=1)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the practice who may be told: roles, whether their access is on, and who stands in for them now (None: nobody)."""

    id: UUID
    name: str
    roles: frozenset[str]
    stand_in: UUID | None = None


def grace_of(step: str, tier: str) -> Window | None:
    """How long after the due time a late step is escalated; None where it never is. An emergency never waits."""
    if step in CHASED:
        return None
    return Window() if step in AT_ONCE or tier == "emergency" else LATER


def whom_to_tell(named: Iterable[UUID], colleagues: Iterable[Colleague]) -> tuple[Colleague, ...]:
    """Those whom the practice named; where none of them works there any more its managers, then its administrators, then everybody.

    Whoever is away is joined by who stands in for them. Only a practice without people tells nobody.
    """
    people: Mapping[UUID, Colleague] = {one.id: one for one in colleagues}
    chosen = [people[key] for key in named if key in people]
    for role in ("manager", "administrator"):
        chosen = chosen or [one for one in people.values() if role in one.roles]
    chosen = chosen or list(people.values())
    told = {one.id: one for one in chosen}
    for one in chosen:
        instead = people.get(one.stand_in) if one.stand_in else None
        if instead:
            told[instead.id] = instead
    return tuple(told.values())
