"""What arrived: the last messages in memory, and on disk in a file of lines so that a restart keeps them."""

import contextlib
import json
import secrets
import threading
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

KEPT = 2_000
"""Messages kept; the demo network sends some hundreds."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message: an e-mail, a text message, or a text message that a person wrote back. `at` is ISO 8601 in UTC."""

    id: str
    kind: Literal["mail", "sms"]
    direction: Literal["in", "out"]
    to: str
    sender: str
    text: str
    at: str
    subject: str = ""
    html: str = ""
    status: str = "delivered"
    message_id: str = ""
    status_callback: str = ""
    error_code: str = ""
    sent_at: str = ""
    files: tuple[tuple[str, str, str], ...] = ()
    """(name, media type, base64) of each enclosure."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the demo, so that one page can show their phone and their mailbox together."""

    name: str
    phone: str = ""
    email: str = ""
    role: str = ""


@dataclass(slots=True)
class Store:
    """All that arrived. Safe to use from several threads; `version` grows with every change."""

    directory: Path | None = None
    messages: dict[str, Arrived] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    opted_out: set[str] = field(default_factory=set)
    """"{phone} {number}": who wants nothing more from which of the numbers."""
    kept: int = KEPT
    """How many messages, the latest ones."""
    version: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        if self.directory:
            self.directory.mkdir(parents=True, exist_ok=True)
            self.load(self.directory / "messages.jsonl")

    def load(self, path: Path) -> None:
        """Takes up what an earlier run left, and writes it anew without what was overtaken."""
        with contextlib.suppress(OSError):
            for line in path.read_text(encoding="utf-8").splitlines():
                # A line that was cut off by a kill is lost; the rest is not.
                with contextlib.suppress(ValueError, TypeError, KeyError):
                    self.take(json.loads(line))
        with path.open("w", encoding="utf-8") as lines:
            for entry in ({"people": [asdict(person) for person in self.people]}, {"opted_out": sorted(self.opted_out)}, *self.entries()):
                lines.write(json.dumps(entry) + "\n")

    def entries(self) -> list[dict[str, Any]]:
        """Every message as a line for the file."""
        return [{"message": asdict(message)} for message in self.messages.values()]

    def take(self, entry: dict[str, Any]) -> None:
        """One line of the file into memory."""
        if "message" in entry:
            message = Arrived(**entry["message"] | {"files": tuple(tuple(part) for part in entry["message"]["files"])})
            self.messages[message.id] = message
            while len(self.messages) > self.kept:
                del self.messages[next(iter(self.messages))]
        elif "people" in entry:
            self.people = [Person(**person) for person in entry["people"]]
        elif "opted_out" in entry:
            self.opted_out = set(entry["opted_out"])
        elif "forgotten" in entry:
            self.messages.clear()

    def write(self, entry: dict[str, Any]) -> None:
        """One change: into memory and as a line on disk."""
        with self.lock:
            self.take(entry)
            self.version += 1
            if self.directory:
                with (self.directory / "messages.jsonl").open("a", encoding="utf-8") as lines:
                    lines.write(json.dumps(entry) + "\n")

    def add(self, message: Arrived) -> Arrived:
        """Keeps a message."""
        self.write({"message": asdict(message)})
        return message

    def change(self, identity: str, **changes: str) -> Arrived | None:
        """Changes a message that is still kept."""
        with self.lock:
            message = self.messages.get(identity)
            return self.add(replace(message, **changes)) if message else None  # type: ignore[arg-type]

    def set_people(self, people: list[Person]) -> None:
        """Tells who is who."""
        self.write({"people": [asdict(person) for person in people]})

    def opt(self, phone: str, number: str, *, out: bool) -> None:
        """A person wrote STOP or START to one of the numbers: it counts for this pair."""
        with self.lock:
            pair = {f"{phone} {number}"}
            self.write({"opted_out": sorted(self.opted_out | pair if out else self.opted_out - pair)})

    def forget(self) -> None:
        """Throws all messages away; people stay."""
        self.write({"forgotten": True})

    def all(self) -> list[Arrived]:
        """Every message kept, oldest first."""
        with self.lock:
            return list(self.messages.values())

    def get(self, identity: str) -> Arrived | None:
        """One message, if it is still kept."""
        with self.lock:
            return self.messages.get(identity)


def now() -> str:
    """The time, as messages carry it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def new_sid() -> str:
    """A name for a text message, of the form the real service uses."""
    return f"SM{secrets.token_hex(16)}"
