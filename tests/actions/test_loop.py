"""The loop, told once from the first draft to the closed door, and the turns that it may take: who owns what is left to do."""

from datetime import timedelta

import pytest

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.acknowledge_ending import acknowledge_ending
from bridgework.actions.acknowledge_report import acknowledge_report
from bridgework.actions.ask_for_records import ask_for_records
from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.discard_draft import discard_draft
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.actions.open_patient_link import open_patient_link
from bridgework.actions.record_delivery import record_delivery
from bridgework.actions.record_no_show import record_no_show
from bridgework.actions.record_visit import record_visit
from bridgework.actions.redirect_referral import redirect_referral
from bridgework.actions.release_holds import release_holds
from bridgework.actions.reopen_referral import reopen_referral
from bridgework.actions.restore_draft import restore_draft
from bridgework.actions.revoke_patient_link import revoke_patient_link
from bridgework.actions.send_referral import send_referral
from bridgework.actions.send_report import send_report
from bridgework.actions.supply_records import supply_records
from bridgework.records.models import AccessRecord, Referral
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import LinkRefused, MoveNotAllowed, NotAllowed, NotComplete, ReferralChanged, SlotTaken
from people import NOW, Cast

HOUR = timedelta(hours=1)


def owner(referral: Referral) -> tuple[str | None, str | None]:
    fresh = make.fresh(referral)
    return fresh.owner_side, fresh.next_step


def test_the_ball_goes_round_and_the_loop_closes(cast: Cast) -> None:
    referral = make.draft(cast)
    assert owner(referral) == ("initiator", "finish_and_send")

    send_referral(cast.raman, referral.pk, now=NOW)
    assert owner(referral) == ("recipient", "review")

    accept_referral(cast.dana, referral.pk, now=NOW + HOUR)
    assert owner(referral) == ("recipient", "offer_times")

    visit = make.book(cast, referral, NOW + 2 * HOUR)
    assert owner(referral) == ("recipient", "see_patient")

    record_visit(cast.lin, referral.pk, note="", another_visit_needed=False, now=visit.ends_at)
    assert owner(referral) == ("recipient", "send_report")

    send_report(cast.lin, referral.pk, fields=make.REPORT | {"visit_on": visit.ends_at.date()}, final=True, now=visit.ends_at + HOUR)
    assert owner(referral) == ("initiator", "acknowledge_report")
    assert make.fresh(referral).closed_at is None

    acknowledge_report(cast.raman, referral.pk, now=visit.ends_at + 2 * HOUR)
    assert owner(referral) == (None, None)
    closed = make.fresh(referral)
    assert closed.closed_at == visit.ends_at + 2 * HOUR
    kinds = list(referral.events.order_by("id").values_list("kind", flat=True))
    assert [kind for kind in kinds if kind != "patient_not_reachable"] == [
        "started", "sent", "accepted", "booked", "seen", "reported", "report_acknowledged"
    ]  # fmt: skip
    assert AccessRecord.objects.filter(referral_ids__contains=[referral.pk], act="write").count() >= 7


def test_missing_records_move_the_ball_and_bring_it_back(cast: Cast) -> None:
    referral = make.sent(cast)
    with pytest.raises(NotComplete) as nothing:
        ask_for_records(cast.dana, referral.pk, records=[], note=" ", now=NOW)
    assert "records" in nothing.value.problems

    ask_for_records(cast.dana, referral.pk, records=["periapical_film"], note="", now=NOW + HOUR)
    assert owner(referral) == ("initiator", "send_records")
    assert make.fresh(referral).state == "2.0"

    supply_records(cast.jo, referral.pk, note="There is none", now=NOW + 2 * HOUR)
    assert owner(referral) == ("recipient", "review")
    with pytest.raises(MoveNotAllowed):
        supply_records(cast.jo, referral.pk, note="again", now=NOW + 3 * HOUR)


def test_an_emergency_never_waits_for_records(cast: Cast) -> None:
    referral = make.sent(cast, case=make.EMERGENCY)

    ask_for_records(cast.dana, referral.pk, records=["periapical_film"], note="", now=NOW + timedelta(minutes=5))

    assert owner(referral) == ("recipient", "review")


def test_a_hold_from_the_chair_is_booked_on_acceptance(cast: Cast) -> None:
    referral = make.held(cast)
    assert (referral.state, referral.appointments.get().status) == ("2.0", "held")

    accept_referral(cast.dana, referral.pk, now=NOW + HOUR)

    assert make.fresh(referral).state == "5.1.1"
    assert list(referral.events.filter(move_number__isnull=False).order_by("id").values_list("move_number", flat=True)) == [1, 2, 6]


def test_where_the_policy_says_so_a_time_from_the_chair_is_booked_at_once(cast: Cast) -> None:
    referral = make.held(cast, to=cast.northpoint)

    assert referral.state == "5.1.1"
    accepted = referral.events.get(kind="accepted")
    assert (accepted.who, accepted.details) == ("Bridgework", {"by_policy": True})


def test_offered_times_that_lapse_are_given_back(cast: Cast) -> None:
    referral = make.offered(cast)
    assert owner(referral) == ("recipient", "await_choice")
    assert referral.offers_expire_at is not None

    assert release_holds(referral.offers_expire_at) == 1

    assert owner(referral) == ("recipient", "offer_times")
    assert {*referral.appointments.values_list("status", flat=True)} == {"released"}


def test_an_offered_time_is_open_to_its_patient_and_to_nobody_else(cast: Cast) -> None:
    referral, other = make.offered(cast), make.accepted(cast)
    hold = referral.appointments.first()
    assert hold is not None
    wanted = {"provider_id": hold.provider_id, "visit_type_id": hold.visit_type_id, "starts_at": hold.starts_at}
    now = make.clock(referral) + timedelta(minutes=1)

    with pytest.raises(SlotTaken):
        book_appointment(cast.theo, other.pk, now=now, **wanted)
    visit = book_appointment(patient_of(referral), referral.pk, now=now, **wanted)

    assert (visit.status, visit.booked_by) == ("booked", None)
    assert make.fresh(referral).state == "5.1.1"
    assert referral.appointments.filter(status="held").count() == 0


def patient_of(referral: Referral) -> Viewer:
    return Viewer(kind="patient", name="Robin Sample", way="patient link", patient_id=referral.patient_id, referral_id=referral.pk)


def test_the_patient_moves_and_cancels_on_the_recipients_behalf(cast: Cast) -> None:
    referral = make.booked(cast)
    slots, kind = make.free_times(referral, cast.theo, make.clock(referral) + HOUR)
    now, later = make.clock(referral) + timedelta(minutes=5), slots[-1]

    book_appointment(
        patient_of(referral), referral.pk, provider_id=later.provider_id, visit_type_id=kind, starts_at=later.starts_at, now=now
    )
    cancel_appointment(patient_of(referral), referral.pk, reason="ill", now=now + HOUR)

    moved, cancelled = referral.events.filter(kind__in=["moved", "visit_cancelled"]).order_by("id")
    assert (moved.move_number, cancelled.move_number) == (11, 13)
    assert moved.acted_for == cancelled.acted_for == cast.harbor
    assert owner(referral) == ("recipient", "rebook")


def test_from_a_missed_visit_no_outcome_can_be_sent(cast: Cast) -> None:
    referral = make.missed(cast)
    assert owner(referral) == ("recipient", "rebook")

    with pytest.raises(MoveNotAllowed):
        send_report(cast.lin, referral.pk, fields={"no_visit_reason": "resolved"}, final=True, now=make.clock(referral) + HOUR)
    make.book(cast, referral, make.clock(referral) + HOUR)

    assert referral.events.order_by("id").last().move_number == 18  # type: ignore[union-attr]


def test_a_visit_that_lies_ahead_was_not_missed(cast: Cast) -> None:
    referral = make.booked(cast)

    with pytest.raises(NotComplete):
        record_no_show(cast.theo, referral.pk, now=make.visit(referral).starts_at - HOUR)


def test_evaluation_is_not_treatment(cast: Cast) -> None:
    referral = make.seen(cast)
    now = make.clock(referral) + HOUR
    planned = make.REPORT | {"visit_on": now.date(), "treatment_status": "planned"}

    with pytest.raises(NotComplete) as refused:
        send_report(cast.lin, referral.pk, fields=planned, final=True, now=now)
    send_report(cast.lin, referral.pk, fields=planned, final=False, now=now)

    assert "treatment_status" in refused.value.problems
    assert owner(referral) == ("recipient", "book_next_visit")
    assert make.fresh(referral).state == "5.1.4"


def test_an_outcome_needs_a_visit_or_a_coded_reason(cast: Cast) -> None:
    referral = make.accepted(cast)
    now = make.clock(referral) + HOUR

    with pytest.raises(NotComplete) as refused:
        send_report(cast.lin, referral.pk, fields={}, final=True, now=now)
    send_report(cast.lin, referral.pk, fields={"no_visit_reason": "advice_given"}, final=True, now=now)

    assert "visit_on" in refused.value.problems
    assert make.fresh(referral).no_visit_reason == "advice_given"


def test_a_report_sent_twice_is_one_report(cast: Cast) -> None:
    referral = make.reported(cast)
    now = make.clock(referral) + HOUR

    again = send_report(cast.lin, referral.pk, fields=make.REPORT | {"findings": "other"}, final=True, now=now)

    assert again.findings == make.REPORT["findings"]
    assert referral.reports.count() == 1


def test_off_the_network_only_a_receipt_proves_delivery(cast: Cast) -> None:
    office = Viewer(
        kind="staff",
        name="Dr. Walt Pruitt",
        way="email",
        practice_id=cast.old_mill.pk,
        practice_name="Old Mill Dental",
        roles=frozenset({"referrer"}),
    )
    referral = make.reported(cast, by=office)
    assert owner(referral) == ("recipient", "deliver_report")
    now = make.clock(referral) + HOUR

    record_delivery(cast.dana, referral.pk, proof="Fax confirmation", now=now)
    assert owner(referral) == ("initiator", "acknowledge_report")
    assert make.fresh(referral).desk_practice == cast.harbor
    acknowledge_report(cast.dana, referral.pk, now=now + HOUR)

    event = referral.events.get(kind="report_acknowledged")
    assert (event.who, event.acted_for) == ("Dana Ortiz", cast.old_mill)


def test_declined_stays_with_the_sender_until_they_say_what_becomes_of_the_patient(cast: Cast) -> None:
    referral = make.sent(cast)
    with pytest.raises(NotComplete):
        decline_referral(cast.dana, referral.pk, reason="other", note="", now=NOW)

    decline_referral(cast.dana, referral.pk, reason="insurance_not_accepted", note="", now=NOW + HOUR)
    assert owner(referral) == ("initiator", "acknowledge_decline")
    with pytest.raises(NotComplete):
        acknowledge_ending(cast.jo, referral.pk, consequence="", note="", now=NOW + 2 * HOUR)
    acknowledge_ending(cast.jo, referral.pk, consequence="patient_told", note="", now=NOW + 2 * HOUR)

    assert owner(referral) == (None, None)


def test_redirected_goes_on_as_a_new_referral_with_both_histories(cast: Cast) -> None:
    referral = make.sent(cast)

    follower = redirect_referral(cast.dana, referral.pk, to_practice_id=cast.tidewater.pk, note="Extraction", now=NOW + HOUR)

    old = make.fresh(referral)
    assert (old.state, old.decline_reason, old.closed_at) == ("4.0", "redirected", NOW + HOUR)
    assert (follower.state, follower.previous_id, follower.previous_link) == ("2.0", referral.pk, "redirected")
    assert owner(follower) == ("recipient", "review")
    sent = follower.events.get(kind="sent")
    assert (sent.who, sent.acted_for) == ("Dana Ortiz", cast.lakeview)


def test_reopening_makes_a_new_linked_draft_once(cast: Cast) -> None:
    referral = make.closed(cast)
    now = make.clock(referral) + HOUR

    with pytest.raises(NotComplete):
        reopen_referral(cast.raman, referral.pk, reason="", now=now)
    first = reopen_referral(cast.raman, referral.pk, reason="Pain again", now=now)
    second = reopen_referral(cast.jo, referral.pk, reason="Pain again", now=now + HOUR)

    assert first.pk == second.pk
    assert (first.state, first.previous_link) == ("draft", "reopened")
    assert make.fresh(referral).state == "7.0"


def test_a_draft_that_was_given_up_can_be_taken_back(cast: Cast) -> None:
    draft = make.draft(cast)

    discard_draft(cast.jo, draft.pk, now=NOW + HOUR)
    assert owner(draft) == (None, None)
    with pytest.raises(NotComplete):
        send_referral(cast.raman, draft.pk, now=NOW + HOUR)
    restore_draft(cast.jo, draft.pk, now=NOW + 2 * HOUR)

    assert owner(draft) == ("initiator", "finish_and_send")


def test_an_old_page_changes_nothing_and_is_told_who_acted(cast: Cast) -> None:
    referral = make.sent(cast)
    seen = make.fresh(referral).version
    ask_for_records(cast.lin, referral.pk, records=["periapical_film"], note="", now=NOW)

    with pytest.raises(ReferralChanged) as refused:
        accept_referral(cast.dana, referral.pk, now=NOW + HOUR, seen_version=seen)

    assert "Dr. Mei Lin" in refused.value.sentence
    assert make.fresh(referral).state == "2.0"


def test_a_role_without_the_right_is_refused(cast: Cast) -> None:
    referral = make.sent(cast)

    for viewer in (cast.theo, cast.alex, cast.ruth):
        with pytest.raises(NotAllowed):
            accept_referral(viewer, referral.pk, now=NOW)


def test_the_link_opens_with_the_birth_date_and_locks_after_five_wrong_ones(cast: Cast) -> None:
    referral = make.accepted(cast)
    secret = secret_of(issue_patient_link(referral, NOW).pk)
    born = referral.patient.birth_date

    assert open_patient_link(secret, born, now=NOW).referral_id == referral.pk
    for _ in range(5):
        with pytest.raises(LinkRefused):
            open_patient_link(secret, born - timedelta(days=1), now=NOW)
    with pytest.raises(LinkRefused, match="wait"):
        open_patient_link(secret, born, now=NOW + timedelta(minutes=29))
    assert open_patient_link(secret, born, now=NOW + timedelta(minutes=31)).patient_id == referral.patient_id

    revoke_patient_link(cast.dana, referral.pk, now=NOW + HOUR)
    with pytest.raises(LinkRefused):
        open_patient_link(secret, born, now=NOW + HOUR)
