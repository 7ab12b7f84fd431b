"""Who is told, who stands in, what an override needs, and in which words more is asked for."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.escalation import AT_ONCE, CHASED, Colleague, grace_of, whom_to_tell
from bridgework.rules.facts import ROLES, TIERS
from bridgework.rules.instructions import FOR_OFFICES_ENDODONTIC, FOR_PATIENTS, Instructions, choose_instructions
from bridgework.rules.permissions import MAY, STEPS_OF_ROLE
from bridgework.rules.stand_in import ACT_OF_STEP, check_absence, may_stand_in, work_of
from bridgework.rules.triage import TriageEntry, check_tier_change, check_triage, proposed_triage, wording_of_request
from bridgework.rules.urgency import QUESTIONS, check_raised, decide_urgency, is_more_urgent
from people import NOW

quick = settings(max_examples=60, deadline=None, database=None)
DANA, RUTH, ALEX, THEO = (UUID(int=number) for number in (1, 2, 3, 4))
PEOPLE = [
    Colleague(DANA, "Dana", frozenset({"coordinator"}), stand_in=THEO),
    Colleague(RUTH, "Ruth", frozenset({"manager"})),
    Colleague(ALEX, "Alex", frozenset({"administrator"})),
    Colleague(THEO, "Theo", frozenset({"scheduler"})),
]


def names(named: list[UUID], people: list[Colleague] = PEOPLE) -> list[str]:
    return [one.name for one in whom_to_tell(named, people)]


def test_the_named_are_told_and_who_stands_in_for_them() -> None:
    assert names([RUTH]) == ["Ruth"]
    assert names([DANA]) == ["Dana", "Theo"]


def test_nobody_named_tells_managers_then_administrators_then_everybody() -> None:
    assert names([]) == names([UUID(int=99)]) == ["Ruth"]
    assert names([], [one for one in PEOPLE if one.name != "Ruth"]) == ["Alex"]
    assert set(names([], [one for one in PEOPLE if one.name in ("Dana", "Theo")])) == {"Dana", "Theo"}
    assert names([DANA], []) == []


def test_what_somebody_waits_for_escalates_at_once_and_paperwork_a_day_later() -> None:
    assert all(grace_of(step, "elective") == grace_of("send_report", "emergency") for step in AT_ONCE)
    assert grace_of("send_report", "elective").working_days == 1  # type: ignore[union-attr]
    assert all(grace_of(step, "emergency") is None for step in CHASED)


def test_a_stand_in_may_do_all_of_the_work() -> None:
    assert may_stand_in(["clinician"], ["clinician", "triage"])
    assert not may_stand_in(["clinician"], ["coordinator"])
    assert may_stand_in(["scheduler"], ["coordinator"])
    assert may_stand_in(["manager"], ["referrer"]), "a manager has no next steps"
    steps = frozenset().union(*STEPS_OF_ROLE.values())
    assert steps <= set(ACT_OF_STEP)
    assert set(ACT_OF_STEP.values()) <= set(MAY)


@quick
@given(st.sets(st.sampled_from(ROLES)), st.sets(st.sampled_from(ROLES)))
def test_nobody_gets_work_that_they_may_not_do(away: set[str], stand_in: set[str]) -> None:
    if may_stand_in(away, stand_in):
        assert all(stand_in & MAY[ACT_OF_STEP[step]] for step in work_of(away))


def test_an_absence_begins_before_it_ends_and_is_not_over() -> None:
    day = timedelta(days=1)
    assert check_absence(NOW, NOW + day, NOW) == {}
    assert set(check_absence(NOW + day, NOW, NOW)) == set(check_absence(NOW - day, NOW, NOW)) == {"until"}
    assert set(check_absence(NOW, NOW + 400 * day, NOW)) == {"until"}


def test_an_override_has_a_reason_and_only_who_judges_signs_goes_below_an_emergency() -> None:
    assert check_tier_change("urgent", "elective", "She called: it hurts.", ["coordinator"], TIERS) == {}
    assert set(check_tier_change("urgent", "elective", " ", ["coordinator"], TIERS)) == {"reason"}
    assert set(check_tier_change("urgent", "emergency", "Spoke with her.", ["coordinator"], TIERS)) == {"tier"}
    assert check_tier_change("urgent", "emergency", "Spoke with her.", ["clinician"], TIERS) == {}
    assert set(check_tier_change("now", "soon", "x" * 400, ["triage"], TIERS)) == {"tier", "reason"}


def test_a_practice_raises_a_sign_and_never_lowers_one() -> None:
    raised = {"sinus_tract": "urgent"}
    assert check_raised(raised) is None
    found = decide_urgency({"sinus_tract": "yes"}, raised=raised)
    assert (found.tier, found.reasons[0].source.startswith("Raised by the receiving practice")) == ("urgent", True)
    assert check_raised({"pain": "elective"})
    assert check_raised({"pain": "urgent"})
    assert check_raised({"weather": "urgent"})
    assert decide_urgency({"spontaneous_pain": "yes"}, raised={"pain": "elective"}).tier == "urgent"


@quick
@given(
    st.dictionaries(
        st.sampled_from(["sinus_tract", "deep_caries", "swelling", "fever", "spontaneous_pain"]), st.sampled_from(["yes", "no"])
    ),
    st.dictionaries(st.sampled_from([question.code for question in QUESTIONS]), st.sampled_from(TIERS)),
)
def test_no_setting_reaches_the_clinical_floor(findings: dict[str, str], raised: dict[str, str]) -> None:
    floor, own = decide_urgency(findings), decide_urgency(findings, raised=raised)
    assert not is_more_urgent(floor.tier, own.tier)
    assert own.emergency_department == floor.emergency_department
    assert own.reasons


def test_a_decision_is_checked_and_partly_proposed() -> None:
    assert check_triage(TriageEntry()) == {}
    wrong = TriageEntry({"canals": "awful"}, "maybe", "third", "mri", for_office="x" * 5000)
    assert set(check_triage(wrong)) == {"factors", "crown", "treatment", "imaging_first", "for_office"}
    assert proposed_triage({"procedure": "retreatment", "answers": {"old_filling": ["crown"]}}) == {
        "treatment": "retreatment",
        "crown": "yes",
    }
    assert proposed_triage({}) == {"treatment": "", "crown": ""}


def test_more_is_asked_for_in_words_that_name_it() -> None:
    assert wording_of_request([]) == ""
    assert "we still need: bitewing film." in wording_of_request(["bitewing film"])
    assert "photo, letter and bitewing film." in wording_of_request(["photo", "letter", "bitewing film"])


def test_the_own_words_for_a_kind_of_visit_come_first_then_those_for_any() -> None:
    kind = UUID(int=7)
    own = [Instructions("office", "For any."), Instructions("office", "For this.", visit_type_id=kind)]
    assert choose_instructions(own, "office", kind, "endodontics").text == "For this."
    assert choose_instructions(own, "office", UUID(int=8), "endodontics").text == "For any."
    assert choose_instructions([], "office", kind, "endodontics") is FOR_OFFICES_ENDODONTIC
    assert choose_instructions(own, "patient", kind, "endodontics") is FOR_PATIENTS
