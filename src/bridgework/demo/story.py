"""How one made-up referral is told: through the actions, with a clock that runs from the past up to now and stops the story there."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.attach_file import attach_file
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.actions.offer_times import offer_times
from bridgework.actions.open_patient_link import open_patient_link
from bridgework.actions.record_arrival import record_arrival
from bridgework.actions.record_film import record_film
from bridgework.actions.record_visit import record_visit
from bridgework.actions.save_draft import save_draft
from bridgework.actions.send_referral import send_referral
from bridgework.actions.send_report import send_report
from bridgework.actions.set_up_practice import NewPractice
from bridgework.actions.start_referral import start_referral
from bridgework.demo.cases import BY_SPECIALTY, Presentation
from bridgework.demo.films import MadeUpFilm, taken_before
from bridgework.demo.patients import make_patient
from bridgework.lookups.open_times import open_times
from bridgework.rules.best_times import best_times
from bridgework.rules.booking import Slot
from bridgework.rules.deadlines import WorkingHours, hours_from, next_opening
from bridgework.rules.facts import Viewer


class SoFar(Exception):
    """The story has come to the present: what comes after that, people will do."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A practice of the network as a story needs it: who works there as what, and the keys of what it has."""

    card: NewPractice
    practice_id: UUID
    staff: tuple[Viewer, ...]
    clinicians: dict[str, UUID]
    visit_types: dict[str, UUID]

    def who(self, *roles: str) -> Viewer:
        """Somebody with one of the roles, in the order in which the roles are named."""
        return next(viewer for role in roles for viewer in self.staff if role in viewer.roles)

    @property
    def hours(self) -> WorkingHours:
        return hours_from(self.card.time_zone, self.card.hours)


@dataclass(frozen=True, slots=True)
class Stage:
    """What all stories share: the practices, the films, the seed and the present."""

    desks: dict[str, Desk]
    films: dict[str, list[MadeUpFilm]]
    seed: int
    present: datetime


@dataclass(frozen=True, slots=True)
class Habits:
    """How a referring practice works: how complete, how many Spanish speakers and children, and how fast it answers (a factor)."""

    complete: float = 0.9
    spanish: float = 0.12
    children: float = 0.0
    pace: float = 1.0


class Tale:
    """One referral being told. Every step moves the clock first; a step that would lie ahead of the present raises SoFar."""

    def __init__(self, stage: Stage, number: int, sender: str, recipient: str, start: datetime, habits: Habits, hurry: str = "") -> None:
        self.stage, self.number, self.habits = stage, number, habits
        self.sender, self.recipient = stage.desks[sender], stage.desks[recipient]
        self.chance = Random(f"{stage.seed}/{number}")
        self.clock = start
        self.present = stage.present
        self.what = self._presentation(hurry)
        self.referral: Any = None
        self.referral_id: UUID
        self.tier = self.what.hurry
        self.tooth = ""
        self.patient: Any = None
        self.starts_at: datetime = start
        self.ends_at: datetime = start
        self.provider_id: UUID | None = None

    def _presentation(self, hurry: str) -> Presentation:
        known = BY_SPECIALTY[self.recipient.card.specialty]
        fitting = [each for each in known if not hurry or each.hurry == hurry] or list(known)
        return self.chance.choices(fitting, [each.weight for each in fitting])[0]

    # The clock

    def wait(self, hours: float, spread: float = 0.4) -> None:
        """About so many hours later."""
        self._to(self.clock + timedelta(hours=hours * self.chance.uniform(1 - spread, 1 + spread)))

    def work(self, desk: Desk, hours: float, spread: float = 0.4) -> None:
        """About so many hours later, when that practice is open; in an emergency somebody is there at any hour."""
        ready = self.clock + timedelta(hours=hours * self.chance.uniform(1 - spread, 1 + spread))
        if self.tier != "emergency":
            opening = next_opening(ready, desk.hours) or ready
            if opening > ready:
                opening += timedelta(minutes=self.chance.randint(2, 50))
            ready = opening
        self._to(ready)

    def until(self, moment: datetime) -> None:
        self._to(max(moment, self.clock))

    def _to(self, moment: datetime) -> None:
        if moment > self.present:
            raise SoFar
        self.clock = moment

    # Who acts

    @property
    def referrer(self) -> Viewer:
        return self.sender.who("referrer", "clinician")

    @property
    def assistant(self) -> Viewer:
        return self.sender.who("coordinator", "referrer")

    @property
    def coordinator(self) -> Viewer:
        return self.recipient.who("coordinator", "triage")

    @property
    def scheduler(self) -> Viewer:
        return self.recipient.who("scheduler", "coordinator")

    def specialist(self, provider_id: UUID | None = None) -> Viewer:
        """The clinician whose provider this is, or one of them."""
        clinicians = [viewer for viewer in self.recipient.staff if "clinician" in viewer.roles]
        own = [viewer for viewer in clinicians if provider_id and self.recipient.clinicians.get(viewer.name) == provider_id]
        return own[0] if own else self.chance.choice(clinicians)

    # The sender's side

    def write_draft(self, *, complete: bool | None = None, wanted: str = "", known: Mapping[str, Any] | None = None) -> None:
        """A draft with its patient and film; an incomplete one lacks the film and the medical history. `known` is told of the patient."""
        if complete is None:
            complete = self.chance.random() < self.habits.complete
        who = make_patient(
            self.chance,
            self.number,
            self.clock.date(),
            spanish=self.habits.spanish,
            child=self.chance.random() < self.habits.children,
            elderly=self.chance.random() < 0.18,
        )
        who = replace(who, **(known or {}))
        self.patient = enter_patient(self.referrer, who, now=self.clock)
        started = start_referral(
            self.referrer,
            patient_id=self.patient.pk,
            submission_key=UUID(int=self.chance.getrandbits(128), version=4),
            now=self.clock,
            recipient_practice_id=self.recipient.practice_id,
            way=self.referrer.way,
        )
        self.referral, self.referral_id = started, started.pk
        self.clock += timedelta(minutes=self.chance.randint(1, 4))
        case = dict(self.what.case) | ({"wanted": wanted} if wanted else {})
        if not complete:
            case["medical_alerts"] = []
        elif self.chance.random() < 0.3:
            case["medical_alerts"] = [
                self.chance.choice(("penicillin_allergy", "anticoagulants", "diabetes", "bisphosphonates", "latex_allergy"))
            ]
            if case["medical_alerts"] == ["penicillin_allergy"] and case.get("antibiotics"):
                case["antibiotics"] = "Clindamycin 300 mg, begun this morning"
        if self.chance.random() < 0.35:
            case["anxiety"] = self.chance.choice(("none", "some", "some", "severe"))
        self.tooth = self.chance.choice(self.what.teeth) if self.what.teeth else ""
        save_draft(
            self.referrer,
            self.referral_id,
            case=case,
            teeth=(self.tooth,) if self.tooth else (),
            now=self.clock,
            recipient_practice_id=self.recipient.practice_id,
            referring_provider_id=next(iter(self.sender.clinicians.values())),
        )
        if complete:
            self.attach_films(self.referrer)

    def attach_films(self, by: Viewer) -> None:
        attached: list[MadeUpFilm] = []
        for kind in self.what.films:
            film = self.chance.choice([film for film in self.stage.films[kind] if film not in attached])
            attached.append(film)
            here = self.clock.astimezone(ZoneInfo(self.recipient.card.time_zone))
            taken = (here - timedelta(days=self.chance.choice((0, 0, 0, 1, 3, 40)))).date()
            attachment = attach_file(by, self.referral_id, name=film.name, content=io.BytesIO(film.content), now=self.clock, kind=kind)
            shows = self.tooth if kind == "periapical" else ""
            record_film(attachment.pk, taken_before(film, taken, shows), now=self.clock + timedelta(seconds=2))

    def send(self, *, complete: bool | None = None, wanted: str = "", known: Mapping[str, Any] | None = None) -> None:
        self.write_draft(complete=complete, wanted=wanted, known=known)
        self.wait(0.05)
        referral = send_referral(self.referrer, self.referral_id, now=self.clock)
        self.tier = referral.tier

    # The recipient's side

    def accept(self, hours: float | None = None) -> None:
        """Reviewed and accepted, as fast as the tier asks for."""
        usual = {"emergency": 0.2, "urgent": 1.2, "soon": 3.0, "elective": 3.5}[self.tier]
        self.work(self.recipient, usual if hours is None else hours, 0.6)
        accept_referral(self.coordinator, self.referral_id, now=self.clock)

    def free_times(self, days_ahead: int, days: int = 5) -> tuple[Slot, ...]:
        """Open times for the kind of visit, from so many days ahead on."""
        first = (self.clock + timedelta(days=days_ahead)).date()
        kind = self.recipient.visit_types[self.what.visit]
        soonest = self.clock + timedelta(minutes=20)
        for _ in range(4):
            found = open_times(self.scheduler, self.recipient.practice_id, kind, tier=self.tier, now=self.clock, first_day=first, days=days)
            # Asked as of the clock: what is held for somebody until then is not free now.
            if found := tuple(slot for slot in found if slot.starts_at >= soonest):
                return found
            first += timedelta(days=days)
        raise SoFar

    def choose_time(self, days_ahead: int | None = None) -> Slot:
        """A time as people take them: not always the first one."""
        if days_ahead is None:
            days_ahead = {"emergency": 0, "urgent": 0, "soon": 1, "elective": self.chance.choice((3, 5, 6, 8, 11))}[self.tier]
        slots = self.free_times(days_ahead)
        return slots[0] if self.tier == "emergency" else slots[min(int(self.chance.expovariate(0.12)), len(slots) - 1)]

    def book(self, slot: Slot | None = None, by: Viewer | None = None) -> None:
        slot = slot or self.choose_time()
        visit = book_appointment(
            by or self.scheduler,
            self.referral_id,
            provider_id=slot.provider_id,
            visit_type_id=self.recipient.visit_types[self.what.visit],
            starts_at=slot.starts_at,
            now=self.clock,
        )
        self.provider_id, self.starts_at, self.ends_at = visit.provider_id, visit.starts_at, visit.ends_at

    def offer(self, hours: float = 0.6) -> list[Slot]:
        """Three times held for the patient, who gets the link; where a full week has not three, it is looked further ahead."""
        self.work(self.recipient, hours)
        days_ahead = {"emergency": 0, "urgent": 0, "soon": 1, "elective": 4}[self.tier]
        offered: tuple[Slot, ...] = ()
        for days in (5, 20):
            offered = best_times(self.free_times(days_ahead, days), self.tier)
            if len(offered) == 3:
                break
        kind = self.recipient.visit_types[self.what.visit]
        times = [(slot.provider_id, slot.starts_at) for slot in offered]
        offer_times(self.scheduler, self.referral_id, slots=times, visit_type_id=kind, now=self.clock)
        return list(offered)

    def open_link(self) -> Viewer:
        """The patient at their own page, after telling their birth date."""
        link = issue_patient_link(self.referral, self.clock)
        return open_patient_link(secret_of(link.pk), self.patient.birth_date, now=self.clock)

    def pick(self, offered: list[Slot], hours: float = 5.0) -> None:
        """The patient opens the link and takes one of the offered times, in waking hours."""
        self.wait(hours, 0.8)
        if self.clock.astimezone(ZoneInfo(self.recipient.card.time_zone)).hour < 7:
            self.wait(6)
        still = [slot for slot in offered if slot.starts_at > self.clock + timedelta(minutes=15)]
        patient = self.open_link()
        self.clock += timedelta(minutes=self.chance.randint(1, 5))
        self.book(self.chance.choice(still) if still else None, patient)

    def come(self) -> None:
        """The visit: the patient arrives and is seen."""
        self.until(self.starts_at - timedelta(minutes=self.chance.randint(1, 12)))
        record_arrival(self.scheduler, self.referral_id, now=self.clock)

    def see(self, *, again: bool = False) -> None:
        if self.chance.random() < 0.3:
            self.come()
        self.until(self.ends_at + timedelta(minutes=self.chance.randint(0, 25)))
        record_visit(self.specialist(self.provider_id), self.referral_id, note="", another_visit_needed=again, now=self.clock)

    def report(self, hours: float = 3.0, *, final: bool = True, **changes: Any) -> None:
        self.work(self.recipient, hours)
        fields: Mapping[str, Any] = {
            **self.what.report,
            "visit_on": self.starts_at.astimezone(ZoneInfo(self.recipient.card.time_zone)).date(),
            "pulpal": self.what.case.get("pulpal", ""),
            "apical": self.what.case.get("apical", ""),
            "restoration_by": self.clock.date() + timedelta(days=28) if "crown" in self.what.report["restoration_needed"].lower() else None,
            **changes,
        }
        send_report(self.specialist(self.provider_id), self.referral_id, fields=fields, final=final, now=self.clock)
