"""Rows as COPY takes them: text, one line a row."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from random import Random

NULL = r"\N"
CHUNK = 1 << 16
EPOCH = date(1970, 1, 1)


class Rows:
    """Rows of one table for the next COPY. Values are text already; NULL stands for nothing."""

    def __init__(self, table: str, columns: str | Sequence[str], lines: list[str] | None = None) -> None:
        self.table = table
        self.columns = columns.split() if isinstance(columns, str) else columns
        self.lines = lines or []

    def add(self, *values: str) -> None:
        self.lines.append("\t".join(values))

    def taken(self) -> "Rows":
        """What has gathered, to be carried in; these rows begin anew."""
        full, self.lines = Rows(self.table, self.columns, self.lines), []
        return full


def chunks(lines: Iterable[str]) -> Iterator[str]:
    """Lines in pieces that are worth sending."""
    gathered: list[str] = []
    size = 0
    for line in lines:
        gathered.append(line)
        size += len(line)
        if size > CHUNK:
            yield "\n".join(gathered) + "\n"
            gathered, size = [], 0
    if gathered:
        yield "\n".join(gathered) + "\n"


class Ids:
    """Version 7 UUIDs as text, by a clock that is told: rows of the past stand in the index as if they had been written then."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def at(self, seconds: float) -> str:
        stamp, rest = int(seconds * 1000), self.random.getrandbits(74)
        return f"{stamp >> 16:08x}-{stamp & 0xFFFF:04x}-7{rest & 0xFFF:03x}-{0x8000 | rest >> 12 & 0x3FFF:04x}-{rest >> 26:012x}"


def moment(seconds: float) -> str:
    """Seconds since 1970 as PostgreSQL reads an instant."""
    day, rest = divmod(int(seconds), 86400)
    return f"{_date(day)} {rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}+00"


@lru_cache(maxsize=4096)
def _date(day: int) -> str:
    return (EPOCH + timedelta(days=day)).isoformat()
