"""A clinician's visits for a calendar program that was given the secret address."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bridgework.actions.issue_calendar_feed import note_feed_read
from bridgework.connections.calendars.feed import feed_as_ics
from bridgework.lookups.outside_calendars import find_feed
from bridgework.rules.refusals import NotFound
from bridgework.web.shared.entry import anyone_may


@anyone_may
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The file; 404 for an address that does not work (any more)."""
    try:
        feed = find_feed(secret, now=request.now)
    except NotFound:
        return HttpResponse("This calendar address does not work any more.\n", status=404, content_type="text/plain")
    note_feed_read(feed.id, now=request.now)
    content = feed_as_ics(feed.clinician, feed.visits, request.now)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=300"
    answer["X-Robots-Tag"] = "noindex"
    return answer
