"""Time zone, hours and holidays: open work follows, promises and visits stay."""

from datetime import timedelta

import pytest

import make
from bridgework.actions.change_practice import change_practice
from bridgework.actions.receive_document import receive_document
from bridgework.jobs.rederive_due_times import rederive_due_times
from bridgework.records.models import Appointment, Practice
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.refusals import NotComplete
from people import NOW, Cast

HOURS = timedelta(hours=1)


def ruth(cast: Cast) -> Viewer:
    return cast.viewer("Ruth Sandoval")


def test_open_work_follows_the_zone_and_promises_stay(cast: Cast) -> None:
    accepted = make.accepted(cast, case=make.URGENT, of=make.patient(cast.lakeview, may_contact=False))
    waiting, sent_by_others = make.sent(cast), make.records_asked(cast)
    document = receive_document(SYSTEM, cast.harbor.pk, source="fhir", name="a.json", content=b"{}", reading={}, now=NOW + 9 * HOURS)
    due, promised, theirs, document_due = accepted.due_at, waiting.due_at, sent_by_others.due_at, document.due_at
    assert due is not None
    assert document_due is not None

    change_practice(ruth(cast), fields={"time_zone": "America/Los_Angeles"}, now=NOW)
    for _ in range(2):
        rederive_due_times(str(cast.harbor.pk))

    # Accepted at 10:00 in Chicago, which is 8:00 in Los Angeles, where the working day begins: four working hours end at the same instant.
    assert make.fresh(accepted).due_at == due
    assert make.fresh(waiting).due_at == promised
    assert make.fresh(sent_by_others).due_at == theirs
    document.refresh_from_db()
    # What came in at 18:00 in Chicago waited for the morning; at 16:00 in Los Angeles an hour of the day is left.
    assert document.due_at == document_due + HOURS


def test_what_is_booked_keeps_its_moment_and_the_places_move_along(cast: Cast) -> None:
    visit = make.visit(make.booked(cast))
    far = cast.harbor.locations.order_by("name").first()
    assert far is not None
    type(far).objects.filter(pk=far.pk).update(time_zone="America/Denver")
    change_practice(ruth(cast), fields={"time_zone": "America/New_York"}, now=NOW)
    assert Appointment.objects.get(pk=visit.pk).starts_at == visit.starts_at
    zones = set(cast.harbor.locations.values_list("time_zone", flat=True))
    assert zones == {"America/Denver", "America/New_York"}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("time_zone", "Chicago", "There is no time zone “Chicago”."),
        ("time_zone", "", "There is no time zone"),
        ("holiday_region", "US-XX", "No public holidays are known for “US-XX”."),
        ("holiday_region", "Narnia", "No public holidays are known"),
    ],
)
def test_an_unknown_zone_or_region_gets_a_sentence(cast: Cast, field: str, value: str, sentence: str) -> None:
    before = Practice.objects.values().get(pk=cast.harbor.pk)
    with pytest.raises(NotComplete) as refused:
        change_practice(ruth(cast), fields={field: value, "hours": {"0": [["09:00", "10:00"]]}}, now=NOW)
    assert sentence in refused.value.problems[field]
    assert Practice.objects.values().get(pk=cast.harbor.pk) == before


def test_holidays_of_a_state_count(cast: Cast) -> None:
    change_practice(ruth(cast), fields={"holiday_region": "US-TX"}, now=NOW)
    assert Practice.objects.get(pk=cast.harbor.pk).holiday_region == "US-TX"


def test_shorter_hours_move_what_is_due(cast: Cast) -> None:
    accepted = make.accepted(cast, case=make.URGENT, of=make.patient(cast.lakeview, may_contact=False))
    before = accepted.due_at
    change_practice(ruth(cast), fields={"hours": {"4": [["08:00", "17:00"]]}}, now=NOW)
    rederive_due_times(str(cast.harbor.pk))
    after = make.fresh(accepted).due_at
    assert before is not None
    assert after is not None
    assert after > before
