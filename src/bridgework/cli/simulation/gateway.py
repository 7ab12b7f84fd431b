"""A text message service and mail server that fail in every way a real one does, and remember what really reached somebody.

What happens to a message follows from the seed, its reader, its words and how often it was tried, not from which thread was first: the same
seed does the same.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from threading import Lock

from bridgework.connections.door import Message, Outcome
from bridgework.rules.delivery import ReceiptStatus

FAULTS = (
    ("", 0.80),
    ("taken_in_silence", 0.05),
    ("lost_in_silence", 0.03),
    ("busy", 0.04),
    ("out_of_order", 0.04),
    ("refused", 0.04),
)
"""How often what happens to a message, of all that are handed in."""
RECEIPTS: tuple[tuple[tuple[ReceiptStatus, ...], float], ...] = (
    (("queued", "sent", "delivered"), 0.70),
    (("sent", "delivered", "delivered", "queued"), 0.15),
    (("delivered", "undelivered"), 0.05),
    (("sent", "undelivered", "undelivered"), 0.05),
    ((), 0.05),
)
"""What is reported afterwards: in order, out of order and twice, contradicting itself, not arrived, nothing."""
OF_MAIL: tuple[tuple[tuple[ReceiptStatus, ...], float], ...] = (*RECEIPTS, (("delivered", "complained"), 0.03))
ON_THE_WIRE = timedelta(microseconds=2)
"""After its claim a message is with the service."""


MARKS = re.compile(r"https?://\S+|bench-[0-9a-f]{12}|\b[0-9a-f]{4}\b")
"""What is another one each time in words and addresses that are the same: links, and the marks of the practices that `set_up_clinic` makes."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A message that was taken: it is on somebody's phone or in their mailbox."""

    message_id: str
    channel: str
    to: str
    at: datetime
    provider_id: str


@dataclass(slots=True)
class Gateway:
    """`send` is what the sending calls from its threads; `faulty` False makes it a perfect one."""

    seed: str
    clock: Callable[[], datetime]
    faulty: bool = True
    reached: list[Reached] = field(default_factory=list)
    due_receipts: list[tuple[datetime, str, ReceiptStatus]] = field(default_factory=list)
    complained: dict[str, datetime] = field(default_factory=dict)
    """Mail addresses from which a complaint came, and when it was handed on."""
    mailed: dict[str, str] = field(default_factory=dict)
    """The address of each e-mail, by its name."""
    not_arrived: set[str] = field(default_factory=set)
    """Names of messages that were reported as not arrived, before or without another report: they may go by the other channel."""
    silent_until: datetime | None = None
    """Until then an outage: nothing is taken, and nothing can be asked."""
    names: dict[str, str] = field(default_factory=dict)
    """Text messages that were taken, by the key of the message."""
    tries: Counter[tuple[str, str]] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def send(self, channel: str, message: Message) -> Outcome:
        """One attempt, as `jobs.ways_out.send_out` makes it."""
        with self.lock:
            chance = self._chance(message)
            fault = _draw(chance, FAULTS) if self.faulty else ""
            if self.silent_until and self.clock() < self.silent_until:
                fault = "out_of_order"
            if fault == "lost_in_silence":
                return Outcome("unclear", sentence="No answer.")
            if fault in ("busy", "out_of_order"):
                return Outcome("retry", sentence="Later.", retry_after_seconds=120 if fault == "busy" else None)
            if fault == "refused":
                return Outcome("refused", sentence="Not taken.", code="21614")
            name = self._take(channel, message, chance)
            return Outcome("unclear", sentence="No answer.") if fault else Outcome("accepted", provider_id=name)

    def find(self, message_id: str) -> Outcome:
        """Whether a text message was taken, as its list of sent messages tells."""
        if self.silent_until and self.clock() < self.silent_until:
            return Outcome("unclear", sentence="No answer.")
        name = self.names.get(message_id)
        return Outcome("accepted", provider_id=name) if name else Outcome("retry", sentence="Not there.")

    def receipts(self) -> list[tuple[str, ReceiptStatus]]:
        """What is reported until now, each once."""
        now = self.clock()
        come = [(name, status) for at, name, status in self.due_receipts if at <= now]
        self.due_receipts = [one for one in self.due_receipts if one[0] > now]
        return come

    def _chance(self, message: Message) -> Random:
        about = (MARKS.sub("", message.to), MARKS.sub("", f"{message.subject} {message.text}"))
        self.tries[about] += 1
        return Random(f"{self.seed} {about} {self.tries[about]}")

    def _take(self, channel: str, message: Message, chance: Random) -> str:
        now = self.clock()
        name = f"{channel}-{len(self.reached)}-{message.id}"
        if channel == "sms":
            self.names[message.id] = name
        else:
            self.mailed[name] = message.to
        self.reached.append(Reached(message.id, channel, message.to, now + ON_THE_WIRE, name))
        reports: tuple[ReceiptStatus, ...] = ("delivered",)
        if self.faulty:
            reports = _draw(chance, RECEIPTS if channel == "sms" else OF_MAIL)
        if "undelivered" in reports and "delivered" not in reports:
            self.not_arrived.add(name)
        for place, status in enumerate(reports):
            self.due_receipts.append((now + timedelta(seconds=30 * place), name, status))
        return name


def _draw[Thing](chance: Random, things: tuple[tuple[Thing, float], ...]) -> Thing:
    return chance.choices([thing for thing, _ in things], [often for _, often in things])[0]
