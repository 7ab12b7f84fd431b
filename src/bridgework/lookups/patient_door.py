"""Whose birth date opens a patient's link, and what may be shown before it is given."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.lookups.patient_page import Office, office_of
from bridgework.lookups.person import contact_of, openers_of, reader_name
from bridgework.records.link_secrets import hash_of, mac_of
from bridgework.records.models import PatientLink, Practice
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.person import Contact
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Door:
    """What may be shown before the birth date is confirmed: whose office it is and in which language, never who the patient is.

    `asks_proxy`: the birth date is that of whoever speaks for the patient. `is_shared`: several people are reached at this number, each with
    a link of their own.
    """

    link_id: UUID
    office: Office
    language: str
    zone: str
    asks_proxy: bool
    is_shared: bool


def find_door(secret: str, now: datetime) -> Door:
    """The door behind a link's secret, while the link stands. Raises NotFound, in the same way for unknown, expired and revoked ones."""
    link = only_row(
        PatientLink.objects.filter(secret_sha256=hash_of(secret), revoked_at=None, expires_at__gt=now)
        .select_related("referral__recipient_practice", "patient")
        .prefetch_related("patient__proxies")
    )
    practice = link.referral.recipient_practice if link else None
    if link is None or practice is None:
        raise NotFound
    first = openers_of(link.patient, local_day(practice, now))[0]
    contact = contact_of(link.patient)
    return Door(
        link_id=link.pk,
        office=office_of(practice),
        language=contact.language,
        zone=practice.time_zone,
        asks_proxy=first.is_proxy,
        is_shared=_is_shared(link.patient_id, contact.phone),
    )


def key_of(link_id: UUID, proxy_id: UUID | None, birth_date: date | None) -> str:
    """What a browser keeps of a link that was opened: whose birth date it was, which nobody reads out of a stolen session."""
    return f"{link_id}.{mac_of('opened', f'{link_id} {birth_date} {proxy_id}'.encode()).hex()[:16]}"


def find_patient_viewer(link_id: UUID, opened: Collection[str], now: datetime) -> Viewer | None:
    """Whoever opened this link with one of the keys of a browser, as long as the link stands and they may open it.

    A revoked link ends open pages, and so does an authority that has ended or a birth date that was corrected.
    """
    if not any(key.startswith(str(link_id)) for key in opened):
        return None
    rows = PatientLink.objects.filter(pk=link_id, revoked_at=None, expires_at__gt=now)
    link = only_row(rows.select_related("patient", "referral__recipient_practice").prefetch_related("patient__proxies"))
    if link is None:
        return None
    viewers = ((viewer_of(link, opener), opener) for opener in openers_of(link.patient, local_day(link.referral.recipient_practice, now)))
    return next((viewer for viewer, opener in viewers if key_of(link_id, opener.proxy_id, opener.birth_date) in opened), None)


def viewer_of(link: PatientLink, opener: Contact) -> Viewer:
    """Somebody who may open a link, as the viewer of its pages."""
    return Viewer(
        kind="patient",
        name=reader_name(link.patient, opener),
        way="patient link",
        patient_id=link.patient_id,
        referral_id=link.referral_id,
        proxy_id=opener.proxy_id,
    )


def local_day(practice: Practice | None, now: datetime) -> date:
    """The day at a practice; without one the day in UTC."""
    return now.astimezone(ZoneInfo(practice.time_zone)).date() if practice else now.date()


def _is_shared(patient_id: UUID, phone: str) -> bool:
    """Whether others have a link that goes to the same number: they may hold the wrong one in their hand."""
    if not phone:
        return False
    # By way of the referral, which has the indexes.
    others = PatientLink.objects.filter(revoked_at=None).exclude(referral__patient_id=patient_id)
    return others.filter(referral__patient__phone=phone).exists() or others.filter(referral__patient__proxies__phone=phone).exists()
