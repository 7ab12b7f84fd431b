import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from bridgework.records.models import PatientLink, Referral

LIVES = timedelta(days=60)
WORTH_PROLONGING = timedelta(days=1)
"""A link is made longer once a day at most, and not with every message."""


def issue_patient_link(referral: Referral, now: datetime) -> PatientLink:
    """The patient's link to a locked referral: the one that still stands, made longer, or a new one. Called inside an action."""
    return issue_patient_links([referral], now)[referral.pk]


def issue_patient_links(referrals: Collection[Referral], now: datetime) -> dict[UUID, PatientLink]:
    """The same for several locked referrals, by their keys, in three statements however many they are."""
    standing = PatientLink.objects.filter(referral__in=referrals, revoked_at=None, expires_at__gt=now).order_by("created_at")
    links = {link.referral_id: link for link in standing}
    ageing = [link.pk for link in links.values() if link.expires_at < now + LIVES - WORTH_PROLONGING]
    if ageing:
        PatientLink.objects.filter(pk__in=ageing).update(expires_at=now + LIVES)
    new = [_new_link(referral, now) for referral in referrals if referral.pk not in links]
    PatientLink.objects.bulk_create(new)
    return links | {link.referral_id: link for link in new}


def _new_link(referral: Referral, now: datetime) -> PatientLink:
    link = PatientLink(referral=referral, patient_id=referral.patient_id, created_at=now, expires_at=now + LIVES)
    link.secret_sha256 = hash_of(secret_of(link.pk))
    return link


def secret_of(link_id: UUID) -> str:
    """The secret part of a link's address: 22 characters (128 bits), derived from its key and the server's secret.

    Nothing in the database reveals it, and a message that is composed again carries the same link.
    """
    mac = hmac.new(settings.SECRET_KEY.encode(), b"patient-link:" + link_id.bytes, hashlib.sha256).digest()
    return urlsafe_b64encode(mac[:16]).decode().rstrip("=")


def hash_of(secret: str) -> str:
    """What of a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
