"""Missing records are chased: reminded a few times, then a person; never twice, and not once somebody decided."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.ask_for_records import ask_for_records
from bridgework.actions.chase_records import chase_records
from bridgework.actions.send_referral import send_referral
from bridgework.actions.supply_records import supply_records
from bridgework.lookups.referral import find_referral
from bridgework.records.models import Attachment, RecordsChase, Referral
from people import NOW, Cast

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


def film(referral: Referral, now: datetime) -> None:
    """A film that was opened."""
    columns: dict[str, Any] = {
        "name": "film.png",
        "kind": "periapical",
        "sha256": "0" * 64,
        "size": 1,
        "status": "ready",
        "media_type": "image/png",
    }
    Attachment.objects.create(referral=referral, added_at=now, **columns)


def run_until(end: datetime) -> list[datetime]:
    """Lets the clock run; answers when reminders went out."""
    times = []
    while (due := RecordsChase.objects.filter(ended_at=None, next_at__lte=end).order_by("next_at").first()) is not None:
        at = due.next_at
        assert at is not None
        before = due.reminders
        chase_records(at)
        due.refresh_from_db()
        if due.reminders > before:
            times.append(at)
    return times


def test_what_is_missing_is_chased_from_the_moment_of_sending(cast: Cast) -> None:
    referral = make.sent(cast)
    chase = referral.chase
    assert (chase.reminders, chase.ended_at) == (0, None)
    assert chase.next_at > NOW
    times = run_until(LATER)
    assert len(times) == 3
    referral.refresh_from_db()
    assert referral.messages.filter(kind="records_reminder", recipient="sender").count() == 3
    assert referral.events.filter(kind="records_reminded").count() == 3
    assert referral.events.filter(kind="records_unanswered").count() == 1
    assert referral.records_unanswered_at is not None
    assert (referral.owner_side, referral.next_step) == ("recipient", "review")


def test_a_complete_referral_is_not_chased(cast: Cast) -> None:
    draft = make.draft(cast)
    film(draft, NOW)
    send_referral(cast.raman, draft.pk, now=NOW)
    assert not RecordsChase.objects.exists()


def test_run_twice_at_the_same_moment_reminds_once(cast: Cast) -> None:
    referral = make.sent(cast)
    at = referral.chase.next_at
    for _ in range(3):
        chase_records(at)
    assert referral.messages.filter(kind="records_reminder").count() == 1


def test_accepted_without_them_nobody_is_reminded_any_more(cast: Cast) -> None:
    referral = make.sent(cast)
    accept_referral(cast.lin, referral.pk, now=NOW + timedelta(hours=1))
    assert find_referral(cast.dana, referral.pk, now=NOW + timedelta(hours=2)).chase is None
    assert run_until(LATER) == []
    referral.chase.refresh_from_db()
    assert referral.chase.ended_because == "decided"


def test_the_ball_comes_back_when_nobody_answers_a_request(cast: Cast) -> None:
    referral = make.sent(cast)
    asked = ask_for_records(cast.dana, referral.pk, records=["periapical_film"], note="", now=NOW + timedelta(hours=1))
    assert (asked.owner_side, asked.next_step) == ("initiator", "send_records")
    assert len(run_until(LATER)) == 3
    referral.refresh_from_db()
    assert (referral.owner_side, referral.next_step) == ("recipient", "review")
    page = find_referral(cast.dana, referral.pk, now=LATER)
    assert page.chase is not None
    assert page.chase.person_since == referral.records_unanswered_at
    # Asked once more it begins again, and each reminder goes out once more.
    again = ask_for_records(cast.dana, referral.pk, records=["periapical_film"], note="", now=LATER)
    assert (again.owner_side, again.records_unanswered_at) == ("initiator", None)
    assert len(run_until(LATER + timedelta(days=30))) == 3
    assert referral.messages.filter(kind="records_reminder").count() == 6


def test_an_answer_ends_it(cast: Cast) -> None:
    referral = make.sent(cast)
    ask_for_records(cast.dana, referral.pk, records=["periapical_film"], note="", now=NOW + timedelta(hours=1))
    supply_records(cast.raman, referral.pk, note="There is none, the unit is broken.", now=NOW + timedelta(hours=2))
    assert run_until(LATER) == []
    referral.chase.refresh_from_db()
    assert referral.chase.ended_because == "decided"


def test_a_film_that_comes_ends_it(cast: Cast) -> None:
    referral = make.sent(cast)
    film(referral, NOW + timedelta(hours=3))
    assert find_referral(cast.raman, referral.pk, now=NOW + timedelta(hours=4)).chase is None
    assert run_until(LATER) == []
    referral.chase.refresh_from_db()
    assert referral.chase.ended_because == "arrived"


def test_an_emergency_is_not_chased(cast: Cast) -> None:
    make.sent(cast, case=make.EMERGENCY)
    assert not RecordsChase.objects.exists()


def test_an_office_without_an_address_is_called(cast: Cast) -> None:
    cast.lakeview.email = ""
    cast.lakeview.save()
    referral = make.sent(cast)
    assert run_until(LATER) == []
    referral.refresh_from_db()
    assert referral.records_unanswered_at is not None
    assert not referral.messages.filter(kind="records_reminder").exists()


def test_both_sides_see_how_it_stands(cast: Cast) -> None:
    referral = make.sent(cast)
    chase_records(referral.chase.next_at)
    for viewer in (cast.raman, cast.dana):
        chase = find_referral(viewer, referral.pk, now=NOW + timedelta(days=3)).chase
        assert chase is not None
        assert chase.reminders == 1
        assert chase.next_at is not None
        assert chase.next_at.astimezone(UTC) > NOW
