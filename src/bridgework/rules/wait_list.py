"""Patients who want to come earlier: to whom a freed time goes first, when it is worth telling, and how long it is held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bridgework.rules.contact import is_quiet
from bridgework.rules.facts import TIERS

WORTH_IT = timedelta(hours=20)
"""A time has to be so much earlier than the visit that is booked."""
TO_GET_THERE = timedelta(hours=3)
"""What is left between the message and the visit."""
HELD_FOR = timedelta(hours=2)
LEAST_HELD = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the wait list. Times are UTC; `zone` is where they live, `has_offer` that a freed time is held for them now."""

    referral_id: UUID
    tier: str
    since: datetime
    offers: int
    visit_starts_at: datetime
    zone: str
    has_offer: bool = False


def fair_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """The more urgent first; among them whoever was offered less, and then whoever waits longer. Who has an offer, or sleeps, is not asked."""
    return sorted(waiting, key=lambda one: (TIERS.index(one.tier), one.offers, one.since, one.referral_id))


def may_be_asked(one: Waiting, now: datetime) -> bool:
    """Whether a freed time can be offered to them now: none is held for them, and it is day where they live."""
    return not one.has_offer and not is_quiet(now, one.zone)


def is_worth_offering(starts_at: datetime, one: Waiting, now: datetime) -> bool:
    """Whether a time is early enough to be better, and late enough to be told, answered and reached."""
    return now + TO_GET_THERE + LEAST_HELD <= starts_at <= one.visit_starts_at - WORTH_IT


def held_until(starts_at: datetime, now: datetime) -> datetime:
    """Until when a freed time is held for one patient: two hours, less where it begins soon."""
    return min(now + HELD_FOR, starts_at - TO_GET_THERE)
