from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from bridgework.actions.ledger import lock_referral, write_audit
from bridgework.lookups.letters import Letter, letters_to_print
from bridgework.messages.compose import compose
from bridgework.records.models import MessageAttempt, PlannedMessage
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


@transaction.atomic
def post_letters(viewer: Viewer, message_ids: Collection[UUID], *, now: datetime) -> int:
    """A person says that these letters are in the mail: each has its attempt, accepted and with its words, and is sent. Answers how many
    were posted just now.

    Posting twice changes nothing, and a letter that was dropped meanwhile stays dropped. Raises NotFound where one is none of the viewer's
    practice, NotAllowed.
    """
    permissions.require(viewer, "acknowledge")
    mine = PlannedMessage.objects.filter(pk__in=message_ids, channel="letter", referral__recipient_practice_id=viewer.practice_id)
    referral_of = {key: referral_id for key, referral_id in mine.values_list("pk", "referral_id") if referral_id}
    if set(referral_of) != set(message_ids):
        raise NotFound
    for referral_id in sorted(set(referral_of.values())):
        lock_referral(viewer, referral_id)
    words = {letter.id: _words_of(letter) for letter in letters_to_print(viewer) if letter.id in referral_of}
    letters = list(PlannedMessage.objects.select_for_update().filter(pk__in=referral_of, status="planned").order_by("id"))
    for letter in letters:
        letter.status, letter.changed_at, letter.tries = "sent", now, letter.tries + 1
    MessageAttempt.objects.bulk_create(
        MessageAttempt(
            message=letter,
            number=letter.tries,
            channel="letter",
            started_at=now,
            finished_at=now,
            outcome="accepted",
            words=words.get(letter.pk, ""),
        )
        for letter in letters
    )
    PlannedMessage.objects.bulk_update(letters, ["status", "changed_at", "tries"])
    write_audit(viewer, "post_letters", now, sorted(set(referral_of.values())))
    return len(letters)


def _words_of(letter: Letter) -> str:
    """What it says, without the secret of its link."""
    link = f"{settings.URL}/p/…" if letter.link_id else ""
    words = compose(letter.kind, "email", letter.language, letter.facts, link, template=letter.template)
    return f"{words.subject}\n\n{words.body}".strip()
