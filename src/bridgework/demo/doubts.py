"""A referral with surfaces, a gap and two contradictions: one answered with its reason, one that the receiving desk sees unanswered."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from bridgework.actions.answer_contradiction import answer_contradiction
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.save_draft import save_draft
from bridgework.actions.send_referral import send_referral
from bridgework.actions.start_referral import start_referral
from bridgework.demo import cast
from bridgework.demo.story import Stage
from bridgework.rules.patient_entry import PatientEntry

KEY = UUID("2f7d3c11-5b0a-4f5e-8c58-71f9a2d6b3c4")
LORNA = PatientEntry("Lorna", "Whitfield", date(1961, 10, 30), phone="+13125550168", zip="60618", may_contact=True)
CASE: dict[str, Any] = {
    "procedure": "cracked_tooth",
    "wanted": "evaluate",
    "reason": "Sharp pain on biting walnuts; a line in the mesial ridge under the light. Please see her ASAP, she travels on Friday.",
    "findings": {"swelling": "no", "spontaneous_pain": "no", "cold_response": "yes", "lingering_cold": "no", "mobility": "no"},
    "duration": "weeks",
    "pulpal": "reversible_pulpitis",
    "apical": "normal_apical_tissues",
    "analgesics": "Ibuprofen 400 mg, two days",
    "medical_alerts": ["anticoagulants"],
    "medical_note": "Apixaban since 2024.",
    "anxiety": "none",
}


def leave_doubts(stage: Stage) -> None:
    """Lakeview wrote it an hour ago; Harbor has not looked yet."""
    lakeview, harbor = stage.desks[cast.LAKEVIEW], stage.desks[cast.HARBOR]
    jo, now = lakeview.who("coordinator"), stage.present - timedelta(minutes=58)
    lorna = enter_patient(jo, LORNA, now=now)
    # The jobs of the past have been done: they are left in memory and forgotten.
    with app.replace_connector(InMemoryConnector()):
        draft = start_referral(jo, patient_id=lorna.pk, submission_key=KEY, now=now, recipient_practice_id=harbor.practice_id, way=jo.way)
        clinician = next(iter(lakeview.clinicians.values()))
        sites = ("30:MO", "gap:31-32")
        save_draft(jo, draft.pk, case=CASE, teeth=("30",), sites=sites, now=now, referring_provider_id=clinician)
        reason = "Two days only, agreed with her cardiologist by phone."
        answer_contradiction(jo, draft.pk, code="nsaid_with_blood_thinner", answer="right", reason=reason, now=now + timedelta(minutes=3))
        send_referral(jo, draft.pk, now=now + timedelta(minutes=4))
