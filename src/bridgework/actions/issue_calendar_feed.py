from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.actions.lock_provider import lock_provider
from bridgework.records.constraints import refusing
from bridgework.records.link_secrets import hash_of, secret_from
from bridgework.records.models import CalendarFeed, Provider
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotAllowed, NotFound

READ_NOTED_EVERY = timedelta(minutes=10)


@transaction.atomic
def issue_calendar_feed(viewer: Viewer, provider_id: UUID, *, now: datetime) -> CalendarFeed:
    """A new secret address at which a clinician's visits can be subscribed to; the one before does not work any more.

    Raises NotFound, NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    if viewer.person_id is None:
        raise NotAllowed("A calendar address is made by a person.")
    _own(viewer, provider_id)
    lock_provider(provider_id)
    CalendarFeed.objects.filter(provider_id=provider_id, revoked_at=None).update(revoked_at=now)
    feed = CalendarFeed(provider_id=provider_id, made_by_id=viewer.person_id, created_at=now)
    feed.secret_sha256 = hash_of(feed_secret(feed.pk))
    with refusing():
        feed.save(force_insert=True)
    write_audit(viewer, "issue_calendar_feed", now, [])
    return feed


@transaction.atomic
def revoke_calendar_feed(viewer: Viewer, provider_id: UUID, *, now: datetime) -> None:
    """The address does not work any more. Raises NotFound, NotAllowed."""
    permissions.require(viewer, "run_practice")
    _own(viewer, provider_id)
    CalendarFeed.objects.filter(provider_id=provider_id, revoked_at=None).update(revoked_at=now)
    write_audit(viewer, "revoke_calendar_feed", now, [])


@transaction.atomic
def note_feed_read(feed_id: UUID, *, now: datetime) -> None:
    """A program has fetched the feed; noted every ten minutes at most."""
    CalendarFeed.objects.filter(pk=feed_id).exclude(read_at__gt=now - READ_NOTED_EVERY).update(read_at=now)


def feed_secret(feed_id: UUID) -> str:
    """The secret part of the address."""
    return secret_from("calendar-feed", feed_id.bytes)


def _own(viewer: Viewer, provider_id: UUID) -> None:
    if not Provider.objects.filter(pk=provider_id, practice_id=permissions.practice_of(viewer)).exists():
        raise NotFound
