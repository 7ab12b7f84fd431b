"""Times in the chair, on the patient's page and on the desk are those of the kind of visit that fits the request."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

import make
import people
from bridgework.actions.record_visit import record_visit
from bridgework.lookups.drafts import find_draft
from bridgework.lookups.patient_page import find_patient_page
from bridgework.records.models import Referral, VisitType
from bridgework.rules.facts import Viewer
from people import NOW, Cast

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with time_machine.travel(LATER, tick=False):
        yield people.build()


@pytest.fixture
def dana(cast: Cast, client: Client) -> Client:
    client.force_login(cast.person("dana.ortiz"))
    return client


def kind(cast: Cast, name: str) -> VisitType:
    return VisitType.objects.get(practice=cast.harbor, name=name)


def by_link(referral: Referral) -> Any:
    viewer = Viewer("patient", "Robin", "patient link", patient_id=referral.patient_id, referral_id=referral.pk)
    return find_patient_page(viewer, "en", LATER)


def test_in_the_chair_it_follows_what_is_asked_for(cast: Cast) -> None:
    for case, name in ((make.ELECTIVE, "Retreatment"), (make.URGENT, "Root canal treatment"), (make.EMERGENCY, "Emergency visit")):
        draft = find_draft(cast.raman, make.draft(cast, case=case).pk, now=LATER)
        assert draft.recipient is not None
        assert draft.recipient.visit_type == name
    to_evaluate = find_draft(cast.raman, make.draft(cast, case=make.ELECTIVE | {"wanted": "evaluate"}).pk, now=LATER)
    assert to_evaluate.recipient is not None
    assert to_evaluate.recipient.visit_type == "Consultation and tests"


def test_by_the_patients_link_it_is_the_same_kind(cast: Cast) -> None:
    page = by_link(make.accepted(cast))
    assert page.visit.name == "Retreatment"
    assert {time.value.split("|")[1] for time in (*page.best, *page.rest)} == {str(kind(cast, "Retreatment").pk)}


def test_on_the_desk_it_is_chosen_already(cast: Cast, dana: Client) -> None:
    referral = make.accepted(cast)
    shown = dana.get(f"/referrals/{referral.pk}/book/").content.decode()
    assert f'<option value="{kind(cast, "Retreatment").pk}" selected' in shown


def test_an_emergency_is_a_visit_that_stops_the_pain_first(cast: Cast, client: Client) -> None:
    referral = make.sent(cast, case=make.EMERGENCY)
    pain_first = kind(cast, "Emergency visit")
    client.force_login(cast.person("mei.lin"))
    shown = client.get(f"/referrals/{referral.pk}/triage/").content.decode()
    assert f'<option value="{pain_first.pk}" selected' in shown
    assert "Proposed for its urgency." in shown
    kept = {"act": "keep", "visit_type": str(kind(cast, "Root canal treatment").pk), "kind_shown": str(pain_first.pk)}
    client.post(f"/referrals/{referral.pk}/triage/", kept)
    assert "For its urgency it would be: Emergency visit." in client.get(f"/referrals/{referral.pk}/triage/").content.decode()


def test_another_visit_is_a_follow_up(cast: Cast, dana: Client) -> None:
    referral = make.seen(cast, another_visit_needed=True)
    after = make.clock(referral) + timedelta(minutes=1)
    with time_machine.travel(after, tick=False):
        dana.force_login(cast.person("dana.ortiz"))
        assert f'<option value="{kind(cast, "Next visit").pk}" selected' in dana.get(f"/referrals/{referral.pk}/book/").content.decode()
        assert by_link(referral).visit.name == "Next visit"


def test_a_missed_visit_is_booked_again_as_it_was(cast: Cast, dana: Client) -> None:
    referral = make.missed(cast)
    was = referral.appointments.get(status="missed").visit_type
    with time_machine.travel(make.clock(referral) + timedelta(minutes=1), tick=False):
        dana.force_login(cast.person("dana.ortiz"))
        assert f'<option value="{was.pk}" selected' in dana.get(f"/referrals/{referral.pk}/book/").content.decode()


def test_settings_keep_procedures_and_follow_up(cast: Cast, client: Client) -> None:
    client.force_login(cast.person("ruth.sandoval"))
    posted: dict[str, Any] = {
        "name": "Small film",
        "minutes": "20",
        "buffer_minutes": "0",
        "procedures": ["resorption", "diagnosis"],
        "tiers": ["soon"],
        "is_active": "on",
    }
    hint = "None is for an emergency yet."
    assert hint not in client.get("/settings/").content.decode()
    cast.harbor.visit_types.update(tiers=[])
    assert hint in client.get("/settings/").content.decode()
    assert client.post("/settings/visit-types/", posted).status_code == 302
    made = kind(cast, "Small film")
    assert (made.procedures, made.tiers, made.is_follow_up) == (["resorption", "diagnosis"], ["soon"], False)
    assert made.position == cast.harbor.visit_types.count() - 1
    client.post(f"/settings/visit-types/{made.pk}/", posted | {"procedures": [], "tiers": [], "is_follow_up": "on"})
    made.refresh_from_db()
    assert (made.procedures, made.tiers, made.is_follow_up) == ([], [], True)


def test_what_was_typed_for_a_kind_of_visit_is_kept(cast: Cast, client: Client) -> None:
    client.force_login(cast.person("ruth.sandoval"))
    wrong = {"name": "Very long visit", "minutes": "900", "buffer_minutes": "0", "procedures": ["retreatment"]}
    for path in ("/settings/visit-types/", f"/settings/visit-types/{kind(cast, 'Retreatment').pk}/"):
        answer = client.post(path, wrong)
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="Very long visit"' in shown
        assert 'value="900"' in shown
    assert client.post("/settings/visit-types/", wrong | {"minutes": "20", "procedures": ["flying"]}).status_code == 422
    assert client.post("/settings/visit-types/", wrong | {"minutes": "20", "tiers": ["at once"]}).status_code == 422
    assert not VisitType.objects.filter(name="Very long visit").exists()


def test_a_next_visit_is_recorded_as_any_other(cast: Cast) -> None:
    referral = make.seen(cast, another_visit_needed=True)
    visit = make.book(cast, referral, make.clock(referral) + timedelta(minutes=5))
    assert record_visit(cast.dana, referral.pk, note="", another_visit_needed=False, now=visit.ends_at).state == "5.1.4"
