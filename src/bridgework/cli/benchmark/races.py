"""Many people at once on few times: the desk books, drags and cancels, patients choose for themselves and move what they have, offers are
held, taken and lapse, and who waits for an earlier time is offered what became free, and takes it.

Afterwards no time is sold twice, no acceptance is lost, and nobody met anything but a refusal in words.
"""

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from bridgework.actions.add_closure import add_closure
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.join_wait_list import join_wait_list
from bridgework.actions.offer_freed_times import offer_freed_times
from bridgework.actions.offer_times import offer_times
from bridgework.actions.release_holds import release_holds
from bridgework.cli.benchmark.clinic import accepted_referral, set_up_clinic
from bridgework.cli.benchmark.legs import run_in_child
from bridgework.cli.benchmark.network import Network
from bridgework.lookups.invariants import prove
from bridgework.lookups.open_times import open_times
from bridgework.rules import referral_states as states
from bridgework.rules.booking import Slot
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.refusals import MoveNotAllowed, Refusal

CLIENTS, REFERRALS, PROVIDERS, SHARED_ROOMS, DAYS, TIMES_A_DAY = 32, 48, 6, 2, 3, 30
WAITING, BOOKED = (states.ACCEPTED, states.VISIT_CANCELLED), (states.SCHEDULED,)
LAPSED = timedelta(hours=49)
"""After every offer has lapsed (they are held for 48 hours at most)."""
ACTS = (
    *("book", "patient", "drag", "patient moves", "cancel", "cancel", "lapse"),
    *("offer", "offer", "take offer", "take offer", "wait", "wait", "offer freed", "take earlier", "take earlier"),
)


@dataclass(frozen=True, slots=True)
class Arena:
    """What is fought over: referrals of one practice, and times of its clinicians. `now` is the moment of every act but the lapsing."""

    desk: Viewer
    referral_ids: tuple[UUID, ...]
    kind: UUID
    slots: tuple[Slot, ...]
    now: datetime
    broken_before: dict[str, int] = field(default_factory=dict)
    """What `bridgework check` said of the database before the race: an invented past is not perfect."""


@dataclass(slots=True)
class Tally:
    """What came of the tries of one client: how often which, the visits it was promised, and what went wrong."""

    came: Counter[str] = field(default_factory=Counter)
    promised: set[UUID] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)


class Racer:
    """One of many who act at random, as fast as the database answers."""

    def __init__(self, arena: Arena, number: int, tries: int) -> None:
        self.arena, self.tries, self.chance = arena, tries, Random(number)

    def __call__(self) -> Tally:
        tally = Tally()
        for _ in range(self.tries):
            act = self.chance.choice(ACTS)
            try:
                self.do(act, tally)
                tally.came[act] += 1
            except Refusal as refused:
                tally.came[f"{act}: {type(refused).__name__}"] += 1
            except Exception as problem:
                tally.errors.append(f"{act}: {type(problem).__name__}: {problem}"[:300])
        return tally

    def do(self, act: str, tally: Tally) -> None:
        arena, chance = self.arena, self.chance
        referral_id, slot = chance.choice(arena.referral_ids), chance.choice(arena.slots)
        patient = Viewer(kind="patient", name="Patient", way="patient link", referral_id=referral_id)
        match act:
            case "book":
                self.book(arena.desk, referral_id, slot.provider_id, slot.starts_at, tally)
            case "patient":
                self.book(patient, referral_id, slot.provider_id, slot.starts_at, tally)
            case "drag" | "patient moves":
                moved = chance.choice(in_state(arena, *BOOKED) or [referral_id])
                mover = arena.desk if act == "drag" else replace(patient, referral_id=moved)
                self.book(mover, moved, slot.provider_id, slot.starts_at, tally)
            case "wait":
                join_wait_list(arena.desk, chance.choice(in_state(arena, *BOOKED) or [referral_id]), now=arena.now)
            case "offer freed":
                offer_freed_times(arena.now, limit=3)
            case "offer":
                times = [(one.provider_id, one.starts_at) for one in chance.sample(arena.slots, 2)]
                waiting = chance.choice(in_state(arena, *WAITING) or [referral_id])
                offer_times(arena.desk, waiting, slots=times, visit_type_id=arena.kind, now=arena.now)
            case "take offer" | "take earlier":
                held = held_in(arena, "offer" if act == "take offer" else "earlier")
                if not held:
                    raise MoveNotAllowed("Nothing is held for anybody.")
                whose, provider_id, starts_at = chance.choice(held)
                self.book(replace(patient, referral_id=whose), whose, provider_id, starts_at, tally)
            case "lapse":
                release_holds(arena.now + LAPSED, limit=3)
            case _:
                cancel_appointment(patient, referral_id, reason="Cannot come", now=arena.now)

    def book(self, viewer: Viewer, referral_id: UUID, provider_id: UUID, starts_at: datetime, tally: Tally) -> None:
        visit = book_appointment(
            viewer, referral_id, provider_id=provider_id, visit_type_id=self.arena.kind, starts_at=starts_at, now=self.arena.now
        )
        tally.promised.add(visit.pk)


def held_in(arena: Arena, purpose: str) -> list[tuple[Any, ...]]:
    """Whom which times are offered now: referral, provider, start."""
    question = "SELECT referral_id, provider_id, starts_at FROM records_appointment WHERE referral_id = ANY(%s) AND status = 'held' AND purpose = %s"
    return _rows(question, list(arena.referral_ids), purpose)


def in_state(arena: Arena, *wanted: str) -> list[UUID]:
    """The referrals that are in one of these states at the moment."""
    return [
        row[0]
        for row in _rows("SELECT id FROM records_referral WHERE id = ANY(%s) AND state = ANY(%s)", list(arena.referral_ids), list(wanted))
    ]


def times_on_some_days(clinic: UUID, kind: UUID, now: datetime, *, days: int, each: int) -> tuple[Slot, ...]:
    """The first so many open times of each of the first days: few enough to be fought over, far enough apart that an earlier one is wanted."""
    by_day: dict[date, list[Slot]] = {}
    for slot in open_times(SYSTEM, clinic, kind, tier="elective", now=now):
        by_day.setdefault(slot.starts_at.date(), []).append(slot)
    return tuple(slot for day in sorted(by_day)[:days] for slot in by_day[day][:each])


def broken() -> dict[str, int]:
    """What `bridgework check` finds now."""
    return {finding.name: finding.count for finding in prove(SYSTEM).findings if not finding.holds}


def _rows(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


def outcome(tallies: Sequence[Tally], arena: Arena) -> dict[str, Any]:
    """What is left after the race, and whether the database keeps its promises."""
    promised = set[UUID]().union(*(tally.promised for tally in tallies))
    # A visit that somebody was promised is in the books, whatever became of it later; and nothing was booked that nobody was promised.
    booked = {
        key for (key,) in _rows("SELECT id FROM records_appointment WHERE purpose = '' AND referral_id = ANY(%s)", list(arena.referral_ids))
    }
    findings = {name: count for name, count in broken().items() if count != arena.broken_before.get(name, 0)}
    errors = [error for tally in tallies for error in tally.errors]
    return {
        "came": dict(sum((tally.came for tally in tallies), Counter()).most_common()),
        "tries": sum(tally.came.total() + len(tally.errors) for tally in tallies),
        "promised": len(promised),
        "lost": len(promised ^ booked),
        "overlaps": findings.pop("no_double_booking", 0) + findings.pop("one_patient_in_a_room", 0),
        "errors": len(errors),
        "first_errors": sorted(set(errors))[:5],
        "broken": findings,
    }


def race(network: Network, *, tries: int, told: Callable[[str], None]) -> dict[str, Any]:
    """The long race of `bridgework bench booking --races`: 32 processes in a clinic of its own."""
    arena = run_in_child(lambda: _arena(network))
    told(f"{CLIENTS} clients, {len(arena.referral_ids)} referrals, {len(arena.slots)} times")
    began = time.monotonic()
    # Nothing has connected in this process, so each of the others has a connection of its own.
    with multiprocessing.get_context("fork").Pool(CLIENTS) as pool:
        tallies = pool.map(_run, [Racer(arena, number, -(-tries // CLIENTS)) for number in range(CLIENTS)], chunksize=1)
    seconds = time.monotonic() - began
    return {"clients": CLIENTS, "seconds": round(seconds, 1)} | run_in_child(lambda: outcome(tallies, arena))


def _arena(network: Network) -> Arena:
    now = datetime.now(UTC).replace(microsecond=0)
    clinic = set_up_clinic("Race", PROVIDERS, now, shared_rooms=SHARED_ROOMS)
    keys = tuple(accepted_referral(network, clinic, number, now) for number in range(REFERRALS))
    # At noon in Chicago: nobody is asked by night whether they want to come earlier.
    at = (now + timedelta(days=1)).replace(hour=18, minute=0)
    add_closure(clinic.desk, starts_at=now, ends_at=at + timedelta(days=4, hours=12), reason="Nothing else is free", now=now)
    slots = times_on_some_days(clinic.id, clinic.kind, at, days=DAYS, each=TIMES_A_DAY)
    return Arena(clinic.desk, keys, clinic.kind, slots, at, broken())


def _run(racer: Racer) -> Tally:
    return racer()
