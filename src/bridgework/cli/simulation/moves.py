"""Every move of scheduling, made ready to be pressed once: a form that is posted, and how one sees that it was done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.urls import reverse

from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.hold_time import hold_time
from bridgework.actions.issue_patient_link import secret_of
from bridgework.actions.join_wait_list import join_wait_list
from bridgework.actions.offer_freed_times import offer_freed_times
from bridgework.actions.offer_times import offer_times
from bridgework.actions.start_referral import start_referral
from bridgework.cli.benchmark.clinic import Clinic, accepted_from, patient_of, set_up_clinic
from bridgework.cli.simulation.asking import Time, link_of, rows_of, visits_of
from bridgework.cli.simulation.browser import opened, signed_in
from bridgework.lookups.open_times import open_times
from bridgework.rules.booking import Slot
from bridgework.rules.contact import is_quiet

PROVIDERS = 12
LONG_AGO = timedelta(days=9)
"""When what is ready now was sent: long enough that a visit can lie behind it, whatever day of the week it is."""
FAR = timedelta(days=35)
"""Times that are booked lie so far ahead that a wait list has nothing to do with them."""
ZONES = ("America/New_York", "Pacific/Honolulu", "Australia/Brisbane", "Asia/Kolkata", "Europe/Berlin", "America/Chicago")


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody presses: the form and whose session posts it. `done` asks the database whether it was done."""

    name: str
    path: str
    session: str
    fields: dict[str, Any]
    done: Callable[[], bool]


class Office:
    """A clinic and a sender, where it is day now, and their people signed in."""

    def __init__(self, now: datetime) -> None:
        zone = next(zone for zone in ZONES if not is_quiet(now, zone))
        self.now = now
        self.clinic: Clinic = set_up_clinic("Killed", PROVIDERS, now - LONG_AGO, zone=zone)
        self.sender: Clinic = set_up_clinic("Sender", 1, now - LONG_AGO, zone=zone)
        self.refers = replace(self.sender.desk, roles=self.sender.desk.roles | {"referrer"})
        self.desk = signed_in(_person(self.clinic))
        self.sending_desk = signed_in(_person(self.sender))
        self.zone = ZoneInfo(zone)
        self.numbers = count(1)
        self.ahead = self._apart(now, now.date() + FAR)
        self.behind = self._apart(now - LONG_AGO + timedelta(days=1), (now - LONG_AGO).date())

    def _apart(self, since: datetime, first: Any) -> Iterator[Slot]:
        """Open times that do not overlap each other."""
        until: dict[UUID, datetime] = {}
        for slot in open_times(self.clinic.desk, self.clinic.id, self.clinic.kind, tier="elective", now=since, first_day=first, days=55):
            if slot.starts_at >= until.get(slot.provider_id, since):
                until[slot.provider_id] = slot.blocked_until
                yield slot

    def moves(self) -> list[Move]:
        """One of each, on referrals of their own."""
        return [make() for make in (
            self.book, self.drag, self.patient_moves, self.cancel, self.no_show,
            self.offer, self.accept_offer, self.accept_earlier, self.hold, self.release,
        )]  # fmt: skip

    def book(self) -> Move:
        referral, slot = self.accepted(), next(self.ahead)
        fields = {"slot": _value(slot), "visit_type": str(self.clinic.kind)}
        return Move("book", reverse("book", args=[referral]), self.desk, fields, _booked(referral, _time(slot)))

    def drag(self) -> Move:
        referral, slot = self.booked(next(self.ahead)), next(self.ahead)
        local = slot.starts_at.astimezone(self.zone)
        fields = {"day": f"{local:%Y-%m-%d}", "at": f"{local:%H:%M}", "provider": str(slot.provider_id)}
        return Move("drag", reverse("move_visit", args=[referral]), self.desk, fields, _booked(referral, _time(slot)))

    def patient_moves(self) -> Move:
        return self.by_patient("move", self.booked(next(self.ahead)), _time(next(self.ahead)))

    def cancel(self) -> Move:
        referral = self.booked(next(self.ahead))
        link, born = link_of(referral)
        path = reverse("patient:cancel", args=[secret_of(link)])
        return Move("cancel", path, opened(link, born), {"reason": "Cannot come"}, lambda: not visits_of(referral, "booked"))

    def no_show(self) -> Move:
        referral = self.booked(next(self.behind))
        return Move("no-show", reverse("missed", args=[referral]), self.desk, {}, lambda: bool(visits_of(referral, "missed")))

    def offer(self) -> Move:
        referral, slots = self.accepted(), [next(self.ahead) for _ in range(3)]
        fields = {"slot": [_value(slot) for slot in slots], "visit_type": str(self.clinic.kind)}
        path = reverse("offer_times", args=[referral])
        return Move("offer", path, self.desk, fields, lambda: len(visits_of(referral, "held", "offer")) == 3)

    def accept_offer(self) -> Move:
        referral, slot = self.accepted(), next(self.ahead)
        self.offer_one(referral, slot, self.now)
        return self.by_patient("accept an offer", referral, _time(slot))

    def accept_earlier(self) -> Move:
        referral = self.waiting()
        offer_freed_times(self.now)
        (held,) = visits_of(referral, "held", "earlier")
        return self.by_patient("accept an earlier time", referral, held)

    def hold(self) -> Move:
        referral, slot = self.draft(), next(self.ahead)
        path, held = reverse("draft_times", args=[referral]), [_time(slot)]
        return Move("hold", path, self.sending_desk, {"slot": _value(slot)}, lambda: visits_of(referral, "held") == held)

    def release(self) -> Move:
        referral, slot = self.draft(), next(self.ahead)
        hold_time(
            self.refers, referral, provider_id=slot.provider_id, visit_type_id=self.clinic.kind, starts_at=slot.starts_at, now=self.now
        )
        return Move("release", reverse("release_time", args=[referral]), self.sending_desk, {}, lambda: not visits_of(referral, "held"))

    def by_patient(self, name: str, referral: UUID, wanted: Time) -> Move:
        link, born = link_of(referral)
        fields = {"slot": f"{wanted[0]}|{self.clinic.kind}|{wanted[1].isoformat()}"}
        return Move(name, reverse("patient:book", args=[secret_of(link)]), opened(link, born), fields, _booked(referral, wanted))

    def accepted(self) -> UUID:
        # Without phone and ZIP code a patient lives where the practice is: where it is day.
        number = next(self.numbers)
        patient = replace(patient_of(number), phone="", zip="", email=f"patient{number}@patients.example", preferred_channel="email")
        return accepted_from(self.refers, self.sender.providers[0], self.clinic, patient, self.now - LONG_AGO)

    def booked(self, slot: Slot) -> UUID:
        referral, at = self.accepted(), self.now - LONG_AGO + timedelta(hours=1)
        kind = self.clinic.kind
        book_appointment(self.clinic.desk, referral, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=at)
        return referral

    def waiting(self) -> UUID:
        """Booked far ahead, and on the wait list."""
        referral = self.booked(next(self.ahead))
        join_wait_list(self.clinic.desk, referral, now=self.now - timedelta(days=1))
        return referral

    def lapsed(self) -> UUID:
        """With an offered time whose hour has come, and nobody has noticed yet."""
        referral = self.accepted()
        self.offer_one(referral, next(self.ahead), self.now - timedelta(days=5))
        return referral

    def offer_one(self, referral: UUID, slot: Slot, now: datetime) -> None:
        offer_times(self.clinic.desk, referral, slots=[(slot.provider_id, slot.starts_at)], visit_type_id=self.clinic.kind, now=now)

    def draft(self) -> UUID:
        ((patient_id,),) = rows_of("SELECT patient_id FROM records_referral WHERE id = %s", self.accepted())
        begun = start_referral(
            self.refers, patient_id=patient_id, submission_key=uuid4(), recipient_practice_id=self.clinic.id, now=self.now
        )
        return begun.pk


def _person(clinic: Clinic) -> UUID:
    assert clinic.desk.person_id is not None
    return clinic.desk.person_id


def _value(slot: Slot) -> str:
    return f"{slot.provider_id}|{slot.starts_at.astimezone(UTC).isoformat()}"


def _time(slot: Slot) -> Time:
    return slot.provider_id, slot.starts_at


def _booked(referral: UUID, wanted: Time) -> Callable[[], bool]:
    return lambda: visits_of(referral, "booked") == [wanted]
