import pgtrigger
from django.db import models
from django.db.models import Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.patient import Patient


class ContactConsent(models.Model):
    """That a patient agreed to messages on a channel, or took it back: when, by which door, and to which words.

    The latest of a channel counts; what counts now stands on the patient, too (`may_contact`). Rows are never changed and never deleted
    (database trigger): who asks years later how a number came onto the list reads it here.
    """

    append_only = True  # the application role may add rows and read them, nothing else

    id = models.UUIDField(primary_key=True, default=new_id)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="consents", db_index=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    """Whose chart it was given to."""
    heard_by = models.ForeignKey(Practice, models.PROTECT, null=True, related_name="+", db_index=False)
    """Whose people heard it; None: the patient said it on a page, or it was kept before this was."""
    channel = models.CharField(max_length=10)
    """sms or email"""
    address = models.CharField(max_length=254, blank=True)
    """The number (E.164) or e-mail address that it was given for; "" where none was known yet."""
    is_given = models.BooleanField()
    """False: taken back."""
    at = models.DateTimeField()
    source = models.CharField(max_length=120)
    """In words: "told Dana Ortiz", "on the public page" ..."""
    wording = models.CharField(max_length=20, blank=True)
    """The version of the words that were agreed to; "" for one that was taken back."""
    way = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["patient", "channel", "-at"], name="consents_of_patient")]
        triggers = [pgtrigger.Protect(name="consents_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)]


class OptOut(models.Model):
    """That an address wants no more messages from one of our numbers (or addresses): it counts from the moment it came in, whatever waits.

    It belongs to the pair of numbers, not to a patient: two patients on one phone are both silent. One that a person recorded for their own
    practice (`practice`) leaves what other practices send over the same number alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    channel = models.CharField(max_length=10)
    """sms or email"""
    our_address = models.CharField(max_length=254, blank=True)
    """The number or address of ours that they wrote to; "" for all of them."""
    address = models.CharField(max_length=254)
    """Theirs: E.164, or an e-mail address in lower case."""
    practice = models.ForeignKey(Practice, models.PROTECT, null=True, related_name="+", db_index=False)
    """Only what this practice sends; None: whoever sends from our address."""
    at = models.DateTimeField()
    word = models.CharField(max_length=80)
    """What decided it, as it was written: "STOP", "please stop texting me"; or the service's own code."""
    source = models.CharField(max_length=20, db_default="reply")
    """reply (they wrote it), service (the message service told us) or person (somebody of the practice recorded it)"""
    confirmed_by = models.CharField(max_length=10, blank=True, db_default="")
    """Who gave the one confirmation: us or service; "" where none is due."""
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True, db_default="")
    """The word that ended it ("START"), or the name of who did."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name=constraints.OPTED_OUT_ONCE,
                fields=["channel", "address", "our_address", "practice"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["address", "channel"], name="opt_outs_of_address")]
