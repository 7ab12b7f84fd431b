from django.db import models
from django.db.models import Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person
from bridgework.records.models.wording import Wording


class WordingTrial(models.Model):
    """A draft of words is tried against those in force: half of the patients get it, by chance. Nobody gets no message.

    It runs until somebody ends it, and no longer than the draft is one: approved, it is in force for all; given up, for nobody.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="wording_trials", db_index=False)
    wording = models.OneToOneField(Wording, models.PROTECT, related_name="trial")
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    """A second person, as with words that are approved."""
    started_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name=constraints.TRIAL_ENDS_AFTER_IT_STARTS, condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at"))
            )
        ]
        indexes = [models.Index(fields=["practice"], name="trials_running", condition=Q(ended_at=None))]
