import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from bridgework.records.models import PatientLink, Referral

LIVES = timedelta(days=60)


def issue_patient_link(referral: Referral, now: datetime) -> PatientLink:
    """The patient's link to a locked referral: the one that still stands, made longer, or a new one. Called inside an action."""
    link = referral.patient_links.filter(revoked_at=None, expires_at__gt=now).order_by("-created_at").first()
    if link is None:
        link = PatientLink(referral=referral, patient_id=referral.patient_id, created_at=now)
        link.secret_sha256 = hash_of(secret_of(link.pk))
    link.expires_at = now + LIVES
    link.save()
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
