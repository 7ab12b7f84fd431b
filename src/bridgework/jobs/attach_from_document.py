from datetime import UTC, datetime
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from bridgework.actions.attach_from_document import FileInside
from bridgework.actions.attach_from_document import attach_from_document as attach
from bridgework.connections.door import Unreadable
from bridgework.connections.fhir.inside import FilesInside, file_name, files_inside
from bridgework.lookups.outgoing import read_accepted_document
from bridgework.rules.facts import SYSTEM

MOST_TRIES = 4
NOT_IN_STORAGE = "The original document could not be read from the storage, so its files are not here. Please ask the sender for them."


@app.task(name="bridgework.jobs.attach_from_document", pass_context=True, retry=RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=4))
def attach_from_document(context: JobContext, document_id: str) -> None:
    """Takes the files out of the kept original of an accepted document and attaches them to its referral. Doing it twice changes nothing."""
    key = UUID(document_id)
    try:
        content = read_accepted_document(SYSTEM, key)
    except OSError:
        if context.job.attempts < MOST_TRIES:
            raise
        found: FilesInside | Unreadable = Unreadable(NOT_IN_STORAGE)
    else:
        if content is None:
            return
        found = files_inside(content)
    if isinstance(found, Unreadable):
        attach(key, inside=(), not_taken=(found.sentence,), now=datetime.now(UTC))
        return
    inside = [FileInside(file_name(file), file.kind, file.data) for file in found.files]
    attach(key, inside=inside, not_taken=found.not_taken, now=datetime.now(UTC))
