"""People who are easily confused, and one who does not speak for himself: what a chart is like after ten years."""

from datetime import date, timedelta
from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.answer_pair import answer_pair
from bridgework.actions.check_coverage import check_coverage
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.save_draft import save_draft
from bridgework.actions.send_referral import send_referral
from bridgework.actions.start_referral import start_referral
from bridgework.demo import cast
from bridgework.demo.cases import BY_SPECIALTY
from bridgework.demo.story import Stage
from bridgework.rules.coverage import CheckEntry
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.person_entry import CoverageEntry, PersonEntry, ProxyEntry

FAMILY_PHONE = "+13125550164"
ELENA = ProxyEntry("Elena", "Quintero", "mother", "parent", date(1988, 9, 14), phone=FAMILY_PHONE, language="es")
LUIS = ProxyEntry("Luis", "Quintero", "father", "parent", date(1986, 1, 30), phone="+13125550168", is_contact=False)
MEDICAL = CoverageEntry("insured", "Blue Cross Blue Shield of Illinois", "Family Blue", "XOF883120047", "", "parent", "medical")
DELTA = CoverageEntry("insured", "Delta Dental PPO", "Family", "DD4471902", "88210", "parent", "dental")
MATEO = PatientEntry("Mateo", "Quintero", date(2017, 5, 2), language="es", zip="60608", may_contact=True)

CHART: tuple[tuple[PatientEntry, PersonEntry], ...] = (
    # Twins: born on the same day, one phone, two people.
    (PatientEntry("Hannah", "Brook", date(2014, 3, 9), zip="60614"), PersonEntry(proxy=ProxyEntry("Ruth", "Brook", "mother", "parent", date(1981, 12, 1), phone="+13125550165"))),
    (PatientEntry("Ethan", "Brook", date(2014, 3, 9), zip="60614"), PersonEntry(proxy=ProxyEntry("Ruth", "Brook", "mother", "parent", date(1981, 12, 1), phone="+13125550165"))),
    # Father and son of one name at one phone.
    (PatientEntry("Walter", "Greer", date(1958, 7, 7), phone="+13125550166", zip="60657", may_contact=True), PersonEntry(wheelchair=True, transport=True, escort="needed")),
    (PatientEntry("Walter", "Greer", date(1991, 2, 19), phone="+13125550166", zip="60657", may_contact=True), PersonEntry()),
    # Entered twice: the short form of the name, and day and month in each other's place.
    (PatientEntry("Katherine", "Malone", date(1979, 3, 8), phone="+17735550167", zip="60640", may_contact=True), PersonEntry(coverage=CoverageEntry("insured", "MetLife", "PDP Plus", "ML884213", "", "self"))),
    (PatientEntry("Kathy", "Malone", date(1979, 8, 3), email="kathy.malone@mail.example", zip="60640"), PersonEntry()),
)  # fmt: skip


def leave_families(stage: Stage) -> None:
    """Enters them all at Lakeview; Mateo, who is nine, is on his way to Harbor with his mother, who reads Spanish."""
    lakeview, harbor = stage.desks[cast.LAKEVIEW], stage.desks[cast.HARBOR]
    jo, now = lakeview.who("coordinator"), stage.present - timedelta(days=9)
    entered = [
        enter_patient(jo, entry, person=person, now=now + timedelta(minutes=7 * number)) for number, (entry, person) in enumerate(CHART)
    ]
    # The twins were asked about once; of father and son, and of the double entry, nobody has said anything yet.
    answer_pair(jo, entered[1].pk, [entered[0].pk], are_two=True, now=now + timedelta(hours=1))
    now = stage.present - timedelta(hours=2)
    mateo = enter_patient(
        jo,
        MATEO,
        person=PersonEntry(escort="arranged", proxy=ELENA, coverage=DELTA, other_proxies=(LUIS,), other_coverages=(MEDICAL,)),
        now=now,
    )
    fall = next(each for each in BY_SPECIALTY["endodontics"] if each.case["procedure"] == "trauma")
    # The jobs of the past have been done: they are left in memory and forgotten.
    with app.replace_connector(InMemoryConnector()):
        draft = start_referral(
            jo,
            patient_id=mateo.pk,
            submission_key=UUID(int=stage.seed, version=4),
            now=now,
            recipient_practice_id=harbor.practice_id,
            way=jo.way,
        )
        clinician = next(iter(lakeview.clinicians.values()))
        save_draft(jo, draft.pk, case=dict(fall.case), teeth=("8",), now=now, referring_provider_id=clinician)
        send_referral(jo, draft.pk, now=now + timedelta(minutes=4))
        accept_referral(harbor.who("coordinator"), draft.pk, now=now + timedelta(minutes=25))
        found_out = CheckEntry(accepted="yes", authorization="not_needed", note="Trauma is covered at 80%.")
        check_coverage(harbor.who("scheduler"), draft.pk, found_out, now=now + timedelta(minutes=40))
