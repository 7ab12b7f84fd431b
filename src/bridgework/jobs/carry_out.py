"""Carries claimed messages to the network over several connections at once, and writes down what became of each while the others still wait."""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event
from uuid import UUID

from bridgework.actions.claim_messages import Claimed
from bridgework.actions.finish_attempts import Ending, finish_attempts
from bridgework.actions.weigh_messages import stopped_among
from bridgework.connections.door import Message, Outcome
from bridgework.jobs.bell import Bell, first_of
from bridgework.jobs.in_words import Worded, in_words, with_words
from bridgework.jobs.ways_out import send_out
from bridgework.lookups.stops import Stops
from bridgework.messages.compose import Words
from bridgework.rules.facts import SYSTEM
from bridgework.rules.outgoing import STALE_AFTER

AT_ONCE = 16
"""Connections of one worker."""
WRITE_EVERY_SECONDS = 0.5
"""How long what has ended may stay unwritten while others are under way: what a killed worker did not write has to be asked of the service."""
NO_WORDS = Outcome("refused", sentence="This message could not be put into words.", code="words")
STOPPED = Outcome("retry", sentence="No more messages were wanted meanwhile; it was not sent.", code="stopped")
"""Claimed again, it is dropped."""
STALE = Outcome("retry", sentence="It waited too long in its worker and was not sent.", code="stale")

Send = Callable[[str, Message], Outcome]
"""Carries one message out over a channel, in a thread without a database."""
Clock = Callable[[], datetime]

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


class Silence:
    """Who of a batch wants nothing more. The thread with the database looks; the others ask before each message goes to the network."""

    def __init__(self, claimed: Sequence[Claimed]) -> None:
        self._claimed = claimed
        self._stopped = {one.message_id for one in claimed}
        self._known = Event()

    def look(self) -> None:
        """While this looks nothing goes out, and nothing does where it fails."""
        self._known.clear()
        self._stopped = {one.message_id for one in self._claimed}
        try:
            self._stopped = stopped_among(self._claimed)
        finally:
            self._known.set()

    def covers(self, message_id: UUID) -> bool:
        """Whether this message stays here; waits while it is being looked up."""
        self._known.wait()
        return message_id in self._stopped


def carry_out(claimed: Sequence[Claimed], *, send: Send = send_out, clock: Clock = utc_now) -> None:
    """Sends what was claimed a moment ago and finishes every attempt.

    What would go to somebody who stops it meanwhile stays here: the database calls as soon as a stop is stored, and everything that is not
    handed to the network yet waits until it is known whom it concerns. Should no call get through, each write is followed by a look.
    """
    begun = time.monotonic()
    worded = with_words(claimed)
    if len(worded) == 1:
        finish([attempt(worded[0], begun, send)], clock())
        return
    waiting, ended, silence = SimpleQueue[Worded](), SimpleQueue[Ending](), Silence(claimed)
    for one in worded:
        waiting.put(one)
    with Stops(SYSTEM) as stops, closing(Bell()) as bell:

        def carry() -> None:
            try:
                while (one := _next(waiting)) is not None:
                    ended.put(attempt(one, begun, send, silence))
            finally:
                bell.ring()

        silence.look()
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="send") as threads:
            running = {threads.submit(carry) for _ in range(min(AT_ONCE, len(worded)))}
            write_at = time.monotonic() + WRITE_EVERY_SECONDS
            while running:
                first_of(stops, bell, write_at - time.monotonic())
                if stops.were_heard():
                    silence.look()
                over, running = wait(running, 0)
                if time.monotonic() < write_at and running:
                    continue
                write_at = time.monotonic() + WRITE_EVERY_SECONDS
                finish(list(iter(partial(_next, ended), None)), clock())
                for thread in over:
                    thread.result()
                if not waiting.empty():
                    silence.look()


def _next[Item](queue: SimpleQueue[Item]) -> Item | None:
    """The next one, None where there is none."""
    try:
        return queue.get_nowait()
    except Empty:
        return None


def attempt(worded: Worded, begun: float, send: Send, silence: Silence | None = None) -> Ending:
    """One message to the network, unless its time in this worker is over: then another one takes it. Runs in a thread without a database."""
    claimed = worded.claimed
    message = words_of(worded)
    if message is None:
        return ending_of(claimed.attempt_id, NO_WORDS)
    if silence is not None and silence.covers(claimed.message_id):
        return ending_of(claimed.attempt_id, STOPPED)
    if time.monotonic() - begun > STALE_AFTER.total_seconds():
        return ending_of(claimed.attempt_id, STALE)
    outcome = send(claimed.channel, message)
    words = said(message) if claimed.recipient == "patient" else ""
    return ending_of(claimed.attempt_id, outcome, words=words, wording_id=worded.wording_id)


def words_of(worded: Worded) -> Message | None:
    """The message, or None where it has no words: one message must not hold up those that were claimed with it."""
    try:
        return in_words(worded.claimed, worded.template, worded.from_number)
    except (LookupError, OSError, ValueError, TypeError):
        log.exception("a message of kind %s has no words", worded.claimed.kind)
        return None


def said(message: Message) -> str:
    """What a message tells, as it is kept."""
    return Words(message.subject, message.text).to_keep(message.token)


def finish(endings: Sequence[Ending], now: datetime) -> None:
    """Writes down what became of attempts."""
    if endings:
        finish_attempts(endings, now=now)


def ending_of(
    attempt_id: UUID, outcome: Outcome, *, words: str = "", wording_id: UUID | None = None, looked_in_vain: bool = False
) -> Ending:
    """What became of an attempt, as it is written down."""
    return Ending(
        attempt_id,
        outcome.kind,
        provider_id=outcome.provider_id,
        sentence=outcome.sentence,
        code=outcome.code,
        asked_to_wait=timedelta(seconds=outcome.retry_after_seconds or 0),
        looked_in_vain=looked_in_vain,
        words=words,
        wording_id=wording_id,
    )
