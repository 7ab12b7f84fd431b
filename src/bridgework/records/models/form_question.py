from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice


class FormQuestion(models.Model):
    """A question that a practice adds to the form of those who refer to it, in one version.

    A change writes a new version and ends the one before; nothing else of a version ever changes. A referral keeps the id of the version it
    answered, so that it shows the question as it was asked. Limits: `rules.forms.own`.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="form_questions", db_index=False)
    question = models.UUIDField(default=new_id)
    """The same in all versions of one question."""
    version = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(max_length=200)
    hint = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    choices = ArrayField(models.CharField(max_length=80), default=list)
    unit = models.CharField(max_length=20, blank=True)
    lowest = models.FloatField(default=0)
    highest = models.FloatField(default=0)
    is_required = models.BooleanField(default=False)
    procedures = ArrayField(models.CharField(max_length=40), default=list)
    """Reason codes of the requests it is asked with; empty for all."""
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """When a newer version, or nothing, took its place; None: it is asked now."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.FORM_QUESTION_VERSION_ONCE, fields=["question", "version"]),
            models.UniqueConstraint(name=constraints.ONE_CURRENT_FORM_QUESTION, fields=["question"], condition=Q(ended_at=None)),
        ]
        indexes = [models.Index(fields=["practice", "position"], name="form_questions", condition=Q(ended_at=None))]
