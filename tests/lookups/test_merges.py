"""Two entries side by side: what each would hand over, which one is better kept, and nothing for a stranger."""

from datetime import date, timedelta

import pytest

import make
from bridgework.actions.merge_patients import merge_patients
from bridgework.lookups.merges import compare_patients, joined_into
from bridgework.lookups.person import others_at
from bridgework.records.models import Patient
from bridgework.rules.refusals import NotFound
from people import NOW, Cast


@pytest.fixture
def two(cast: Cast) -> tuple[Patient, Patient]:
    one = make.patient(cast.lakeview, given_name="Katherine", birth_date=date(1979, 3, 8), email="", wheelchair=True)
    return one, make.patient(cast.lakeview, NOW + timedelta(days=1), given_name="Kathy", birth_date=date(1979, 8, 3), phone="")


def test_what_each_would_hand_over(cast: Cast, two: tuple[Patient, Patient]) -> None:
    one, other = two
    make.draft(cast, of=one)
    found = compare_patients(cast.jo, one.pk, other.pk)
    assert found.one.fills == {"phone": "(312) 555-0190", "wheelchair": "True"}
    assert found.other.fills == {"email": "robin.sample@mail.example"}
    assert (found.one.drafts, found.one.sent, found.other.referrals) == (1, 0, 0)
    assert (found.match.decision, found.match.differs) == ("likely", ())


def test_the_one_with_more_behind_it_is_kept_else_the_older(cast: Cast, two: tuple[Patient, Patient]) -> None:
    one, other = two
    assert compare_patients(cast.jo, other.pk, one.pk).suggested == one.pk
    make.sent(cast, of=other)
    assert compare_patients(cast.jo, one.pk, other.pk).suggested == other.pk


def test_what_was_joined_is_told_until_it_is_separated(cast: Cast, two: tuple[Patient, Patient]) -> None:
    one, other = two
    make.sent(cast, of=other)
    merge_patients(cast.jo, kept_id=one.pk, merged_id=other.pk, now=NOW)
    (joined,) = joined_into(cast.jo, one.pk)
    assert (joined.patient.given_name, joined.referrals, joined.merged_by, joined.merged_at) == ("Kathy", 1, "Jo Whitman", NOW)
    third = make.patient(cast.lakeview)
    assert "Keep that one instead" in compare_patients(cast.jo, third.pk, one.pk).one.why_not_keep
    assert compare_patients(cast.jo, third.pk, one.pk).suggested == one.pk
    assert "already" in compare_patients(cast.jo, third.pk, other.pk).one.why_not_keep


def test_a_stranger_is_told_nothing(cast: Cast, two: tuple[Patient, Patient]) -> None:
    one, other = two
    for stranger in (cast.ines, cast.dana):
        with pytest.raises(NotFound):
            compare_patients(stranger, one.pk, other.pk)
        assert joined_into(stranger, one.pk) == ()
        assert others_at(stranger, one.phone, other.pk) == 0


def test_who_else_is_reached_at_a_number(cast: Cast, two: tuple[Patient, Patient]) -> None:
    one, other = two
    assert others_at(cast.jo, one.phone, one.pk) == 0
    assert others_at(cast.jo, "", one.pk) == 0
    theirs = make.patient(cast.harbor, phone=one.phone)
    assert others_at(cast.jo, one.phone, one.pk) == 0  # another chart's
    make.sent(cast, of=one)
    assert others_at(cast.dana, one.phone, theirs.pk) == 1  # known by a referral
    make.patient(cast.lakeview, merged_into=other, phone=one.phone)
    assert others_at(cast.jo, one.phone, one.pk) == 0  # the same person, entered twice
