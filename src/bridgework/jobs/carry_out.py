"""Carries claimed messages to the network over several connections at once, and writes down what became of each while the others still wait."""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from functools import partial
from queue import Empty, SimpleQueue
from uuid import UUID

from bridgework.actions.claim_messages import Claimed
from bridgework.actions.finish_attempts import Ending, finish_attempts
from bridgework.actions.weigh_messages import stopped_meanwhile
from bridgework.connections.door import Message, Outcome
from bridgework.jobs.in_words import Worded, in_words, with_words
from bridgework.jobs.ways_out import send_out
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


def carry_out(claimed: Sequence[Claimed], *, send: Send = send_out, clock: Clock = utc_now) -> None:
    """Sends what was claimed a moment ago and finishes every attempt."""
    begun = time.monotonic()
    worded = with_words(claimed)
    if len(worded) == 1:
        finish({claimed[0].attempt_id: attempt(worded[0], begun, send)}, clock())
        return
    waiting, ended, stopped = SimpleQueue[Worded](), SimpleQueue[tuple[UUID, Outcome]](), set[UUID]()
    for one in worded:
        waiting.put(one)

    def carry() -> None:
        while (one := _next(waiting)) is not None:
            outcome = STOPPED if one.claimed.message_id in stopped else attempt(one, begun, send)
            ended.put((one.claimed.attempt_id, outcome))

    with ThreadPoolExecutor(min(AT_ONCE, len(worded) or 1), thread_name_prefix="send") as threads:
        running = {threads.submit(carry) for _ in range(min(AT_ONCE, len(worded)))}
        while running:
            done, running = wait(running, WRITE_EVERY_SECONDS)
            finish(dict(iter(partial(_next, ended), None)), clock())
            for thread in done:
                thread.result()
            if not waiting.empty():
                stopped |= stopped_meanwhile({one.message_id for one in claimed})


def _next[Item](queue: SimpleQueue[Item]) -> Item | None:
    """The next one, None where there is none."""
    try:
        return queue.get_nowait()
    except Empty:
        return None


def attempt(worded: Worded, begun: float, send: Send) -> Outcome:
    """One message to the network, unless its time in this worker is over: then another one takes it. Runs in a thread without a database."""
    message = words_of(worded)
    if message is None:
        return NO_WORDS
    if time.monotonic() - begun > STALE_AFTER.total_seconds():
        return STALE
    return send(worded.claimed.channel, message)


def words_of(worded: Worded) -> Message | None:
    """The message, or None where it has no words: one message must not hold up those that were claimed with it."""
    try:
        return in_words(worded.claimed, worded.template, worded.from_number)
    except (LookupError, OSError, ValueError, TypeError):
        log.exception("a message of kind %s has no words", worded.claimed.kind)
        return None


def finish(outcomes: dict[UUID, Outcome], now: datetime, *, looked_in_vain: bool = False) -> None:
    """Writes down what became of attempts."""
    if outcomes:
        endings = [ending_of(key, outcome, looked_in_vain=looked_in_vain) for key, outcome in outcomes.items()]
        finish_attempts(endings, now=now)


def ending_of(attempt_id: UUID, outcome: Outcome, *, looked_in_vain: bool) -> Ending:
    return Ending(
        attempt_id,
        outcome.kind,
        provider_id=outcome.provider_id,
        sentence=outcome.sentence,
        code=outcome.code,
        asked_to_wait=timedelta(seconds=outcome.retry_after_seconds or 0),
        looked_in_vain=looked_in_vain,
    )
