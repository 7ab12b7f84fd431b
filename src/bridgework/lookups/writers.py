"""Whom a reply may be about: by the number that wrote, or the message that it answers. For the system only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from bridgework.lookups.our_numbers import practice_at
from bridgework.lookups.person import contact_of
from bridgework.records.models import Appointment, Patient, PlannedMessage, Practice, Proxy, Referral
from bridgework.rules import referral_states as states
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.permissions import require_system

AFTERWARDS = timedelta(days=90)
"""How long after its end a referral may still be what somebody writes about ("thanks", "it hurts again")."""
MOST = 12
"""Referrals of one phone that are looked at: a phone with more is an institution's."""
MAY_CHOOSE = frozenset({states.ACCEPTED, states.UNATTENDED, states.VISIT_CANCELLED})
"""States in which the patient's page offers times."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One referral that a phone belongs to. `visit_at` is the visit to come (UTC) with its key, None without one; `told_at` when we last wrote
    of it to this phone.
    """

    referral_id: UUID
    patient_id: UUID
    practice_id: UUID
    state: str
    tier: str
    is_worse: bool
    language: str
    visit_id: UUID | None
    visit_at: datetime | None
    told_at: datetime | None

    @property
    def has_ended(self) -> bool:
        return self.state in states.ENDED


def writers_of(viewer: Viewer, channel: str, address: str, in_reply_to: UUID | None, now: datetime, *, at: str = "") -> tuple[Writer, ...]:
    """The referrals that somebody at this address may write about, the one that we last wrote of first; in a fixed number of queries.

    `at` is the number of ours that they wrote to: at a practice's own only its referrals are meant, at the one that all share those of a
    practice with a number of its own come in only where there is no other.
    """
    require_system(viewer)
    rows = list(_referrals(channel, address, in_reply_to, now))
    if channel == "sms":
        rows = _meant_at(at, rows)
    keys = [row.pk for row in rows]
    visits = {
        visit.referral_id: (visit.pk, visit.starts_at)
        for visit in Appointment.objects.filter(referral_id__in=keys, status="booked", starts_at__gt=now)
    }
    written = PlannedMessage.objects.filter(referral_id__in=keys, recipient="patient", status__in=["sending", "sent", "delivered"])
    if channel == "sms":
        written = written.filter(address=address)  # what another phone was told of a patient this one does not answer
    told = dict(written.order_by("changed_at").values_list("referral_id", "changed_at"))
    found = []
    for row in rows:
        assert row.recipient_practice_id is not None
        visit_id, visit_at = visits.get(row.pk, (None, None))
        found.append(
            Writer(
                referral_id=row.pk,
                patient_id=row.patient_id,
                practice_id=row.recipient_practice_id,
                state=row.state,
                tier=row.tier,
                is_worse=row.call_wanted_at is not None,
                language=contact_of(row.patient).language,
                visit_id=visit_id,
                visit_at=visit_at,
                told_at=told.get(row.pk),
            )
        )
    long_ago = min((row.sent_at for row in rows if row.sent_at), default=now)
    return tuple(sorted(found, key=lambda one: (one.has_ended, -(one.told_at or long_ago).timestamp())))


def desk_for_strangers(viewer: Viewer, address: str, writer: str = "") -> UUID | None:
    """The desk that reads what nobody known wrote to this number or address of ours, so that somebody does: that of the practice whose own
    number it is; of the practice that last took care of somebody at `writer`, however long ago; the one that the operator named
    (`STRANGERS_DESK`); else the practice that receives referrals here the longest. None only where there is no practice yet.
    """
    found = practice_at(viewer, address) or (_last_care_of(writer) if writer else None)
    if found is None and settings.STRANGERS_DESK:
        found = Practice.objects.filter(slug=settings.STRANGERS_DESK, on_network=True).values_list("pk", flat=True).first()
    if found is None:
        here = Practice.objects.filter(on_network=True).order_by("-receives", "created_at", "id")
        found = here.values_list("pk", flat=True).first()
    return found


def reached_at(viewer: Viewer, address: str) -> tuple[UUID, ...]:
    """The referrals under way whose patients are, or are spoken for, at this number or e-mail address: what it wants decides what comes next."""
    require_system(viewer)
    keys = _people_at(address)
    under_way = Referral.objects.filter(patient_id__in=keys, closed_at=None, cadence__isnull=False)
    return tuple(under_way.order_by("id").values_list("pk", flat=True)[:MOST]) if keys else ()


def last_text_to_patient(viewer: Viewer, referral_id: UUID) -> tuple[UUID, str] | None:
    """The last text message about a referral that its patient was to get, with the number it went to; None where there was none."""
    require_system(viewer)
    texts = PlannedMessage.objects.filter(referral_id=referral_id, recipient="patient", channel="sms")
    return texts.order_by("-created_at", "-id").values_list("pk", "address").first()


def _referrals(channel: str, address: str, in_reply_to: UUID | None, now: datetime) -> list[Referral]:
    about = Referral.objects.filter(sent_at__isnull=False, recipient_practice__isnull=False).filter(
        Q(closed_at=None) | Q(closed_at__gt=now - AFTERWARDS)
    )
    about = about.select_related("patient", "recipient_practice").prefetch_related("patient__proxies").order_by("-sent_at", "-id")
    if in_reply_to is not None:
        answered = list(about.filter(pk__in=PlannedMessage.objects.filter(pk=in_reply_to, recipient="patient").values("referral_id")))
        if answered:
            return answered
    if channel != "sms":
        return _only_one_at(address, about)
    patients = set(Patient.objects.filter(phone=address, merged_into=None).values_list("pk", flat=True)[: MOST * 4])
    patients |= set(Proxy.objects.filter(phone=address, ended_on=None).values_list("patient_id", flat=True)[: MOST * 4])
    return list(about.filter(patient_id__in=patients)[:MOST]) if patients else []


def _only_one_at(mailbox: str, about: QuerySet[Referral]) -> list[Referral]:
    """The referral of whoever has this e-mail address, where exactly one is under way: a letter that names no message of ours says no more."""
    at = _at(mailbox)
    patients = set(Patient.objects.filter(at, merged_into=None).values_list("pk", flat=True)[:MOST])
    patients |= set(Proxy.objects.filter(at, ended_on=None).values_list("patient_id", flat=True)[:MOST])
    found = list(about.filter(patient_id__in=patients, closed_at=None)[:2]) if patients else []
    return found if len(found) == 1 else []


def _last_care_of(writer: str) -> UUID | None:
    """The practice of the latest referral of anybody who has, or spoke for somebody with, this number or e-mail address."""
    keys = _people_at(writer)
    about = Referral.objects.filter(patient_id__in=keys, sent_at__isnull=False, recipient_practice__on_network=True)
    return about.order_by("-sent_at", "-id").values_list("recipient_practice_id", flat=True).first() if keys else None


def _people_at(address: str) -> set[UUID]:
    """The patients who have this number or e-mail address, and those for whom somebody there speaks or spoke."""
    at = _at(address) if "@" in address else Q(phone=address)
    patients, speakers = Patient.objects.filter(at), Proxy.objects.filter(at)
    return {*patients.values_list("pk", flat=True)[:MOST], *speakers.values_list("patient_id", flat=True)[:MOST]}


def _at(mailbox: str) -> Q:
    """Who has this e-mail address. That it is none of the empty ones is said, or the index of the others is not used."""
    return Q(Exact(Lower("email"), mailbox.lower())) & ~Q(email="")


def _meant_at(number: str, rows: list[Referral]) -> list[Referral]:
    """Those that are meant by whoever writes to this number of ours."""
    own = practice_at(SYSTEM, number)
    if own is not None:
        return [row for row in rows if row.recipient_practice_id == own]
    return [row for row in rows if row.recipient_practice and not row.recipient_practice.text_number] or rows
