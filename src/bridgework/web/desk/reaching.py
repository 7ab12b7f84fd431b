"""Reaching a patient, from the referral's page: go on after all, what they say about the visit, an earlier time."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from bridgework.actions.decide_further import decide_further
from bridgework.actions.join_wait_list import join_wait_list, leave_wait_list
from bridgework.actions.note_wish import note_wish
from bridgework.actions.record_acceptance import record_acceptance
from bridgework.actions.record_death import record_death, take_back_death
from bridgework.rules import referral_states as states
from bridgework.web.desk.asking import act_view, seen_version


def _go_on(request: HttpRequest, referral_id: UUID) -> str:
    decide_further(request.viewer, referral_id, note=request.POST.get("note", ""), now=request.now, seen_version=seen_version(request))
    return _("The patient is called again; the counts begin anew.")


def _acceptance(request: HttpRequest, referral_id: UUID) -> str:
    says = request.POST.get("says", "")
    because = request.POST.get("because", "") if says != "yes" else ""
    record_acceptance(request.viewer, referral_id, says=says, because=because, now=request.now, seen_version=seen_version(request))
    return _("Recorded.")


def _earlier(request: HttpRequest, referral_id: UUID) -> str:
    if request.POST.get("earlier") == "no":
        leave_wait_list(request.viewer, referral_id, now=request.now)
        return _("Off the list. The visit stays as it is.")
    join_wait_list(request.viewer, referral_id, now=request.now)
    return _("On the list: the patient is told when an earlier time is free.")


def _wish(request: HttpRequest, referral_id: UUID) -> str:
    days = [int(day) for day in request.POST.getlist("weekday") if day in "0123456" and len(day) == 1]
    referral = note_wish(request.viewer, referral_id, half=request.POST.get("half", ""), weekdays=days, now=request.now)
    if referral.state == states.SCHEDULED:
        listed = join_wait_list if request.POST.get("earlier") == "1" else leave_wait_list
        listed(request.viewer, referral_id, now=request.now)
    return _("Saved. Times that suit come first.")


def _died(request: HttpRequest, referral_id: UUID) -> str:
    if request.POST.get("died") == "no":
        take_back_death(request.viewer, referral_id, now=request.now, seen_version=seen_version(request))
        return _("Taken back: the patient is reached as before.")
    typed = request.POST.get("died_on", "")
    record_death(request.viewer, referral_id, on=_day(typed), now=request.now, seen_version=seen_version(request))
    return _("Recorded. Nobody is written to or called; what is under way is for a person to end.")


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


died = act_view(_died, "refer")
go_on = act_view(_go_on, "schedule")
acceptance = act_view(_acceptance, "read_referrals")
earlier = act_view(_earlier, "schedule")
wish = act_view(_wish, "schedule")
