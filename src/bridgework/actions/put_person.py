from datetime import datetime

from bridgework.records.constraints import refusing
from bridgework.records.models import Coverage, Patient, Proxy
from bridgework.rules.person_entry import CoverageEntry, PersonEntry, ProxyEntry

COLUMNS = ("interpreter_language", "wheelchair", "transport", "escort")


def put_person(patient: Patient, entry: PersonEntry, now: datetime) -> None:
    """Writes what is around a locked patient; what the entry does not hold is taken away, and the history keeps it. Called inside an action."""
    for column in COLUMNS:
        setattr(patient, column, getattr(entry, column))
    patient.interpreter = patient.interpreter or bool(entry.interpreter_language)
    patient.save(update_fields=[*COLUMNS, "interpreter"])
    _put_proxy(patient, entry.proxy, now)
    _put_coverage(patient, entry.coverage, now)


def _put_proxy(patient: Patient, entry: ProxyEntry | None, now: datetime) -> None:
    if entry is None:
        Proxy.objects.filter(patient=patient).delete()
        return
    columns = {name: getattr(entry, name) for name in ProxyEntry.__dataclass_fields__}
    with refusing():
        Proxy.objects.update_or_create(patient=patient, defaults=columns, create_defaults=columns | {"created_at": now})


def _put_coverage(patient: Patient, entry: CoverageEntry | None, now: datetime) -> None:
    if entry is None:
        Coverage.objects.filter(patient=patient).delete()
        return
    columns = {name: getattr(entry, name) for name in CoverageEntry.__dataclass_fields__}
    Coverage.objects.update_or_create(patient=patient, defaults=columns, create_defaults=columns | {"created_at": now})
