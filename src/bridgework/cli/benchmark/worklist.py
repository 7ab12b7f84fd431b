"""A desk looks at what to do next: a page of 50 with names, due first."""

from datetime import UTC, datetime
from uuid import UUID

import psycopg

from bridgework.cli.benchmark.intake import as_application
from bridgework.cli.benchmark.legs import Operation, Preparation
from bridgework.cli.benchmark.network import Network, Office
from bridgework.lookups.worklist import PAGE, list_work
from bridgework.rules.permissions import steps_of

BUSIEST = 4
"""The clients look at the lists of so many practices: those whose list fills a page at every size."""
QUERY = """
SELECT r.id, r.number, r.version, r.tier, r.tier_reasons, r.state, r.teeth, r.reason, r.next_step, r.due_at, r.records_asked,
    r.records_asked_note, r.records_asked_at, r.offers_expire_at, r.visit_ends_at, r.visit_lost_at, r.sent_at, r.reviewed_at, r.booked_at,
    r.seen_at, r.reported_at, r.closed_at, r.cancel_reason, r.decline_reason, r.decline_note, r.desk_practice_id, r.recipient_practice_id,
    p.given_name, p.family_name, p.birth_date, p.language, p.interpreter, p.is_nervous, p.preferred_channel,
    sender.name, sender.on_network, recipient.name, referring.name, assigned.name
FROM records_referral r
JOIN records_patient p ON p.id = r.patient_id
JOIN records_practice sender ON sender.id = r.sender_practice_id
LEFT JOIN records_practice recipient ON recipient.id = r.recipient_practice_id
LEFT JOIN records_provider referring ON referring.id = r.referring_provider_id
LEFT JOIN records_provider assigned ON assigned.id = r.assigned_provider_id
WHERE r.closed_at IS NULL AND r.desk_practice_id = %s AND r.next_step = ANY(%s)
ORDER BY r.due_at, r.id LIMIT 51
"""


class ShortPage(Exception):
    """A page was not full: the comparison would not be fair."""


def ours(network: Network) -> Preparation:
    """The lookup behind the desk's page."""

    def prepare(client: int) -> Operation:
        viewer = desk(network, client).viewer("coordinator")

        def look() -> object:
            page = list_work(viewer, show="mine", now=datetime.now(UTC))
            if len(page.rows) != PAGE:
                raise ShortPage(f"{len(page.rows)} rows")
            return page

        return look

    return prepare


def bare(network: Network) -> Preparation:
    """The same columns of the same rows by one prepared statement."""

    def prepare(client: int) -> Operation:
        office = desk(network, client)
        steps = sorted(steps_of(office.viewer("coordinator")))
        connection = psycopg.connect(as_application(), autocommit=True)
        connection.prepare_threshold = 0

        def read() -> object:
            rows = connection.execute(QUERY, [UUID(office.id), steps]).fetchall()
            if len(rows) != PAGE + 1:
                raise ShortPage(f"{len(rows)} rows")
            return rows

        return read

    return prepare


def desk(network: Network, client: int) -> Office:
    return network.receivers[client % BUSIEST]
