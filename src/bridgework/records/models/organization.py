from django.contrib.postgres.fields import ArrayField
from django.db import models

from bridgework.records import constraints
from bridgework.records.ids import new_id
from bridgework.records.models.position import Latitude, Longitude


class Organization(models.Model):
    """A group of practices under one roof, for example a health center with a medical and a dental department."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=200, unique=True)


class Practice(models.Model):
    """A practice or a department: what sends, receives and owns next steps."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="practices")
    specialty = models.CharField(max_length=40)
    """endodontics, oral_surgery, periodontics, orthodontics, general or medical"""
    time_zone = models.CharField(max_length=64)
    phone = models.CharField(max_length=32)
    email = models.EmailField()
    """Where the desk is told of new work; never holds patient data itself, only links."""
    on_call_phone = models.CharField(max_length=32, blank=True)
    about = models.TextField(blank=True)
    on_network = models.BooleanField(default=True)
    """False: reached by e-mail link, fax or print; the other side's staff may act for it."""
    receives = models.BooleanField(default=False)
    """Whether it is in the directory as somewhere to refer to."""
    public_page = models.BooleanField(default=True, db_default=True)
    """Whether offices without an account may refer on the practice's public page; only where it receives referrals."""
    tooth_system = models.CharField(max_length=10, default="universal")
    """universal, fdi or palmer; "" where the practice has not chosen: a bare number that could be two teeth is then asked about"""
    auto_accept = models.BooleanField(default=False)
    """Policy: a time chosen in the chair is booked at once (moves 01, 02 and 06 in one transaction)."""
    call_tries = models.PositiveSmallIntegerField(default=4, db_default=4)
    """Policy: calls that reach nobody before a person decides how to go on."""
    lost_visits = models.PositiveSmallIntegerField(default=2, db_default=2)
    """Policy: visits that a patient may miss or cancel late before a person decides how to go on."""
    late_cancel_hours = models.PositiveSmallIntegerField(default=24, db_default=24)
    """Policy: a visit cancelled less than so long before it begins is cancelled late."""
    monthly_summary = models.BooleanField(default=False, db_default=False)
    """Policy: each referring office gets an e-mail at the beginning of a month about how its referrals of the last one stand."""
    text_number = models.CharField(max_length=16, blank=True, default="", db_default="")
    """The number (E.164) that its text messages to patients go out from and that answers come in at; "": that of the installation."""
    talking_points = models.TextField(blank=True, default="", db_default="")
    """What callers may say, as it was noted before words had versions (`Wording`); read where a practice has approved none since."""
    minimum_records = ArrayField(models.CharField(max_length=40), default=list)
    record_terms = models.JSONField(default=dict)
    """Where the practice wants a record otherwise than usual: {code: {"required": bool, "months": number or null, "procedures": [code]}}."""
    procedures = ArrayField(models.CharField(max_length=40), default=list)
    languages = ArrayField(models.CharField(max_length=10), default=list)
    insurance = ArrayField(models.CharField(max_length=80), default=list)
    hours = models.JSONField(default=dict)
    """Weekly working hours in local time: {"0": [["08:00", "17:00"]], ...}, 0 = Monday."""
    holiday_region = models.CharField(max_length=10, default="US")
    """Country, or country and subdivision ("US", "US-CA"), for the holidays package."""
    alternative_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Who helps while this practice is closed: another practice, or a clinic that is open then."""
    alternative_phone = models.CharField(max_length=32, blank=True, default="", db_default="")
    windows = models.JSONField(default=dict, db_default={})
    """How soon it answers and contacts patients, where quicker or slower than usual, in the shape of `rules.windows`."""
    raised_tiers = models.JSONField(default=dict, db_default={})
    """Signs that this practice takes more seriously than the rule does: {question of `rules.urgency`: tier}."""
    escalate_to = ArrayField(models.UUIDField(), default=list, db_default=[])
    """The people who are told when an answer is late; none: its managers."""
    second_step_from = models.DateTimeField(null=True)
    """Policy: from then on (UTC) whoever works here has a second step of signing in; None: it is offered and nobody has to."""
    late_before = models.DateTimeField(null=True)
    """What was due before this (UTC) is told in one summary: it was late when the program began to tell. None: everything is told by itself."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name=constraints.TEXT_NUMBER_ONCE, fields=["text_number"], condition=~models.Q(text_number="")),
        ]
        indexes = [models.Index(fields=["specialty", "name"], name="practice_directory", condition=models.Q(receives=True))]

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """Where a practice sees patients."""

    id = models.UUIDField(primary_key=True, default=new_id)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="locations")
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=200)
    city = models.CharField(max_length=120)
    region = models.CharField(max_length=40)
    zip = models.CharField(max_length=10)
    phone = models.CharField(max_length=32)
    time_zone = models.CharField(max_length=64)
    directions = models.TextField(blank=True)
    directions_es = models.TextField(blank=True)
    latitude = Latitude(null=True, editable=False)
    longitude = Longitude(null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["latitude", "longitude"], name="location_position")]
