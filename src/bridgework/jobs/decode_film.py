import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from bridgework.actions.record_film import record_film
from bridgework.connections.door import Unreadable
from bridgework.connections.films.decode import decode_in_child
from bridgework.connections.films.film import Film
from bridgework.connections.films.recorded import as_decoded
from bridgework.lookups.outgoing import open_waiting_file
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import NotFound

MOST_TRIES = 4
NOT_IN_STORAGE = "The file could not be read from the storage. Please attach it again."


@app.task(name="bridgework.jobs.decode_film", pass_context=True, retry=RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=4))
def decode_film(context: JobContext, attachment_id: str) -> None:
    """Decodes one file in a process of its own and keeps the pictures. Doing it twice changes nothing."""
    try:
        waiting = open_waiting_file(SYSTEM, UUID(attachment_id))
        if waiting is None:
            return
        with waiting.stream as stream:
            made = decode_stream(stream, waiting.name)
    except OSError:
        if context.job.attempts < MOST_TRIES:
            raise
        made = Unreadable(NOT_IN_STORAGE)
    try:
        record_film(UUID(attachment_id), as_decoded(made), now=datetime.now(UTC))
    except NotFound:
        return


def decode_stream(stream: IO[bytes], name: str) -> Film | Unreadable:
    """A file on this disk is read where it is; one from elsewhere is copied here first."""
    place = Path(str(getattr(stream, "name", "") or ""))
    if place.is_absolute() and place.is_file():
        return decode_in_child(place, name)
    with tempfile.NamedTemporaryFile(prefix="bridgework-") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
        copy.flush()
        return decode_in_child(Path(copy.name), name)
