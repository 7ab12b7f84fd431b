"""The triage screen: what it shows and proposes, what a decision keeps, and what is refused with everything still there."""

from datetime import timedelta

import pytest
from django.test import Client

import make
from bridgework.actions.note_triage import note_triage
from bridgework.lookups.instructions import instructions_of
from bridgework.lookups.patient_page import find_patient_page
from bridgework.lookups.triage import find_triage
from bridgework.records.models import StandIn, TierChange
from bridgework.rules.facts import Viewer
from bridgework.rules.triage import TriageEntry
from browsers import standing_clock
from people import NOW, Cast

pytestmark = pytest.mark.django_db
clock = standing_clock(NOW + timedelta(hours=2))


@pytest.fixture
def dana(client: Client, cast: Cast) -> Client:
    client.force_login(cast.person("dana.ortiz"))
    return client


def test_an_ordinary_case_is_filled_in_and_accepted_as_it_is(dana: Client, cast: Cast) -> None:
    referral = make.sent(cast)
    page = dana.get(f"/referrals/{referral.pk}/triage/?back=/worklist/")
    text = page.content.decode()
    assert "AAE Endodontic Case Difficulty Assessment Form, 2022" in text
    assert 'name="factor_treated_before" value="high" checked' in text
    assert "Temporary restoration" in text
    form = {
        "act": "accept",
        "back": "/worklist/",
        "seen_version": referral.version,
        "kind_shown": page.context["kind"],
        "visit_type": page.context["kind"],
        "treatment": "retreatment",
        "factor_treated_before": "high",
        "for_office": page.context["words"]["for_office"],
    }
    answer = dana.post(f"/referrals/{referral.pk}/triage/", form)
    assert (answer.status_code, answer["Location"]) == (302, "/worklist/")
    decided = find_triage(cast.dana, referral.pk).decided
    assert decided is not None
    assert (decided.difficulty, decided.treatment, decided.visit_type) == ("high", "retreatment", "Retreatment")
    assert make.fresh(referral).state == "3.0"
    after = dana.get(f"/referrals/{referral.pk}/").content.decode()
    assert "judged the case: high difficulty, retreatment" in after


def test_a_length_is_given_in_passing_and_leaves_what_was_judged(dana: Client, cast: Cast) -> None:
    referral = make.sent(cast)
    note_triage(cast.dana, referral.pk, TriageEntry(factors={"treated_before": "high"}, crown="yes"), now=NOW)
    shown = dana.get(f"/referrals/{referral.pk}/").context
    assert (shown["visit_kind"].name, shown["visit_minutes"]) == ("Retreatment", "")
    form = {"seen_version": make.fresh(referral).version, "visit_type": shown["visit_kind"].id, "minutes_shown": "", "minutes": "150"}
    assert dana.post(f"/referrals/{referral.pk}/accept/", form).status_code == 302
    decided = find_triage(cast.dana, referral.pk).decided
    assert decided is not None
    assert (decided.minutes, decided.visit_type, decided.crown, decided.difficulty) == (150, "Retreatment", "yes", "high")
    assert make.fresh(referral).state == "3.0"


def test_another_kind_of_visit_brings_its_own_words_unless_they_were_changed(dana: Client, cast: Cast) -> None:
    referral = make.sent(cast)
    kind, other = cast.harbor.visit_types.get(name="Retreatment"), cast.harbor.visit_types.get(name="Consultation and tests")
    cast.harbor.instructions.create(audience="office", visit_type=other, text="Send the models along.", changed_at=NOW)
    shown = dana.get(f"/referrals/{referral.pk}/triage/").context["words"]["for_office"]
    form = {
        "act": "keep",
        "kind_shown": kind.pk,
        "visit_type": other.pk,
        "for_office": shown,
        "for_patient": "Mine.",
        "for_patient_es": "Mío.",
    }
    dana.post(f"/referrals/{referral.pk}/triage/", form)
    decided = find_triage(cast.dana, referral.pk).decided
    assert decided is not None
    assert (decided.for_office, decided.for_patient) == ("Send the models along.", "Mine.")
    assert make.fresh(referral).state == "2.0", "kept, not answered"


def test_a_refused_decision_comes_back_with_what_was_chosen(dana: Client, cast: Cast) -> None:
    referral = make.sent(cast)
    form = {"act": "accept", "imaging_first": "cbct", "for_office": "x" * 4001, "visit_type": ""}
    answer = dana.post(f"/referrals/{referral.pk}/triage/", form)
    assert answer.status_code == 422
    assert '<option value="cbct" selected>' in answer.content.decode()
    assert make.fresh(referral).state == "2.0"


def test_an_emergency_says_what_to_say_in_the_language_of_the_patient(dana: Client, cast: Cast) -> None:
    patient = make.patient(cast.lakeview, language="es")
    signs = make.EMERGENCY | {"findings": {"spontaneous_pain": "yes", "swelling_floor_of_mouth": "yes"}}
    referral = make.sent(cast, case=signs, of=patient)
    text = dana.get(f"/referrals/{referral.pk}/triage/").content.decode()
    assert "Vaya ahora a la sala de emergencias." in text
    assert "Please go to the emergency room now." in text


def test_the_urgency_is_changed_with_a_reason_and_counted(dana: Client, cast: Cast) -> None:
    referral = make.sent(cast)
    url = f"/referrals/{referral.pk}/urgency/"
    assert dana.post(url, {"tier": "urgent", "reason": ""}).status_code == 422
    assert dana.post(url, {"tier": "urgent", "reason": "She called: pain since last night."}).status_code == 302
    assert TierChange.objects.get().tier_to == "urgent"
    text = dana.get(f"/referrals/{referral.pk}/triage/").content.decode()
    assert "She called: pain since last night." in text
    assert "by a person" in text
    manager = Client()
    manager.force_login(cast.person("ruth.sandoval"))
    measured = manager.get("/measures/?side=received").context["changed_tiers"]
    assert [(one["who"], [number["count"] for number in one["numbers"]]) for one in measured] == [("Dana Ortiz", [1, 0, 0])]
    behind = manager.get(measured[0]["numbers"][0]["url"]).content.decode()
    assert f"/referrals/{referral.pk}/" in behind
    assert "She called: pain since last night." in behind


def test_ready_words_follow_what_was_ticked_and_typed_ones_stay(dana: Client, cast: Cast) -> None:
    referral = make.sent(cast)
    url = f"/referrals/{referral.pk}/ask/"
    ready = dana.get(url).context["ready_words"]
    assert "we still need: periapical film" in ready
    dana.post(url, {"records": ["photo", "letter"], "note": ready, "ready_words": ready})
    assert "we still need: photo and letter." in make.fresh(referral).records_asked_note
    dana.post(url, {"records": ["photo"], "note": "A photo, please.", "ready_words": ready})
    assert make.fresh(referral).records_asked_note == "A photo, please."


@pytest.mark.parametrize("who", ["jo.whitman", "theo.banks", "ines.duarte"])
def test_only_who_reviews_at_the_receiving_practice_gets_there(client: Client, cast: Cast, who: str) -> None:
    referral = make.sent(cast)
    client.force_login(cast.person(who))
    assert client.get(f"/referrals/{referral.pk}/triage/").status_code in (403, 404)


def test_what_is_over_opens_as_its_page(dana: Client, cast: Cast) -> None:
    referral = make.declined(cast)
    assert dana.get(f"/referrals/{referral.pk}/triage/").status_code == 302


# Settings of review, instructions, and who is away


@pytest.fixture
def ruth(client: Client, cast: Cast) -> Client:
    client.force_login(cast.person("ruth.sandoval"))
    return client


def test_a_manager_sets_clocks_signs_and_whom_to_tell(ruth: Client, cast: Cast) -> None:
    page = ruth.get("/settings/review/")
    assert "at most 30 minutes" in page.content.decode()
    dana = str(cast.dana.person_id)
    form = {
        "sign_tiers": "1",
        "escalate_to": [dana],
        "response_urgent": "2",
        "response_urgent_unit": "hours",
        "sign_sinus_tract": "urgent",
        "alternative_name": "Tidewater Oral Surgery",
        "alternative_phone": "312-555-0120",
        "on_call_phone": "312-555-0111",
    }
    assert ruth.post("/settings/review/", form).status_code == 302
    cast.harbor.refresh_from_db()
    assert (cast.harbor.windows, cast.harbor.raised_tiers) == ({"response": {"urgent": {"hours": 2}}}, {"sinus_tract": "urgent"})
    refused = ruth.post("/settings/review/", form | {"response_urgent": "9"})
    assert refused.status_code == 422
    assert "quicker is possible, slower is not" in refused.content.decode()
    assert 'value="9"' in refused.content.decode()


def test_a_manager_writes_the_words_before_a_visit(ruth: Client, cast: Cast) -> None:
    assert "Temporary restoration" in ruth.get("/settings/instructions/").content.decode()
    kind = cast.harbor.visit_types.get(name="Retreatment")
    form = {"audience": "patient", "visit_type": str(kind.pk), "text": "Come rested.", "text_es": ""}
    refused = ruth.post("/settings/instructions/", form)
    assert refused.status_code == 422
    assert "Come rested." in refused.content.decode()
    assert ruth.post("/settings/instructions/", form | {"text_es": "Venga descansado."}).status_code == 302
    assert "Venga descansado." in ruth.get("/settings/instructions/").content.decode()


def test_somebody_says_that_they_are_away_and_comes_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("theo.banks"))
    dana = str(cast.dana.person_id)
    today = NOW.date()
    form = {"from": today.isoformat(), "until": (today + timedelta(days=2)).isoformat(), "stand_in": dana}
    assert client.post("/away/", form | {"stand_in": ""}).status_code == 422
    assert client.post("/away/", form).status_code == 302
    assert "You are away." in client.get("/worklist/").content.decode()
    other = Client()
    other.force_login(cast.person("dana.ortiz"))
    assert "You stand in for Theo Banks" in other.get("/worklist/").content.decode()
    row = StandIn.objects.get()
    assert client.post(f"/away/{row.pk}/back/").status_code == 302
    assert "You stand in for" not in other.get("/worklist/").content.decode()


def test_who_is_away_and_still_offered_to_patients_is_said(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("ruth.sandoval"))
    first = NOW.date() + timedelta(days=5)
    days = {"from": first.isoformat(), "until": (first + timedelta(days=2)).isoformat()}
    away = {"person": str(cast.okafor.person_id), "stand_in": str(cast.viewer("Dr. Sofia Brandt").person_id)}
    client.post("/away/", days | away)
    page = client.get("/away/").content.decode()
    assert "patients are offered times with them" in page
    assert f'datetime="{days["until"]}' in page
    client.post("/settings/closures/", days | {"provider": str(cast.provider("Dr. Chidi Okafor").pk)})
    assert "patients are offered times with them" not in client.get("/away/").content.decode()


def test_sender_and_patient_read_what_goes_with_the_acceptance(client: Client, cast: Cast) -> None:
    referral = make.accepted(cast)
    kind = cast.harbor.visit_types.get(name="Cracked tooth evaluation")
    entry = TriageEntry(
        visit_type_id=kind.pk, for_patient="Come rested.", for_patient_es="Venga descansado.", for_office="Leave the crown on."
    )
    note_triage(cast.dana, referral.pk, entry, now=make.clock(referral))
    client.force_login(cast.person("jo.whitman"))
    assert "Leave the crown on." in client.get(f"/referrals/{referral.pk}/").content.decode()
    patient = Viewer(kind="patient", name="Robin", way="patient link", patient_id=referral.patient_id, referral_id=referral.pk)
    page = find_patient_page(patient, "es", make.clock(referral))
    assert page.visit is not None
    assert page.visit.minutes == kind.minutes
    given = instructions_of(patient, referral.pk)
    assert given is not None
    assert given.in_language("es") == ("Venga descansado.",)
    scheduler = Client()
    scheduler.force_login(cast.person("theo.banks"))
    assert scheduler.get(f"/referrals/{referral.pk}/offer/").context["kind"].id == kind.pk
