"""Patients through their referrals by a clock that is told: everything through the real actions, the real planner and the real sending.

Referrals are sent and accepted at any hour, many of them at the same one; some are of a patient who has one already, or of somebody in the
same family with the same phone. Patients choose a time or not, cancel, stay away, write STOP and START; the gateway fails as it likes. Who
lives what follows from the seed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from random import Random
from typing import Any
from uuid import UUID, uuid4

from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.claim_messages import Claimed
from bridgework.actions.record_no_show import record_no_show
from bridgework.actions.record_opt_out import end_opt_outs, record_opt_out
from bridgework.actions.submit_referral import submit_referral
from bridgework.cli.benchmark.clinic import Clinic, set_up_clinic
from bridgework.cli.benchmark.past import CASES
from bridgework.cli.simulation.clockwork import Clockwork
from bridgework.cli.simulation.gateway import Gateway
from bridgework.lookups.open_times import open_times
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.refusals import Refusal

ZONE_OF = {
    "10001": "America/New_York",
    "60601": "America/Chicago",
    "80202": "America/Denver",
    "85001": "America/Phoenix",
    "90001": "America/Los_Angeles",
    "96813": "Pacific/Honolulu",
}
BEGAN = datetime(2026, 1, 5, tzinfo=UTC)
REFERRALS_A_YEAR = 2
A_DAY = 140
"""So many referrals a day the practice gets."""
SHORTEST = 7
"""Days: every day of the week is one on which referrals are sent."""
FOLLOWED = timedelta(days=42)
"""How long after the last one was sent the clock goes on: every step was due, and every visit has been."""
PROVIDERS = 12
HALF_HOUR = timedelta(minutes=30)
DAY = timedelta(days=1)
IN_FLIGHT = 0.01
"""How often a STOP comes while a message is on its way."""
AN_INSTANT = timedelta(microseconds=1)
"""What lies between that STOP and the message, which stands at the same moment."""


@dataclass(slots=True)
class Booking:
    """A visit, when it was booked, and when that was given up (UTC); `ended_at` None: it stood until it began."""

    starts_at: datetime
    booked_at: datetime
    ended_at: datetime | None = None


@dataclass(slots=True)
class Life:
    """One referral of one patient. Times are UTC; `stops` are the stretches in which their number wants nothing: those of everybody with that
    number. `chance` decides what they do.
    """

    patient: PatientEntry
    tier: str
    sent_at: datetime
    chance: Random
    referral_id: UUID | None = None
    accepted_at: datetime | None = None
    bookings: list[Booking] = field(default_factory=list)
    stops: list[list[datetime]] = field(default_factory=list)

    @property
    def zone(self) -> str:
        """Where the patient lives, as the world knows it."""
        return ZONE_OF[self.patient.zip]

    @property
    def is_stopped(self) -> bool:
        """Whether their number wants nothing now."""
        return bool(self.stops) and len(self.stops[-1]) == 1

    def later(self, moment: datetime) -> datetime:
        """When they do what they do then: most people, and all offices, at the full half hour, so that much happens in one minute."""
        late = (moment - BEGAN) % HALF_HOUR
        return moment + (HALF_HOUR - late) if late and self.chance.random() < 0.8 else moment


class World(Clockwork):
    """A clinic, those who refer to it, and everybody's life."""

    def __init__(self, seed: int | str, *, began: datetime = BEGAN, faulty: bool = True) -> None:
        super().__init__(began, lambda clock: Gateway(str(seed), clock, faulty=faulty))
        self.seed = seed
        self.random = Random(seed)
        self.sender = set_up_clinic(f"Sender {seed}", 1, began)
        self.clinic: Clinic = set_up_clinic(f"Clinic {seed}", PROVIDERS, began)
        self.lives: list[Life] = []

    # What people do

    def be_born(self, number: int, sent_at: datetime) -> Life:
        """A patient with a referral that is sent then; sometimes the one before, or somebody with the same phone."""
        chance = Random(f"{self.seed} {number}")
        before = self.lives[-1] if self.lives else None
        kin = chance.random() if before else 1.0
        if before and kin < 0.2:
            child = replace(before.patient, given_name=f"Child{number}", birth_date=date(2005, 1, 1) + timedelta(days=number))
            patient, stops = before.patient if kin < 0.12 else child, before.stops
        else:
            patient, stops = _patient(number, chance), []
        life = Life(patient, "", sent_at, chance, stops=stops)
        self.lives.append(life)
        self.at(life.later(sent_at), self.send, life)
        return life

    def send(self, life: Life) -> None:
        """The referral goes out, and is accepted soon, late or never."""
        case = life.chance.choices((CASES[0], CASES[1]), (0.8, 0.2))[0]
        referral = submit_referral(
            self.sender.desk,
            patient=life.patient,
            case=case,
            teeth=["30"],
            recipient_practice_id=self.clinic.id,
            referring_provider_id=self.sender.providers[0],
            submission_key=uuid4(),
            now=self.now,
        )
        life.referral_id, life.tier, life.sent_at = referral.pk, referral.tier, self.now
        if life.chance.random() < 0.9:
            self.then(life, timedelta(hours=life.chance.expovariate(1 / 12)), self.accept)

    def accept(self, life: Life) -> None:
        """Accepted; from here on the patient chooses, writes STOP, or says nothing."""
        if life.accepted_at is not None:
            return
        accept_referral(self.clinic.desk, _key(life), now=self.now)
        life.accepted_at = self.now
        if life.chance.random() < 0.7:
            self.then(life, timedelta(days=life.chance.expovariate(1 / 6)), self.book)
        if life.chance.random() < 0.1:
            self.then(life, timedelta(days=life.chance.uniform(0, 20)), self.stop)

    def book(self, life: Life) -> None:
        """A time is chosen, today or up to two weeks ahead; most visits take place."""
        soonest = self.now + timedelta(hours=3)
        first_day = soonest.date() + timedelta(days=life.chance.randrange(14))
        times = open_times(self.clinic.desk, self.clinic.id, self.clinic.kind, tier=life.tier, now=soonest, first_day=first_day, days=4)
        if not times:
            return
        # Which clinician a time is of has another key each time.
        slot = life.chance.choice(sorted(times, key=lambda one: (one.starts_at, self.clinic.providers.index(one.provider_id))))
        try:
            book_appointment(
                self.clinic.desk,
                _key(life),
                provider_id=slot.provider_id,
                visit_type_id=self.clinic.kind,
                starts_at=slot.starts_at,
                now=self.now,
            )
        except Refusal:
            return
        life.bookings.append(Booking(slot.starts_at, self.now))
        fate = life.chance.random()
        if fate < 0.15:
            self.then(life, life.chance.random() * (slot.starts_at - self.now), self.cancel)
        elif fate < 0.3:
            self.then(life, slot.ends_at - self.now, self.stay_away)

    def cancel(self, life: Life) -> None:
        """The visit is given up, and perhaps booked anew."""
        try:
            cancel_appointment(self.clinic.desk, _key(life), reason="A cold", now=self.now)
        except Refusal:
            return
        life.bookings[-1].ended_at = self.now
        if life.chance.random() < 0.5:
            self.then(life, timedelta(days=life.chance.uniform(0, 5)), self.book)

    def stay_away(self, life: Life) -> None:
        """Nobody came."""
        try:
            record_no_show(self.clinic.desk, _key(life), now=self.now)
        except Refusal:
            return

    def stop(self, life: Life) -> None:
        """STOP, and perhaps START some time later."""
        record_opt_out("sms", life.patient.phone, our_address="", word="STOP", source="reply", now=self.now)
        if not life.is_stopped:
            life.stops.append([self.now])
        if life.chance.random() < 0.5:
            self.then(life, timedelta(days=life.chance.uniform(0, 10)), self.start)

    def meanwhile(self, claimed: Sequence[Claimed]) -> None:
        """Some write STOP while a text message to them is on its way with others: it must not arrive any more."""
        heard = {one.to for one in takewhile(lambda one: one.at == self.now, reversed(self.gateway.reached))}
        for one in claimed if len(claimed) > 1 else ():
            life = next((life for life in self.lives if life.patient.phone == one.address), None)
            if (
                life
                and one.address not in heard
                and not life.is_stopped
                and Random(f"{self.seed} {one.address} {self.now}").random() < IN_FLIGHT
            ):
                self.stop(life)
                life.stops[-1][0] -= AN_INSTANT

    def start(self, life: Life) -> None:
        """START."""
        end_opt_outs("sms", life.patient.phone, our_address="", by="START", now=self.now)
        if life.is_stopped:
            life.stops[-1].append(self.now)

    def then(self, life: Life, wait: timedelta, act: Callable[[Life], None]) -> None:
        """They do something after a while."""
        self.at(life.later(self.now + wait), act, life)

    def break_down(self) -> None:
        """The gateway is out of order for some hours, and again in a week or so."""
        self.gateway.silent_until = self.now + timedelta(hours=self.random.uniform(0.2, 5))
        self.at(self.now + timedelta(days=self.random.expovariate(1 / 7)), self.break_down)


def _patient(number: int, chance: Random) -> PatientEntry:
    """Somebody new."""
    email = f"life{number}@mail.example" if chance.random() < 0.8 else ""
    return PatientEntry(
        given_name=f"Life{number}",
        family_name=f"Simulated{number:06}",
        birth_date=date(1960, 1, 1) + timedelta(days=number % 15_000),
        phone=f"+1312{2_000_000 + number}",
        email=email,
        zip=chance.choice(list(ZONE_OF)),
        language=chance.choice(("en", "en", "es")),
        preferred_channel=chance.choice(("sms", "sms", "sms", "email" if email else "sms")) if number % 5 else "sms",
        may_contact=chance.random() < 0.95,
    )


def _key(life: Life) -> UUID:
    assert life.referral_id is not None
    return life.referral_id


def simulate_lives(years: int, seed: str, began: datetime, told: Callable[[str], None]) -> dict[str, Any]:
    """So many patient-years in one world whose clock begins then, and what the judge says of them."""
    from bridgework.cli.simulation.judge import judge

    world = World(seed, began=began)
    referrals = years * REFERRALS_A_YEAR
    days = max(SHORTEST, referrals // A_DAY)
    for number in range(referrals):
        world.be_born(number, began + timedelta(minutes=world.random.randrange(days * 24 * 60)))
    world.at(began + 3 * DAY, world.break_down)
    weeks = iter(range(1, 99))
    next_word = began + 7 * DAY

    def progress(moment: datetime) -> None:
        nonlocal next_word
        if moment >= next_word:
            next_word += 7 * DAY
            told(f"week {next(weeks)}: {len(world.gateway.reached):,} messages reached somebody")

    ends = began + days * DAY + FOLLOWED
    world.run(ends, progress)
    world.gateway.silent_until = None
    world.run(ends + 2 * DAY)
    return judge(world) | {"patient_years": years}
