"""The same time is never sold twice, whoever races: real connections, real commits, the whole action.

BRIDGEWORK_BOOKING_TRIES=1000 tries a thousand times for each of the 32 bookers instead of 12 times; that takes some minutes.
"""

import os
from collections import Counter
from itertools import pairwise
from random import Random
from uuid import UUID

import make
from bridgework.actions.book_appointment import book_appointment
from bridgework.lookups.invariants import prove
from bridgework.lookups.open_times import open_times
from bridgework.records.models import Appointment, VisitType
from bridgework.records.models.calendar import TAKEN
from bridgework.rules.booking import Slot
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import Refusal
from people import NOW, Cast
from together import together

BOOKERS, SLOTS = 32, 100
TRIES = int(os.environ.get("BRIDGEWORK_BOOKING_TRIES", "12"))


class Booker:
    """Somebody at the desk with one referral who tries one time after the other, as fast as the database answers."""

    def __init__(self, cast: Cast, number: int, referral_id: UUID, slots: tuple[Slot, ...], kind: UUID) -> None:
        self.desk, self.referral_id, self.slots, self.kind = cast.theo, referral_id, slots, kind
        self.chance = Random(number)

    def __call__(self) -> Counter[str]:
        came: Counter[str] = Counter()
        for _ in range(TRIES):
            slot = self.chance.choice(self.slots)
            try:
                book_appointment(
                    self.desk, self.referral_id, provider_id=slot.provider_id, visit_type_id=self.kind, starts_at=slot.starts_at, now=NOW
                )
                came["booked"] += 1
            except Refusal as refusal:
                came[type(refusal).__name__] += 1
        return came


def test_thirty_two_bookers_on_a_hundred_times(committed_db: None, cast: Cast) -> None:
    referrals = [make.accepted(cast) for _ in range(BOOKERS)]
    kind = VisitType.objects.filter(practice=cast.harbor).order_by("position")[0]
    slots = open_times(cast.theo, cast.harbor.pk, kind.pk, tier="elective", now=NOW)[:SLOTS]
    assert len(slots) == SLOTS

    answers = together(*(Booker(cast, number, referral.pk, slots, kind.pk) for number, referral in enumerate(referrals)))

    assert [answer for answer in answers if not isinstance(answer, Counter)] == []
    came: Counter[str] = sum(answers, Counter())
    assert set(came) == {"booked", "SlotTaken"}
    assert came.total() == BOOKERS * TRIES
    assert overlaps() == []
    assert Appointment.objects.filter(status="booked").count() == len(
        {*Appointment.objects.filter(status="booked").values_list("referral_id")}
    )
    assert prove(SYSTEM).holds


def overlaps() -> list[tuple[Appointment, Appointment]]:
    """Pairs of visits that take up the same provider's time."""
    visits = list(Appointment.objects.filter(status__in=TAKEN).order_by("provider_id", "starts_at"))
    return [(one, two) for one, two in pairwise(visits) if one.provider_id == two.provider_id and two.starts_at < one.blocked_until]
