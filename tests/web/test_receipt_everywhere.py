"""Receipt at once, by whichever way a referral came: on the sender's page, and by e-mail with nothing of the patient in it."""

import addresses
import make
from bridgework.actions.complete_intake import NewOffice, complete_intake
from bridgework.actions.receive_document import receive_document
from bridgework.messages.compose import compose
from bridgework.records.models import Referral
from bridgework.rules.facts import SYSTEM
from bridgework.rules.patient_entry import check_entry
from guests import PATIENT, words_of
from people import NOW, Cast
from sending import claim_message


def mail_of(referral: Referral) -> str:
    """The receipt as it goes out."""
    message = referral.messages.get(kind="receipt_to_sender")
    claimed = claim_message(message.pk, now=NOW)
    assert claimed is not None
    words = compose(claimed.kind, claimed.channel, claimed.language, claimed.facts, "https://here.example/x/")
    return words.subject + words.body


def test_at_the_desk(cast: Cast) -> None:
    referral = make.sent(cast)
    said = words_of(addresses.signed_in(cast, cast.raman).get(f"/referrals/{referral.pk}/receipt/"))
    assert f"Harbor Endodontics has received referral {referral.number}. Received: Retreatment" in said
    assert "Not there yet: periapical film" in said
    assert "You will hear from them by" in said
    assert "To reach them, call (" in said


def test_by_mail_with_a_count_and_nothing_of_the_patient(cast: Cast) -> None:
    referral = make.sent(cast)
    mail = mail_of(referral)
    assert "Records they ask for that are not there yet: 1." in mail
    assert "You will hear from them by" in mail
    assert "Harbor Endodontics at (" in mail
    assert referral.patient.family_name not in mail
    assert "film" not in mail


def test_when_a_document_is_taken_in(cast: Cast) -> None:
    document = receive_document(SYSTEM, cast.harbor.pk, source="fax", name="page.json", content=b"{}", reading={}, now=NOW)
    entry, _ = check_entry(PATIENT, NOW.date())
    assert entry is not None
    referral = complete_intake(
        cast.dana,
        document.pk,
        patient=entry,
        sender=NewOffice("Copper Beech Dental", "(312) 555-0188", "desk@copperbeech.example"),
        referring_provider="Dr. Nils Aker",
        case=make.ELECTIVE,
        teeth=["19"],
        now=NOW,
    )
    assert referral.messages.get(kind="receipt_to_sender").address == "desk@copperbeech.example"
    assert str(referral.number) in mail_of(referral)
