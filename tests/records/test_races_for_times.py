"""Desk and patients on few times at once: booking, dragging, offers that are taken and that lapse, cancelling, the wait list, a shared room.

The long race is `bridgework bench booking --races 10000`.
"""

from datetime import timedelta

import make
from bridgework.actions.add_closure import add_closure
from bridgework.actions.add_operatory import add_operatory
from bridgework.cli.benchmark.races import Arena, Racer, Tally, outcome, times_on_some_days
from bridgework.records.models import Availability, VisitType
from people import NOW, Cast
from together import together

RACERS, TRIES, REFERRALS, DAYS, TIMES_A_DAY = 8, 15, 8, 3, 6


def arena_of(cast: Cast) -> Arena:
    rooms = add_operatory(cast.ruth, location_id=cast.harbor.locations.get(name="Eastside").pk, name="Operatory 1", now=NOW)
    Availability.objects.filter(provider__practice=cast.harbor, location__name="Eastside").update(operatory=rooms)
    keys = tuple(make.accepted(cast).pk for _ in range(REFERRALS))
    kind = VisitType.objects.filter(practice=cast.harbor).order_by("position")[0].pk
    now = NOW + timedelta(hours=2)
    add_closure(cast.ruth, starts_at=now, ends_at=now + timedelta(days=5), reason="Nothing else is free", now=now)
    slots = times_on_some_days(cast.harbor.pk, kind, now, days=DAYS, each=TIMES_A_DAY)
    return Arena(cast.theo, keys, kind, slots, now)


def test_many_race_for_few_times(committed_db: None, cast: Cast) -> None:
    arena = arena_of(cast)
    tallies = [answer for answer in together(*(Racer(arena, number, TRIES) for number in range(RACERS))) if isinstance(answer, Tally)]
    left = outcome(tallies, arena)

    assert len(tallies) == RACERS
    assert left["tries"] == RACERS * TRIES
    assert left["promised"] > 0
    assert {"drag", "patient moves", "wait", "offer freed"} <= left["came"].keys()
    assert (left["overlaps"], left["lost"], left["first_errors"], left["broken"]) == (0, 0, [], {})
