from django.db import models

from bridgework.records.ids import new_id
from bridgework.records.models.organization import Location


class Operatory(models.Model):
    """A room with a chair at a location: two clinicians may share it, never at once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    location = models.ForeignKey(Location, models.CASCADE, related_name="operatories")
    name = models.CharField(max_length=60)
    """As the desk calls it: "Operatory 2"."""
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="operatory_name_once", fields=["location", "name"])]
