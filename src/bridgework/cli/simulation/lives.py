"""Patients through the years by a clock that is told: everything through the real actions, the real planner and the real sending.

Referrals are sent and accepted at any hour; patients choose a time or not, cancel, stay away, write STOP and START; the gateway fails as it
likes. Who lives what follows from the seed.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import connection

from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.plan_due_steps import plan_due_steps
from bridgework.actions.record_no_show import record_no_show
from bridgework.actions.record_opt_out import end_opt_outs, record_opt_out
from bridgework.actions.record_receipts import Report, record_receipts
from bridgework.actions.replan_referral import replan_referral
from bridgework.actions.submit_referral import submit_referral
from bridgework.cli.benchmark.clinic import Clinic, set_up_clinic
from bridgework.cli.benchmark.past import CASES
from bridgework.cli.simulation.asking import rows_of
from bridgework.cli.simulation.gateway import Gateway
from bridgework.connections.door import Outcome
from bridgework.jobs.send_message import resolve_in_flight, send_due
from bridgework.lookups.open_times import open_times
from bridgework.lookups.outgoing import BrokenOff
from bridgework.lookups.outreach import next_moments
from bridgework.rules.delivery import LOOK_AFTER
from bridgework.rules.facts import SYSTEM
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
PROVIDERS = 12
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
REPLAN = "DELETE FROM procrastinate_jobs WHERE task_name = 'bridgework.jobs.replan_referral' RETURNING args ->> 'referral_id'"
"""The jobs that a message leaves which did not arrive: its day has room again."""


@dataclass(slots=True)
class Life:
    """One referral of one patient. Times are UTC; `stops` are the stretches in which their number wants nothing."""

    patient: PatientEntry
    tier: str
    sent_at: datetime
    referral_id: UUID | None = None
    accepted_at: datetime | None = None
    booked_at: list[datetime] = field(default_factory=list)
    stops: list[list[datetime]] = field(default_factory=list)

    @property
    def zone(self) -> str:
        """Where the patient lives, as the world knows it."""
        return ZONE_OF[self.patient.zip]


class Due(NamedTuple):
    """When a step, a message, a question to the service, a receipt, and what people do is due next."""

    step: datetime | None
    message: datetime | None
    asked: datetime | None
    receipt: datetime | None
    happening: datetime | None


class World:
    """A clock, a clinic, a gateway, and what is still to happen."""

    def __init__(self, seed: int, *, began: datetime = BEGAN, faulty: bool = True) -> None:
        self.random = Random(seed)
        self.now = began
        self.asked_at: datetime | None = None
        self.gateway = Gateway(Random(seed + 1), lambda: self.now, faulty=faulty)
        self.sender = set_up_clinic(f"Sender {seed}", 1, began)
        self.clinic: Clinic = set_up_clinic(f"Clinic {seed}", PROVIDERS, began)
        self.lives: list[Life] = []
        self._ahead: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()

    def at(self, moment: datetime, act: Callable[..., None], *about: Any) -> None:
        """Something happens then."""
        heapq.heappush(self._ahead, (moment, next(self._order), lambda: act(*about)))

    def run(self, until: datetime, progress: Callable[[datetime], None] = lambda moment: None) -> None:
        """Lets time go by: what happens happens at its moment, and the jobs of the timetable run at the full minute."""
        while True:
            due = self._due()
            moment = min([until, *(at for at in due if at is not None)])
            if moment >= until:
                break
            self.now = max(self.now, moment)
            if self._ahead and self._ahead[0][0] <= self.now:
                heapq.heappop(self._ahead)[2]()
            else:
                self.now = _full_minute(self.now)
                self.work(due)
            progress(self.now)
        self.now = until

    def work(self, due: "Due") -> None:
        """What the worker does every minute: each job that has something to do."""
        if due.step is not None and due.step <= self.now:
            while plan_due_steps(now=self.now).is_full:
                pass
        if any(at is not None and at <= self.now for at in (due.step, due.message)):
            while send_due(send=self.gateway.send, clock=lambda: self.now):
                pass
        reports = [Report(name, status) for name, status in self.gateway.receipts()]
        if reports:
            record_receipts(reports, now=self.now)
        if due.asked is not None and due.asked <= self.now:
            resolve_in_flight(self.now, look=self._look)
            self.asked_at = self.now
        for (referral_id,) in rows_of(REPLAN):
            replan_referral(UUID(referral_id), now=self.now)

    def _look(self, attempt: BrokenOff) -> Outcome:
        if attempt.channel != "sms":
            return Outcome("unclear", sentence="Nobody can be asked.")
        return self.gateway.find(str(attempt.message_id))

    def _due(self) -> "Due":
        """When something is due next."""
        moments = next_moments(SYSTEM)
        receipt = min((at for at, _, _ in self.gateway.due_receipts), default=None)
        asked = moments.sending_since + LOOK_AFTER if moments.sending_since else None
        if asked is not None and self.asked_at is not None:
            # A text message that nobody can be asked about is asked about every minute: an hour is often enough for a clock that is told.
            asked = max(asked, self.asked_at + HOUR) if asked <= self.asked_at else asked
        return Due(moments.step, moments.message, asked, receipt, self._ahead[0][0] if self._ahead else None)

    # What people do

    def be_born(self, number: int, sent_at: datetime) -> Life:
        """A patient with a referral that is sent then."""
        patient = PatientEntry(
            given_name=f"Life{number}",
            family_name=f"Simulated{number:06}",
            birth_date=datetime(1960, 1, 1, tzinfo=UTC).date() + timedelta(days=number % 15_000),
            phone=f"+1312{2_000_000 + number}",
            email=f"life{number}@mail.example" if self.random.random() < 0.8 else "",
            zip=self.random.choice(list(ZONE_OF)),
            language=self.random.choice(("en", "en", "es")),
            preferred_channel=self.random.choice(("sms", "sms", "sms", "email")) if number % 5 else "sms",
            may_contact=self.random.random() < 0.95,
        )
        if patient.preferred_channel == "email" and not patient.email:
            patient = PatientEntry(**{name: getattr(patient, name) for name in patient.__dataclass_fields__} | {"preferred_channel": "sms"})
        life = Life(patient, "", sent_at)
        self.lives.append(life)
        self.at(sent_at, self.send, life)
        return life

    def send(self, life: Life) -> None:
        """The referral goes out, and is accepted soon, late or never."""
        case = self.random.choices((CASES[0], CASES[1]), (0.8, 0.2))[0]
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
        if self.random.random() < 0.9:
            self.at(self.now + timedelta(hours=self.random.expovariate(1 / 12)), self.accept, life)

    def accept(self, life: Life) -> None:
        """Accepted; from here on the patient chooses, writes STOP, or says nothing."""
        if life.accepted_at is not None:
            return
        accept_referral(self.clinic.desk, _key(life), now=self.now)
        life.accepted_at = self.now
        if self.random.random() < 0.7:
            self.at(self.now + timedelta(days=self.random.expovariate(1 / 6)), self.book, life)
        if self.random.random() < 0.1:
            self.at(self.now + timedelta(days=self.random.uniform(0, 20)), self.stop, life)

    def book(self, life: Life) -> None:
        """A time is chosen, some days ahead; most visits take place."""
        times = open_times(
            self.clinic.desk, self.clinic.id, self.clinic.kind, tier=life.tier, now=self.now + timedelta(hours=3), days=25, most=400
        )
        if not times:
            return
        slot = self.random.choice(times)
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
        life.booked_at.append(self.now)
        fate = self.random.random()
        if fate < 0.15:
            self.at(self.now + self.random.random() * (slot.starts_at - self.now), self.cancel, life)
        elif fate < 0.3:
            self.at(slot.ends_at, self.stay_away, life)

    def cancel(self, life: Life) -> None:
        """The visit is given up, and perhaps booked anew."""
        try:
            cancel_appointment(self.clinic.desk, _key(life), reason="A cold", now=self.now)
        except Refusal:
            return
        if self.random.random() < 0.5:
            self.at(self.now + timedelta(days=self.random.uniform(0, 5)), self.book, life)

    def stay_away(self, life: Life) -> None:
        """Nobody came."""
        try:
            record_no_show(self.clinic.desk, _key(life), now=self.now)
        except Refusal:
            return

    def stop(self, life: Life) -> None:
        """STOP, and perhaps START some time later."""
        record_opt_out("sms", life.patient.phone, our_address="", word="STOP", source="reply", now=self.now)
        life.stops.append([self.now])
        if self.random.random() < 0.5:
            self.at(self.now + timedelta(days=self.random.uniform(0, 10)), self.start, life)

    def start(self, life: Life) -> None:
        """START."""
        end_opt_outs("sms", life.patient.phone, our_address="", by="START", now=self.now)
        life.stops[-1].append(self.now)

    def break_down(self) -> None:
        """The gateway is out of order for some hours, and again in a month or so."""
        self.gateway.silent_until = self.now + timedelta(hours=self.random.uniform(0.2, 5))
        self.at(self.now + timedelta(days=self.random.expovariate(1 / 30)), self.break_down)


def _key(life: Life) -> UUID:
    assert life.referral_id is not None
    return life.referral_id


def _full_minute(moment: datetime) -> datetime:
    full = moment.replace(second=0, microsecond=0)
    return full if full == moment else full + MINUTE


def simulate_lives(years: int, seed: int, told: Callable[[str], None]) -> dict[str, Any]:
    """So many patient-years, spread over one year by the clock that is told, and what the judge says of them."""
    from bridgework.cli.simulation.judge import judge

    world = World(seed)
    for number in range(years * REFERRALS_A_YEAR):
        world.be_born(number, BEGAN + timedelta(minutes=world.random.randrange(365 * 24 * 60)))
    world.at(BEGAN + 3 * DAY, world.break_down)
    months = iter(range(1, 99))
    next_word = BEGAN + 30 * DAY

    def progress(moment: datetime) -> None:
        nonlocal next_word
        if moment >= next_word:
            next_word += 30 * DAY
            told(f"month {next(months)}: {len(world.gateway.reached):,} messages reached somebody")
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs")

    world.run(BEGAN + 400 * DAY, progress)
    world.gateway.silent_until = None
    world.run(BEGAN + 402 * DAY)
    return judge(world) | {"patient_years": years, "seed": seed}
