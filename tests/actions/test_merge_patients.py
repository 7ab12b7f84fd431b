"""Two entries of one person are joined by somebody who decides it, and separated again as if it had never been."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from bridgework.actions.change_patient import change_patient
from bridgework.actions.change_person import change_person
from bridgework.actions.complete_intake import NewOffice, complete_intake
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.actions.merge_patients import merge_patients
from bridgework.actions.open_patient_link import open_patient_link
from bridgework.actions.receive_document import receive_document
from bridgework.actions.unmerge_patients import unmerge_patients
from bridgework.lookups.patients import find_patients, similar_patients
from bridgework.lookups.sent_referrals import referrals_of_patient
from bridgework.records.constraints import refusing
from bridgework.records.models import AccessRecord, Coverage, Patient, PatientLink, PatientMerge, Proxy, Referral
from bridgework.rules.facts import SYSTEM
from bridgework.rules.identity import PersonFacts
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.person_entry import CoverageEntry, PersonEntry, ProxyEntry
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotFound
from bridgework.rules.search_words import read_search
from people import NOW, Cast
from together import kinds, together

LATER = NOW + timedelta(hours=1)
ELENA = ProxyEntry("Elena", "Quintero", "mother", "parent", date(1970, 2, 3), phone="+13125550130")
CARD = CoverageEntry("insured", "Delta Dental PPO", "", "AB123456")


@pytest.fixture
def two(cast: Cast) -> tuple[Patient, Patient]:
    """Marisol, entered twice: once without a phone."""
    kept = make.patient(cast.lakeview, given_name="Marisol", family_name="Quintero", birth_date=date(1992, 4, 12), phone="", email="")
    merged = make.patient(cast.lakeview, given_name="Marisol", family_name="Qintero", birth_date=date(1992, 4, 12))
    return kept, merged


def everything() -> dict[str, Any]:
    """Every row that a merge could touch, as it stands; what only grows (history, audit) left out."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in (Patient, Referral, PatientLink, Proxy, Coverage)}


def test_referrals_and_links_come_along_and_both_rows_stay(cast: Cast, two: tuple[Patient, Patient]) -> None:
    kept, merged = two
    referral = make.sent(cast, of=merged)
    link = issue_patient_link(referral, NOW)
    merge = merge_patients(cast.jo, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
    assert merge.referral_ids == [referral.pk]
    assert merge.filled == {"phone": "+13125550190", "email": "robin.sample@mail.example"}
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (merged.merged_into_id, kept.merged_into_id, kept.phone) == (kept.pk, None, "+13125550190")
    assert [row.id for row in referrals_of_patient(cast.jo, kept.pk, now=LATER)] == [referral.pk]
    assert PatientLink.objects.get(pk=link.pk).patient_id == kept.pk
    assert open_patient_link(secret_of(link.pk), date(1992, 4, 12), now=LATER).patient_id == kept.pk
    event = referral.events.get(kind="patient_merged")
    assert (event.who, event.details) == ("Jo Whitman", {"merge": str(merge.pk)})
    assert AccessRecord.objects.get(what="merge_patients").referral_ids == [referral.pk]


def test_consent_is_not_taken_over(cast: Cast, two: tuple[Patient, Patient]) -> None:
    kept, merged = two
    Patient.objects.filter(pk=kept.pk).update(may_contact=False, consent_at=None)
    merge_patients(cast.jo, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
    kept.refresh_from_db()
    assert (kept.phone != "", kept.may_contact, kept.consent_at) == (True, False, None)


def test_whoever_was_joined_is_found_once_and_referred_as_the_kept_one(cast: Cast, two: tuple[Patient, Patient]) -> None:
    kept, merged = two
    merge_patients(cast.jo, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
    assert [patient.id for patient in find_patients(cast.jo, read_search("marisol"))] == [kept.pk]
    assert [found.patient.id for found in similar_patients(cast.jo, PersonFacts("Quintero", "Marisol", date(1992, 4, 12)))] == [kept.pk]
    assert make.draft(cast, of=merged).patient_id == kept.pk
    again = PatientEntry("Marisol", "Qintero", date(1992, 4, 12), phone=merged.phone)
    assert enter_patient(cast.jo, again, now=LATER).pk == kept.pk
    assert change_patient(cast.jo, merged.pk, replace(again, family_name="Quintero"), now=LATER).pk == kept.pk


def test_a_document_for_the_joined_one_becomes_a_referral_of_the_kept_one(cast: Cast) -> None:
    kept, merged = make.patient(cast.harbor), make.patient(cast.harbor, phone="")
    merge_patients(cast.dana, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
    document = receive_document(SYSTEM, cast.harbor.pk, source="file", name="r.json", content=b"{}", reading={}, now=NOW)
    office = NewOffice("Elsewhere Dental", "+13125550111")
    referral = complete_intake(
        cast.dana, document.pk, patient=merged.pk, sender=office, referring_provider="Dr. Who", case=make.ELECTIVE, teeth=("30",), now=LATER
    )
    assert referral.patient_id == kept.pk


def test_separated_again_as_if_it_had_never_been(cast: Cast, two: tuple[Patient, Patient]) -> None:
    kept, merged = two
    change_person(cast.jo, merged.pk, PersonEntry(wheelchair=True, escort="needed", proxy=ELENA, coverage=CARD), now=NOW)
    referral = make.booked(cast, of=merged)
    before = everything()
    merge = merge_patients(cast.jo, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
    assert Proxy.objects.get().patient_id == Coverage.objects.get().patient_id == kept.pk
    assert everything() != before
    unmerge_patients(cast.jo, merge.pk, now=LATER)
    assert everything() == before
    assert referral.events.filter(kind="patient_unmerged").count() == 1
    assert unmerge_patients(cast.jo, merge.pk, now=LATER).undone_at == LATER
    assert referral.events.filter(kind="patient_unmerged").count() == 1


def test_what_came_since_stays_where_it_was_made(cast: Cast, two: tuple[Patient, Patient]) -> None:
    kept, merged = two
    old = make.sent(cast, of=merged)
    merge = merge_patients(cast.jo, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
    new = make.sent(cast, of=kept)
    change_patient(cast.jo, kept.pk, PatientEntry("Marisol", "Quintero", date(1992, 4, 12), phone="+13125550155"), now=LATER)
    unmerge_patients(cast.jo, merge.pk, now=LATER)
    assert make.fresh(old).patient_id == merged.pk
    assert make.fresh(new).patient_id == kept.pk
    kept.refresh_from_db()
    assert kept.phone == "+13125550155"  # corrected since, so it stays


flags, words = st.booleans(), st.sampled_from(["", "+13125550141", "+13125550142"])
person = st.fixed_dictionaries(
    {
        "phone": words,
        "zip": st.sampled_from(["", "60614"]),
        "wheelchair": flags,
        "transport": flags,
        "is_nervous": flags,
        "may_contact": flags,
    }
    | {"escort": st.sampled_from(["", "needed", "arranged"]), "interpreter_language": st.sampled_from(["", "vi"])}
)


@settings(max_examples=8, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(person, person, flags, flags, flags, flags, st.integers(0, 2), st.integers(0, 2))
def test_merge_then_unmerge_is_nothing_at_all(
    cast: Cast, one: dict[str, Any], other: dict[str, Any], p1: bool, p2: bool, c1: bool, c2: bool, mine: int, theirs: int
) -> None:
    with undone():
        kept, merged = make.patient(cast.lakeview, **one), make.patient(cast.lakeview, **other)
        for patient, proxy, coverage, count in ((kept, p1, c1, mine), (merged, p2, c2, theirs)):
            change = PersonEntry(
                patient.interpreter_language,
                patient.wheelchair,
                patient.transport,
                patient.escort,
                ELENA if proxy else None,
                CARD if coverage else None,
            )
            change_person(cast.jo, patient.pk, change, now=NOW)
            for _ in range(count):
                issue_patient_link(make.draft(cast, of=patient), NOW)
        before = everything()
        merge = merge_patients(cast.jo, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
        assert not Referral.objects.filter(patient=merged).exists()
        assert not PatientLink.objects.filter(patient=merged).exists()
        unmerge_patients(cast.jo, merge.pk, now=LATER)
        assert everything() == before


@contextmanager
def undone() -> Iterator[None]:
    """What is written in here is taken back: each example begins with the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_no_ring_no_chain_no_other_practice(cast: Cast, two: tuple[Patient, Patient]) -> None:
    kept, merged = two
    third, foreign = make.patient(cast.lakeview), make.patient(cast.harbor)
    with pytest.raises(MoveNotAllowed, match="one and the same"):
        merge_patients(cast.jo, kept_id=kept.pk, merged_id=kept.pk, now=LATER)
    with pytest.raises(NotFound):
        merge_patients(cast.jo, kept_id=kept.pk, merged_id=foreign.pk, now=LATER)
    first = merge_patients(cast.jo, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
    assert merge_patients(cast.jo, kept_id=kept.pk, merged_id=merged.pk, now=LATER) == first
    for keep, go in ((merged, kept), (third, merged), (merged, third)):
        with pytest.raises(MoveNotAllowed, match="already"):
            merge_patients(cast.jo, kept_id=keep.pk, merged_id=go.pk, now=LATER)
    with pytest.raises(MoveNotAllowed, match="Keep that one instead"):
        merge_patients(cast.jo, kept_id=third.pk, merged_id=kept.pk, now=LATER)
    merge_patients(cast.jo, kept_id=kept.pk, merged_id=third.pk, now=LATER)
    assert kept.merged_entries.count() == 2


def test_who_may(cast: Cast, two: tuple[Patient, Patient]) -> None:
    kept, merged = two
    for viewer in (cast.alex, cast.ruth, cast.theo):
        with pytest.raises(NotAllowed):
            merge_patients(viewer, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
    for stranger in (cast.dana, cast.ibarra):
        with pytest.raises(NotFound):
            merge_patients(stranger, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
    merge = merge_patients(cast.raman, kept_id=kept.pk, merged_id=merged.pk, now=LATER)
    with pytest.raises(NotFound):
        unmerge_patients(cast.dana, merge.pk, now=LATER)
    with pytest.raises(NotAllowed):
        unmerge_patients(cast.alex, merge.pk, now=LATER)


def test_the_database_holds_it_even_without_the_action(cast: Cast, two: tuple[Patient, Patient]) -> None:
    kept, merged = two
    third, foreign = make.patient(cast.lakeview), make.patient(cast.harbor)
    Patient.objects.filter(pk=merged.pk).update(merged_into=kept)
    for row, into in ((kept, third), (third, merged), (foreign, kept), (third, third), (kept, merged)):
        with pytest.raises(MoveNotAllowed), transaction.atomic(), refusing():
            Patient.objects.filter(pk=row.pk).update(merged_into=into)
    with pytest.raises(DatabaseError, match="nobody into a merged one"), transaction.atomic():
        make.patient(cast.lakeview, merged_into=merged)


# At the same moment


@pytest.mark.usefixtures("committed_db")
class TestTogether:
    def test_each_into_the_other(self, cast: Cast) -> None:
        for _ in range(3):
            one, other = make.patient(cast.lakeview), make.patient(cast.lakeview, phone="")
            make.sent(cast, of=one)
            make.sent(cast, of=other)
            answers = together(
                lambda a=one, b=other: merge_patients(cast.jo, kept_id=a.pk, merged_id=b.pk, now=LATER),
                lambda a=one, b=other: merge_patients(cast.raman, kept_id=b.pk, merged_id=a.pk, now=LATER),
            )
            assert kinds(answers) == ["MoveNotAllowed", "PatientMerge"]
            assert Patient.objects.filter(pk__in=[one.pk, other.pk], merged_into=None).count() == 1

    def test_a_chain_of_three(self, cast: Cast) -> None:
        for _ in range(3):
            one, two, three = (make.patient(cast.lakeview, phone="") for _ in range(3))
            answers = together(
                lambda a=one, b=two: merge_patients(cast.jo, kept_id=b.pk, merged_id=a.pk, now=LATER),
                lambda b=two, c=three: merge_patients(cast.raman, kept_id=c.pk, merged_id=b.pk, now=LATER),
            )
            assert kinds(answers) == ["MoveNotAllowed", "PatientMerge"]

    def test_a_chain_past_the_action(self, cast: Cast) -> None:
        """The trigger alone: no order of two writers makes a chain."""
        for _ in range(3):
            one, two, three = (make.patient(cast.lakeview, phone="") for _ in range(3))
            together(
                lambda a=one, b=two: Patient.objects.filter(pk=a.pk).update(merged_into=b),
                lambda b=two, c=three: Patient.objects.filter(pk=b.pk).update(merged_into=c),
            )
            assert not Patient.objects.filter(merged_into__merged_into__isnull=False).exists()

    def test_joined_twice_is_one_merge(self, cast: Cast) -> None:
        one, other = make.patient(cast.lakeview), make.patient(cast.lakeview, phone="")
        join = lambda: merge_patients(cast.jo, kept_id=one.pk, merged_id=other.pk, now=LATER)  # noqa: E731
        assert kinds(together(join, join)) == ["PatientMerge"] * 2
        assert PatientMerge.objects.count() == 1

    def test_a_referral_is_started_and_another_one_moves_on_meanwhile(self, cast: Cast) -> None:
        for _ in range(3):
            kept, merged = make.patient(cast.lakeview), make.patient(cast.lakeview, phone="")
            sent = make.sent(cast, of=merged)
            answers = together(
                lambda a=kept, b=merged: merge_patients(cast.jo, kept_id=a.pk, merged_id=b.pk, now=LATER),
                lambda b=merged: make.draft(cast, of=b),
                lambda pk=sent.pk: make.accept_referral(cast.dana, pk, now=LATER),
            )
            assert isinstance(answers[1], Referral)
            assert isinstance(answers[2], Referral)
            merged.refresh_from_db()
            holds = Referral.objects.filter(patient=merged).count()
            assert holds == (0 if merged.merged_into_id else 2), answers
