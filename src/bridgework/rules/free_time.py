"""What is left of the hours of a place, reckoned in whole microseconds: no datetime is made for a time that is not shown.

An instant is the number of microseconds since the year 2000 in UTC, as PostgreSQL counts, so that thousands of its times are read as they are.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_NEVER, _ALWAYS = -(1 << 62), 1 << 62

Taking = tuple[list[int], list[int]]
"""When intervals begin and when they end, each in any order: for what is free, which end belongs to which begin does not matter."""
Starts = tuple[list[int], list[int]]
"""When a visit can start, in order of time: the first and the last instants of intervals, inclusive, and one at the end of all time."""


def instant_of(at: datetime) -> int:
    """The instant of an aware datetime, exactly."""
    since = at - _BEGINNING
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def moment_of(instant: int) -> datetime:
    """The instant as a datetime in UTC."""
    return _BEGINNING + timedelta(microseconds=instant)


def span_of(length: timedelta) -> int:
    """A length in microseconds."""
    return (length.days * 86_400 + length.seconds) * 1_000_000 + length.microseconds


class Fitting(NamedTuple):
    """What a visit needs, in microseconds: it begins at `earliest` or later, on the `grid`, with `lead` before and `buffer` after it free."""

    earliest: int
    length: int
    buffer: int
    lead: int
    grid: int


class Taken:
    """When clinicians and rooms are taken, whoever says so. Intervals may overlap, touch, and come in any order."""

    __slots__ = ("_clinicians", "_rooms")

    def __init__(self) -> None:
        self._clinicians: dict[UUID, Taking] = {}
        self._rooms: dict[UUID, Taking] = {}

    def add(self, provider_id: UUID, operatory_id: UUID | None, begins: Iterable[int], ends: Iterable[int]) -> None:
        """Intervals of one clinician, and of the room where it is one."""
        own = self._clinicians.setdefault(provider_id, ([], []))
        begun, ended = len(own[0]), len(own[1])
        own[0].extend(begins)
        own[1].extend(ends)
        if operatory_id is not None:
            room = self._rooms.setdefault(operatory_id, ([], []))
            room[0].extend(own[0][begun:])
            room[1].extend(own[1][ended:])

    def starts(self, provider_id: UUID, operatory_id: UUID | None, shut: Sequence[tuple[int, int]], fitting: Fitting) -> Starts:
        """When a visit can start, with what is kept free around it, while neither the clinician nor the room is taken nor it is shut.

        A clinician is in one place at a time, and a room has one chair, whoever uses it.
        """
        begins, ends = [begin for begin, _ in shut], [end for _, end in shut]
        for taking in (self._clinicians.get(provider_id), self._rooms.get(operatory_id) if operatory_id else None):
            if taking:
                begins += taking[0]
                ends += taking[1]
        # After the nth end in order nothing is under way exactly if only n intervals have begun by then: no pairs, no merging.
        begins.sort()
        ends.sort()
        lead, after = fitting.lead, fitting.length + fitting.buffer
        room = lead + after
        gaps = [(end, begin) for end, begin in zip([_NEVER, *ends], [*begins, _ALWAYS], strict=True) if begin - end >= room]
        return [*[end + lead for end, _ in gaps], _ALWAYS], [*[begin - after for _, begin in gaps], _ALWAYS]


def free_starts(opens: int, closes: int, until_at_most: int, starts: Starts, fitting: Fitting) -> list[tuple[int, int]]:
    """Starts on the grid that begins with the opening, before the closing, of visits that end by `until_at_most`: the first of each free
    interval, and the instant before which they go on. What is kept free around a visit may run past the hours.
    """
    begins, ends = starts
    earliest, grid = fitting.earliest, fitting.grid
    last = min(until_at_most - fitting.length, closes - 1)
    soonest = opens if earliest <= opens else opens - (opens - earliest) // grid * grid
    found: list[tuple[int, int]] = []
    if soonest > last:
        return found
    index = bisect_left(ends, soonest)
    begin = begins[index]
    while begin <= last:
        # Rounded up to the next point of the grid.
        first = soonest if begin <= soonest else opens - (opens - begin) // grid * grid
        until = ends[index]
        if first <= until and first <= last:
            found.append((first, (min(last, until)) + 1))
        index += 1
        begin = begins[index]
    return found
