"""A clock that is told, and the real worker by it: whatever is due is planned, sent, reported and asked about at its full minute."""

import heapq
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

from bridgework.actions.claim_messages import Claimed, claim_messages
from bridgework.actions.plan_due_steps import plan_due_steps
from bridgework.actions.record_receipts import Report, record_receipts
from bridgework.actions.replan_referral import replan_referral
from bridgework.cli.simulation.asking import rows_of
from bridgework.cli.simulation.gateway import Gateway
from bridgework.connections.door import Outcome
from bridgework.jobs.carry_out import carry_out
from bridgework.jobs.send_message import resolve_in_flight
from bridgework.lookups.outgoing import BrokenOff
from bridgework.lookups.outreach import next_moments
from bridgework.rules.delivery import LATE_RECEIPT_PAUSES, LOOK_AFTER, ReceiptStatus
from bridgework.rules.facts import SYSTEM

AN_INSTANT = timedelta(microseconds=1)
"""After messages are claimed, and again before they are on the network."""
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
REPLAN = "bridgework.jobs.replan_referral"
"""The job that a message leaves which did not arrive: its day has room again."""
JOBS = "DELETE FROM procrastinate_jobs RETURNING task_name, args ->> 'referral_id'"
"""Of the others each is what the timetable would begin within the minute, which happens here anyhow."""


class Due(NamedTuple):
    """When a step, a message, a question to the service, a receipt, and what people do is due next."""

    step: datetime | None
    message: datetime | None
    asked: datetime | None
    receipt: datetime | None
    happening: datetime | None


class Clockwork:
    """A clock, a gateway, and what is still to happen."""

    def __init__(self, began: datetime, gateway: Callable[[Callable[[], datetime]], Gateway]) -> None:
        self.now = began
        self.asked_at: datetime | None = None
        self.worked_at: datetime | None = None
        self.gateway = gateway(lambda: self.now)
        self.told: Counter[tuple[str, ReceiptStatus]] = Counter()
        self._ahead: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()

    def at(self, moment: datetime, act: Callable[..., None], *about: Any) -> None:
        """Something happens then."""
        heapq.heappush(self._ahead, (moment, next(self._order), lambda: act(*about)))

    def run(self, until: datetime, progress: Callable[[datetime], None] = lambda moment: None) -> None:
        """Lets time go by: what happens happens at its moment, and the jobs of the timetable run at the full minute."""
        while True:
            due = self._due()
            moment = min([until, *(at for at in due if at is not None)])
            if moment >= until:
                break
            self.now = max(self.now, moment)
            if self._is_ahead():
                while self._is_ahead():
                    heapq.heappop(self._ahead)[2]()
            else:
                self.now = _full_minute(self.now)
                # What people do at that very minute comes first, or the judge could not tell what was known.
                if not self._is_ahead():
                    self.work(due)
            progress(self.now)
        self.now = until

    def _is_ahead(self) -> bool:
        return bool(self._ahead) and self._ahead[0][0] <= self.now

    def work(self, due: Due) -> None:
        """What the worker does every minute: each job that has something to do."""
        if due.step is not None and due.step <= self.now:
            while plan_due_steps(now=self.now).is_full:
                pass
        if any(at is not None and at <= self.now for at in (due.step, due.message)):
            if self.worked_at != self.now:
                self.between()
            while self._send():
                pass
        self.worked_at = self.now
        self._take_receipts()
        if due.asked is not None and due.asked <= self.now:
            resolve_in_flight(self.now, look=self._look)
            self.asked_at = self.now
        for task, referral_id in rows_of(JOBS):
            if task == REPLAN:
                replan_referral(UUID(referral_id), now=self.now)

    def _send(self) -> bool:
        """As `jobs.send_message.send_due` does, with what happens while messages are on their way."""
        batch = claim_messages(now=self.now)
        if batch.claimed:
            self.now += AN_INSTANT
            self.meanwhile(batch.claimed)
            self.now -= AN_INSTANT
            carry_out(batch.claimed, send=self.gateway.send, clock=lambda: self.now)
        return batch.is_full

    def between(self) -> None:
        """Happens after messages were planned, or when they are due again, and before anybody claims them."""

    def meanwhile(self, claimed: Sequence[Claimed]) -> None:
        """Happens after messages were claimed and before any of them is on the network."""

    def _take_receipts(self) -> None:
        """What is told of an attempt whose own answer is still unknown is told again later, as `jobs.take_receipt` does."""
        reports = self.gateway.receipts()
        if not reports:
            return
        unknown = {report.provider_id for report in record_receipts([Report(*one) for one in reports], now=self.now)}
        for name, status in reports:
            if status == "complained" and name not in unknown:
                self.gateway.complained.setdefault(self.gateway.mailed[name], self.now)
            if name in unknown and (tries := self.told[name, status]) < len(LATE_RECEIPT_PAUSES):
                self.told[name, status] += 1
                self.gateway.due_receipts.append((self.now + LATE_RECEIPT_PAUSES[tries], name, status))

    def _look(self, attempt: BrokenOff) -> Outcome:
        if attempt.channel != "sms":
            return Outcome("unclear", sentence="Nobody can be asked.")
        return self.gateway.find(str(attempt.message_id))

    def _due(self) -> Due:
        """When something is due next."""
        moments = next_moments(SYSTEM)
        receipt = min((at for at, _, _ in self.gateway.due_receipts), default=None)
        asked = moments.sending_since + LOOK_AFTER if moments.sending_since else None
        if asked is not None and self.asked_at is not None:
            # A text message that nobody can be asked about is asked about every minute: an hour is often enough for a clock that is told.
            asked = max(asked, self.asked_at + HOUR) if asked <= self.asked_at else asked
        return Due(moments.step, moments.message, asked, receipt, self._ahead[0][0] if self._ahead else None)


def _full_minute(moment: datetime) -> datetime:
    full = moment.replace(second=0, microsecond=0)
    return full if full == moment else full + MINUTE
