"""What a practice says of its times, and what can be booked then: rooms, blocks that are kept, extra hours, time kept free around a visit."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

import make
from bridgework.actions.add_availability import add_availability
from bridgework.actions.add_operatory import add_operatory
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.change_visit_type import change_visit_type
from bridgework.actions.remove_operatory import remove_operatory
from bridgework.lookups.availability import find_availability
from bridgework.lookups.invariants import prove
from bridgework.lookups.open_times import open_times
from bridgework.records.models import Appointment, Availability, Operatory, Referral, VisitType
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, SlotTaken
from people import NOW, Cast
from together import together

CHICAGO = ZoneInfo("America/Chicago")
SATURDAY = date(2026, 11, 28)
pytestmark = pytest.mark.usefixtures("db")


def local(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), CHICAGO).astimezone(UTC)


def kind_of(cast: Cast) -> VisitType:
    return VisitType.objects.filter(practice=cast.harbor).order_by("position")[0]


def starts(cast: Cast, who: str, day: date, *, tier: str = "elective", now: datetime = NOW) -> list[datetime]:
    slots = open_times(cast.theo, cast.harbor.pk, kind_of(cast).pk, tier=tier, now=now, first_day=day, days=1)
    return [slot.starts_at for slot in slots if slot.provider_id == cast.provider(who).pk]


def book(cast: Cast, referral: Referral, who: str, at: datetime, now: datetime = NOW) -> Appointment:
    return book_appointment(
        cast.theo,
        referral.pk,
        provider_id=cast.provider(who).pk,
        visit_type_id=kind_of(cast).pk,
        starts_at=at,
        now=now + timedelta(hours=2),
    )


def shared_saturday(cast: Cast, manager: Viewer) -> Operatory:
    """Two clinicians with extra hours in one room."""
    Availability.objects.filter(provider__practice=cast.harbor, weekday=5).delete()
    place = cast.harbor.locations.get(name="Eastside")
    room = add_operatory(manager, location_id=place.pk, name=" Operatory  1 ", now=NOW)
    for who in ("Dr. Mei Lin", "Dr. Chidi Okafor"):
        add_availability(
            manager,
            provider_id=cast.provider(who).pk,
            location_id=place.pk,
            weekdays=[5],
            starts=time(9),
            ends=time(12),
            operatory_id=room.pk,
            first_day=SATURDAY,
            last_day=SATURDAY,
            now=NOW,
        )
    return room


def test_two_clinicians_never_share_a_room_at_once(cast: Cast) -> None:
    room = shared_saturday(cast, cast.ruth)
    one, two = make.accepted(cast), make.accepted(cast)
    at = local(SATURDAY, 9)
    assert starts(cast, "Dr. Chidi Okafor", SATURDAY)[0] == at

    visit = book(cast, one, "Dr. Mei Lin", at)

    assert visit.operatory_id == room.pk
    assert starts(cast, "Dr. Chidi Okafor", SATURDAY)[0] >= visit.blocked_until
    with pytest.raises(SlotTaken):
        book(cast, two, "Dr. Chidi Okafor", at)
    assert starts(cast, "Dr. Mei Lin", SATURDAY + timedelta(days=7)) == []  # the extra hours were of one day


def test_a_room_that_hours_name_stays_until_they_are_gone(cast: Cast) -> None:
    room = shared_saturday(cast, cast.ruth)
    with pytest.raises(MoveNotAllowed, match="Hours name Operatory 1"):
        remove_operatory(cast.ruth, room.pk, now=NOW)
    Availability.objects.filter(operatory=room).delete()
    remove_operatory(cast.ruth, room.pk, now=NOW)
    assert find_availability(cast.ruth, now=NOW).operatories == ()


def test_a_kept_block_opens_a_day_before_if_nobody_used_it(cast: Cast) -> None:
    Availability.objects.filter(provider__practice=cast.harbor, weekday=5).delete()
    add_availability(
        cast.ruth,
        provider_id=cast.provider("Dr. Mei Lin").pk,
        location_id=cast.harbor.locations.get(name="Eastside").pk,
        weekdays=[5],
        starts=time(9),
        ends=time(12),
        reserved_tier="urgent",
        opens_hours_before=24,
        now=NOW,
    )
    before, after = local(SATURDAY, 9) - timedelta(hours=25), local(SATURDAY, 9) - timedelta(hours=24)
    assert starts(cast, "Dr. Mei Lin", SATURDAY, now=before) == []
    assert starts(cast, "Dr. Mei Lin", SATURDAY, tier="urgent", now=before)
    assert starts(cast, "Dr. Mei Lin", SATURDAY, now=after)


def test_time_kept_free_on_both_sides_is_respected_and_stored(cast: Cast) -> None:
    shared_saturday(cast, cast.ruth)
    kind = change_visit_type(cast.ruth, kind_of(cast).pk, fields={"minutes": 30, "lead_minutes": 15, "buffer_minutes": 15}, now=NOW)
    first, second = make.accepted(cast), make.accepted(cast)
    visit = book(cast, first, "Dr. Mei Lin", local(SATURDAY, 10))

    assert (visit.blocked_from, visit.blocked_until) == (local(SATURDAY, 9, 45), local(SATURDAY, 10, 45))
    free = starts(cast, "Dr. Mei Lin", SATURDAY)
    assert free == [local(SATURDAY, 9), local(SATURDAY, 11), local(SATURDAY, 11, 15), local(SATURDAY, 11, 30)]
    with pytest.raises(SlotTaken):
        book(cast, second, "Dr. Mei Lin", local(SATURDAY, 10, 45))
    assert kind.lead_minutes == 15


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"opens_hours_before": 999, "reserved_tier": "urgent"}, "opens_hours_before"),
        ({"operatory_id": UUID(int=5)}, "operatory"),
        ({"reserved_visit_type_id": UUID(int=5)}, "reserved_for"),
        ({"first_day": SATURDAY, "last_day": SATURDAY - timedelta(days=1)}, "last_day"),
    ],
)
def test_what_does_not_fit_is_told(cast: Cast, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(NotComplete) as refused:
        add_availability(
            cast.ruth,
            provider_id=cast.provider("Dr. Mei Lin").pk,
            location_id=cast.harbor.locations.get(name="Eastside").pk,
            weekdays=[6],
            starts=time(9),
            ends=time(12),
            now=NOW,
            **wrong,
        )
    assert field in refused.value.problems


def test_the_preview_tells_the_coming_week(cast: Cast) -> None:
    page = find_availability(cast.ruth, now=NOW)
    assert len(page.preview) == 7
    assert any(day.ordinary for day in page.preview)
    assert all(day.urgent >= day.ordinary for day in page.preview)


def test_two_clinicians_race_for_one_room(committed_db: None, cast: Cast) -> None:
    shared_saturday(cast, cast.ruth)
    for hour in (9, 10, 11):
        one, two = make.accepted(cast), make.accepted(cast)
        answers = together(
            lambda pk=one.pk, hour=hour: book(cast, Referral(pk=pk), "Dr. Mei Lin", local(SATURDAY, hour)),
            lambda pk=two.pk, hour=hour: book(cast, Referral(pk=pk), "Dr. Chidi Okafor", local(SATURDAY, hour)),
        )
        assert sorted(type(answer).__name__ for answer in answers) == ["Appointment", "SlotTaken"]
    assert prove(SYSTEM).holds
