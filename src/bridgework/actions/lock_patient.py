from uuid import UUID

from bridgework.records.models import Patient
from bridgework.records.only_row import only_row
from bridgework.rules.refusals import NotFound

TRIES = 3


def lock_patient(practice_id: UUID, patient_id: UUID) -> Patient:
    """The entry of a practice's chart that stands for a patient, locked until the transaction ends: of a merged one, the one that was kept.

    Whatever hangs something new on a patient begins with this, so that a merge at the same moment waits or is seen. Raises NotFound.
    """
    own = Patient.objects.filter(practice_id=practice_id)
    wanted = patient_id
    for _ in range(TRIES):
        found = only_row(own.select_for_update(no_key=True, of=("self",)).filter(pk=wanted))
        if found is None:
            break
        if found.merged_into_id is None:
            return found
        wanted = found.merged_into_id  # merges are flat: one step leads to whoever stands
    raise NotFound
