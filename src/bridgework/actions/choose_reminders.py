from datetime import datetime

from django.db import transaction

from bridgework.actions.ledger import lock_own_referral, settle, write_event
from bridgework.records.models import Referral
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete

CHANNELS = ("sms", "email", "phone")
REMINDERS = ("both", "day", "hours", "none")


@transaction.atomic
def choose_reminders(viewer: Viewer, *, channel: str, reminders: str, now: datetime) -> Referral:
    """The patient says by which way they like to hear from the office, and when they want to be reminded of a visit.

    Whoever wants to be called is called: the next step follows. Raises NotComplete, NotFound for anybody but a patient.
    """
    referral = lock_own_referral(viewer)
    if channel not in CHANNELS or reminders not in REMINDERS:
        raise NotComplete("Nothing was saved yet.", {"channel": "Choose one of the answers."})
    patient = referral.patient
    if (patient.preferred_channel, patient.reminders) == (channel, reminders):
        return referral
    patient.preferred_channel, patient.reminders = channel, reminders
    patient.save(update_fields=["preferred_channel", "reminders"])
    write_event(referral, viewer, "reminders_chosen", now, {"channel": channel, "reminders": reminders})
    return settle(referral, viewer, "choose_reminders", now)
