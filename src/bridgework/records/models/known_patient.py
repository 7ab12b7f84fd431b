from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F

from bridgework.records.models.organization import Practice
from bridgework.records.models.patient import Patient


class KnownPatient(models.Model):
    """Whom a practice can find by a name or a phone number: the patients of its chart, and those of referrals that it received.

    Its rows come by database triggers (migration 0005) with the patient and the referral and are written by nobody else. It only makes
    the search fast: what a practice may see is asked of patients and referrals themselves, every time.
    """

    pk = models.CompositePrimaryKey("practice_id", "patient_id")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+", db_index=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="+")
    family_name = models.CharField(max_length=140)
    """Plain: lower case, without accents and marks, hyphens as spaces, like `rules.identity.normalize_name`; a space before each word."""
    given_name = models.CharField(max_length=140)
    phone = models.CharField(max_length=32)

    class Meta:
        indexes = [
            GinIndex(
                F("practice"),
                OpClass(F("family_name"), name="gin_trgm_ops"),
                OpClass(F("given_name"), name="gin_trgm_ops"),
                OpClass(F("phone"), name="gin_trgm_ops"),
                name="known_patient_search",
            ),
        ]
