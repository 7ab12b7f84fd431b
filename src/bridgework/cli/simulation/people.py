"""Who lives in a simulated world, and what is true of them: where they live, what they want to hear, which visits they have. Times are UTC."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from bridgework.cli.simulation.practices import Practice
from bridgework.rules.patient_entry import PatientEntry

HOMES = (
    ("10001", "212", "America/New_York"),
    ("60601", "312", "America/Chicago"),
    ("80202", "303", "America/Denver"),
    ("85001", "602", "America/Phoenix"),
    ("90001", "213", "America/Los_Angeles"),
    ("96813", "808", "Pacific/Honolulu"),
)
"""ZIP code, area code and time zone of the places people live in."""
NOWHERE = "800"
"""The area code of numbers that are of no place."""
NO_SUCH_ZIP = "00000"
HALF_HOUR = timedelta(minutes=30)


@dataclass(slots=True)
class Booking:
    """A visit, when it was booked, and when that was given up; `ended_at` None: it stood until it began."""

    starts_at: datetime
    booked_at: datetime
    ended_at: datetime | None = None

    def stands(self, moment: datetime) -> bool:
        """Whether it is to come then."""
        return self.booked_at <= moment < (self.ended_at or self.starts_at)


@dataclass(slots=True)
class Person:
    """Somebody who is referred, perhaps more than once. `home` is the time zone that ZIP code or phone tell, "" where neither does;
    `unwilling_from`: since then no message may go to them.
    """

    entry: PatientEntry
    home: str
    unwilling_from: datetime | None = None


@dataclass(slots=True)
class Life:
    """One referral of one person to one practice. `stops` are the stretches in which their number wants nothing from the practice's: those of
    everybody with that number. `chance` decides what they do.
    """

    number: int
    person: Person
    practice: Practice
    sent_at: datetime
    chance: Random
    stops: list[list[datetime]]
    tier: str = ""
    referral_id: UUID | None = None
    patient_id: UUID | None = None
    accepted_at: datetime | None = None
    ended_at: datetime | None = None
    bookings: list[Booking] = field(default_factory=list)

    @property
    def patient(self) -> PatientEntry:
        """The patient as the sender has them."""
        return self.person.entry

    @property
    def zone(self) -> str:
        """Where the patient lives, as far as it can be known; else where the practice is."""
        return self.person.home or self.practice.zone

    @property
    def is_stopped(self) -> bool:
        """Whether their number wants nothing now."""
        return bool(self.stops) and len(self.stops[-1]) == 1

    @property
    def key(self) -> UUID:
        """The referral's key, once it was sent."""
        assert self.referral_id is not None
        return self.referral_id

    def visit_at(self, moment: datetime) -> Booking | None:
        """The visit that is to come then."""
        return next((one for one in self.bookings if one.stands(moment)), None)

    def is_silent(self, moment: datetime) -> bool:
        """Whether their number wanted no text messages then."""
        return any(stop[0] <= moment and (len(stop) == 1 or moment < stop[1]) for stop in self.stops)

    def later(self, moment: datetime, began: datetime) -> datetime:
        """When they do what they do then: most people, and all offices, at the full half hour, so that much happens in one minute."""
        late = (moment - began) % HALF_HOUR
        return moment + (HALF_HOUR - late) if late and self.chance.random() < 0.8 else moment


def somebody(number: int, chance: Random, now: datetime) -> Person:
    """Somebody new. Of most the ZIP code tells where they live; of some only the area of their phone, of few neither."""
    email = f"life{number}@mail.example" if chance.random() < 0.8 else ""
    zip_code, _, by_zip = chance.choice(HOMES)
    _, area, by_phone = chance.choice(HOMES)
    known = chance.random()
    if known > 0.75:
        zip_code, by_zip = chance.choice(("", NO_SUCH_ZIP)), ""
    if known > 0.9:
        area, by_phone = NOWHERE, ""
    wishes = chance.choices(("sms", "email" if email else "sms", "phone", "letter"), (0.76, 0.2, 0.02, 0.02))[0]
    entry = PatientEntry(
        given_name=f"Life{number}",
        family_name=f"Simulated{number:06}",
        birth_date=date(1960, 1, 1) + timedelta(days=number % 15_000),
        phone=f"+1{area}{2_000_000 + number}",
        email=email,
        zip=zip_code,
        language=chance.choice(("en", "en", "es")),
        preferred_channel=wishes,
        may_contact=chance.random() < 0.95,
    )
    if wishes == "letter" and by_zip:
        entry = replace(entry, street=f"{number + 1} Main Street", city="Port Ellery", region="IL")
    return Person(entry, by_zip or by_phone, None if entry.may_contact else now)


def child_of(parent: Person, number: int) -> Person:
    """Somebody else with the same phone, at the same place."""
    entry = replace(parent.entry, given_name=f"Child{number}", birth_date=date(2005, 1, 1) + timedelta(days=number))
    return Person(entry, parent.home, parent.unwilling_from)
