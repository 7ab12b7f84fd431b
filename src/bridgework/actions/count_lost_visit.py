from datetime import datetime

from bridgework.actions.keep_call import go_on
from bridgework.actions.ledger import write_event
from bridgework.records.models import Referral
from bridgework.rules.facts import SYSTEM


def count_lost_visit(referral: Referral, now: datetime) -> bool:
    """Counts a visit that the patient of a locked referral missed or cancelled late; whether they are asked to choose another time by itself.

    From the number on that the practice puts up with, a person decides how to go on. The caller settles.
    """
    go_on(referral)
    referral.lost_visits += 1
    practice = referral.recipient_practice
    if practice is None or referral.lost_visits < practice.lost_visits:
        return True
    referral.undecided_since, referral.undecided_because = now, "lost_visits"
    write_event(referral, SYSTEM, "handed_to_person", now, {"times": referral.lost_visits})
    return False
