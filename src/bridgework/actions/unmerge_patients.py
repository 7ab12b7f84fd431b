from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from bridgework.actions.ledger import new_event, write_audit, write_events
from bridgework.actions.merge_patients import answer, lock_entries, point_at
from bridgework.records.models import Coverage, PatientMerge, PatientPair, Proxy
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.merging import take_back
from bridgework.rules.refusals import NotFound


@transaction.atomic
def unmerge_patients(viewer: Viewer, merge_id: UUID, *, now: datetime) -> PatientMerge:
    """Two entries that were joined are two again, exactly as they were: referrals, links, who speaks and who pays go back.

    What came since stays where it was made, and what somebody corrected since stays corrected. Done twice it changes nothing.
    Raises NotFound, NotAllowed.
    """
    permissions.require(viewer, "merge_patients")
    known = PatientMerge.objects.filter(Q(practice_id=viewer.practice_id), pk=merge_id).first()
    if known is None:
        raise NotFound
    kept, merged, referrals = lock_entries(viewer, known.kept_id, known.merged_id)
    merge = PatientMerge.objects.select_for_update(of=("self",)).get(pk=merge_id)
    if merge.undone_at is not None:
        return merge
    back = [referral for referral in referrals if referral.pk in merge.referral_ids and referral.patient_id == kept.pk]
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    emptied = take_back(merge.filled, {column: getattr(kept, column) for column in merge.filled})
    for column, value in emptied.items():
        setattr(kept, column, value)
    kept.save(update_fields=[*emptied])
    moved = [key for key in (merge.moved_proxy, merge.moved_coverage, *merge.moved_others) if key]
    for noun in (Proxy, Coverage):
        noun.objects.filter(Q(pk__in=moved), patient=kept).update(patient=merged)
    answer(PatientPair.State.TWO_PEOPLE, viewer, kept, merged, now)
    point_at(merged, [referral.pk for referral in back])
    merge.undone_at, merge.undone_by_id = now, viewer.person_id
    merge.save(update_fields=["undone_at", "undone_by"])
    write_events(*(new_event(referral, viewer, "patient_unmerged", now, {"merge": str(merge.pk)}) for referral in back))
    write_audit(viewer, "unmerge_patients", now, [referral.pk for referral in back])
    return merge
