from django.db import models
from django.db.models import F, Q

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice
from bridgework.records.models.person import Person


class Favorite(models.Model):
    """A practice that an office keeps at the top of its directory: everybody who refers for the office sees the same stars."""

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="favorites", db_index=False)
    """Whose favorite it is."""
    favorite = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", db_index=False)
    """Who gave the star."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name=constraints.FAVORITE_ONCE, fields=["practice", "favorite"])]


class Invitation(models.Model):
    """That a practice asked another one, which is not on the network, to join. An office asks the same practice once, for good."""

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    """Who invites."""
    invited = models.ForeignKey(Practice, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    person_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.INVITED_ONCE, fields=["practice", "invited"]),
            models.CheckConstraint(name=constraints.INVITES_ANOTHER, condition=~Q(practice=F("invited"))),
        ]


class PracticeWords(models.Model):
    """Everything a practice is looked for by: its name and text, its clinicians, its places and towns, in plain letters.

    Written by database triggers with the rows it is made of (migration 0005), which also has its index; by nobody else.
    """

    practice = models.OneToOneField(Practice, models.CASCADE, primary_key=True, related_name="+")
    words = models.TextField()


class DirectoryValue(models.Model):
    """A value that somebody in the directory has, to filter by: `column` is one of `Practice` (specialty, procedures, languages, insurance).

    Written by database triggers whenever practices change in one of these (migration 0007), by nobody else: reading them from all
    practices takes 30 ms at ten thousand.
    """

    id = models.BigAutoField(primary_key=True)
    column = models.CharField(max_length=20)
    value = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(name=constraints.DIRECTORY_VALUE_ONCE, fields=["column", "value"])]
