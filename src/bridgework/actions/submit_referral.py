from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.enter_patient import lock_practice, put_into_chart
from bridgework.actions.ledger import new_event, settle, write_events
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.save_draft import fill_draft
from bridgework.actions.send_referral import require_complete, send_off
from bridgework.actions.start_referral import new_draft
from bridgework.records.constraints import refusing
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.patient_entry import PatientEntry


@transaction.atomic
def submit_referral(
    viewer: Viewer,
    *,
    patient: PatientEntry,
    case: Mapping[str, Any],
    teeth: Sequence[str],
    recipient_practice_id: UUID,
    referring_provider_id: UUID,
    submission_key: UUID,
    now: datetime,
    way: str = "portal",
) -> Referral:
    """A whole referral at once, as an outside system hands it over: patient, case and sending in one transaction, or nothing at all.

    The same patient of the practice is found again, not entered twice; the same `submission_key` answers with the referral that was made of
    it. `case` has the shape of `rules.questions`, `teeth` are Universal designations. Raises NotComplete with field -> sentence, NotAllowed.
    """
    permissions.require(viewer, "refer")
    sender = lock_practice(viewer)
    submitted = Referral.objects.filter(submission_key=submission_key, sender_practice=sender)
    if submitted.exists():
        return submitted.get()
    person, _ = put_into_chart(viewer, sender, patient, now)
    referral = new_draft(viewer, person, sender, submission_key=submission_key, way=way, now=now)
    fill_draft(referral, case=case, teeth=teeth, recipient_practice_id=recipient_practice_id, referring_provider_id=referring_provider_id)
    require_complete(referral)
    started = new_event(referral, viewer, "started", now)
    sent = send_off(referral, viewer, now, files=0)
    with refusing():
        settle(referral, viewer, "submit_referral", now)
    write_events(started, sent)
    plan_messages(referral, "sent", str(sent.pk), now)
    return referral
