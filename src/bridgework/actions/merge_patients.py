from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from bridgework.actions.enter_patient import lock_practice
from bridgework.actions.ledger import new_event, write_audit, write_events
from bridgework.lookups.merges import entry_of
from bridgework.records.constraints import refusing
from bridgework.records.models import Coverage, Patient, PatientLink, PatientMerge, PatientPair, Proxy, Referral
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.merging import FILLABLE, fill_in, why_not_merge
from bridgework.rules.refusals import MoveNotAllowed, NotFound


@transaction.atomic
def merge_patients(viewer: Viewer, *, kept_id: UUID, merged_id: UUID, now: datetime) -> PatientMerge:
    """A person decided that two entries of their practice's chart are one patient: both rows stay, one points at the other.

    Its referrals with their links come along, and what the kept entry does not say is filled in from it, all of it written down so that
    `unmerge_patients` takes it back exactly. Every referral says so in its history. Done twice it answers with the merge there is.
    Raises MoveNotAllowed (a chain, two practices, one entry), NotFound, NotAllowed.
    """
    permissions.require(viewer, "merge_patients")
    kept, merged, referrals = lock_entries(viewer, kept_id, merged_id)
    if merged.merged_into_id == kept.pk:
        return PatientMerge.objects.get(kept=kept, merged=merged, undone_at=None)
    if refusal := why_not_merge(entry_of(kept), entry_of(merged)):
        raise MoveNotAllowed(refusal)
    moved = [referral for referral in referrals if referral.patient_id == merged.pk]
    merge = PatientMerge(practice_id=kept.practice_id, kept=kept, merged=merged, merged_by_id=viewer.person_id, merged_at=now)
    merge.referral_ids = [referral.pk for referral in moved]
    merge.filled = fill_in(*({column: getattr(row, column) for column in FILLABLE} for row in (kept, merged)))
    (merge.moved_proxy, *further), (merge.moved_coverage, *more) = _hand_over(Proxy, kept, merged), _hand_over(Coverage, kept, merged)
    merge.moved_others = [key for key in (*further, *more) if key]
    for column, value in merge.filled.items():
        setattr(kept, column, value)
    kept.save(update_fields=[*merge.filled])
    merged.merged_into = kept
    with refusing():
        merged.save(update_fields=["merged_into"])
        merge.save(force_insert=True)
    point_at(kept, merge.referral_ids)
    answer(PatientPair.State.MERGED, viewer, kept, merged, now)
    write_events(*(new_event(referral, viewer, "patient_merged", now, {"merge": str(merge.pk)}) for referral in moved))
    write_audit(viewer, "merge_patients", now, merge.referral_ids)
    return merge


def lock_entries(viewer: Viewer, *patient_ids: UUID) -> tuple[Patient, Patient, list[Referral]]:
    """The two entries and all their referrals, locked in the one order of the house: practice, referrals, patients, each by their keys.

    Who starts a referral holds the patient, who acts on one holds the referral: neither can come in between. Raises NotFound, MoveNotAllowed where
    one was started meanwhile.
    """
    practice = lock_practice(viewer)
    theirs = Referral.objects.filter(patient__in=patient_ids, patient__practice=practice)
    referrals = list(theirs.select_for_update(of=("self",)).order_by("pk"))
    own = Patient.objects.filter(Q(practice=practice), pk__in=patient_ids)
    rows = {row.pk: row for row in own.select_for_update(no_key=True, of=("self",)).order_by("pk")}
    if not rows.keys() >= set(patient_ids):
        raise NotFound
    # Between the two locks somebody may have started one more: it is theirs to finish first.
    if Referral.objects.filter(patient__in=patient_ids).exclude(pk__in=[referral.pk for referral in referrals]).exists():
        raise MoveNotAllowed("A referral of this patient was started at this very moment. Nothing was changed; please try again.")
    return rows[patient_ids[0]], rows[patient_ids[-1]], referrals


def answer(state: PatientPair.State, viewer: Viewer, one: Patient, other: Patient, now: datetime) -> None:
    """What was decided about two entries is the answer to whether they are one person, where it was asked."""
    older, newer = sorted((one.pk, other.pk))
    pairs = PatientPair.objects.filter(Q(practice_id=viewer.practice_id), older=older, newer=newer)
    pairs.update(state=state, answered_by=viewer.person_id, answered_at=now)


def point_at(patient: Patient, referral_ids: list[UUID]) -> None:
    """Makes the referrals, and the links to them, those of this entry. What was promised, booked and sent stays as it is."""
    Referral.objects.filter(pk__in=referral_ids).update(patient=patient)
    PatientLink.objects.filter(referral__in=referral_ids).update(patient=patient)


def _hand_over(noun: type[Proxy] | type[Coverage], kept: Patient, merged: Patient) -> list[UUID | None]:
    """The keys of those who speak for the patient, or of who pays, moved where the kept entry has none of its own; [None] where none is."""
    if noun.objects.filter(patient=kept).exists():
        return [None]
    keys: list[UUID | None] = list(noun.objects.filter(patient=merged).order_by("place").values_list("pk", flat=True))
    noun.objects.filter(pk__in=[key for key in keys if key]).update(patient=kept)
    return keys or [None]
