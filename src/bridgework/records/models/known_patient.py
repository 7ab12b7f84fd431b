from django.db import models

from bridgework.records import constraints
from bridgework.records.models.organization import Practice
from bridgework.records.models.patient import Patient


class KnownPatient(models.Model):
    """Whom a practice can find by a name or a phone number: the patients of its chart, and those of referrals that it received.

    Its rows come by database triggers with the patient and the referral, and its one index begins with the practice (both in migration
    0005). It only makes the search fast: what a practice may see is asked of patients and referrals themselves, every time.
    """

    id = models.BigAutoField(primary_key=True)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+", db_index=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="+")
    family_name = models.TextField()
    """Plain, as `rules.identity.normalize_name` makes it: lower case, without accents and marks."""
    given_name = models.TextField()
    phone = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(name=constraints.KNOWN_ONCE, fields=["practice", "patient"])]
