"""An office that has signed up takes over what it sent before without an account: with the code that went to the address used then."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

import make
from bridgework.actions.adopt_guest_referrals import adopt_guest_referrals, ask_adoption_code
from bridgework.actions.confirm_guest_submission import confirm_guest_submission
from bridgework.actions.guest_secrets import code_of, page_secret_of
from bridgework.actions.keep_guest_submission import keep_guest_submission
from bridgework.lookups.guests import find_guest_viewer
from bridgework.lookups.referral import find_referral
from bridgework.records.models import AccessRecord, GuestLink, PlannedMessage, Referral
from bridgework.rules.facts import Viewer
from bridgework.rules.guests import MOST_CODES, GuestOffice
from bridgework.rules.refusals import LinkRefused, NotAllowed, NotFound
from guests import PATIENT
from people import NOW, Cast

EMAIL = "desk@copperbeech.example"
LATER = NOW + timedelta(days=40)


def sent_as_guest(cast: Cast, email: str = EMAIL) -> Referral:
    kept = keep_guest_submission(
        cast.harbor.slug,
        uuid4(),
        came_from="somewhere",
        uploads=[],
        office=GuestOffice("Copper Beech Dental", "Dr. Nils Aker", "+13125550188", email),
        patient=PATIENT,
        case=make.ELECTIVE,
        teeth=["19"],
        now=NOW,
    )
    code = code_of(kept.pk, NOW)
    return confirm_guest_submission(page_secret_of(kept.pk), code=code, now=NOW + timedelta(minutes=1)).referral


def administrator(cast: Cast) -> Viewer:
    """Whoever runs Marsh Dental: the office that has signed up."""
    return replace(cast.marsh, roles=cast.marsh.roles | {"administrator"})


def code_at(link: GuestLink) -> str:
    link.refresh_from_db()
    assert link.code_sent_at is not None
    return code_of(link.pk, link.code_sent_at)


def test_they_become_the_practices_own(cast: Cast) -> None:
    referral = sent_as_guest(cast)
    office, link = referral.sender_practice, referral.guest_links.get()
    ask_adoption_code(administrator(cast), f" {EMAIL.upper()} ", now=LATER)
    assert adopt_guest_referrals(administrator(cast), EMAIL, code_at(link), now=LATER) == 1
    referral.refresh_from_db()
    assert referral.sender_practice_id == cast.marsh.practice_id
    assert referral.patient.practice_id == cast.marsh.practice_id
    assert referral.referring_provider is not None
    assert referral.referring_provider.practice_id == cast.marsh.practice_id
    told = referral.events.get(kind="adopted")
    assert (told.who, told.details) == ("Dr. Owen Marsh", {"office": office.name})
    assert AccessRecord.objects.filter(what="adopt_guest_referrals", referral_ids=[referral.pk]).exists()
    assert find_referral(cast.marsh, referral.pk, now=LATER).number == referral.number
    # The private link has ended: the office signs in from now on.
    assert find_guest_viewer(link.pk, now=LATER) is None


def test_not_without_the_code(cast: Cast) -> None:
    referral = sent_as_guest(cast)
    with pytest.raises(LinkRefused):
        adopt_guest_referrals(administrator(cast), EMAIL, "123456", now=LATER)
    ask_adoption_code(administrator(cast), EMAIL, now=LATER)
    right = code_at(referral.guest_links.get())
    for _ in range(5):
        with pytest.raises(LinkRefused):
            adopt_guest_referrals(administrator(cast), EMAIL, f"{(int(right) + 1) % 1_000_000:06}", now=LATER)
    with pytest.raises(LinkRefused, match="Too many"):
        adopt_guest_referrals(administrator(cast), EMAIL, right, now=LATER)
    referral.refresh_from_db()
    assert not referral.sender_practice.on_network


def test_nobody_guesses_by_asking_for_ever_new_codes(cast: Cast) -> None:
    link = sent_as_guest(cast).guest_links.get()
    for minutes in range(MOST_CODES + 5):
        ask_adoption_code(administrator(cast), EMAIL, now=LATER + timedelta(minutes=minutes))
    assert PlannedMessage.objects.filter(kind="guest_code").count() == MOST_CODES
    link.refresh_from_db()
    assert link.locked_until is not None


def test_not_those_of_another_address(cast: Cast) -> None:
    own, foreign = sent_as_guest(cast), sent_as_guest(cast, "front@elsewhere.example")
    ask_adoption_code(administrator(cast), EMAIL, now=LATER)
    assert adopt_guest_referrals(administrator(cast), EMAIL, code_at(own.guest_links.get()), now=LATER) == 1
    foreign.refresh_from_db()
    assert not foreign.sender_practice.on_network
    with pytest.raises(NotFound):
        find_referral(cast.marsh, foreign.pk, now=LATER)


def test_only_who_runs_the_practice(cast: Cast) -> None:
    sent_as_guest(cast)
    with pytest.raises(NotAllowed):
        ask_adoption_code(cast.dana, EMAIL, now=LATER)


def test_an_address_that_sent_nothing_is_not_told_apart(cast: Cast) -> None:
    ask_adoption_code(administrator(cast), "nobody@nowhere.example", now=LATER)
    with pytest.raises(LinkRefused, match="not the code"):
        adopt_guest_referrals(administrator(cast), "nobody@nowhere.example", "123456", now=LATER)
