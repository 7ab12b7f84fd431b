"""The times that a caller can offer: those held for this patient, then the best open ones, then a few more."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from bridgework.lookups.open_times import open_times, three_best
from bridgework.lookups.practice import clinicians_of, place_names, visit_types_of
from bridgework.lookups.referral import ReferralPage
from bridgework.lookups.visit_length import lengths_of
from bridgework.rules.offers import ANY_TIME, more_offers
from bridgework.web.desk.scheduling import chosen_kind, time_entry


def times_to_offer(request: HttpRequest, page: ReferralPage) -> dict[str, Any]:
    """`kind`, `held`, `best` and `more` times for the call screen; none where the practice has no kind of visit for this."""
    kinds = visit_types_of(request.viewer)
    offered = next((kind for kind in kinds if page.offers and kind.id == page.offers[0].visit_type_id), None)
    kind = offered or chosen_kind(request, page, kinds)
    if kind is None or page.recipient is None:
        return {"kind": None, "held": [], "best": [], "more": []}
    minutes = lengths_of(request.viewer, page.id, [kind.id]).get(kind.id)
    slots = open_times(request.viewer, page.recipient.id, kind.id, tier=page.tier, now=request.now, minutes=minutes)
    if page.visit and page.told and page.told.is_called:  # it got worse: nobody is called to be moved to later
        slots = tuple(slot for slot in slots if slot.starts_at < page.visit.starts_at)
    names = {one.id: one.name for one in clinicians_of(request.viewer)} | place_names(request.viewer)
    held = [
        {
            "value": f"{offer.provider_id}|{offer.starts_at.isoformat()}",
            "starts_at": offer.starts_at,
            "clinician": offer.provider,
            "place": offer.location,
        }
        for offer in page.offers
    ]
    best = three_best(slots, page.tier, page.assigned_provider_id, page.told.wish if page.told else ANY_TIME)
    return {
        "kind": replace(kind, minutes=minutes or kind.minutes),
        "held": held,
        "best": [time_entry(slot, names) for slot in best],
        "more": [time_entry(slot, names) for slot in more_offers(slots, page.tier, best)],
    }
