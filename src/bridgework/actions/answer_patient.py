from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bridgework.actions.defer_job import defer_job
from bridgework.actions.issue_patient_link import issue_patient_link
from bridgework.actions.plan_messages import LANGUAGES, common_facts
from bridgework.records.models import InboundMessage, PlannedMessage, Referral
from bridgework.rules.contact import decide_patient_zone


def answer_patient(
    referral: Referral, inbound: InboundMessage, kind: str, now: datetime, *, extra: Mapping[str, Any] | None = None
) -> PlannedMessage | None:
    """Plans an answer to what somebody wrote, the way it came, at once and at any hour: it answers their own act. Called inside an action, on
    a locked referral. Answered before (a job that began twice), nothing is added: None.
    """
    practice = referral.recipient_practice
    assert practice is not None
    visit = referral.appointments.select_related("location").filter(status="booked", starts_at__gt=now).first()
    row = PlannedMessage(
        referral=referral,
        kind=kind,
        occasion=str(inbound.pk),
        recipient="patient",
        patient_id=referral.patient_id,
        channel=inbound.channel,
        language=inbound.language if inbound.language in LANGUAGES else "en",
        address=inbound.sender,
        facts=common_facts(referral, visit)
        | {
            "zone": decide_patient_zone(referral.patient.zip, inbound.sender if inbound.channel == "sms" else "", practice.time_zone).zone,
            "link_id": str(issue_patient_link(referral, now).pk),
            "at_any_hour": True,
        }
        | dict(extra or {}),
        due_at=now,
        created_at=now,
        changed_at=now,
    )
    PlannedMessage.objects.bulk_create([row], ignore_conflicts=True)
    if not PlannedMessage.objects.filter(pk=row.pk).exists():
        return None
    defer_job("send_message", message_id=str(row.pk))
    return row
