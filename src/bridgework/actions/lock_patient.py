from uuid import UUID

from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Patient
from bridgework.rules.refusals import NotFound

TRIES = 3
LOCKED = KeptQuestion(
    lambda practice_id, key: Patient.objects.select_for_update(no_key=True, of=("self",)).filter(practice_id=practice_id, pk=key),
    UUID,
    UUID,
)


def lock_patient(practice_id: UUID, patient_id: UUID) -> Patient:
    """The entry of a practice's chart that stands for a patient, locked until the transaction ends: of a merged one, the one that was kept.

    Whatever hangs something new on a patient begins with this, so that a merge at the same moment waits or is seen. Raises NotFound.
    """
    wanted = patient_id
    for _ in range(TRIES):
        found = LOCKED.only_row(practice_id, wanted)
        if found is None:
            break
        if found.merged_into_id is None:
            return found
        wanted = found.merged_into_id  # merges are flat: one step leads to whoever stands
    raise NotFound
