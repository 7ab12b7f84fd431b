from dataclasses import dataclass, field, replace
from datetime import datetime, time
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction

from bridgework.actions.set_up_practice import NewHours, NewLocation, NewPerson, NewPractice, set_up_practice
from bridgework.records.models import Person, Practice
from bridgework.rules.contact import check_phone, normalize_phone
from bridgework.rules.deadlines import check_zone
from bridgework.rules.facts import SYSTEM
from bridgework.rules.proposed_visits import NewVisitType
from bridgework.rules.public_holidays import check_region
from bridgework.rules.questions import SPECIALTIES
from bridgework.rules.refusals import NotComplete, NotFound
from bridgework.rules.slugs import short_name

ONE_AT_A_TIME = 0x5E7
"""Key of the lock under which an installation is set up."""
RUNS_IT = ("manager", "administrator")
AT_THE_DESK = ("coordinator", "scheduler")
TREATS = ("referrer", "triage", "clinician")


@dataclass(frozen=True, slots=True)
class FirstPractice:
    """What the page asks for. Hours are the same on all of `weekdays` (0 is Monday), in local time; `receives`: others refer to it."""

    name: str
    specialty: str
    phone: str
    email: str
    time_zone: str
    weekdays: tuple[int, ...]
    opens: str
    closes: str
    street: str
    city: str
    region: str
    zip: str
    clinician: str
    credentials: str
    admin_name: str
    admin_email: str
    password: str = field(repr=False)
    holiday_region: str = "US"
    location: str = ""
    receives: bool = True
    admin_is_clinician: bool = False
    admin_at_desk: bool = False
    visits: tuple[NewVisitType, ...] = ()


@transaction.atomic
def set_up_first_practice(entry: FirstPractice, *, now: datetime) -> tuple[UUID, UUID]:
    """The first practice of an installation with its administrator, who can sign in at once: (person, practice).

    Only while there is no practice; of two who do it at once one is answered as if there were no such page. Raises NotFound, NotComplete
    with field -> sentence.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    if Practice.objects.exists():
        raise NotFound("This installation has been set up already. Sign in instead.")
    problems = _problems(entry)
    if problems:
        raise NotComplete("Not set up yet. What you typed is still here; only the password has to be typed again.", problems)
    made = set_up_practice(replace(SYSTEM, name=entry.admin_name.strip(), way="set-up"), _practice(entry), now=now)
    person = Person.objects.get(email=entry.admin_email.strip().lower())
    person.password = make_password(entry.password)
    person.save(update_fields=["password"])
    return person.pk, made.practice.pk


def _practice(entry: FirstPractice) -> NewPractice:
    clinician = " ".join(entry.clinician.split())
    place = entry.location.strip() or "Main office"
    phone = normalize_phone(entry.phone) or ""
    roles = RUNS_IT + (AT_THE_DESK if entry.admin_at_desk else ()) + (TREATS if entry.admin_is_clinician else ())
    admin = NewPerson(" ".join(entry.admin_name.split()), entry.admin_email.strip().lower(), roles)
    if entry.admin_is_clinician:
        people: tuple[NewPerson, ...] = (replace(admin, name=clinician, credentials=entry.credentials.strip()),)
    else:
        people = (admin, NewPerson(clinician, credentials=entry.credentials.strip()))
    opens, closes = time.fromisoformat(entry.opens), time.fromisoformat(entry.closes)
    return NewPractice(
        slug=short_name(entry.name),
        name=" ".join(entry.name.split()),
        specialty=entry.specialty,
        phone=phone,
        email=entry.email.strip(),
        time_zone=entry.time_zone,
        holiday_region=entry.holiday_region,
        hours={str(day): [[entry.opens, entry.closes]] for day in entry.weekdays},
        receives=entry.receives,
        locations=(NewLocation(place, entry.street.strip(), entry.city.strip(), entry.region.strip(), entry.zip.strip(), phone),),
        people=people,
        visit_types=entry.visits,
        availability=(NewHours(clinician, place, entry.weekdays, opens, closes),) if entry.receives else (),
    )


LENGTHS = {"name": 200, "clinician": 200, "admin_name": 200, "credentials": 60, "street": 200, "city": 120, "region": 40, "zip": 10}
NEEDED = {
    "name": "Give the name of the practice, as patients know it.",
    "street": "Patients need the street to find you.",
    "city": "Give the city.",
    "region": "Give the state.",
    "zip": "Give the ZIP code.",
    "clinician": "Give the name of a clinician, as patients know them.",
    "credentials": "Such as DDS or DMD.",
    "admin_name": "Give your name.",
}


def _problems(entry: FirstPractice) -> dict[str, str]:
    problems = {name: sentence for name, sentence in NEEDED.items() if not str(getattr(entry, name)).strip()}
    if entry.admin_is_clinician:
        problems.pop("admin_name", None)
    problems |= {name: f"At most {most} characters." for name, most in LENGTHS.items() if len(getattr(entry, name)) > most}
    if len(entry.location) > 120:
        problems["location"] = "At most 120 characters."
    if entry.specialty not in SPECIALTIES:
        problems["specialty"] = "Choose a specialty from the list."
    checked = {
        "phone": check_phone(entry.phone),
        "time_zone": check_zone(entry.time_zone),
        "holiday_region": check_region(entry.holiday_region),
        "email": _check_email(entry.email),
        "admin_email": _check_email(entry.admin_email),
        "opens": _check_hours(entry),
        "password": _check_password(entry),
    }
    problems |= {name: sentence for name, sentence in checked.items() if sentence}
    if entry.receives and not entry.visits:
        problems["visits"] = "Choose at least one kind of visit, or nobody can be given a time."
    if any(not 5 <= kind.minutes <= 480 for kind in entry.visits):
        problems["visits"] = "A visit takes between 5 minutes and 8 hours."
    return problems


def _check_hours(entry: FirstPractice) -> str:
    try:
        is_right = time.fromisoformat(entry.opens) < time.fromisoformat(entry.closes)
    except ValueError:
        return "Give times such as 08:00 and 17:00."
    if not entry.weekdays or not set(entry.weekdays) <= set(range(7)):
        return "Choose the days on which you are open."
    return "" if is_right else "The hours end before they start."


def _check_email(address: str) -> str:
    try:
        validate_email(address.strip())
    except ValidationError:
        return "This is not an e-mail address."
    return ""


def _check_password(entry: FirstPractice) -> str:
    try:
        validate_password(entry.password, Person(name=entry.admin_name, email=entry.admin_email))
    except ValidationError as wrong:
        return " ".join(wrong.messages)
    return ""
