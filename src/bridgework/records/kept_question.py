"""A question that nearly every action asks: put into SQL once per process.

Django writes the SQL of a question anew every time, which takes several times as long as PostgreSQL's answer: three milliseconds for a
referral with its patient and its practices, and half of one from here. `tests/records/test_kept_question.py` compares what every question
of this kind finds with what Django finds itself. For the hottest questions only.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, ForeignObject, Lookup, Model, QuerySet
from django.db.transaction import TransactionManagementError

STAND_INS: dict[type, Callable[[int], Any]] = {
    UUID: lambda place: UUID(int=0xB41D6E << 100 | place),
    datetime: lambda place: datetime(1801, 2, 3, 4, 5, place, tzinfo=UTC),
    date: lambda place: date(1801, 2, 3 + place),
    str: lambda place: f"stand-in {place}",
    list: lambda place: [f"stand-in {place}"],
}
"""Values that no row has: they show where in the SQL the real ones belong."""
JSON_TYPES = frozenset({114, 3802})


@ForeignObject.register_lookup  # which does not inherit those of Field
@Field.register_lookup
class Among(Lookup):
    """`column__among=values`: what `__in` asks, with all values as one parameter, so that the SQL is the same however many they are."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", (*parameters, list(self.rhs))


class KeptQuestion[Row]:
    """`ask` makes the question from values of these kinds, always in the same form. Calling it asks with real ones; none may be None.

    Answers with models, whole, and what `select_related` names one step away; or with the tuples of `values_list`. Nothing is prefetched.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Row]], *kinds: type) -> None:
        self.ask = ask
        self._stand_ins = [STAND_INS[kind](place) for place, kind in enumerate(kinds)]

    def __call__(self, *values: Any) -> list[Row]:
        """The rows that the question finds with these values."""
        sql, parameters, locks = self._kept
        if locks and not connection.in_atomic_block:
            raise TransactionManagementError("What is locked is let go at once outside of a transaction.")
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[place] if is_open else place for is_open, place in parameters])
            found: list[Any] = cursor.fetchall()
            columns = cursor.description
        if self._models is not None:
            return [self._read(self._models, row) for row in found]
        if JSON_TYPES & {column.type_code for column in columns}:
            raise ValueError("A column of JSON is read with its model.")
        return found

    def only_row(self, *values: Any) -> Row | None:
        """The one row that it can find at most, or None."""
        return next(iter(self(*values)), None)

    @cached_property
    def _kept(self) -> tuple[str, list[tuple[bool, Any]], bool]:
        """The SQL, its parameters - (True, place of the value) or (False, what never changes) - and whether it locks."""
        question = self.ask(*self._stand_ins)
        sql, found = question.query.sql_with_params()
        parameters = [(True, self._stand_ins.index(one)) if one in self._stand_ins else (False, one) for one in found]
        if {place for is_open, place in parameters if is_open} != set(range(len(self._stand_ins))):
            raise ValueError("A value of this question does not stand in its SQL as it is given.")
        return sql, parameters, question.query.select_for_update

    @cached_property
    def _models(self) -> "list[_Part] | None":
        """What the columns are, the row's own model first; None where the answer is tuples."""
        question = self.ask(*self._stand_ins)
        if question.query.values_select or question.query.annotations:
            return None
        beside = question.query.select_related or {}
        if not isinstance(beside, dict) or any(beside.values()):
            raise ValueError("Relations are named, and one step away.")
        parts = [_Part("", question.model, 0)]
        for field in question.model._meta.fields:
            if field.name in beside:
                parts.append(_Part(field.name, field.related_model, parts[-1].end))
        return parts

    def _read(self, parts: "list[_Part]", row: tuple[Any, ...]) -> Any:
        if len(row) != parts[-1].end:
            raise ValueError("These are not the columns of whole models.")
        own, *others = [part.read(row) for part in parts]
        for part, other in zip(parts[1:], others):
            setattr(own, part.name, other)
        return own


class _Part:
    """Columns from `begin` on that are a model: the row itself, or the relation of that name."""

    def __init__(self, name: str, model: type[Model], begin: int) -> None:
        fields = model._meta.concrete_fields
        self.name, self.model, self.begin, self.end = name, model, begin, begin + len(fields)
        self.columns = [field.attname for field in fields]
        self.key = self.columns.index(model._meta.pk.attname)
        self.readers = [(place, field.from_db_value) for place, field in enumerate(fields) if hasattr(field, "from_db_value")]

    def read(self, row: tuple[Any, ...]) -> Model | None:
        values = list(row[self.begin : self.end])
        if values[self.key] is None:
            return None
        for place, reader in self.readers:
            values[place] = reader(values[place], None, connection)
        return self.model.from_db(connection.alias, self.columns, values)
