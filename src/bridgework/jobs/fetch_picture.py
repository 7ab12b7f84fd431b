import io
from datetime import UTC, datetime
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from bridgework.actions.record_picture import record_picture
from bridgework.connections.door import Unreadable
from bridgework.connections.films.decode import decode_in_child
from bridgework.connections.sms.media import NotNow
from bridgework.connections.sms.media import fetch_picture as fetch
from bridgework.jobs.ways_out import text_messages
from bridgework.lookups.pictures import picture_to_fetch
from bridgework.rules.facts import SYSTEM

MOST_TRIES = 6
NOT_FETCHED = "The message service could not be asked for this picture. Please ask the patient to send it again."
NO_SERVICE = Unreadable("Text messages are not set up here any more.")


@app.task(name="bridgework.jobs.fetch_picture", pass_context=True, retry=RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=4))
def fetch_picture(context: JobContext, picture_id: str) -> None:
    """Fetches one picture that a patient texted and decodes it in a process of its own. Doing it twice changes nothing."""
    key = UUID(picture_id)
    address = picture_to_fetch(SYSTEM, key)
    if address is None:
        return
    sender = text_messages()
    try:
        found = fetch(sender.account, address) if sender else NO_SERVICE
    except NotNow:
        if context.job.attempts < MOST_TRIES:
            raise
        found = Unreadable(NOT_FETCHED)
    now = datetime.now(UTC)
    if isinstance(found, Unreadable):
        record_picture(key, refused_because=found.sentence, now=now)
        return
    made = decode_in_child(found.data, f"picture.{found.ending}")
    if isinstance(made, Unreadable):
        record_picture(key, refused_because=made.sentence, now=now)
        return
    record_picture(key, original=io.BytesIO(found.data), ending=found.ending, display=made.display, thumbnail=made.thumbnail, now=now)
