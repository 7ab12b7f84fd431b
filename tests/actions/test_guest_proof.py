"""What a code proves of a sender without an account, and what it does not: a mailbox that was only typed opens no chart."""

from datetime import timedelta
from uuid import uuid4

import pytest

import make
from bridgework.actions.confirm_guest_submission import confirm_guest_submission
from bridgework.actions.guest_secrets import code_of, letter_secret_of, page_secret_of, place_hash_of
from bridgework.actions.keep_guest_submission import keep_guest_submission
from bridgework.actions.revoke_guest_link import revoke_guest_link
from bridgework.actions.send_guest_code import send_guest_code
from bridgework.records.models import GuestSubmission, PlannedMessage, Referral
from bridgework.rules.guests import CODE_LIVES, HOUR, MOST_CODES_TO, MOST_TRIES, GuestOffice
from bridgework.rules.refusals import LinkRefused, MoveNotAllowed
from guests import PATIENT
from people import NOW, Cast

EMAIL, PHONE, STRANGERS_PHONE = "desk@copperbeech.example", "+13125550188", "+13125550166"
GUARDIAN = {
    "proxy_given_name": "Rex",
    "proxy_family_name": "Stranger",
    "proxy_relation": "other",
    "proxy_authority": "guardian",
    "proxy_birth_date": "6/7/1961",
    "proxy_phone": "312 555 0166",
    "proxy_is_contact": "1",
    "may_contact": "1",
}
LATER = NOW + timedelta(minutes=2)


def written(cast: Cast, email: str = EMAIL, phone: str = PHONE, **patient: str) -> GuestSubmission:
    return keep_guest_submission(
        cast.harbor.slug,
        uuid4(),
        came_from=uuid4().hex,
        uploads=[],
        office=GuestOffice("Copper Beech Dental", "Dr. Nils Aker", phone, email),
        patient=PATIENT | patient,
        case=make.ELECTIVE,
        teeth=["19"],
        now=NOW,
    )


def proven(kept: GuestSubmission, by: str = "email") -> Referral:
    if by == "sms":
        send_guest_code(page_secret_of(kept.pk), channel="sms", now=LATER)
    kept.refresh_from_db()
    assert kept.code_sent_at is not None
    return confirm_guest_submission(page_secret_of(kept.pk), code=code_of(kept.pk, kept.code_sent_at), now=LATER).referral


def test_who_has_proven_a_phone_is_not_taken_for_the_office_whose_mailbox_they_typed(cast: Cast) -> None:
    real = proven(written(cast))
    feigned = proven(written(cast, phone=STRANGERS_PHONE, **GUARDIAN), by="sms")
    assert feigned.sender_practice_id != real.sender_practice_id
    assert feigned.patient_id != real.patient_id
    # Otherwise the stranger would be whom the real patient's messages go to, and open their link with a birth date of their own.
    assert not real.patient.proxies.exists()
    # And the other way round: what the real office sends afterwards does not go to a stranger's entry.
    assert proven(written(cast)).sender_practice_id == real.sender_practice_id


def test_an_office_is_known_again_by_what_it_has_proven(cast: Cast) -> None:
    assert proven(written(cast)).sender_practice_id == proven(written(cast)).sender_practice_id
    by_phone = [proven(written(cast, email=f"desk{number}@copperbeech.example"), by="sms").sender_practice_id for number in range(2)]
    assert len(set(by_phone)) == 1


def test_a_code_that_went_to_one_phone_proves_no_other(cast: Cast) -> None:
    kept = written(cast, phone=STRANGERS_PHONE)
    send_guest_code(page_secret_of(kept.pk), channel="sms", now=LATER)
    office = GuestOffice("Copper Beech Dental", "Dr. Nils Aker", PHONE, EMAIL)
    again = {"came_from": "somewhere", "uploads": [], "office": office, "patient": PATIENT, "case": make.ELECTIVE, "teeth": ["19"]}
    keep_guest_submission(cast.harbor.slug, kept.pk, now=LATER + timedelta(seconds=5), **again)
    with pytest.raises(LinkRefused, match="not the code"):
        confirm_guest_submission(page_secret_of(kept.pk), code=code_of(kept.pk, LATER), now=LATER)


@pytest.mark.parametrize("channel", ["email", "sms"])
def test_nobody_is_sent_more_codes_by_correcting_addresses(cast: Cast, channel: str) -> None:
    refused = []
    for number in range(MOST_CODES_TO[channel][HOUR] + 2):
        kept = written(cast, email=f"desk{number}@elsewhere.example", phone=STRANGERS_PHONE)
        try:
            send_guest_code(page_secret_of(kept.pk), channel=channel, email=EMAIL if channel == "email" else "", now=LATER)
        except MoveNotAllowed as refusal:
            refused.append(refusal.sentence[:14])
    sent_to = EMAIL if channel == "email" else STRANGERS_PHONE
    assert PlannedMessage.objects.filter(address=sent_to).count() == MOST_CODES_TO[channel][HOUR]
    assert refused == ["Too many codes"] * 2


@pytest.mark.parametrize("phone", ["+18765551234", "+447911123456", "+19005551234"])
def test_nobody_has_us_send_texts_that_cost(cast: Cast, phone: str) -> None:
    kept = written(cast, phone=phone)
    with pytest.raises(MoveNotAllowed, match="cannot be texted"):
        send_guest_code(page_secret_of(kept.pk), channel="sms", now=LATER)


def test_the_code_of_what_was_confirmed_cannot_be_guessed_either(cast: Cast) -> None:
    kept = written(cast)
    proven(kept)
    right = int(code_of(kept.pk, NOW))
    for wrong in range(MOST_TRIES):
        with pytest.raises(LinkRefused, match="confirmed already"):
            confirm_guest_submission(page_secret_of(kept.pk), code=f"{(right + 1 + wrong) % 1_000_000:06}", now=LATER)
    with pytest.raises(LinkRefused, match="confirmed already"):
        confirm_guest_submission(page_secret_of(kept.pk), code=f"{right:06}", now=LATER)


def test_a_message_of_days_ago_leads_to_the_page_and_proves_nothing(cast: Cast) -> None:
    kept = written(cast)
    proven(kept)
    letter = letter_secret_of(kept.pk, NOW)
    assert confirm_guest_submission(letter, now=LATER).is_proof
    assert not confirm_guest_submission(letter, now=NOW + CODE_LIVES + timedelta(minutes=1)).is_proof


def test_the_half_of_an_address_that_everybody_chooses_makes_no_difference() -> None:
    assert place_hash_of("2001:db8:1:2::1") == place_hash_of("2001:db8:1:2:ffff::7")
    assert place_hash_of("2001:db8:1:2::1") != place_hash_of("2001:db8:1:3::1")
    assert place_hash_of("198.51.100.1") != place_hash_of("198.51.100.2")
    assert place_hash_of("::ffff:198.51.100.1") != place_hash_of("::ffff:198.51.100.2")


def test_a_link_that_was_revoked_comes_back_by_no_letter(cast: Cast) -> None:
    kept = written(cast)
    referral = proven(kept)
    revoke_guest_link(cast.dana, referral.pk, now=LATER)
    with pytest.raises(LinkRefused, match="does not work any more"):
        confirm_guest_submission(letter_secret_of(kept.pk, NOW), now=LATER)
    with pytest.raises(LinkRefused, match="does not work any more"):
        confirm_guest_submission(page_secret_of(kept.pk), code=code_of(kept.pk, NOW), now=LATER)
    assert not referral.guest_links.filter(revoked_at=None).exists()
