from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from bridgework.actions.ledger import lock_referral, write_audit
from bridgework.lookups.letters import Letter, letters_to_print
from bridgework.messages.compose import HIDDEN
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
    printed = {letter.id: letter for letter in letters_to_print(viewer)}
    letters = list(PlannedMessage.objects.select_for_update().filter(pk__in=referral_of, status="planned").order_by("id"))
    for letter in letters:
        letter.status, letter.changed_at, letter.tries = "sent", now, letter.tries + 1
    MessageAttempt.objects.bulk_create(_attempt(letter, printed.get(letter.pk), now) for letter in letters)
    PlannedMessage.objects.bulk_update(letters, ["status", "changed_at", "tries"])
    write_audit(viewer, "post_letters", now, sorted(set(referral_of.values())))
    return len(letters)


def _attempt(letter: PlannedMessage, printed: Letter | None, now: datetime) -> MessageAttempt:
    attempt = MessageAttempt(message=letter, number=letter.tries, channel="letter", started_at=now, finished_at=now, outcome="accepted")
    if printed:
        attempt.words = printed.in_words(f"{settings.URL}/p/{HIDDEN}").to_keep()
        attempt.wording_id = printed.wording_id
    return attempt
