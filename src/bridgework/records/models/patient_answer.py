import pgtrigger
from django.db import models

from bridgework.records.ids import new_id
from bridgework.records.models.referral import Referral


class PatientAnswer(models.Model):
    """What a patient (or whoever speaks for them) told about one referral: before the visit, or that it got worse. Kept as it was told.

    The latest of a kind counts; the case of the sender is never changed by it. Rows are never changed and never deleted (database trigger).
    """

    append_only = True  # the application role may add rows and read them, nothing else

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="patient_answers", db_index=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=10)
    """before (the questions before the visit) or worse (signs of danger)"""
    answers = models.JSONField(default=dict)
    """before: the shape of `rules.before_visit`; worse: sign -> yes or no, as in `rules.worse`"""
    who = models.CharField(max_length=200)
    way = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["referral", "kind", "-at"], name="answers_of_patient")]
        triggers = [pgtrigger.Protect(name="answers_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)]
