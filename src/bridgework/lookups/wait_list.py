"""Who waits for an earlier time at a practice."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from bridgework.records.models import Appointment, WaitListEntry
from bridgework.rules.contact import decide_patient_zone
from bridgework.rules.facts import Viewer
from bridgework.rules.wait_list import Waiting


def waiting_for(viewer: Viewer, practice_id: UUID, *, now: datetime) -> tuple[Waiting, ...]:
    """Everybody on a practice's wait list whose visit lies ahead, in no order; for its own staff and the system, empty for others."""
    if viewer.kind != "system" and (not viewer.is_staff or viewer.practice_id != practice_id):
        return ()
    booked = Appointment.objects.filter(referral=OuterRef("referral_id"), status="booked", starts_at__gt=now)
    held = Appointment.objects.filter(referral=OuterRef("referral_id"), status="held", held_until__gt=now)
    entries = WaitListEntry.objects.filter(practice_id=practice_id, ended_at=None).select_related("referral__patient", "practice")
    rows = entries.annotate(visit_at=Subquery(booked.values("starts_at")[:1]), is_held=Exists(held))
    return tuple(
        Waiting(
            referral_id=row.pk,
            tier=row.referral.tier,
            since=row.since,
            offers=row.offers,
            visit_starts_at=row.visit_at,
            zone=decide_patient_zone(row.referral.patient.zip, row.referral.patient.phone, row.practice.time_zone).zone,
            has_offer=row.is_held,
        )
        for row in rows.filter(visit_at__isnull=False)
    )
