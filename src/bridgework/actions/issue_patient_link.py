from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from bridgework.records.ids import new_id
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.link_secrets import hash_of, secret_from
from bridgework.records.models import PatientLink, Referral

LIVES = timedelta(days=60)
WORTH_PROLONGING = timedelta(days=1)
"""A link is made longer once a day at most, and not with every message."""
ISSUE = """
INSERT INTO records_patientlink (id, secret_sha256, referral_id, patient_id, created_at, expires_at, failed_tries)
SELECT new.id, new.secret, new.referral_id, new.patient_id, %s, %s, 0
FROM unnest(%s::uuid[], %s::text[], %s::uuid[], %s::uuid[]) AS new (id, secret, referral_id, patient_id)
"""


STANDING = KeptQuestion(
    lambda referral_ids, now: (
        PatientLink.objects.filter(referral_id__among=referral_ids, revoked_at=None, expires_at__gt=now)
        .order_by("created_at")
        .values_list("referral_id", "pk", "expires_at")
    ),
    list,
    datetime,
)
"""The links that open a page now, the newest last."""


class Issued(NamedTuple):
    """A link that stands: its key, and until when."""

    pk: UUID
    expires_at: datetime


def issue_patient_link(referral: Referral, now: datetime) -> Issued:
    """The patient's link to a locked referral: the one that still stands, made longer, or a new one. Called inside an action."""
    return issue_patient_links({referral.pk: referral.patient_id}, now)[referral.pk]


def issue_patient_links(patients: Mapping[UUID, UUID], now: datetime) -> dict[UUID, Issued]:
    """The same for several locked referrals, whose patients these are, in three statements however many they are."""
    links = {referral_id: Issued(key, until) for referral_id, key, until in STANDING(list(patients), now)}
    ageing = [link.pk for link in links.values() if link.expires_at < now + LIVES - WORTH_PROLONGING]
    if ageing:
        PatientLink.objects.filter(pk__in=ageing).update(expires_at=now + LIVES)
    new = {referral_id: Issued(new_id(), now + LIVES) for referral_id in patients if referral_id not in links}
    if new:
        keys = [link.pk for link in new.values()]
        hashes = [hash_of(secret_of(key)) for key in keys]
        with connection.cursor() as cursor:
            cursor.execute(ISSUE, [now, now + LIVES, keys, hashes, list(new), [patients[referral_id] for referral_id in new]])
    return links | new


def secret_of(link_id: UUID) -> str:
    """The secret part of a link's address."""
    return secret_from("patient-link", link_id.bytes)
