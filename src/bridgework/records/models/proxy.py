import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.patient import Patient


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Proxy(models.Model):
    """Who decides or speaks for a patient: a parent, a guardian, somebody with a power of attorney. Codes are those of `rules.person`.

    A patient may have several. One whose authority has ended stays, with the day: what was decided until then was decided by them.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="proxies", db_index=False)
    place = models.PositiveSmallIntegerField(default=1, db_default=1)
    """From 1, in the order in which they are named."""
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    birth_date = models.DateField(null=True)
    relation = models.CharField(max_length=20)
    authority = models.CharField(max_length=20)
    phone = models.CharField(max_length=32, blank=True)
    """E.164"""
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    """"" is the patient's."""
    is_contact = models.BooleanField(default=True)
    """Messages and the link go to this proxy. Everybody who decides opens the link with their own birth date."""
    ended_on = models.DateField(null=True)
    """The day from which they no longer speak for the patient; None while they do."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name=constraints.CONTACT_CAN_BE_REACHED,
                condition=Q(is_contact=False) | Q(birth_date__isnull=False) & (~Q(phone="") | ~Q(email="")),
            ),
            models.UniqueConstraint(name=constraints.PROXY_PLACE_ONCE, fields=["patient", "place"]),
            models.UniqueConstraint(name=constraints.ONE_CONTACT, fields=["patient"], condition=Q(is_contact=True, ended_on__isnull=True)),
        ]
        indexes = [
            models.Index(fields=["phone"], name="proxy_phone", condition=~Q(phone="")),
            models.Index(Lower("email"), name="proxy_email", condition=~Q(email="")),
        ]

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"
