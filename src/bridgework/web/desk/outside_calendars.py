"""Other calendars of clinicians: the feed of their visits, and the practice's own calendar that says when they are busy."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from bridgework.actions.connect_calendar import connect_calendar, disconnect_calendar, read_calendar_now
from bridgework.actions.issue_calendar_feed import issue_calendar_feed, revoke_calendar_feed
from bridgework.web.desk.availability import change_view


def _make_feed(request: HttpRequest, provider_id: UUID) -> str:
    issue_calendar_feed(request.viewer, provider_id, now=request.now)
    return _("There is a new address. One that was there before does not work any more.")


def _end_feed(request: HttpRequest, provider_id: UUID) -> str:
    revoke_calendar_feed(request.viewer, provider_id, now=request.now)
    return _("The address does not work any more.")


def _connect(request: HttpRequest, provider_id: UUID) -> str:
    hours = request.POST.get("stale_after_hours", "")
    connect_calendar(
        request.viewer,
        provider_id,
        address=request.POST.get("address", ""),
        stale_after_hours=int(hours) if hours.isdecimal() and len(hours) < 4 else 0,
        now=request.now,
    )
    return _("Connected. It is being read now, and then every ten minutes.")


def _read_now(request: HttpRequest, provider_id: UUID) -> str:
    read_calendar_now(request.viewer, provider_id, now=request.now)
    return _("It is being read now.")


def _disconnect(request: HttpRequest, provider_id: UUID) -> str:
    disconnect_calendar(request.viewer, provider_id, now=request.now)
    return _("Not connected any more: only what is booked here makes this clinician busy.")


make_feed = change_view(_make_feed, "outside")
end_feed = change_view(_end_feed, "outside")
connect = change_view(_connect, "outside")
read_now = change_view(_read_now, "outside")
disconnect = change_view(_disconnect, "outside")
