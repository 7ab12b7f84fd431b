from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import Practice
from bridgework.rules import permissions
from bridgework.rules.completeness import MOST_MONTHS, REQUIREMENTS, Minimum, minimum_of
from bridgework.rules.facts import Viewer
from bridgework.rules.questions import procedures_for
from bridgework.rules.refusals import NotComplete


@transaction.atomic
def set_wanted_records(viewer: Viewer, *, wanted: Mapping[str, Minimum], now: datetime) -> Practice:
    """Sets which records the viewer's practice wants with a referral, on which terms, in the order of the list.

    Referrals under way follow at once: what is no longer wanted is no longer missing. Raises NotComplete with field -> sentence, NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    practice = Practice.objects.select_for_update(no_key=True).get(pk=permissions.practice_of(viewer))
    procedures = {choice.code for choice in procedures_for(practice.specialty)}
    problems: dict[str, str] = {}
    for code, minimum in wanted.items():
        if code not in REQUIREMENTS or set(minimum.procedures) - procedures:
            problems[f"want_{code}"] = "Choose from the list."
        elif minimum.max_age_months is not None and not 1 <= minimum.max_age_months <= MOST_MONTHS:
            problems[f"months_{code}"] = f"Give an age from 1 to {MOST_MONTHS} months, or leave it empty."
    if problems:
        raise NotComplete("Not saved. What you typed is still here.", problems)
    practice.minimum_records = list(wanted)
    practice.record_terms = {
        code: {"required": minimum.is_required, "months": minimum.max_age_months, "procedures": list(minimum.procedures)}
        for code, minimum in wanted.items()
        if minimum != minimum_of(code)
    }
    practice.save(update_fields=["minimum_records", "record_terms"])
    write_audit(viewer, "set_wanted_records", now, [])
    return practice
