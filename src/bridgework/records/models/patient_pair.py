from django.db import models
from django.db.models import F, Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.patient import Patient
from bridgework.records.models.person import Person


class PatientPair(models.Model):
    """Two entries that may be one person, as far as one practice knows them: both of its chart, or of referrals that it received.

    Found once by a job, when the practice comes to know the second one (`UncomparedPatient`), so that no page has to look for them.
    What a person answered stays, whatever is found later; the answer is that practice's own and holds for nobody else.
    """

    class State(models.TextChoices):
        """Message ids are with the pages: this is what is stored."""

        OPEN = "open"
        TWO_PEOPLE = "two_people"
        MERGED = "merged"

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+", db_index=False)
    """Who knows both, and may see the pair."""
    older = models.ForeignKey(Patient, models.CASCADE, related_name="+", db_index=False)
    """The entry with the smaller key, which was made earlier."""
    newer = models.ForeignKey(Patient, models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    found_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.PAIR_ONCE, fields=["practice", "older", "newer"]),
            models.CheckConstraint(name=constraints.PAIR_HAS_TWO_ENTRIES, condition=Q(older__lt=F("newer"))),
            models.CheckConstraint(
                name=constraints.PAIR_IS_ANSWERED_AT_A_TIME,
                condition=Q(state="open", answered_at=None) | Q(~Q(state="open"), answered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="pair_by_newer", fields=["practice", "newer"]),
            models.Index(name="pair_open", fields=["practice", "-found_at"], condition=Q(state="open")),
        ]


class UncomparedPatient(models.Model):
    """Somebody whom a practice came to know, or whose name changed, and whom the job has not compared with the others yet.

    Its rows come by database triggers with those of `KnownPatient` (migration 0007), and go when the pairs are written.
    """

    id = models.BigAutoField(primary_key=True)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+", db_index=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(name=constraints.COMPARED_ONCE, fields=["practice", "patient"])]
