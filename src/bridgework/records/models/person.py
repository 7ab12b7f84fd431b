from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from bridgework.records.ids import new_id
from bridgework.records.models.organization import Practice


class PersonRows(BaseUserManager["Person"]):
    """How accounts are made; named by Django's own contract (`create_user`)."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. What they may see follows from their memberships, never from the account alone."""

    id = models.UUIDField(primary_key=True, default=new_id)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=64, blank=True)
    """Empty: the zone of the practice they work for."""
    is_active = models.BooleanField(default=True)

    objects: ClassVar[PersonRows] = PersonRows()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's place in a practice, with their roles there."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20))
    is_active = models.BooleanField(default=True)
    invited_at = models.DateTimeField(null=True)
    invitation = models.CharField(max_length=10, blank=True, default="", db_default="")
    """The e-mail that tells them: planned, sending, sent, failed or unclear; empty where nobody asked for one."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "practice"], name="one_membership")]


class Provider(models.Model):
    """A clinician of a practice: who refers and who sees patients, with or without an account."""

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="providers")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="providers")
    name = models.CharField(max_length=200)
    """As patients know them: "Dr. Priya Raman"."""
    credentials = models.CharField(max_length=60, blank=True)
    npi = models.CharField(max_length=10, blank=True)
    sees_patients = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name
