from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import settle, write_event
from bridgework.actions.lock_patient import lock_patient
from bridgework.actions.own_provider import own_provider
from bridgework.actions.save_draft import RECEIVING, fill_case
from bridgework.records.constraints import refusing
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Patient, Practice, Referral, ReferralTemplate
from bridgework.records.only_row import only_row
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.drafting import hold_in_template
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound

PRACTICE = KeptQuestion(lambda key: Practice.objects.filter(pk=key), UUID)
SUBMITTED = KeptQuestion(lambda key, practice_id: Referral.objects.filter(submission_key=key, sender_practice_id=practice_id), UUID, UUID)


@transaction.atomic
def start_referral(
    viewer: Viewer,
    *,
    patient_id: UUID,
    submission_key: UUID,
    now: datetime,
    recipient_practice_id: UUID | None = None,
    template_id: UUID | None = None,
    way: str = "portal",
) -> Referral:
    """Starts a draft by the viewer's practice for one of its own patients; the same submission key finds the same draft again.

    With a template of the practice it begins with that one's words, teeth and, where none is named, its recipient. Raises NotAllowed,
    NotFound (patient, practice or template), NotComplete where a practice would refer to itself.
    """
    permissions.require(viewer, "refer")
    practice_id = permissions.practice_of(viewer)
    existing = SUBMITTED.only_row(submission_key, practice_id)
    if existing is not None:
        return existing
    patient = lock_patient(practice_id, patient_id)
    sender = PRACTICE(practice_id)[0]
    template = only_row(ReferralTemplate.objects.filter(pk=template_id, practice_id=practice_id, is_active=True)) if template_id else None
    to = recipient_practice_id or (template.recipient_practice_id if template else None)
    recipient = RECEIVING.only_row(to) if to else None
    if (recipient_practice_id and recipient is None) or (template_id and template is None):
        raise NotFound
    referral = new_draft(viewer, patient, sender, submission_key=submission_key, way=way, now=now)
    referral.referring_provider = own_provider(viewer, sender.pk)
    if template:
        referral.specialty = template.specialty
    if recipient:
        referral.recipient_practice, referral.specialty = recipient, recipient.specialty
    if template:
        held = hold_in_template(template.case, same_specialty=referral.specialty == template.specialty)
        fill_case(referral, case=held, teeth=template.teeth)
    with refusing():
        settle(referral, viewer, "start_referral", now)
    write_event(referral, viewer, "started", now)
    return referral


def new_draft(viewer: Viewer, patient: Patient, sender: Practice, *, submission_key: UUID, way: str, now: datetime) -> Referral:
    """An empty draft, not saved yet."""
    return Referral(
        submission_key=submission_key,
        patient=patient,
        sender_practice=sender,
        started_by_id=viewer.person_id,
        way=way,
        state=states.DRAFT,
        created_at=now,
        saved_at=now,
        saved_by_id=viewer.person_id,
    )
