"""What Harbor decided at triage, whom it tells of what is late, and who is away this week."""

from datetime import timedelta

from bridgework.actions.change_practice import change_practice
from bridgework.actions.change_tier import change_tier
from bridgework.actions.note_triage import note_triage
from bridgework.actions.set_stand_in import set_stand_in
from bridgework.demo import cast
from bridgework.demo.story import Stage
from bridgework.lookups.triage import find_triage
from bridgework.lookups.worklist import list_work
from bridgework.rules.facts import Viewer
from bridgework.rules.triage import TriageEntry

DECIDED = 4
"""Accepted cases whose triage is told; the others were accepted as they were."""


def leave_triage(stage: Stage) -> None:
    """Decides a few open cases, changes one urgency, and lets a clinician be away."""
    desk, now = stage.desks[cast.HARBOR], stage.present
    manager, triage, coordinator = desk.who("manager"), desk.who("triage"), desk.who("coordinator")
    change_practice(
        manager,
        fields={
            "escalate_to": [manager.person_id, coordinator.person_id],
            "alternative_name": "Tidewater Oral Surgery",
            "alternative_phone": stage.desks[cast.TIDEWATER].card.on_call_phone,
        },
        now=now - timedelta(days=60),
    )
    for row in list_work(triage, show="book", now=now).rows[:DECIDED]:
        case = find_triage(triage, row.id)
        entry = TriageEntry(
            {code: known.level for code, known in case.known.items()},
            treatment=case.proposed["treatment"],
            imaging_first="cbct" if case.proposed["treatment"] == "retreatment" else "",
            for_patient=case.instructions("patient", None).text,
            for_patient_es=case.instructions("patient", None).text_es,
            for_office=case.instructions("office", None).text,
        )
        note_triage(triage, row.id, entry, now=now)
    calm = [row for row in list_work(triage, show="review", now=now).rows if row.tier == "elective" and row.is_received]
    if calm:
        reason = "The office called: the film shows more than they wrote."
        change_tier(triage, calm[-1].id, tier="soon", reason=reason, now=now)
    away, instead = clinicians_of(desk.staff)
    assert away.person_id
    assert instead.person_id
    set_stand_in(
        away,
        person_id=away.person_id,
        stand_in_id=instead.person_id,
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=4),
        now=now - timedelta(days=2),
    )


def clinicians_of(staff: tuple[Viewer, ...]) -> tuple[Viewer, Viewer]:
    """Who is away and who stands in: the last two clinicians."""
    *_others, away, instead = (one for one in staff if "clinician" in one.roles)
    return away, instead
