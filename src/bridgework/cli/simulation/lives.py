"""Patients through their referrals by a clock that is told: everything through the real actions, the real planner and the real sending.

Referrals are sent and accepted at any hour, many of them at the same one; some are of a patient who has one already, at this practice or the
other, or of somebody in the same family with the same phone. Patients choose a time or not, move it, cancel, stay away, write STOP and START,
take their consent back; practices decline; some of it just while a message is on its way. The gateway fails as it likes. Who lives what
follows from the seed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from random import Random
from typing import Any
from uuid import UUID, uuid4

from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.change_patient import change_patient
from bridgework.actions.claim_messages import Claimed
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.record_no_show import record_no_show
from bridgework.actions.record_opt_out import end_opt_outs, record_opt_out
from bridgework.actions.submit_referral import submit_referral
from bridgework.cli.benchmark.clinic import set_up_clinic
from bridgework.cli.benchmark.past import CASES
from bridgework.cli.simulation.asking import rows_of
from bridgework.cli.simulation.clockwork import Clockwork
from bridgework.cli.simulation.gateway import Gateway
from bridgework.cli.simulation.people import Booking, Life, child_of, somebody
from bridgework.cli.simulation.practices import open_practices
from bridgework.lookups.open_times import open_times
from bridgework.rules.refusals import Refusal

BEGAN = datetime(2026, 1, 5, tzinfo=UTC)
REFERRALS_A_YEAR = 2
A_DAY = 140
"""So many referrals a day the practices get."""
SHORTEST = 7
"""Days: every day of the week is one on which referrals are sent."""
FOLLOWED = timedelta(days=42)
"""How long after the last one was sent the clock goes on: every step was due, and every visit has been."""
DAY = timedelta(days=1)
JUST_THEN = 0.01
"""How often something comes while a message is about to go out, or on its way."""
DUE_TEXTS = """
SELECT message.referral_id FROM records_plannedmessage AS message
WHERE message.status = 'planned' AND message.channel = 'sms' AND message.recipient = 'patient' AND message.due_at <= %s
"""


class World(Clockwork):
    """Two practices, an office that refers to them, and everybody's life."""

    def __init__(self, seed: int | str, *, began: datetime = BEGAN, faulty: bool = True) -> None:
        super().__init__(began, lambda clock: Gateway(str(seed), clock, faulty=faulty))
        self.seed = seed
        self.random = Random(seed)
        self.sender = set_up_clinic(f"Sender {seed}", 1, began)
        self.practices = open_practices(seed, began)
        self.lives: list[Life] = []
        self.sent: dict[UUID, Life] = {}
        self.stops: defaultdict[tuple[str, str], list[list[datetime]]] = defaultdict(list)

    # What people do

    def be_born(self, number: int, sent_at: datetime) -> Life:
        """Somebody with a referral that is sent then; sometimes the one before, or somebody with the same phone."""
        chance = Random(f"{self.seed} {number}")
        before = self.lives[-1] if self.lives else None
        kin = chance.random() if before else 1.0
        if before and kin < 0.2:
            person = before.person if kin < 0.12 else child_of(before.person, number)
        else:
            person = somebody(number, chance, self.now)
        practice = chance.choices(self.practices, (0.7, 0.3))[0]
        life = Life(number, person, practice, sent_at, chance, self.stops[person.entry.phone, practice.number])
        self.lives.append(life)
        self.at(life.later(sent_at, BEGAN), self.send, life)
        return life

    def send(self, life: Life) -> None:
        """The referral goes out, and is accepted soon or late, declined, or never looked at."""
        case = life.chance.choices((CASES[0], CASES[1]), (0.8, 0.2))[0]
        referral = submit_referral(
            self.sender.desk,
            patient=life.patient,
            case=case,
            teeth=["30"],
            recipient_practice_id=life.practice.clinic.id,
            referring_provider_id=self.sender.providers[0],
            submission_key=uuid4(),
            now=self.now,
        )
        life.referral_id, life.patient_id, life.tier, life.sent_at = referral.pk, referral.patient_id, referral.tier, self.now
        self.sent[referral.pk] = life
        if life.chance.random() < 0.9:
            self.then(life, timedelta(hours=life.chance.expovariate(1 / 12)), self.accept)
        elif life.chance.random() < 0.5:
            self.then(life, timedelta(hours=life.chance.expovariate(1 / 12)), self.decline)

    def accept(self, life: Life) -> None:
        """Accepted; from here on the patient chooses, writes STOP, or says nothing."""
        if life.accepted_at is not None or life.ended_at is not None:
            return
        accept_referral(life.practice.clinic.desk, life.key, now=self.now)
        life.accepted_at = self.now
        if life.chance.random() < 0.7:
            self.then(life, timedelta(days=life.chance.expovariate(1 / 6)), self.book)
        if life.chance.random() < 0.1:
            self.then(life, timedelta(days=life.chance.uniform(0, 20)), self.stop)
        if life.chance.random() < 0.06:
            # Half of them at once: what was planned for the morning must not go out any more.
            days = life.chance.choice((0.5, 20))
            self.then(life, timedelta(days=life.chance.uniform(0, days)), life.chance.choice((self.decline, self.withdraw)))

    def book(self, life: Life) -> None:
        """A time is chosen, today or up to two weeks ahead, or another one than before; most visits take place."""
        clinic, standing = life.practice.clinic, life.visit_at(self.now)
        soonest = self.now + timedelta(hours=3)
        first_day = soonest.date() + timedelta(days=life.chance.randrange(14))
        times = open_times(clinic.desk, clinic.id, clinic.kind, tier=life.tier, now=soonest, first_day=first_day, days=4)
        others = [one for one in times if standing is None or one.starts_at != standing.starts_at]
        if not others:
            return
        # Which clinician a time is of has another key each time.
        slot = life.chance.choice(sorted(others, key=lambda one: (one.starts_at, clinic.providers.index(one.provider_id))))
        try:
            book_appointment(
                clinic.desk, life.key, provider_id=slot.provider_id, visit_type_id=clinic.kind, starts_at=slot.starts_at, now=self.now
            )
        except Refusal:
            return
        if standing:
            standing.ended_at = self.now
        life.bookings.append(Booking(slot.starts_at, self.now))
        fate = life.chance.random()
        if fate < 0.15:
            self.then(life, life.chance.random() * (slot.starts_at - self.now), self.cancel)
        elif fate < 0.3:
            self.then(life, slot.ends_at - self.now, self.stay_away)
        elif fate < 0.4:
            self.then(life, life.chance.random() * (slot.starts_at - self.now), self.book)

    def cancel(self, life: Life) -> None:
        """The visit is given up, and perhaps booked anew."""
        try:
            cancel_appointment(life.practice.clinic.desk, life.key, reason="A cold", now=self.now)
        except Refusal:
            return
        life.bookings[-1].ended_at = self.now
        if life.chance.random() < 0.5:
            self.then(life, timedelta(days=life.chance.uniform(0, 5)), self.book)

    def stay_away(self, life: Life) -> None:
        """Nobody came."""
        try:
            record_no_show(life.practice.clinic.desk, life.key, now=self.now)
        except Refusal:
            return

    def decline(self, life: Life) -> None:
        """The practice declines after all: whatever was booked is free again."""
        try:
            decline_referral(life.practice.clinic.desk, life.key, reason="not_accepting", note="", now=self.now)
        except Refusal:
            return
        life.ended_at = self.now
        if standing := life.visit_at(self.now):
            standing.ended_at = self.now

    def withdraw(self, life: Life) -> None:
        """The patient wants no messages at all any more, and tells the office that referred them."""
        if life.person.unwilling_from is None and life.patient_id is not None:
            life.person.entry = replace(life.patient, may_contact=False)
            life.person.unwilling_from = self.now
            change_patient(self.sender.desk, life.patient_id, life.patient, now=self.now)

    def stop(self, life: Life) -> None:
        """STOP, and perhaps START some time later."""
        ours = life.practice.number
        record_opt_out("sms", life.patient.phone, our_address=ours, word="STOP", source="reply", now=self.now)
        if not life.is_stopped:
            life.stops.append([self.now])
        if life.chance.random() < 0.5:
            self.then(life, timedelta(days=life.chance.uniform(0, 10)), self.start)

    def start(self, life: Life) -> None:
        """START."""
        end_opt_outs("sms", life.patient.phone, our_address=life.practice.number, by="START", now=self.now)
        if life.is_stopped:
            life.stops[-1].append(self.now)

    # What comes just then

    def between(self) -> None:
        """Some write STOP when a text message to them was planned and nobody has claimed it yet: nobody may."""
        for life in self._of(key for (key,) in rows_of(DUE_TEXTS, self.now)):
            if self._is_so(life, "before") and not life.is_stopped:
                self.stop(life)

    def meanwhile(self, claimed: Sequence[Claimed]) -> None:
        """Some write STOP, or book or move a visit, while a message to them is on its way: after the one it must not arrive any more where others
        are sent with it, after the other it may not be tried again.
        """
        for life in self._of(one.referral_id for one in claimed if one.recipient == "patient"):
            if len(claimed) > 1 and self._is_so(life, "stop") and not life.is_stopped and not self._has_heard(life):
                self.stop(life)
            elif life.accepted_at and self._is_so(life, "book"):
                self.book(life)

    def _of(self, referrals: Iterable[UUID | None]) -> list[Life]:
        return sorted((self.sent[key] for key in set(referrals) if key), key=lambda life: life.number)

    def _is_so(self, life: Life, what: str) -> bool:
        return Random(f"{self.seed} {what} {life.number} {self.now}").random() < JUST_THEN

    def _has_heard(self, life: Life) -> bool:
        """Whether a message reached their phone in this minute."""
        return life.patient.phone in {one.to for one in takewhile(lambda one: one.at >= self.now, reversed(self.gateway.reached))}

    def then(self, life: Life, wait: timedelta, act: Callable[[Life], None]) -> None:
        """They do something after a while."""
        self.at(life.later(self.now + wait, BEGAN), act, life)

    def break_down(self) -> None:
        """The gateway is out of order for some hours, and again in a week or so."""
        self.gateway.silent_until = self.now + timedelta(hours=self.random.uniform(0.2, 5))
        self.at(self.now + timedelta(days=self.random.expovariate(1 / 7)), self.break_down)


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
