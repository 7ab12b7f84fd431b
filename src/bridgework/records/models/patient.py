import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice

FLAT = f"""
    PERFORM 1 FROM records_patient
        WHERE id = NEW.merged_into_id AND practice_id = NEW.practice_id AND merged_into_id IS NULL AND id <> NEW.id
        FOR SHARE;
    IF NOT FOUND OR EXISTS (SELECT 1 FROM records_patient WHERE merged_into_id = NEW.id) THEN
        RAISE EXCEPTION 'a patient is merged into a standing one of the same practice, and nobody into a merged one'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{constraints.MERGE_IS_FLAT}';
    END IF;
    RETURN NEW;
"""
"""The lock makes two merges of three patients wait for each other, so that no chain comes about between them."""


@pghistory.track()
class Patient(models.Model):
    """A patient in the chart of the practice that entered them; another practice knows them only through a referral.

    Every change keeps the row as it was (history by database trigger). An entry that was merged into another one stays, points at it, and
    holds nothing any more (`PatientMerge`).
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="patients", db_index=False)
    family_name = models.CharField(max_length=120)
    given_name = models.CharField(max_length=120)
    birth_date = models.DateField()
    phone = models.CharField(max_length=32, blank=True)
    """E.164"""
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="en")
    interpreter = models.BooleanField(default=False)
    interpreter_language = models.CharField(max_length=20, blank=True, db_default="")
    """Which language is interpreted (`rules.person`); "" where it is the patient's own or nobody said."""
    preferred_channel = models.CharField(max_length=10, default="sms")
    reminders = models.CharField(max_length=10, default="both", db_default="both")
    """When they want to be reminded of a visit: day (the day before), hours (two hours before), both or none."""
    street = models.CharField(max_length=120, blank=True, db_default="")
    """House and street, as it stands on an envelope; with city, region and ZIP code a letter can be sent."""
    city = models.CharField(max_length=80, blank=True, db_default="")
    region = models.CharField(max_length=2, blank=True, db_default="")
    """US state or territory, two letters."""
    zip = models.CharField(max_length=10, blank=True)
    may_contact = models.BooleanField(default=False)
    consent_at = models.DateTimeField(null=True)
    consent_source = models.CharField(max_length=120, blank=True)
    consent_wording = models.CharField(max_length=20, blank=True, db_default="")
    """The version of the words that were agreed to."""
    wheelchair = models.BooleanField(default=False, db_default=False)
    transport = models.BooleanField(default=False, db_default=False)
    """Needs a ride."""
    escort = models.CharField(max_length=10, blank=True, db_default="")
    """Somebody to go home with after sedation: arranged, needed, or "" where nobody asked."""
    is_nervous = models.BooleanField(default=False)
    deceased_on = models.DateField(null=True)
    """The day the patient died, as far as the practice was told: nobody is written to or called any more."""
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_entries", db_index=False)

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name=constraints.MERGE_IS_FLAT,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
                condition=pgtrigger.Q(new__merged_into__isnull=False),
                func=FLAT,
            )
        ]
        indexes = [
            models.Index(fields=["practice", "birth_date"], name="patient_birth_date"),
            models.Index(Lower("family_name"), Lower("given_name"), name="patient_name"),
            models.Index(fields=["phone"], name="patient_phone"),
            models.Index(Lower("email"), name="patient_email", condition=~Q(email="")),
            GinIndex(fields=["family_name", "given_name"], opclasses=["gin_trgm_ops", "gin_trgm_ops"], name="patient_name_trigram"),
            models.Index(fields=["merged_into"], name="patient_merged", condition=Q(merged_into__isnull=False)),
        ]

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"
