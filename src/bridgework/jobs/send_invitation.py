from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from bridgework.actions.claim_invitation import ClaimedInvitation, claim_invitation
from bridgework.actions.finish_invitation import finish_invitation
from bridgework.connections.door import Message
from bridgework.jobs.ways_out import send_out
from bridgework.lookups.held_sending import sending_held
from bridgework.messages.colleague import invitation_words
from bridgework.rules.facts import SYSTEM

MOST_TRIES = 5


class NotTaken(Exception):
    """The mail server did not take it; the job is tried again."""


@app.task(name="bridgework.jobs.send_invitation", pass_context=True, retry=RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=5))
def send_invitation(context: JobContext, membership_id: str, invited_at: str) -> None:
    """Tells somebody by e-mail that they work at a practice now. Begun twice it sends once."""
    if sending_held(SYSTEM):
        return  # `actions.doubt_messages` shows it as unclear, and whoever invited sends it again
    key, moment = UUID(membership_id), datetime.fromisoformat(invited_at)
    claimed = claim_invitation(key, invited_at=moment)
    if claimed is None:
        return
    outcome = send_out("email", in_words(claimed, message_id=f"{membership_id}.{moment:%Y%m%d%H%M%S%f}"))
    last_try = context.job.attempts >= MOST_TRIES
    finish_invitation(key, invited_at=moment, outcome=outcome.kind, last_try=last_try)
    if outcome.kind == "retry" and not last_try:
        raise NotTaken


def in_words(claimed: ClaimedInvitation, *, message_id: str) -> Message:
    """The e-mail as it goes out; the secret is in it alone."""
    path = reverse("account_reset_password_from_key", args=claimed.password_key.split("-", 1)) if claimed.password_key else ""
    words = invitation_words(
        name=claimed.name,
        practice=claimed.practice,
        phone=claimed.phone,
        language=claimed.language,
        link=f"{settings.URL}{path}" if path else "",
        sign_in=f"{settings.URL}{reverse('account_login')}",
    )
    return Message(id=message_id, to=claimed.email, text=words.body, subject=words.subject)
