from collections.abc import Collection
from datetime import datetime

from bridgework.actions.ledger import new_event, write_events
from bridgework.lookups.person import contact_of
from bridgework.records.models import ContactConsent, Patient
from bridgework.rules.facts import Viewer
from bridgework.rules.person import CONSENT_WORDING

CHANNELS = ("sms", "email")


def record_consent(patient: Patient, viewer: Viewer, now: datetime, *, channels: Collection[str] = CHANNELS, source: str = "") -> None:
    """Keeps for good that a patient agreed to messages, or took it back, as it stands on their row: for each channel its address, when, to whom
    it was said, and to which words. Called inside the action that wrote the row; open referrals tell it in their history.
    """
    source = source or patient.consent_source or f"told {viewer.name}"[:120]
    contact = contact_of(patient)
    ContactConsent.objects.bulk_create(
        ContactConsent(
            patient=patient,
            practice_id=patient.practice_id,
            heard_by_id=viewer.practice_id,
            channel=channel,
            address=contact.phone if channel == "sms" else contact.email,
            is_given=patient.may_contact,
            at=now,
            source=source,
            wording=CONSENT_WORDING if patient.may_contact else "",
            way=viewer.way,
        )
        for channel in sorted(channels)
    )
    kind = "consent_recorded" if patient.may_contact else "consent_withdrawn"
    write_events(*(new_event(referral, viewer, kind, now) for referral in patient.referrals.filter(closed_at=None, sent_at__isnull=False)))
