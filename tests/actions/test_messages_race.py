"""Many workers at once: a message is claimed by one of them, and is planned once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from django.db import connection, transaction

import make
from bridgework.actions.claim_messages import Claimed, claim_messages
from bridgework.actions.plan_messages import plan_messages
from bridgework.records.models import MessageAttempt, PlannedMessage, Referral
from people import NOW, Cast
from sending import claim_message

AT_ONCE = 8


def all_at_once(work: Any) -> list[Any]:
    start = Barrier(AT_ONCE)

    def one(_: int) -> Any:
        try:
            start.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


def test_one_worker_claims_it(committed_db: None, cast: Cast) -> None:
    message = make.accepted(cast).messages.get(kind="pick_a_time")

    claims: list[Claimed | None] = all_at_once(lambda: claim_message(message.pk, now=message.due_at))

    assert len([claim for claim in claims if claim]) == 1
    assert MessageAttempt.objects.filter(message=message).count() == 1


def test_no_two_workers_take_the_same_from_what_is_due(committed_db: None, cast: Cast) -> None:
    for number in range(4):
        make.accepted(cast, of=make.patient(cast.lakeview, phone=f"+1312555020{number}"))
    due = PlannedMessage.objects.count()

    batches = all_at_once(lambda: claim_messages(now=NOW + timedelta(days=1), limit=3))

    taken = [claimed.message_id for batch in batches for claimed in batch.claimed]
    assert len(taken) == len(set(taken)) == MessageAttempt.objects.count()
    assert 3 <= len(taken) <= due


def test_it_is_planned_once_whoever_plans_it(committed_db: None, cast: Cast) -> None:
    referral = make.sent(cast)
    referral = Referral.objects.select_related("patient", "sender_practice", "recipient_practice").get(pk=referral.pk)

    all_at_once(transaction.atomic(lambda: plan_messages(referral, "sent", "the same", NOW)))

    assert referral.messages.filter(occasion="the same").count() == 2
