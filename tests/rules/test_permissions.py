"""Who may do what, and how a no is said."""

from uuid import UUID

import pytest

from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.permissions import IN_WORDS, MAY, require, require_or_patient, require_system
from bridgework.rules.refusals import NotAllowed

ADMINISTRATOR = Viewer("staff", "Alex Kim", "portal", person_id=UUID(int=1), practice_id=UUID(int=2), roles=frozenset({"administrator"}))

PATIENT = Viewer("patient", "Ana Ruiz", "patient link", patient_id=UUID(int=3), referral_id=UUID(int=4))
GUEST = Viewer("guest", "An office", "guest link", practice_id=UUID(int=5), referral_id=UUID(int=4))


def test_every_act_is_said_in_words() -> None:
    assert set(IN_WORDS) == set(MAY)


def test_a_no_says_what_it_is_about() -> None:
    with pytest.raises(NotAllowed, match="Referrals are read by others in your practice: your role does not include it"):
        require(ADMINISTRATOR, "read_referrals")


def test_what_is_about_all_practices_is_for_the_server_alone() -> None:
    require_system(SYSTEM)
    for viewer in (ADMINISTRATOR, PATIENT, GUEST):
        with pytest.raises(NotAllowed):
            require_system(viewer)


def test_a_patient_may_do_what_roles_of_the_office_decide() -> None:
    require_or_patient(PATIENT, "schedule")
    for viewer in (ADMINISTRATOR, GUEST):
        with pytest.raises(NotAllowed):
            require_or_patient(viewer, "schedule")
    with pytest.raises(NotAllowed):
        require(PATIENT, "schedule")
