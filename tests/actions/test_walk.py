"""Random walks over all actions of the loop: whatever people do, in whatever order, nothing of the whole ever breaks.

Each step is tried by somebody who might do it, at a later time; a refusal is an answer. Seeded, so that a walk that fails can be walked again.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.acknowledge_ending import acknowledge_ending
from bridgework.actions.acknowledge_report import acknowledge_report
from bridgework.actions.ask_for_records import ask_for_records
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.confirm_cancellation import confirm_cancellation
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.discard_draft import discard_draft
from bridgework.actions.hold_time import hold_time
from bridgework.actions.offer_times import offer_times
from bridgework.actions.record_arrival import record_arrival
from bridgework.actions.record_delivery import record_delivery
from bridgework.actions.record_no_show import record_no_show
from bridgework.actions.record_visit import record_visit
from bridgework.actions.redirect_referral import redirect_referral
from bridgework.actions.release_holds import release_holds
from bridgework.actions.reopen_referral import reopen_referral
from bridgework.actions.request_cancellation import request_cancellation
from bridgework.actions.restore_draft import restore_draft
from bridgework.actions.send_patient_link import send_patient_link
from bridgework.actions.send_referral import send_referral
from bridgework.actions.send_report import send_report
from bridgework.actions.supply_records import supply_records
from bridgework.lookups.invariants import prove
from bridgework.records.models import Referral
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.referral_states import MOVES, STORED
from bridgework.rules.refusals import Refusal
from people import NOW, Cast

STEPS = 45
LEGAL = {(move.number, move.source, move.target) for move in MOVES if move.stored}


class Walk:
    """A referral, the people around it, and a clock that only goes forward."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.chance, self.now = cast, Random(seed), NOW
        self.tier = self.chance.choice([make.ELECTIVE, make.URGENT, make.EMERGENCY])
        self.referral = make.draft(cast, case=self.tier)
        self.happened: Counter[str] = Counter()
        self.told: set[str] = set()

    def step(self) -> None:
        self.now += timedelta(minutes=self.chance.choice([1, 5, 60, 300, 1440, 4000]))
        act = self.chance.choice(ACTS)
        try:
            answer = act(self)
        except Refusal as refusal:
            self.happened[f"{act.__name__}: {type(refusal).__name__}"] += 1
            self.told.add(refusal.sentence)
            return
        self.happened[act.__name__] += 1
        if isinstance(answer, Referral) and self.chance.random() < 0.5:
            self.referral = answer

    @property
    def anybody(self) -> Viewer:
        """Mostly somebody who has to do with it, sometimes a stranger."""
        cast = self.cast
        return self.chance.choice(
            [cast.raman, cast.jo, cast.dana, cast.dana, cast.theo, cast.lin, cast.lin, cast.ines, cast.alex, self.patient]
        )

    @property
    def patient(self) -> Viewer:
        return Viewer(kind="patient", name="Robin", way="patient link", patient_id=self.referral.patient_id, referral_id=self.referral.pk)

    def slot(self) -> dict[str, Any]:
        """An open time of the recipient, or one that is not open any more."""
        referral = make.fresh(self.referral)
        if referral.recipient_practice_id is None:
            raise Refusal("Nobody to book with.")
        slots, kind = make.free_times(referral, self.cast.dana, self.now)
        if not slots:
            raise Refusal("Nothing is open.")
        slot = self.chance.choice(slots[:40])
        return {"provider_id": slot.provider_id, "visit_type_id": kind, "starts_at": slot.starts_at}


def send(walk: Walk) -> Any:
    return send_referral(walk.chance.choice([walk.cast.raman, walk.anybody]), walk.referral.pk, now=walk.now)


def hold(walk: Walk) -> Any:
    return hold_time(walk.cast.raman, walk.referral.pk, now=walk.now, **walk.slot())


def discard(walk: Walk) -> Any:
    if walk.chance.random() < 0.7:
        return restore_draft(walk.cast.jo, walk.referral.pk, now=walk.now)
    return discard_draft(walk.cast.jo, walk.referral.pk, now=walk.now)


def accept(walk: Walk) -> Any:
    return accept_referral(walk.anybody, walk.referral.pk, now=walk.now)


def ask(walk: Walk) -> Any:
    return ask_for_records(walk.anybody, walk.referral.pk, records=walk.chance.choice([["periapical_film"], []]), note="", now=walk.now)


def supply(walk: Walk) -> Any:
    return supply_records(walk.anybody, walk.referral.pk, note=walk.chance.choice(["It does not exist", ""]), now=walk.now)


def offer(walk: Walk) -> Any:
    slot = walk.slot()
    times = [(slot["provider_id"], slot["starts_at"])]
    return offer_times(
        walk.anybody, walk.referral.pk, slots=walk.chance.choice([times, []]), visit_type_id=slot["visit_type_id"], now=walk.now
    )


def link(walk: Walk) -> Any:
    return send_patient_link(walk.anybody, walk.referral.pk, now=walk.now)


def book(walk: Walk) -> Any:
    book_appointment(walk.anybody, walk.referral.pk, now=walk.now, **walk.slot())


def cancel_visit(walk: Walk) -> Any:
    return cancel_appointment(walk.anybody, walk.referral.pk, reason="ill", now=walk.now)


def arrive(walk: Walk) -> Any:
    visit = walk.referral.appointments.filter(status="booked").first()
    if visit is not None and walk.chance.random() < 0.6:
        walk.now = max(walk.now, visit.starts_at)
    return record_arrival(walk.cast.theo, walk.referral.pk, now=walk.now)


def miss(walk: Walk) -> Any:
    return record_no_show(walk.anybody, walk.referral.pk, now=walk.now)


def see(walk: Walk) -> Any:
    return record_visit(walk.anybody, walk.referral.pk, note="", another_visit_needed=walk.chance.random() < 0.3, now=walk.now)


def report(walk: Walk) -> Any:
    fields = walk.chance.choice(
        [
            make.REPORT | {"visit_on": walk.now.date()},
            make.REPORT | {"visit_on": walk.now.date(), "treatment_status": "planned"},
            {"no_visit_reason": "resolved"},
            {},
        ]
    )
    send_report(walk.anybody, walk.referral.pk, fields=fields, final=walk.chance.random() < 0.5, now=walk.now)


def deliver(walk: Walk) -> Any:
    return record_delivery(walk.anybody, walk.referral.pk, proof=walk.chance.choice(["fax", ""]), now=walk.now)


def acknowledge(walk: Walk) -> Any:
    return acknowledge_report(walk.anybody, walk.referral.pk, now=walk.now)


def decline(walk: Walk) -> Any:
    reason = walk.chance.choice(["outside_scope", "patient_unreachable", "other", "nonsense"])
    if walk.chance.random() < 0.7:
        raise Refusal("Not now.")
    return decline_referral(walk.anybody, walk.referral.pk, reason=reason, note="", now=walk.now)


def redirect(walk: Walk) -> Any:
    to = walk.chance.choice([walk.cast.tidewater, walk.cast.northpoint, walk.cast.harbor, walk.cast.lakeview])
    if walk.chance.random() < 0.6:
        raise Refusal("Not now.")
    return redirect_referral(walk.anybody, walk.referral.pk, to_practice_id=to.pk, note="", now=walk.now)


def request_cancelling(walk: Walk) -> Any:
    return request_cancellation(walk.anybody, walk.referral.pk, reason=walk.chance.choice(["moved away", ""]), now=walk.now)


def confirm_cancelling(walk: Walk) -> Any:
    return confirm_cancellation(walk.anybody, walk.referral.pk, now=walk.now)


def acknowledge_end(walk: Walk) -> Any:
    return acknowledge_ending(walk.anybody, walk.referral.pk, consequence=walk.chance.choice(["patient_told", ""]), note="", now=walk.now)


def reopen(walk: Walk) -> Any:
    return reopen_referral(walk.cast.raman, walk.referral.pk, reason=walk.chance.choice(["pain again", ""]), now=walk.now)


def release(walk: Walk) -> Any:
    return release_holds(walk.now)


ACTS: list[Callable[[Walk], Any]] = [
    *[send] * 3, *[accept] * 3, *[book] * 3, *[arrive] * 2, *[see] * 2, *[report] * 3, *[acknowledge] * 2,
    hold, discard, ask, supply, offer, link, cancel_visit, miss, deliver, decline, redirect, request_cancelling, confirm_cancelling,
    acknowledge_end, reopen, release,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(24))
def test_nothing_breaks_whatever_people_do(cast: Cast, seed: int) -> None:
    walk = Walk(cast, seed)
    for _ in range(STEPS):
        walk.step()

    proof = prove(SYSTEM)
    assert all(sentence.endswith((".", "?")) for sentence in walk.told), walk.told
    assert proof.holds, ([finding for finding in proof.findings if not finding.holds], walk.happened)
    for referral in Referral.objects.all():
        assert referral.state in STORED
        moves = list(referral.events.filter(move_number__isnull=False).values_list("move_number", "state_from", "state_to"))
        assert set(moves) <= LEGAL
    times = list(walk.referral.events.order_by("id").values_list("at", flat=True))
    assert times == sorted(times)
