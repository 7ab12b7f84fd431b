"""What the made-up past has already carried out: its messages were sent, its files decoded. Nothing of it may go out now."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from bridgework.actions.chase_records import chase_records
from bridgework.actions.plan_due_steps import plan_due_steps
from bridgework.actions.release_holds import TAKEN_WHEN_LAPSED, release_holds, tell_released_holds
from bridgework.demo.said import keep_words
from bridgework.jobs.watch_outreach import watch
from bridgework.lookups.cadence import next_step_at
from bridgework.lookups.chase import next_chase_at
from bridgework.rules.facts import SYSTEM

RECENT = timedelta(hours=6)
"""Messages that are younger than this really go out, to the demo's mailbox and phone."""

POSTED = timedelta(days=4)
"""Letters that are younger than this still wait to be printed: nobody was at the desk over the weekend."""

# A message that something overtook only after it was due had gone out by then; it was dropped because nobody sends while stories are told.
# Raw SQL, because no action may ever write that something was sent which was not: that is for a made-up past only.
STATEMENTS = (
    """
    UPDATE records_plannedmessage
    SET status = CASE WHEN get_byte(uuid_send(id), 15) < 5 THEN 'failed' WHEN channel = 'sms' THEN 'delivered' ELSE 'sent' END,
        tries = 1, changed_at = due_at + interval '9 seconds'
    WHERE due_at < CASE channel WHEN 'letter' THEN %(posted)s ELSE %(recent)s END
        AND (status = 'planned' OR status = 'dropped' AND changed_at > due_at + interval '20 seconds')
    """,
    """
    INSERT INTO records_messageattempt (id, message_id, number, channel, started_at, finished_at, outcome, provider_id, sentence)
    SELECT gen_random_uuid(), id, 1, channel, due_at + interval '4 seconds', due_at + interval '5 seconds',
           CASE status WHEN 'failed' THEN 'refused' ELSE 'accepted' END,
           CASE status WHEN 'failed' THEN '' ELSE 'demo-' || id END,
           CASE status WHEN 'failed' THEN 'The address does not exist.' ELSE '' END
    FROM records_plannedmessage WHERE tries = 1 AND due_at < %(recent)s
    """,
    """
    INSERT INTO records_messagereceipt (id, attempt_id, at, status)
    SELECT gen_random_uuid(), attempt.id, message.changed_at, 'delivered'
    FROM records_messageattempt AS attempt JOIN records_plannedmessage AS message ON message.id = attempt.message_id
    WHERE message.status = 'delivered' AND message.due_at < %(recent)s
    """,
    # Who opened the link came by the last message that carried it.
    """
    INSERT INTO records_messagereceipt (id, attempt_id, at, status)
    SELECT gen_random_uuid(), came.attempt_id, came.opened_at, 'clicked'
    FROM (
        SELECT DISTINCT ON (link.id) attempt.id AS attempt_id, link.opened_at
        FROM records_patientlink AS link
        JOIN records_plannedmessage AS message
            ON message.referral_id = link.referral_id AND message.recipient = 'patient' AND message.facts ->> 'link_id' = link.id::text
        JOIN records_messageattempt AS attempt ON attempt.message_id = message.id AND attempt.outcome = 'accepted'
        WHERE link.opened_at > attempt.started_at
        ORDER BY link.id, attempt.started_at DESC
    ) AS came
    """,
    """
    DELETE FROM procrastinate_jobs
    WHERE status = 'todo' AND (
        task_name LIKE '%%decode_film'
        OR task_name LIKE '%%send_message' AND (args ->> 'message_id')::uuid NOT IN (
            SELECT id FROM records_plannedmessage WHERE status = 'planned'
        )
    )
    """,
    # Of what is late already nobody is told one by one: the demo begins to tell now, with one summary for each practice.
    "UPDATE records_practice SET late_before = %(now)s",
)


def chase_until(now: datetime) -> None:
    """Lets the chases of missing records run as the clock would have: each step at its own time."""
    while (at := next_chase_at()) is not None and at <= now:
        chase_records(at)


def plan_until(now: datetime) -> None:
    """Lets the plans of reaching patients run as the clock would have: each step at its own time."""
    while (at := next_step_at(SYSTEM)) is not None and at <= now:
        plan_due_steps(now=at)


@transaction.atomic
def settle(now: datetime) -> None:
    """Marks the messages of the past as sent, with their words, takes away their jobs, and gives back held times that nobody took; missing records were chased,
    and patients reached by their plans.
    """
    while release_holds(now):
        pass
    # Of held times that had lapsed and that another took, nobody was told: the job for it is forgotten while stories are told.
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT referral_id FROM records_appointment WHERE reason = %s ORDER BY 1", [TAKEN_WHEN_LAPSED])
        taken = [row[0] for row in cursor.fetchall()]
    for referral_id in taken:
        tell_released_holds(referral_id, now)
    chase_until(now)
    plan_until(now)
    watch(now)  # as every hour
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement, {"recent": now - RECENT, "posted": now - POSTED, "now": now})
    keep_words()
