"""Who is asking: puts `viewer`, `place` and `now` on every request, and shows times in the viewer's zone."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bridgework.actions.record_access import record_access
from bridgework.lookups.people import Place, places_of, viewer_at
from bridgework.rules.deadlines import zone_named
from bridgework.rules.facts import Viewer

PRACTICE_KEY = "practice"


class ViewerMiddleware:
    """Sets `request.now` (one instant for the whole answer), `request.viewer` (None for nobody), `request.place` and `request.places`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = datetime.now(UTC)  # the door at which the clock comes in
        request.viewer, request.place, request.places = None, None, []
        if request.user.is_authenticated:
            request.places = places_of(request.user.pk, request.now)
            request.place = _chosen(request.places, request.session.get(PRACTICE_KEY))
            if request.place:
                request.viewer = viewer_at(request.place, request.user.pk, request.user.name)
        zone = zone_named(request.place.time_zone) if request.place else None
        with timezone.override(zone) if zone else timezone.override(timezone.get_default_timezone()):
            return self.get_response(request)


def _chosen(places: list[Place], practice_id: str | None) -> Place | None:
    """The place that was chosen, else the one where the person has worked the longest: an invitation elsewhere moves nobody."""
    wanted = UUID(practice_id) if practice_id else None
    first = min(places, key=lambda place: str(place.came), default=None)
    return next((place for place in places if place.practice_id == wanted), first)


def audited(request: HttpRequest, viewer: Viewer, page: str, referral_ids: list[UUID], about: Iterable[UUID] = ()) -> None:
    """Writes the one access row of a page that shows patient data, before it is answered. `about`: patients of the chart and documents of
    the intake queue that it shows beside referrals.
    """
    record_access(viewer, page, referral_ids, about=about, now=request.now)
