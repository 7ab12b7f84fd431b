"""Who speaks for a patient: they are written to, in their language, and their birth date opens the link."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import make
from bridgework.actions.change_patient import change_patient
from bridgework.actions.change_person import change_person
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.actions.open_patient_link import open_patient_link
from bridgework.lookups.patient_door import find_door, find_patient_viewer, key_of
from bridgework.lookups.patient_page import find_patient_page
from bridgework.lookups.patients import find_patient
from bridgework.records.models import AccessRecord, Coverage, Patient, PatientLink, PlannedMessage, Proxy, Referral
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.person import CONSENT_WORDING
from bridgework.rules.person_entry import CoverageEntry, PersonEntry, ProxyEntry
from bridgework.rules.refusals import LinkRefused, NotAllowed, NotComplete, NotFound
from people import NOW, Cast

MATEO = PatientEntry("Mateo", "Quintero", date(2017, 5, 1), language="en", may_contact=True)
ELENA = ProxyEntry("Elena", "Quintero", "mother", "parent", date(1991, 2, 3), phone="+13125550130", language="es")
LUIS = ProxyEntry("Luis", "Quintero", "father", "parent", date(1989, 6, 7), is_contact=False)
AUNT = ProxyEntry("Rosa", "Vega", "other", "helper", date(1970, 1, 1), is_contact=False)
CARD = CoverageEntry("insured", "Delta Dental PPO", "Family", "AB123456", "77", "parent")
AROUND = PersonEntry(interpreter_language="vi", wheelchair=True, transport=True, escort="needed", proxy=ELENA, coverage=CARD)


@pytest.fixture
def mateo(cast: Cast) -> Patient:
    return enter_patient(cast.jo, MATEO, person=AROUND, now=NOW)


def link_of(cast: Cast, patient: Patient) -> tuple[Referral, PatientLink]:
    referral = make.accepted(cast, of=patient)
    return referral, issue_patient_link(referral, NOW)


def test_entered_with_everything_around(cast: Cast, mateo: Patient) -> None:
    found = find_patient(cast.jo, mateo.pk)
    assert (found.wheelchair, found.transport, found.escort, found.interpreter, found.interpreter_language) == (
        True,
        True,
        "needed",
        True,
        "vi",
    )
    assert found.proxy is not None
    assert found.coverage is not None
    assert (found.proxy.name, found.proxy.decides, found.proxy.language) == ("Elena Quintero", True, "es")
    assert (found.coverage.carrier, found.coverage.member_id) == ("Delta Dental PPO", "AB123456")
    assert (found.contact.name, found.contact.is_proxy) == ("Elena Quintero", True)
    assert (found.consent_at, found.consent_source, found.consent_wording) == (NOW, "told Jo Whitman", CONSENT_WORDING)


def test_messages_go_to_whoever_speaks_for_the_patient(cast: Cast, mateo: Patient) -> None:
    referral, _ = link_of(cast, mateo)
    told = PlannedMessage.objects.get(referral=referral, recipient="patient", status="planned")
    assert (told.channel, told.address, told.language) == ("sms", "+13125550130", "es")
    assert "Mateo" not in str(told.facts)


def test_the_mothers_birth_date_opens_the_link_and_the_childs_does_not(cast: Cast, mateo: Patient) -> None:
    _, link = link_of(cast, mateo)
    with pytest.raises(LinkRefused):
        open_patient_link(secret_of(link.pk), MATEO.birth_date, now=NOW)
    viewer = open_patient_link(secret_of(link.pk), date(1991, 2, 3), now=NOW)
    assert viewer.name == "Elena Quintero, for Mateo"
    page = find_patient_page(viewer, "es", NOW)
    assert (page.reader, page.given_name, page.is_for_other, page.language) == ("Elena", "Mateo", True, "es")
    door = find_door(secret_of(link.pk), NOW)
    assert (door.asks_proxy, door.language) == (True, "es")
    assert "Quintero" not in repr(door)


def test_another_guardian_closes_a_page_that_is_open(cast: Cast, mateo: Patient) -> None:
    _, link = link_of(cast, mateo)
    viewer = open_patient_link(secret_of(link.pk), date(1991, 2, 3), now=NOW)
    key = key_of(link.pk, viewer.proxy_id, date(1991, 2, 3))
    assert find_patient_viewer(link.pk, [key], NOW) == viewer
    change_person(cast.jo, mateo.pk, replace(AROUND, proxy=replace(ELENA, birth_date=date(1988, 1, 1))), now=NOW)
    assert find_patient_viewer(link.pk, [key], NOW) is None


def test_both_parents_open_it_and_the_history_knows_who_until_an_authority_ends(cast: Cast, mateo: Patient) -> None:
    both = replace(AROUND, other_proxies=(LUIS, AUNT))
    change_person(cast.jo, mateo.pk, both, now=NOW)
    referral, link = link_of(cast, mateo)
    assert PlannedMessage.objects.get(referral=referral, recipient="patient", status="planned").address == "+13125550130"
    viewer = open_patient_link(secret_of(link.pk), date(1989, 6, 7), now=NOW)
    assert viewer.name == "Luis Quintero, for Mateo"
    assert find_patient_page(viewer, "en", NOW).reader == "Luis"
    assert open_patient_link(secret_of(link.pk), date(1991, 2, 3), now=NOW).name == "Elena Quintero, for Mateo"
    for stranger in (date(1970, 1, 1), MATEO.birth_date):  # whoever only helps, and the child
        with pytest.raises(LinkRefused):
            open_patient_link(secret_of(link.pk), stranger, now=NOW)
    key = key_of(link.pk, viewer.proxy_id, date(1989, 6, 7))
    assert find_patient_viewer(link.pk, [key], NOW) == viewer
    change_person(cast.jo, mateo.pk, replace(both, other_proxies=(replace(LUIS, ended_on=NOW.date()), AUNT)), now=NOW)
    assert find_patient_viewer(link.pk, [key], NOW) is None
    with pytest.raises(LinkRefused):
        open_patient_link(secret_of(link.pk), date(1989, 6, 7), now=NOW)
    found = find_patient(cast.jo, mateo.pk)
    assert [proxy.name for proxy in found.speaking] == ["Elena Quintero", "Rosa Vega"]
    assert [proxy.name for proxy in found.past_proxies] == ["Luis Quintero"]


def test_the_messages_go_over_to_the_father(cast: Cast, mateo: Patient) -> None:
    luis = replace(LUIS, is_contact=True, phone="+13125550131")
    change_person(cast.jo, mateo.pk, replace(AROUND, proxy=replace(ELENA, is_contact=False), other_proxies=(luis,)), now=NOW)
    assert find_patient(cast.jo, mateo.pk).contact.name == "Luis Quintero"
    assert AccessRecord.objects.filter(what="change_person", referral_ids=[], about=[mateo.pk]).exists()
    with pytest.raises(NotComplete):
        change_person(cast.jo, mateo.pk, replace(AROUND, other_proxies=(luis,)), now=NOW)


def test_a_second_coverage_stands_behind_the_first(cast: Cast, mateo: Patient) -> None:
    medical = CoverageEntry("insured", "Aetna", member_id="W9988776", covers="medical")
    change_person(cast.jo, mateo.pk, replace(AROUND, other_coverages=(medical,)), now=NOW)
    found = find_patient(cast.jo, mateo.pk)
    assert [(paid.carrier, paid.covers) for paid in found.coverages] == [("Delta Dental PPO", ""), ("Aetna", "medical")]
    change_person(cast.jo, mateo.pk, replace(AROUND, coverage=medical), now=NOW)
    assert [paid.carrier for paid in find_patient(cast.jo, mateo.pk).coverages] == ["Aetna"]


def test_grown_up_they_speak_for_themselves_and_the_history_knows(cast: Cast, mateo: Patient) -> None:
    change_patient(cast.jo, mateo.pk, replace(MATEO, phone="+13125550177"), person=PersonEntry(), now=NOW)
    _, link = link_of(cast, mateo)
    assert open_patient_link(secret_of(link.pk), MATEO.birth_date, now=NOW).name == "Mateo Quintero"
    assert not Proxy.objects.exists()
    assert not Coverage.objects.exists()
    history = Proxy.pgh_event_model.objects.values_list("pgh_label", flat=True)
    assert list(history.order_by("pgh_id")) == ["insert", "delete"]


def test_a_correction_of_the_name_leaves_the_rest(cast: Cast, mateo: Patient) -> None:
    change_patient(cast.jo, mateo.pk, replace(MATEO, family_name="Quintero Vega"), now=NOW)
    found = find_patient(cast.jo, mateo.pk)
    assert found.family_name == "Quintero Vega"
    assert found.proxy is not None


def test_one_phone_for_two_is_said_at_the_door_and_nothing_more(cast: Cast, mateo: Patient) -> None:
    _, link = link_of(cast, mateo)
    assert not find_door(secret_of(link.pk), NOW).is_shared
    sister = enter_patient(cast.jo, replace(MATEO, given_name="Lucía"), person=AROUND, now=NOW)
    other, _ = link_of(cast, sister)
    door = find_door(secret_of(link.pk), NOW)
    assert door.is_shared
    assert "Lucía" not in repr(door)
    viewer = open_patient_link(secret_of(link.pk), date(1991, 2, 3), now=NOW)
    assert viewer.patient_id == mateo.pk
    assert viewer.referral_id != other.pk


def test_wrong_tries_are_counted_for_a_proxy_too(cast: Cast, mateo: Patient) -> None:
    _, link = link_of(cast, mateo)
    for _ in range(5):
        with pytest.raises(LinkRefused):
            open_patient_link(secret_of(link.pk), date(1990, 1, 1), now=NOW)
    with pytest.raises(LinkRefused, match="Too many tries"):
        open_patient_link(secret_of(link.pk), date(1991, 2, 3), now=NOW + timedelta(minutes=1))
    later = NOW + timedelta(minutes=31)
    for _ in range(5):
        with pytest.raises(LinkRefused, match="does not match"):
            open_patient_link(secret_of(link.pk), date(1990, 1, 1), now=later)
    with pytest.raises(LinkRefused, match="Too many tries"):
        open_patient_link(secret_of(link.pk), date(1991, 2, 3), now=later + timedelta(minutes=31))
    assert open_patient_link(secret_of(link.pk), date(1991, 2, 3), now=later + timedelta(minutes=61)).patient_id == mateo.pk


def test_another_practice_and_another_role_change_nothing(cast: Cast, mateo: Patient) -> None:
    with pytest.raises(NotFound):
        change_person(cast.marsh, mateo.pk, PersonEntry(), now=NOW)
    with pytest.raises(NotAllowed):
        change_person(cast.alex, mateo.pk, PersonEntry(), now=NOW)
    assert Proxy.objects.filter(patient=mateo).exists()
