from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from bridgework.actions.ledger import lock_own_referral, write_audit, write_event
from bridgework.records.models import PatientAnswer, Referral
from bridgework.rules import referral_states as states
from bridgework.rules.before_visit import read_before_visit
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete


@transaction.atomic
def answer_before_visit(viewer: Viewer, *, posted: Mapping[str, str], now: datetime) -> PatientAnswer:
    """Keeps what the patient answers before the visit (`rules.before_visit`): beside the case, where the office sees it.

    Fear and the need for a ride stand on the patient, too, so that every page that warns of them does. Raises NotComplete where nothing was
    answered, MoveNotAllowed after the end of the referral, NotFound for anybody but a patient.
    """
    referral = lock_own_referral(viewer)
    if referral.sent_at is None or referral.state in states.ENDED:
        raise MoveNotAllowed("This referral has ended. Please call the office.")
    answers = read_before_visit(posted)
    if not answers:
        raise NotComplete("Nothing was saved yet.", {"health": "Answer at least one question."})
    _keep_on_patient(referral, answers)
    given = PatientAnswer.objects.create(referral=referral, at=now, kind="before", answers=answers, who=viewer.name, way=viewer.way)
    changed = [
        name
        for name, answer in answers.items()
        if (answer in ("changed", "need", "severe", "none") and name != "fear") or answer == "severe"
    ]
    write_event(referral, viewer, "answered_before_visit", now, {"news": changed})
    write_audit(viewer, "answer_before_visit", now, [referral.pk])
    return given


def _keep_on_patient(referral: Referral, answers: Mapping[str, str]) -> None:
    patient = referral.patient
    if "fear" in answers:
        patient.is_nervous = answers["fear"] in ("some", "severe")
    if "ride" in answers:
        patient.transport = answers["ride"] == "need"
    patient.save(update_fields=["is_nervous", "transport"])
