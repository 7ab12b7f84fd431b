"""Echoes: what was told once is, for the deep past, written once more for somebody else, whole weeks earlier.

Four hundred stories through the actions take half a minute; a closed story and its echo differ in the patient and in the week, so the echo
is copied row by row: the same history, the same gaps between its moments in local time, no visit where the provider's time is taken.
`bridgework check` proves of them what it proves of everything.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from psycopg import Cursor, sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from bridgework.actions.enter_patient import enter_patient
from bridgework.demo import cast
from bridgework.demo.patients import fictional_phone, make_patient
from bridgework.demo.plot import DAYS
from bridgework.demo.story import Stage
from bridgework.rules.patient_entry import PatientEntry

ZONE = ZoneInfo(cast.ZONE)
WEEKS = range(1, 12)
MOST_ECHOES = 3
"""Of one story."""
JSON = frozenset({"details", "case", "reading", "facts"})
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)")
DATES_THAT_MOVE = frozenset({"taken_on", "visit_on", "restoration_by"})

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Echo:
    """A closed referral to be told again: for another patient, so many weeks earlier, under a number kept for it."""

    source: Row
    weeks: int
    number: int
    patient: Any
    entry: PatientEntry
    old_patient: Row


def reserve_numbers(count: int) -> list[int]:
    """Numbers for the echoes, taken before the stories take theirs: what is older has the smaller number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('referral_number') FROM generate_series(1, %s)", [count])
        return sorted(row[0] for row in cursor.fetchall())


def add_echoes(stage: Stage, numbers: list[int]) -> int:
    """Writes as many echoes as there are numbers and room in the calendars; answers how many."""
    sources = _rows(
        """SELECT * FROM records_referral WHERE state = '7.0' AND closed_at IS NOT NULL AND previous_id IS NULL
           AND id NOT IN (SELECT previous_id FROM records_referral WHERE previous_id IS NOT NULL) ORDER BY created_at, number""",
    )
    patients = {row["id"]: row for row in _rows("SELECT * FROM records_patient")}
    chosen = _choose(stage, sources, len(numbers))
    echoes = [
        _echo(stage, source, weeks, number, patients[source["patient_id"]])
        for number, (source, weeks) in zip(numbers, sorted(chosen, key=lambda each: _earlier(each[0]["created_at"], each[1])))
    ]
    ids = {echo.source["id"] for echo in echoes}
    copies = {echo.number: _Copy(echo) for echo in echoes}
    _write("records_referral", (copies[echo.number].row(echo.source, key=copies[echo.number].referral_id) for echo in echoes))
    for table in ("attachment", "referralevent", "appointment", "consultreport", "plannedmessage"):
        rows = _rows(f"SELECT * FROM records_{table} WHERE referral_id = ANY(%s) ORDER BY id", [list(ids)])
        by_source: dict[UUID, list[Row]] = {}
        for row in rows:
            by_source.setdefault(row["referral_id"], []).append(row)
        _write(f"records_{table}", (copies[echo.number].row(row) for echo in echoes for row in by_source.get(echo.source["id"], ())))
    for echo in echoes:
        audit = _rows("SELECT * FROM records_accessrecord WHERE referral_ids @> %s ORDER BY id", [[echo.source["id"]]])
        _write("records_accessrecord", (copies[echo.number].row(row) for row in audit))
    return len(echoes)


def _choose(stage: Stage, sources: list[Row], count: int) -> list[tuple[Row, int]]:
    """Which referral to tell again how many weeks earlier, so that no provider is in two places."""
    chance = Random(f"{stage.seed}/echoes")
    visits: dict[UUID, list[Row]] = {}
    busy: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for row in _rows("SELECT referral_id, provider_id, starts_at, blocked_until, status FROM records_appointment"):
        visits.setdefault(row["referral_id"], []).append(row)
        if row["status"] in ("held", "booked", "arrived", "seen"):
            busy.setdefault(row["provider_id"], []).append((row["starts_at"], row["blocked_until"]))
    oldest = stage.present - timedelta(days=DAYS)
    chosen: list[tuple[Row, int]] = []
    left = dict.fromkeys((source["id"] for source in sources), MOST_ECHOES)
    for weeks, source in _shuffled(chance, sources):
        if len(chosen) == count:
            break
        if not left[source["id"]] or _earlier(source["created_at"], weeks) < oldest:
            continue
        times = [
            (visit["provider_id"], _earlier(visit["starts_at"], weeks), _earlier(visit["blocked_until"], weeks))
            for visit in visits.get(source["id"], ())
            if visit["status"] == "seen"
        ]
        if any(starts < end and begin < ends for provider, starts, ends in times for begin, end in busy.get(provider, ())):
            continue
        for provider, starts, ends in times:
            busy.setdefault(provider, []).append((starts, ends))
        left[source["id"]] -= 1
        chosen.append((source, weeks))
    return chosen


def _shuffled(chance: Random, sources: list[Row]) -> Iterator[tuple[int, Row]]:
    pairs = [(weeks, source) for source in sources for weeks in WEEKS]
    chance.shuffle(pairs)
    yield from pairs


def _echo(stage: Stage, source: Row, weeks: int, number: int, old: Row) -> Echo:
    """The other patient: reached by the same way in the same language, so that the messages fit them."""
    desk = next(desk for desk in stage.desks.values() if desk.practice_id == source["sender_practice_id"])
    chance = Random(f"{stage.seed}/echo/{number}")
    age = (stage.present.date() - old["birth_date"]).days // 365
    entry = make_patient(
        chance, 3000 + number, stage.present.date(), spanish=float(old["language"] == "es"), child=age < 16, elderly=age > 70
    )
    entry = replace(
        entry,
        phone=entry.phone or fictional_phone(0, 3000 + number) if old["phone"] else "",
        email=f"patient{3000 + number}@mail.example" if old["email"] else "",
        preferred_channel=old["preferred_channel"],
        may_contact=old["may_contact"],
    )
    patient = enter_patient(desk.who("referrer", "clinician"), entry, now=_earlier(old["created_at"], weeks))
    return Echo(source, weeks, number, patient, entry, old)


class _Copy:
    """Makes the rows of one echo from the rows of its source."""

    def __init__(self, echo: Echo) -> None:
        self.echo = echo
        self.referral_id = uuid7()
        self.ids: dict[str, str] = {str(echo.source["id"]): str(self.referral_id)}
        old = echo.old_patient
        self.names = {f"{old['given_name']} {old['family_name']}": f"{echo.entry.given_name} {echo.entry.family_name}"}

    def row(self, source: Row, key: UUID | None = None) -> Row:
        """A new row: another key, another patient, everything so many weeks earlier."""
        copy = {name: self._value(name, value) for name, value in source.items()}
        copy["id"] = key or uuid7()
        self.ids[str(source["id"])] = str(copy["id"])
        if "referral_id" in source:
            copy["referral_id"] = self.referral_id
        if source.get("patient_id"):
            copy["patient_id"] = self.echo.patient.pk
        if "number" in source and "submission_key" in source:
            copy["number"], copy["submission_key"] = self.echo.number, uuid7()
        if source.get("recipient") == "patient":
            copy["address"] = self.echo.entry.phone if source["channel"] == "sms" else self.echo.entry.email
        if "referral_ids" in source:
            copy["referral_ids"] = [self.referral_id]
        if source.get("label"):
            name = "".join(sign for sign in self.echo.entry.family_name.upper() if sign.isalnum())
            copy["label"] = f"{name}_{source['label'].split('_', 1)[1]}"
        return copy

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, datetime):
            return _earlier(value, self.echo.weeks)
        if isinstance(value, date) and name in DATES_THAT_MOVE:
            return value - timedelta(weeks=self.echo.weeks)
        if name in JSON:
            return Jsonb(self._facts(json.loads(value) if isinstance(value, str) else value))
        if name in ("who", "booked_by_name"):
            return self.names.get(value, value)
        if name == "occasion":
            return self.ids.get(value, value)
        return value

    def _facts(self, facts: Mapping[str, Any]) -> Any:
        """JSON with its moments and keys moved along; a patient link is never anybody else's."""
        text = json.dumps({key: self.echo.number if key == "number" else value for key, value in facts.items() if key != "link_id"})
        text = MOMENT.sub(lambda found: _earlier(datetime.fromisoformat(found[0]), self.echo.weeks).isoformat(), text)
        for old, new in self.ids.items():
            text = text.replace(old, new)
        return json.loads(text)


def _earlier(moment: datetime, weeks: int) -> datetime:
    """The same local time so many weeks earlier, over a change of clock too."""
    return (moment.astimezone(ZONE) - timedelta(weeks=weeks)).astimezone(moment.tzinfo)


def _rows(question: str, values: Iterable[Any] = ()) -> list[Row]:
    connection.ensure_connection()
    with Cursor(connection.connection, row_factory=dict_row) as cursor:
        return list(cursor.execute(question, list(values)).fetchall())


def _write(table: str, rows: Iterable[Row]) -> None:
    written = list(rows)
    if not written:
        return
    names = list(written[0])
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names)), sql.SQL(", ").join([sql.Placeholder()] * len(names))
    )
    with Cursor(connection.connection) as cursor:
        cursor.executemany(statement, [[row[name] for name in names] for row in written])
