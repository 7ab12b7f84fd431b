from datetime import datetime

from django.db import transaction

from bridgework.actions.ledger import lock_own_referral, write_audit, write_event
from bridgework.records.models import Referral
from bridgework.rules.facts import Viewer


@transaction.atomic
def note_nervous(viewer: Viewer, *, nervous: bool, now: datetime) -> Referral:
    """The patient said with one tap that they are nervous (or took it back): it stands on every page the office sees of them.

    Raises NotFound for anybody but a patient.
    """
    referral = lock_own_referral(viewer)
    if referral.patient.is_nervous != nervous:
        referral.patient.is_nervous = nervous
        referral.patient.save(update_fields=["is_nervous"])
        write_event(referral, viewer, "said_nervous" if nervous else "said_not_nervous", now)
        write_audit(viewer, "note_nervous", now, [referral.pk])
    return referral
