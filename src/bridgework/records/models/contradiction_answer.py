from django.db import models

from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person
from bridgework.records.models.referral import Referral


class ContradictionAnswer(models.Model):
    """What somebody answered to a contradiction of `rules.contradictions`; the latest one to the same facts counts, and all are kept."""

    append_only = True  # the application role may add rows and read them, nothing else

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="contradiction_answers", db_index=False)
    code = models.CharField(max_length=60)
    """The rule that asked."""
    fingerprint = models.CharField(max_length=64)
    """Of the facts it asked about: other facts are a new question."""
    sentence = models.TextField()
    """As it was asked, since rules change their words."""
    answer = models.CharField(max_length=10)
    """right (it is as it stands) or corrected"""
    reason = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    practice = models.ForeignKey(Practice, models.PROTECT, null=True, related_name="+", db_index=False)
    who = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["referral", "at", "id"], name="answers_of_referral")]
