"""A referral handed over whole: everything or nothing, and once."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

import make
from bridgework.actions.submit_referral import submit_referral
from bridgework.records.models import AccessRecord, Patient, PlannedMessage, Referral, ReferralEvent
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.refusals import NotComplete
from people import NOW, Cast

PATIENT = PatientEntry(given_name="Ada", family_name="Quintero", birth_date=date(1981, 3, 9), phone="+13125550142", may_contact=True)


def submit(cast: Cast, key: UUID | None = None, **how: Any) -> Referral:
    given: dict[str, Any] = {
        "patient": PATIENT,
        "case": make.ELECTIVE,
        "teeth": ["30"],
        "recipient_practice_id": cast.harbor.pk,
        "referring_provider_id": cast.provider("Dr. Priya Raman").pk,
        "now": NOW,
    }
    return submit_referral(cast.raman, submission_key=key or uuid4(), **given | how)


def test_it_stands_on_the_receiving_worklist_with_history_audit_and_messages(cast: Cast) -> None:
    referral = make.fresh(submit(cast))

    assert (referral.state, referral.next_step, referral.desk_practice) == ("2.0", "review", cast.harbor)
    assert referral.patient.full_name == "Ada Quintero"
    assert set(referral.events.values_list("kind", "move_number")) == {("started", None), ("sent", 1)}
    assert set(referral.messages.values_list("kind", flat=True)) == {"receipt_to_sender", "new_referral", "received"}
    assert AccessRecord.objects.get(referral_ids__contains=[referral.pk]).what == "submit_referral"


def test_the_same_key_answers_with_the_same_referral(cast: Cast) -> None:
    key = uuid4()

    assert submit(cast, key).pk == submit(cast, key).pk
    assert Referral.objects.count() == 1
    assert PlannedMessage.objects.count() == 3


def test_a_known_patient_is_not_entered_again(cast: Cast) -> None:
    submit(cast)
    submit(cast)
    submit(cast, patient=replace(PATIENT, birth_date=date(1982, 3, 9)))

    assert Patient.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"teeth": ["33"]}, {"teeth": []}, {"case": {}}, {"recipient_practice_id": UUID(int=1)}], ids=str)
def test_what_cannot_be_sent_leaves_nothing_behind(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotComplete) as refused:
        submit(cast, **wrong)

    assert refused.value.problems
    assert not Patient.objects.exists()
    assert not ReferralEvent.objects.exists()
