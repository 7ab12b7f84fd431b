"""What patients were told in the made-up past, word for word: the same words as the worker would have kept when it sent them."""

import json
from uuid import UUID

from django.db import connection

from bridgework.actions.claim_messages import Claimed
from bridgework.actions.issue_patient_link import secret_of
from bridgework.jobs.carry_out import said
from bridgework.jobs.in_words import in_words, with_words

TRIED = """
SELECT message.id, attempt.id, message.referral_id, message.kind, message.recipient, message.channel, message.language, message.address,
    message.facts::text
FROM records_messageattempt AS attempt JOIN records_plannedmessage AS message ON message.id = attempt.message_id
WHERE message.recipient = 'patient' AND message.channel <> 'letter' AND attempt.words = ''
"""
KEEP = """
UPDATE records_messageattempt AS attempt SET words = kept.words
FROM unnest(%s::uuid[], %s::text[]) AS kept (id, words) WHERE attempt.id = kept.id
"""


def keep_words() -> None:
    """Writes the words of every text and e-mail to a patient that was tried."""
    with connection.cursor() as cursor:
        cursor.execute(TRIED)
        claimed = [_claimed(*row) for row in cursor.fetchall()]
        words = {one.claimed.attempt_id: said(in_words(one.claimed, one.template, one.from_number)) for one in with_words(claimed)}
        cursor.execute(KEEP, [list(words), list(words.values())])


def _claimed(
    message_id: UUID, attempt_id: UUID, referral_id: UUID, kind: str, recipient: str, channel: str, language: str, address: str, stored: str
) -> Claimed:
    facts = json.loads(stored)
    secret = secret_of(UUID(facts["link_id"])) if facts.get("link_id") else ""
    return Claimed(message_id, attempt_id, referral_id, kind, recipient, channel, language, address, facts, secret)
