from django.db import models
from django.db.models import F, Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person

_PLACE = ("practice", "kind", "channel", "language", "purpose", "anxious")


class Wording(models.Model):
    """A practice's own words for one message, in one version; where it has none, the words that come with the program are said.

    The text of a version never changes: a change is a new one. It is said from its approval by a second person until it is retired.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="wordings", db_index=False)
    kind = models.CharField(max_length=40)
    """Of `messages.kinds`."""
    channel = models.CharField(max_length=10)
    """sms, email, page or spoken"""
    language = models.CharField(max_length=10)
    purpose = models.CharField(max_length=20, blank=True, default="")
    """Of `rules.purposes`; empty: for every visit."""
    anxious = models.BooleanField(default=False)
    """For patients who said that they are nervous; the others, and those for whom there are none of these, get the words without."""
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=200, blank=True)
    """Of an e-mail."""
    body = models.TextField()
    note = models.CharField(max_length=300, blank=True)
    """What was changed and why, in the writer's words."""
    repeats = models.PositiveSmallIntegerField(null=True)
    """The older version whose words and approval this one takes up again."""
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    approved_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    """The day, in the practice's zone, on which somebody reads them again."""
    reminded_at = models.DateTimeField(null=True)
    """When the managers were told that the review is due."""
    retired_at = models.DateTimeField(null=True)
    """When other words took its place, or a draft was given up."""
    retired_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.WORDING_VERSION_ONCE, fields=[*_PLACE, "version"]),
            models.UniqueConstraint(
                name=constraints.ONE_WORDING_IN_FORCE, fields=_PLACE, condition=Q(approved_at__isnull=False, retired_at=None)
            ),
            models.UniqueConstraint(name=constraints.ONE_WORDING_DRAFT, fields=_PLACE, condition=Q(approved_at=None, retired_at=None)),
            models.CheckConstraint(name=constraints.WORDING_APPROVED_BY_ANOTHER, condition=~Q(approved_by=F("written_by"))),
            models.CheckConstraint(
                name=constraints.WORDING_APPROVAL_IS_WHOLE,
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False, review_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on"],
                name="wordings_to_review",
                condition=Q(approved_at__isnull=False, retired_at=None, reminded_at=None),
            )
        ]
