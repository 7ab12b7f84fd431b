"""Triage, urgency that a person changes, stand-ins, and what happens when a clock runs out."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.change_practice import change_practice
from bridgework.actions.change_tier import change_tier
from bridgework.actions.end_stand_in import end_stand_in
from bridgework.actions.escalate_late import escalate_late
from bridgework.actions.note_triage import note_triage
from bridgework.actions.rederive_due_times import rederive_due_times
from bridgework.actions.save_instructions import save_instructions
from bridgework.actions.set_stand_in import set_stand_in
from bridgework.lookups.instructions import instructions_of
from bridgework.lookups.messages_sent import messages_of
from bridgework.lookups.people import places_of, viewer_at
from bridgework.lookups.stand_ins import absences_of
from bridgework.lookups.tier_changes import DIRECTIONS, ChangedBy, list_tier_changes, tier_changes_since
from bridgework.lookups.triage import find_triage
from bridgework.lookups.worklist import list_work
from bridgework.records.models import Escalation, PlannedMessage, Practice, StandIn, TierChange
from bridgework.rules.refusals import NotAllowed, NotComplete, NotFound
from bridgework.rules.triage import TriageEntry
from people import NOW, Cast

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_accepting_keeps_what_was_judged_and_tells_it_in_the_past_tense(cast: Cast) -> None:
    referral = make.sent(cast)
    case = find_triage(cast.dana, referral.pk)
    assert case.urgency.tier == "elective"
    assert case.known["treated_before"].level == "high"
    kind = cast.harbor.visit_types.get(name="Retreatment")
    entry = TriageEntry(
        {"treated_before": "high", "position": "moderate"},
        crown="yes",
        treatment="retreatment",
        imaging_first="cbct",
        visit_type_id=kind.pk,
        for_patient="Come rested.",
        for_patient_es="Venga descansado.",
        for_office="Leave the crown on.",
    )
    accept_referral(cast.dana, referral.pk, triage=entry, now=NOW + HOUR)
    decided = find_triage(cast.dana, referral.pk).decided
    assert decided is not None
    assert (decided.difficulty, decided.visit_type, decided.decided_by) == ("high", "Retreatment", "Dana Ortiz")
    kinds = list(make.fresh(referral).events.order_by("at", "id").values_list("kind", flat=True))
    assert kinds[-4:] == ["accepted", "triaged", "imaging_wanted", "instructions_given"] or set(kinds[-4:]) == {
        "accepted",
        "triaged",
        "imaging_wanted",
        "instructions_given",
    }
    given = instructions_of(cast.raman, referral.pk)
    assert given is not None
    assert (given.office_lines, given.in_language("es")) == (("Leave the crown on.",), ("Venga descansado.",))
    note_triage(cast.dana, referral.pk, entry, now=NOW + 2 * HOUR)
    assert make.fresh(referral).events.count() == len(kinds), "the same again is nothing new"


def test_a_decision_that_cannot_be_right_keeps_the_referral_as_it_was(cast: Cast) -> None:
    referral = make.sent(cast)
    foreign = cast.tidewater.visit_types.first()
    with pytest.raises(NotComplete):
        accept_referral(cast.dana, referral.pk, triage=TriageEntry(visit_type_id=foreign.pk), now=NOW)
    assert make.fresh(referral).state == "2.0"
    with pytest.raises(NotFound):
        find_triage(cast.raman, referral.pk)


def test_what_nobody_wrote_comes_from_the_practice_and_then_from_the_house(cast: Cast) -> None:
    referral = make.accepted(cast)
    usual = instructions_of(cast.raman, referral.pk)
    assert usual is not None
    assert "temporary" in usual.for_office
    manager = cast.viewer("Ruth Sandoval")
    save_instructions(manager, audience="office", visit_type_id=None, text="Call us first.", now=NOW)
    own = instructions_of(cast.raman, referral.pk)
    assert own is not None
    assert (own.for_office, own.for_patient) == ("Call us first.", usual.for_patient)
    with pytest.raises(NotComplete):
        save_instructions(manager, audience="patient", visit_type_id=None, text="Only English.", now=NOW)
    save_instructions(manager, audience="office", visit_type_id=None, text="", now=NOW)
    assert instructions_of(cast.raman, referral.pk) == usual
    assert instructions_of(cast.viewer("Ines Duarte"), referral.pk) is None
    with pytest.raises(NotAllowed):
        save_instructions(cast.dana, audience="office", visit_type_id=None, text="x", now=NOW)


def test_a_higher_tier_shortens_the_answer_and_is_counted(cast: Cast) -> None:
    referral = make.sent(cast)
    promised = referral.respond_by
    changed = change_tier(cast.dana, referral.pk, tier="urgent", reason="She called: it hurts now.", now=NOW)
    assert changed.respond_by < promised
    assert changed.due_at == changed.respond_by
    row = TierChange.objects.get()
    assert (row.proposed, row.tier_from, row.tier_to, row.who) == ("elective", "elective", "urgent", "Dana Ortiz")
    lowered = change_tier(cast.dana, referral.pk, tier="elective", reason="Was another patient.", now=NOW + HOUR)
    assert lowered.respond_by == changed.respond_by, "what was promised stays promised"
    change_tier(cast.dana, referral.pk, tier="elective", reason="Again.", now=NOW + HOUR)
    assert TierChange.objects.count() == 2
    assert tier_changes_since(cast.dana, NOW) == (ChangedBy("Dana Ortiz", raised=1, lowered=0, back=1),)
    behind = {one: list_tier_changes(cast.dana, NOW, changed_by="Dana Ortiz", direction=one).rows for one in DIRECTIONS}
    assert {one: [(row.referral_id, row.reason) for row in rows] for one, rows in behind.items()} == {
        "raised": [(referral.pk, "She called: it hurts now.")],
        "lowered": [],
        "back": [(referral.pk, "Was another patient.")],
    }
    with pytest.raises(NotAllowed):
        change_tier(cast.raman, referral.pk, tier="urgent", reason="Please.", now=NOW)


def test_what_a_practice_takes_more_seriously_counts_from_then_on(cast: Cast) -> None:
    cast.harbor.raised_tiers = {"sinus_tract": "urgent"}
    cast.harbor.windows = {"response": {"urgent": {"hours": 1}}}
    cast.harbor.save()
    referral = make.sent(cast, case=make.ELECTIVE | {"findings": {"sinus_tract": "yes"}})
    assert referral.tier == "urgent"
    assert referral.respond_by == NOW + HOUR


def test_a_breach_is_told_once_to_those_who_were_named(cast: Cast) -> None:
    ruth = cast.viewer("Ruth Sandoval")
    referral = make.sent(cast, case=make.EMERGENCY)
    escalate_late(NOW + timedelta(minutes=29))
    assert not Escalation.objects.exists()
    for _ in range(3):
        assert escalate_late(NOW + timedelta(minutes=31)) is None
    breach = Escalation.objects.get(referral=referral)
    assert (breach.told, breach.step) == ([ruth.name], "review")
    assert list(referral.messages.filter(kind="late_step").values_list("address", flat=True)) == [
        "ruth.sandoval@harbor-endodontics.example"
    ]
    late = make.fresh(referral)
    assert late.escalated_at == NOW + timedelta(minutes=31)
    assert late.events.filter(kind="escalated").count() == 1
    assert {one.to for one in messages_of(cast.dana, late.pk) if one.kind == "late_step"} == {"Ruth Sandoval"}
    row = next(row for row in list_work(cast.dana, show="mine", now=NOW + HOUR).rows if row.id == referral.pk)
    assert row.is_escalated
    accept_referral(cast.dana, referral.pk, now=NOW + HOUR)
    assert make.fresh(referral).escalated_at is None, "another clock runs now"
    escalate_late(NOW + 2 * HOUR)
    assert set(Escalation.objects.values_list("step", flat=True)) == {"review", "offer_times"}


def test_what_was_late_before_is_told_in_one_summary_and_what_comes_by_itself(cast: Cast) -> None:
    old = [make.sent(cast, case=make.EMERGENCY, of=make.patient(cast.lakeview, given_name=name)) for name in ("Ada", "Ben", "Cy")]
    begun = NOW + 2 * HOUR
    Practice.objects.filter(pk=cast.harbor.pk).update(late_before=begun)
    fresh = make.sent(cast, case=make.EMERGENCY, now=begun + timedelta(minutes=10))
    for minutes in (1, 2, 3):
        escalate_late(begun + timedelta(minutes=minutes))
    escalate_late(begun + HOUR)
    escalate_late(begun + 2 * HOUR)
    summary = PlannedMessage.objects.get(kind="late_summary")
    assert (summary.practice, summary.referral, summary.facts["open"], summary.facts["path"]) == (cast.harbor, None, 3, "/worklist/?late=1")
    assert summary.address == "ruth.sandoval@harbor-endodontics.example"
    assert [told.referral for told in PlannedMessage.objects.filter(kind="late_step")] == [fresh]
    assert {make.fresh(referral).escalated_at for referral in old} == {begun + timedelta(minutes=1)}
    assert Escalation.objects.count() == 4
    assert Practice.objects.get(pk=cast.harbor.pk).late_before is None


def test_work_after_the_visit_is_told_a_working_day_later(cast: Cast) -> None:
    referral = make.seen(cast)
    due = referral.due_at
    escalate_late(due + HOUR)
    assert not Escalation.objects.filter(referral=referral).exists()
    escalate_late(due + timedelta(days=5))
    assert Escalation.objects.filter(referral=referral, step="send_report").count() == 1


def test_a_stand_in_sees_the_work_until_it_goes_back(cast: Cast) -> None:
    referral = make.sent(cast)
    dana, theo, ruth = cast.dana, cast.viewer("Theo Banks"), cast.viewer("Ruth Sandoval")
    lin = cast.viewer("Dr. Mei Lin")
    times = {"starts_at": NOW, "ends_at": NOW + timedelta(days=3), "now": NOW}
    with pytest.raises(NotComplete):
        set_stand_in(ruth, person_id=dana.person_id, stand_in_id=theo.person_id, **times)
    with pytest.raises(NotAllowed):
        set_stand_in(theo, person_id=dana.person_id, stand_in_id=lin.person_id, **times)
    row = set_stand_in(theo, person_id=theo.person_id, stand_in_id=lin.person_id, **times)
    with pytest.raises(NotComplete):
        set_stand_in(theo, person_id=theo.person_id, stand_in_id=dana.person_id, **times)
    accepted = accept_referral(dana, referral.pk, now=NOW)

    def mine(now: datetime) -> set[UUID]:
        place = next(place for place in places_of(lin.person_id, now) if place.practice_id == cast.harbor.pk)
        viewer = viewer_at(place, lin.person_id, lin.name)
        return {one.id for one in list_work(viewer, show="mine", now=now).rows}

    assert accepted.pk in mine(NOW + HOUR)
    assert accepted.pk not in mine(NOW + timedelta(days=4)), "it went back by itself"
    assert [one.stand_in for one in absences_of(dana, now=NOW + HOUR)] == ["Dr. Mei Lin"]
    with pytest.raises(NotFound):
        end_stand_in(cast.raman, row.pk, now=NOW)
    end_stand_in(theo, row.pk, now=NOW + HOUR)
    assert accepted.pk not in mine(NOW + 2 * HOUR)
    assert StandIn.objects.get().ended_at == NOW + HOUR


def test_windows_floors_and_names_are_settings_of_the_practice(cast: Cast) -> None:
    ruth = cast.viewer("Ruth Sandoval")
    change_practice(
        ruth,
        fields={
            "windows": {"response": {"urgent": {"hours": 2}}},
            "raised_tiers": {"deep_caries": "urgent"},
            "escalate_to": [cast.dana.person_id],
            "alternative_name": "Tidewater Oral Surgery",
            "alternative_phone": "312-555-0120",
        },
        now=NOW,
    )
    cast.harbor.refresh_from_db()
    assert (cast.harbor.escalate_to, cast.harbor.alternative_phone) == ([cast.dana.person_id], "+13125550120")
    for field, value in (
        ("windows", {"response": {"emergency": {"minutes": 60}}}),
        ("raised_tiers", {"pain": "elective"}),
        ("escalate_to", [cast.raman.person_id]),
    ):
        with pytest.raises(NotComplete):
            change_practice(ruth, fields={field: value}, now=NOW)


def test_the_patient_is_contacted_within_the_practices_own_window(cast: Cast) -> None:
    """Where no message reaches the patient; the others have until a person's turn comes (`rules.cadence`)."""
    usual = make.accepted(cast, of=make.patient(cast.lakeview, may_contact=False))
    assert usual.next_step == "offer_times"
    change_practice(cast.viewer("Ruth Sandoval"), fields={"windows": {"contact": {"elective": {"hours": 1}}}}, now=NOW)
    cast.harbor.refresh_from_db()
    quick = make.accepted(cast, of=make.patient(cast.lakeview, may_contact=False))
    assert quick.accepted_at is not None
    assert quick.due_at == quick.accepted_at + HOUR
    rederive_due_times(cast.harbor.pk, after=None, now=NOW)
    again = make.fresh(usual)
    assert again.accepted_at is not None
    assert again.due_at == again.accepted_at + HOUR, "open work follows"
