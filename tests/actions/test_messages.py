"""Which messages follow an event: planned in its own transaction, each once, and a person where no message can reach the patient."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.issue_patient_link import secret_of
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.record_opt_out import record_opt_out
from bridgework.actions.send_patient_link import send_patient_link
from bridgework.records.models import PlannedMessage, Referral
from bridgework.rules.facts import Viewer
from people import NOW, Cast

NIGHT = datetime(2026, 11, 18, 23, 30, tzinfo=ZoneInfo("America/Chicago"))
MORNING = datetime(2026, 11, 19, 8, 0, tzinfo=ZoneInfo("America/Chicago"))


def planned(referral: Referral, **only: Any) -> list[tuple[str, str, str, str]]:
    rows = referral.messages.filter(**only).order_by("id")
    return [(row.kind, row.recipient, row.channel, row.status) for row in rows]


def jobs() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'message_id' FROM procrastinate_jobs WHERE task_name = 'bridgework.jobs.send_message' ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def of_patient(referral: Referral) -> Viewer:
    return Viewer(kind="patient", name="Robin", way="patient link", patient_id=referral.patient_id, referral_id=referral.pk)


def test_sending_tells_the_sender_the_desk_and_the_patient_at_once(cast: Cast) -> None:
    referral = make.sent(cast)

    assert planned(referral) == [
        ("receipt_to_sender", "sender", "email", "planned"),
        ("new_referral", "desk", "email", "planned"),
        ("received", "patient", "sms", "planned"),
    ]
    assert {row.address for row in referral.messages.all()} == {cast.lakeview.email, cast.harbor.email, referral.patient.phone}
    assert set(jobs()) == {str(row.pk) for row in referral.messages.all()}


def test_who_is_in_a_hurry_hears_what_comes_next_and_no_receipt_before(cast: Cast) -> None:
    assert not make.sent(cast, case=make.URGENT).messages.filter(recipient="patient").exists()


def test_who_stopped_the_texts_hears_by_e_mail(cast: Cast) -> None:
    referral = make.accepted(cast)
    record_opt_out("sms", referral.patient.phone, our_address="", word="STOP", source="reply", now=NOW)

    make.book(cast, referral, NOW)

    assert [channel for kind, _, channel, _ in planned(referral, recipient="patient") if kind == "visit_booked"] == ["email"]


def test_a_courtesy_is_left_out_where_the_patient_was_written_to_today(cast: Cast) -> None:
    referral = make.accepted(cast)
    assert planned(referral, recipient="patient") == [
        ("received", "patient", "sms", "dropped"),
        ("pick_a_time", "patient", "sms", "planned"),
    ]

    plan_messages(referral, "seen", "the same day", make.clock(referral) + timedelta(minutes=5))
    assert not referral.messages.filter(kind="after_care").exists()
    plan_messages(referral, "seen", "the next day", make.clock(referral) + timedelta(days=1))
    assert referral.messages.get(kind="after_care").status == "planned"


def test_nobody_is_called_because_of_a_courtesy(cast: Cast) -> None:
    patient = make.patient(cast.lakeview, phone="")
    assert not make.sent(cast, of=patient).events.filter(kind="patient_not_reachable").exists()


def test_sending_costs_one_insert_and_one_job_statement(cast: Cast) -> None:
    referral = make.sent(cast)
    PlannedMessage.objects.all().delete()

    with CaptureQueriesContext(connection) as queries:
        plan_messages(referral, "sent", "again", NOW)

    # Who speaks for the patient, what they were told lately, and their link; then the two.
    assert len(queries) <= 5, [query["sql"][:80] for query in queries]


def test_the_same_message_is_planned_once(cast: Cast) -> None:
    referral = make.sent(cast)

    for _ in range(3):
        plan_messages(referral, "sent", "once", NOW)

    assert referral.messages.filter(occasion="once").count() == 2


def test_nothing_of_the_patient_is_in_a_planned_message(cast: Cast) -> None:
    referral = make.booked(cast)
    patient = referral.patient

    told = str(list(referral.messages.values_list("facts", flat=True)))

    for secret in (patient.family_name, patient.given_name, str(patient.birth_date), referral.reason, referral.case["procedure"], "teeth"):
        assert secret not in told


def test_the_patient_gets_the_link_when_it_is_accepted(cast: Cast) -> None:
    referral = make.accepted(cast)
    link = referral.patient_links.get()

    message = referral.messages.get(recipient="patient", status="planned")

    assert (message.kind, message.channel, message.address) == ("pick_a_time", "sms", referral.patient.phone)
    assert message.facts["link_id"] == str(link.pk)
    assert secret_of(link.pk) not in str(message.facts)


def test_a_link_sent_before_there_is_a_time_to_pick_asks_for_nothing(cast: Cast) -> None:
    early, with_visit = make.sent(cast), make.booked(cast)
    by_day = make.clock(with_visit) + timedelta(minutes=5)

    send_patient_link(cast.raman, early.pk, now=by_day)
    send_patient_link(cast.dana, with_visit.pk, now=by_day)

    assert planned(early, recipient="patient", status="planned") == [("your_page", "patient", "sms", "planned")]
    assert with_visit.messages.latest("id").kind == "your_page"


def test_at_night_the_patient_is_left_to_sleep(cast: Cast) -> None:
    referral = make.accepted(cast)

    send_patient_link(cast.dana, referral.pk, now=NIGHT)

    message = referral.messages.get(recipient="patient", status="planned")
    assert message.due_at == MORNING
    assert str(message.pk) not in jobs()


def test_who_books_at_night_is_answered_at_night(cast: Cast) -> None:
    referral = make.accepted(cast)
    slot, kind = make.open_time(referral, cast.dana, NIGHT)

    book_appointment(
        of_patient(referral), referral.pk, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=NIGHT
    )

    message = referral.messages.get(kind="visit_booked")
    assert message.due_at == NIGHT
    assert message.facts["at_any_hour"] is True


def test_what_is_no_longer_true_does_not_go_out_in_the_morning(cast: Cast) -> None:
    referral = make.accepted(cast)
    referral.messages.update(status="sent")
    make.book(cast, referral, NIGHT)
    cancel_appointment(cast.dana, referral.pk, reason="", now=NIGHT + timedelta(minutes=5))
    send_patient_link(cast.dana, referral.pk, now=NIGHT + timedelta(minutes=6))

    told = planned(referral, recipient="patient", created_at__gte=NIGHT)

    assert told == [
        ("visit_booked", "patient", "sms", "dropped"),
        ("visit_cancelled", "patient", "sms", "planned"),
        ("pick_a_time", "patient", "sms", "planned"),
    ]


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"may_contact": False}, "no_consent"),
        ({"preferred_channel": "phone"}, "prefers_phone"),
        ({"phone": "", "email": ""}, "no_address"),
    ],
)
def test_whom_no_message_can_reach_is_called(cast: Cast, columns: dict[str, Any], why: str) -> None:
    referral = make.accepted(cast, of=make.patient(cast.lakeview, **columns))

    assert planned(referral, recipient="patient") == []
    assert referral.events.get(kind="patient_not_reachable").details == {"why": why, "event": "accepted"}
    assert not referral.patient_links.exists()


def test_the_patient_of_a_declined_referral_learns_that_the_visit_is_off(cast: Cast) -> None:
    referral = make.booked(cast)

    decline_referral(cast.dana, referral.pk, reason="not_accepting", note="", now=make.clock(referral) + timedelta(hours=1))

    assert referral.messages.get(kind="visit_cancelled").facts["starts_at"]
    assert referral.messages.filter(kind="declined_to_sender").exists()
    assert referral.messages.get(kind="visit_booked").status == "dropped"


def test_a_time_that_has_passed_is_not_cancelled_at_the_patient(cast: Cast) -> None:
    referral = make.booked(cast)
    after = make.visit(referral).ends_at + timedelta(hours=1)

    decline_referral(cast.dana, referral.pk, reason="patient_unreachable", note="", now=after)

    assert not referral.messages.filter(kind="visit_cancelled").exists()


def test_a_decline_before_any_visit_tells_only_the_sender(cast: Cast) -> None:
    referral = make.declined(cast)

    assert planned(referral, recipient="patient", status="planned") == []
    assert not referral.events.filter(kind="patient_not_reachable").exists()


def test_a_sender_off_the_network_is_written_to_without_a_page_to_open(cast: Cast) -> None:
    referral = make.sent(cast, by=cast.dana, to=cast.tidewater)
    Referral.objects.filter(pk=referral.pk).update(sender_practice=cast.old_mill)
    referral.refresh_from_db()

    plan_messages(referral, "declined", "off", NOW)

    message = referral.messages.get(kind="declined_to_sender")
    assert (message.address, message.facts["on_network"]) == (cast.old_mill.email, False)


def test_times_are_told_on_the_clock_of_the_place_of_the_visit(cast: Cast) -> None:
    referral = make.booked(cast)
    visit = make.visit(referral)

    facts = referral.messages.get(kind="visit_booked").facts

    assert facts["practice_zone"] == visit.location.time_zone
    assert facts["place"] == visit.location.name
    assert datetime.fromisoformat(facts["starts_at"]) == visit.starts_at
