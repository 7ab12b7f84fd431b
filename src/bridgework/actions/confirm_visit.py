from datetime import datetime

from bridgework.actions.ledger import write_event
from bridgework.records.models import Referral
from bridgework.rules.facts import Viewer


def confirm_visit(referral: Referral, viewer: Viewer, now: datetime) -> bool:
    """The patient of a locked referral says that they will come to the visit that is booked; the caller settles.

    False where no visit is to come. Said twice it is written once; a time that is moved has to be confirmed anew.
    """
    visit = referral.appointments.select_for_update().filter(status="booked", starts_at__gt=now).first()
    if visit is None:
        return False
    if visit.confirmed_at is None:
        visit.confirmed_at = now
        visit.save(update_fields=["confirmed_at"])
        write_event(referral, viewer, "visit_confirmed", now, {"starts_at": visit.starts_at.isoformat()})
    return True
