"""Questions that are put into SQL once and asked again and again: they find what Django's own find, and lock what they lock."""

import importlib
import pkgutil
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.transaction import TransactionManagementError

import bridgework.actions
import bridgework.lookups
import make
from bridgework.actions.enter_patient import enter_patient
from bridgework.lookups.open_times import open_times
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Practice, Provider, Referral, VisitType
from bridgework.rules.patient_entry import PatientEntry
from people import NOW, Cast


def test_each_finds_what_django_finds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question of the product, asked by a referral's whole way: an upgrade of Django that reads otherwise is noticed here."""
    every = {
        id(one): f"{module.name}.{name}"
        for package in (bridgework.actions, bridgework.lookups)
        for module in pkgutil.iter_modules(package.__path__)
        for name, one in vars(importlib.import_module(f"{package.__name__}.{module.name}")).items()
        if isinstance(one, KeptQuestion)
    }
    compared: set[int] = set()
    ask = KeptQuestion.__call__

    def compare(question: KeptQuestion[Any], *values: Any) -> list[Any]:
        found = ask(question, *values)
        plain = list(question.ask(*values))
        assert [as_read(row) for row in found] == [as_read(row) for row in plain]
        compared.add(id(question))
        return found

    monkeypatch.setattr(KeptQuestion, "__call__", compare)
    enter_patient(cast.jo, PatientEntry(given_name="Ada", family_name="Lind", birth_date=date(1980, 2, 29), may_contact=False), now=NOW)
    make.offered(cast)  # asks, and does not write again what it wrote before: a row of this test's own is there
    make.held(cast)
    make.closed(cast)
    kind = VisitType.objects.filter(practice=cast.harbor)[0]
    for one in (None, Provider.objects.filter(practice=cast.harbor)[0].pk):
        assert open_times(cast.theo, cast.harbor.pk, kind.pk, tier="elective", now=NOW, provider_id=one)
    assert [every[key] for key in every.keys() - compared] == []


def as_read(row: Any) -> Any:
    """Everything that is known of a row, and of what was read along."""
    if isinstance(row, tuple):
        return row
    beside = {name: other and as_read(other) for name, other in row._state.fields_cache.items()}
    return {**row.__dict__, "_state": (row._state.adding, row._state.db, beside)}


def test_what_is_read_along_may_be_missing(cast: Cast) -> None:
    draft = make.draft(cast)
    Referral.objects.filter(pk=draft.pk).update(referring_provider=None)
    ask = KeptQuestion(lambda key: Referral.objects.select_related("patient", "referring_provider").filter(pk=key), UUID)
    assert [as_read(row) for row in ask(draft.pk)] == [as_read(row) for row in ask.ask(draft.pk)]
    assert ask.only_row(uuid4()) is None


def test_tuples_and_lists_of_values(cast: Cast) -> None:
    ask = KeptQuestion(lambda keys: Practice.objects.filter(pk__among=keys).order_by("name").values_list("name", "time_zone"), list)
    both = list(Practice.objects.filter(receives=True).order_by("name"))
    assert ask([practice.pk for practice in both]) == [(practice.name, practice.time_zone) for practice in both]
    assert ask([]) == []


def test_what_locks_is_asked_in_a_transaction_only() -> None:
    ask = KeptQuestion(lambda key: Practice.objects.select_for_update().filter(pk=key), UUID)
    ask.__dict__["_kept"] = ("", [], True)
    with pytest.raises(TransactionManagementError):
        ask(uuid4())


def test_what_it_cannot_read_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="does not stand in its SQL"):
        KeptQuestion(lambda name: Practice.objects.filter(name__icontains=name), str)("Harbor")
    with pytest.raises(ValueError, match="JSON"):
        KeptQuestion(lambda key: Practice.objects.filter(pk=key).values_list("hours"), UUID)(cast.harbor.pk)
    with pytest.raises(ValueError, match="whole models"):
        KeptQuestion(lambda key: Practice.objects.filter(pk=key).only("name"), UUID)(cast.harbor.pk)
    with pytest.raises(ValueError, match="one step"):
        KeptQuestion(lambda key: Referral.objects.filter(pk=key).select_related("patient__practice"), UUID)(make.draft(cast).pk)
