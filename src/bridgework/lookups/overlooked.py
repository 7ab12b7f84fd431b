"""What should have gone out and did not, worked out from the facts and not from what was planned. For the system only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from bridgework.lookups.cadence_facts import read_around
from bridgework.records.models import PlannedMessage, Referral
from bridgework.rules import referral_states as states
from bridgework.rules.cadence import next_step
from bridgework.rules.cadence_facts import Stopped
from bridgework.rules.cadence_stops import STOPPED_BY_STATE
from bridgework.rules.facts import Viewer
from bridgework.rules.overlooked import NOTICED_WITHIN, UNRESOLVED_AFTER, UNSENT_AFTER, overlooked_since
from bridgework.rules.permissions import require_system

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Gap:
    """A referral whose patient should have heard of something, or whose turn for a person should have come, since `since` (UTC).

    `by_time`: until lately nothing was due by the facts, and time alone changed that. Nobody overlooked it; the watch plans it anew.
    """

    referral_id: UUID
    since: datetime
    by_time: bool = False


@dataclass(frozen=True, slots=True)
class Gaps:
    """Those of one stretch of referrals; `after` is where the next one begins, None at the end."""

    found: tuple[Gap, ...]
    after: UUID | None


def find_gaps(viewer: Viewer, *, now: datetime, after: UUID | None = None) -> Gaps:
    """The gaps among the next few hundred open, accepted referrals in the order of keys."""
    require_system(viewer)
    around = Referral.objects.select_related("patient", "recipient_practice").prefetch_related("patient__proxies")
    held = around.filter(closed_at=None, accepted_at__isnull=False).exclude(state__in=states.ENDED).order_by("pk")
    referrals = list((held.filter(pk__gt=after) if after else held)[:CHUNK])
    late: dict[UUID, datetime] = {}
    for key, one in read_around(referrals, now).items():
        since = overlooked_since(next_step(one.facts.policy, one.facts, now), one.row.status if one.row else "", now)
        if since is not None:
            late[key] = since
    stopped = _stopped([referral for referral in referrals if referral.pk in late], now - NOTICED_WITHIN)
    found = tuple(Gap(key, since, by_time=key in stopped) for key, since in late.items())
    return Gaps(found, referrals[-1].pk if len(referrals) == CHUNK else None)


def _stopped(referrals: list[Referral], then: datetime) -> set[UUID]:
    """Those of which nothing was due at that moment, by the facts of now."""
    around = read_around(referrals, then) if referrals else {}
    return {key for key, one in around.items() if isinstance(next_step(one.facts.policy, one.facts, then), Stopped)}


def never_begun(viewer: Viewer, *, limit: int) -> tuple[UUID, ...]:
    """Accepted referrals whose patients should hear from us by a plan and have none: they were accepted before there were plans. The longest
    accepted first.
    """
    require_system(viewer)
    under_way = Referral.objects.filter(closed_at=None, accepted_at__isnull=False, cadence=None)
    waiting = under_way.exclude(state__in={states.DRAFT, states.RECEIVED, *STOPPED_BY_STATE})
    return tuple(waiting.order_by("accepted_at", "pk").values_list("pk", flat=True)[:limit])


def stuck_messages(viewer: Viewer, *, now: datetime, limit: int) -> list[UUID]:
    """Messages that were due and that nobody began to send, and attempts that never came to an end. Letters wait for a person."""
    require_system(viewer)
    rows = PlannedMessage.objects.filter(
        Q(status="planned", due_at__lte=now - UNSENT_AFTER) | Q(status="sending", changed_at__lte=now - UNRESOLVED_AFTER)
    ).exclude(channel="letter")
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True)[:limit])
