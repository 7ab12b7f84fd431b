from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from bridgework.actions.defer_job import defer_job
from bridgework.actions.ledger import write_audit
from bridgework.records import constraints
from bridgework.records.models import Membership, Practice
from bridgework.rules import permissions
from bridgework.rules.contact import check_phone, normalize_phone
from bridgework.rules.deadlines import check_zone, hours_from
from bridgework.rules.facts import Viewer
from bridgework.rules.public_holidays import check_region
from bridgework.rules.refusals import NotComplete
from bridgework.rules.teeth import SYSTEMS
from bridgework.rules.urgency import check_raised
from bridgework.rules.windows import KINDS, check_window

PHONES = ("phone", "on_call_phone", "alternative_phone", "text_number")
CHANGEABLE = (
    "phone",
    "on_call_phone",
    "email",
    "about",
    "auto_accept",
    "tooth_system",
    "hours",
    "time_zone",
    "holiday_region",
    "public_page",
    "alternative_name",
    "alternative_phone",
    "windows",
    "raised_tiers",
    "escalate_to",
    "call_tries",
    "lost_visits",
    "late_cancel_hours",
    "monthly_summary",
    "text_number",
)
LIMITS = {"call_tries": (1, 9), "lost_visits": (1, 9), "late_cancel_hours": (0, 168)}
"""From and to, of the numbers."""
DECIDE_DUE_TIMES = ("hours", "time_zone", "holiday_region", "windows")


@transaction.atomic
def change_practice(viewer: Viewer, *, fields: Mapping[str, Any], now: datetime) -> Practice:
    """Changes how the viewer's own practice is reached and works; what is not among `fields` (columns of Practice) stays.

    `hours` has the stored shape of `rules.deadlines.hours_from`. With hours, holidays or time zone the due times of open work follow, by a
    job; an answer that was promised to a sender stays promised. With the time zone go the locations that were in the former one: weekly
    hours keep their clock times, and what is booked keeps its moment. Raises NotComplete with field -> sentence, NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    practice = Practice.objects.select_for_update(no_key=True).get(pk=permissions.practice_of(viewer))
    given = {name: value for name, value in fields.items() if name in CHANGEABLE}
    problems = _problems(given, practice)
    if problems:
        raise NotComplete("Not saved. What you typed is still here.", problems)
    if given.get("time_zone", practice.time_zone) != practice.time_zone:
        practice.locations.filter(time_zone=practice.time_zone).update(time_zone=given["time_zone"])
    is_other_clock = any(name in given and given[name] != getattr(practice, name) for name in DECIDE_DUE_TIMES)
    for name, value in given.items():
        setattr(practice, name, (normalize_phone(value) or "") if name in PHONES else value)
    with constraints.refusing():
        practice.save(update_fields=[*given] or None)
    write_audit(viewer, "change_practice", now, [])
    if is_other_clock:
        defer_job("rederive_due_times", practice_id=str(practice.pk))
    return practice


def _problems(given: Mapping[str, Any], practice: Practice) -> dict[str, str]:
    return _problems_of_address(given) | _problems_of_place(given, practice) | _problems_of_review(given, practice)


def _problems_of_address(given: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong about how the practice is reached."""
    problems = {name: wrong for name in PHONES if given.get(name) and (wrong := check_phone(given[name]))}
    if given.get("text_number") and normalize_phone(given["text_number"]) == settings.SMS_FROM:
        problems["text_number"] = "That is the number of the whole installation. Leave this empty to text from it."
    if "phone" in given and not given["phone"]:
        problems["phone"] = "Patients and senders need a number to call."
    if "email" in given and "@" not in given["email"]:
        problems["email"] = "Give the address at which the desk is told of new work."
    return problems


def _problems_of_place(given: Mapping[str, Any], practice: Practice) -> dict[str, str]:
    """What is wrong about where and when it works, and by which numbers."""
    problems = {
        name: f"Give a number from {least} to {most}."
        for name, (least, most) in LIMITS.items()
        if name in given and not (isinstance(given[name], int) and least <= given[name] <= most)
    }
    if given.get("tooth_system", "") not in ("", *SYSTEMS):  # "": not chosen, and a bare number is asked about
        problems["tooth_system"] = "Choose one of the listed numberings."
    if wrong_zone := check_zone(given.get("time_zone", practice.time_zone)):
        problems["time_zone"] = wrong_zone
    if wrong_region := check_region(given.get("holiday_region", practice.holiday_region)):
        problems["holiday_region"] = wrong_region
    if "hours" in given:
        try:
            hours_from("UTC", given["hours"])
        except ValueError as wrong_hours:
            problems["hours"] = str(wrong_hours)
    return problems


def _problems_of_review(given: Mapping[str, Any], practice: Practice) -> dict[str, str]:
    """What is wrong about windows, signs that are taken more seriously, and who is told when something is late."""
    problems: dict[str, str] = {}
    for kind, own in dict(given.get("windows") or {}).items():
        for tier, setting in dict(own).items():
            if wrong := check_window(kind if kind in KINDS else "", tier, setting):
                problems[f"{kind}_{tier}"] = wrong
    if wrong := check_raised(given.get("raised_tiers") or {}):
        problems["raised_tiers"] = wrong
    named = list(given.get("escalate_to") or ())
    working = Membership.objects.filter(practice=practice, is_active=True, person__is_active=True, person_id__in=named)
    if working.count() != len(set(named)):
        problems["escalate_to"] = "Choose people who work here."
    if given.get("alternative_name") and not given.get("alternative_phone", practice.alternative_phone):
        problems["alternative_phone"] = "Give a number at which they can be called."
    return problems
