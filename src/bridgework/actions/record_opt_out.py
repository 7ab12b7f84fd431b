from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from bridgework.actions.defer_job import defer_jobs
from bridgework.lookups.stops import CHANNEL
from bridgework.lookups.writers import reached_at
from bridgework.records.models import OptOut
from bridgework.rules.facts import SYSTEM


@transaction.atomic
def record_opt_out(
    channel: str,
    address: str,
    *,
    our_address: str,
    word: str,
    source: str,
    now: datetime,
    practice_id: UUID | None = None,
) -> OptOut:
    """That an address wants nothing more from ours (or from one practice): it counts at once, for whatever is planned or claimed.

    `source` is reply, service or person; `our_address` "" stands for all of ours. Recorded again it stays the one that stands, with the time
    at which it was first heard. What comes next of everybody at the address follows by jobs.
    """
    wanted = OptOut(
        channel=channel,
        our_address=our_address,
        address=address.lower()[:254],
        practice_id=practice_id,
        at=now,
        word=word[:80],
        source=source,
    )
    OptOut.objects.bulk_create([wanted], ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")  # a batch that is on its way looks again
    rows = OptOut.objects.filter(channel=channel, our_address=our_address, address=wanted.address, ended_at=None)
    standing = rows.get(practice_id=practice_id) if practice_id else rows.get(practice=None)
    if standing.pk == wanted.pk:
        replan_address(address)
    return standing


@transaction.atomic
def end_opt_outs(channel: str, address: str, *, our_address: str, by: str, now: datetime) -> int:
    """Whoever stopped us wants messages again; how many wishes ended. One that a practice recorded for itself ends, too: it was theirs to take back."""
    standing = OptOut.objects.filter(channel=channel, address=address.lower(), our_address__in=("", our_address), ended_at=None)
    ended = standing.update(ended_at=now, ended_by=by[:80])
    if ended:
        replan_address(address)
    return ended


def replan_address(address: str) -> None:
    """An address wants messages no more, or again: leaves a job for each referral of whoever is reached there, as a phone may have several."""
    defer_jobs("replan_referral", [{"referral_id": str(key)} for key in reached_at(SYSTEM, address)])
