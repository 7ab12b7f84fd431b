from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bridgework.records.constraints import refusing
from bridgework.records.models import Coverage, Patient, Proxy
from bridgework.rules.person_entry import PersonEntry

COLUMNS = ("interpreter_language", "wheelchair", "transport", "escort")


def put_person(patient: Patient, entry: PersonEntry, now: datetime) -> None:
    """Writes what is around a locked patient; what the entry does not hold is taken away, and the history keeps it. Called inside an action."""
    for column in COLUMNS:
        setattr(patient, column, getattr(entry, column))
    patient.interpreter = patient.interpreter or bool(entry.interpreter_language)
    patient.save(update_fields=[*COLUMNS, "interpreter"])
    if len(entry.proxies) > 1:
        # Whoever is no longer written to says so first: there is one contact at any moment.
        silent = [place for place, proxy in enumerate(entry.proxies, start=1) if not proxy.is_contact]
        Proxy.objects.filter(patient=patient, place__in=silent, is_contact=True).update(is_contact=False)
    _put(Proxy, patient, [asdict(proxy) for proxy in entry.proxies], now)
    _put(Coverage, patient, [asdict(coverage) for coverage in entry.coverages], now)


def fill_person(patient: Patient, entry: PersonEntry, now: datetime) -> None:
    """Writes what a document says around a locked patient where the chart says nothing; what is known there stays. Called inside an action."""
    found = {column: getattr(entry, column) for column in COLUMNS if not getattr(patient, column) and getattr(entry, column)}
    for column, value in found.items():
        setattr(patient, column, value)
    if entry.interpreter_language:
        found["interpreter"] = patient.interpreter = True
    if found:
        patient.save(update_fields=[*found])
    if not patient.proxies.exists():
        _put(Proxy, patient, [asdict(proxy) for proxy in entry.proxies], now)
    if not patient.coverages.exists():
        _put(Coverage, patient, [asdict(coverage) for coverage in entry.coverages], now)


def _put(noun: type[Proxy] | type[Coverage], patient: Patient, entries: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Makes the rows of a patient those of the entries, place by place."""
    noun.objects.filter(patient=patient, place__gt=len(entries)).delete()
    with refusing():
        for place, columns in enumerate(entries, start=1):
            noun.objects.update_or_create(patient=patient, place=place, defaults=columns, create_defaults={**columns, "created_at": now})
