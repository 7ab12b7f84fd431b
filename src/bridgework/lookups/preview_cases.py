"""Real cases to read words with: the facts that a message about a referral of the viewer's practice would have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.lookups.visible import received_by
from bridgework.lookups.words_in_force import word_facts
from bridgework.records.models import Appointment, Practice, Referral
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.permissions import may, practice_of

MOST_CASES = 8
USUAL = {"number": 100123, "sender": "Lakeview Family Dental", "missing": "2", "code": "042137", "choices": "ANA, LEO"}
USUAL |= {"words": "We will call you at noon.", "month": "2026-09", "sent": "9", "booked": "7", "seen": "6", "reported": "5", "open": "4"}


@dataclass(frozen=True, slots=True)
class PreviewCase:
    """Facts for words. `id` is None for the made-up case; nothing of a patient is in any of them, the purpose of the visit excepted."""

    id: UUID | None
    number: int
    sender: str
    facts: Mapping[str, Any]


def preview_cases(viewer: Viewer, *, now: datetime) -> tuple[PreviewCase, ...]:
    """A made-up case, and then the latest referrals of the viewer's practice, as far as the viewer may read referrals."""
    practice = Practice.objects.get(pk=practice_of(viewer))
    place = practice.locations.order_by("name").first()
    common = USUAL | {
        "practice_id": str(practice.pk),
        "practice": practice.name,
        "phone": practice.phone,
        "practice_zone": practice.time_zone,
        "zone": practice.time_zone,
        "starts_at": _local(now, practice.time_zone, days=3, hour=14),
        "respond_by": _local(now, practice.time_zone, days=1, hour=12),
        "place": place.name if place else "",
        "street": place.street if place else "",
        "city": place.city if place else "",
    }
    made_up = PreviewCase(None, int(str(USUAL["number"])), str(USUAL["sender"]), common)
    if not may(viewer, "read_referrals"):
        return (made_up,)
    rows = list(
        Referral.objects.filter(received_by(practice.pk)).select_related("sender_practice").order_by("-sent_at", "-pk")[:MOST_CASES]
    )
    visits = {
        visit.referral_id: visit
        for visit in Appointment.objects.filter(referral__in=rows, status__in=["booked", "arrived", "held"]).select_related("location")
    }
    picks = word_facts(SYSTEM, [row.pk for row in rows])
    return (made_up, *(_case(row, common | picks.get(row.pk, {}), visits.get(row.pk)) for row in rows))


def _local(now: datetime, zone: str, *, days: int, hour: int) -> str:
    there = now.astimezone(ZoneInfo(zone)) + timedelta(days=days)
    return there.replace(hour=hour, minute=30, second=0, microsecond=0).astimezone(UTC).isoformat()


def _case(row: Referral, common: Mapping[str, Any], visit: Appointment | None) -> PreviewCase:
    facts = dict(common) | {"number": row.number, "sender": row.sender_practice.name}
    if row.respond_by:
        facts["respond_by"] = row.respond_by.isoformat()
    if visit:
        facts |= {
            "starts_at": visit.starts_at.isoformat(),
            "place": visit.location.name,
            "street": visit.location.street,
            "city": visit.location.city,
            "phone": visit.location.phone or common["phone"],
            "practice_zone": visit.location.time_zone or common["practice_zone"],
        }
    return PreviewCase(row.pk, row.number, row.sender_practice.name, facts)
