"""The cast: every made-up practice and person, once. Tests use the same people.

Numbers are of the block that is kept for fiction (555-01xx), addresses end in .example, and no street exists.
"""

from datetime import time
from typing import Any

from bridgework.actions.set_up_practice import NewHours, NewLocation, NewPerson, NewPractice
from bridgework.rules.proposed_visits import proposed_visits

ZONE = "America/Chicago"
WEEKDAYS = (0, 1, 2, 3, 4)
HARBOR, TIDEWATER, GUMLINE, NORTHPOINT = "harbor-endodontics", "tidewater-oral-surgery", "gumline-periodontics", "northpoint-orthodontics"
RIVERSIDE_DENTAL, RIVERSIDE_MEDICINE = "riverside-dental", "riverside-medicine"
LAKEVIEW, MARSH, IBARRA = "lakeview-family-dental", "marsh-dental", "ibarra-and-daughters"
CEDAR_HOLLOW, BLUESTEM, QUARRY, NORTH_FORK = "cedar-hollow-dental", "bluestem-dental-group", "quarry-street-dental", "north-fork-dentistry"
ORCHARD, HARVEST, COPPERLINE, OLD_MILL = "orchard-lane-pediatric", "harvest-moon-dental", "copperline-dental", "old-mill-dental"
FERNHILL = "fernhill-prosthodontics"
HEALTH_CENTER = "Riverside Community Health Center"


def _week(opens: str, closes: str, days: tuple[int, ...] = WEEKDAYS) -> dict[str, Any]:
    return {str(day): [[opens, closes]] for day in days}


def _place(name: str, street: str, zip_code: str, phone: str) -> NewLocation:
    return NewLocation(
        name,
        street,
        "Port Ellery",
        "IL",
        zip_code,
        phone,
        "Parking behind the building; step-free entrance at the side.",
        "Estacionamiento detrás del edificio; entrada sin escalones por el costado.",
    )


def _hours(clinician: str, location: str, days: tuple[int, ...]) -> tuple[NewHours, ...]:
    """A working day with an hour kept for emergencies before lunch and one for urgent pain in the afternoon."""
    return (
        NewHours(clinician, location, days, time(8), time(11)),
        NewHours(clinician, location, days, time(11), time(12), "emergency"),
        NewHours(clinician, location, days, time(13), time(15)),
        NewHours(clinician, location, days, time(15), time(16), "urgent"),
        NewHours(clinician, location, days, time(16), time(17)),
    )


def _doctor(name: str, email: str, credentials: str, *more_roles: str, language: str = "en") -> NewPerson:
    return NewPerson(name, email, ("clinician", *more_roles), credentials, language=language)


INSURERS = ("Acorn Dental PPO", "Prairie State Dental", "Union Mutual Dental", "State Medicaid")

RECEIVING: tuple[NewPractice, ...] = (
    NewPractice(
        slug=HARBOR,
        name="Harbor Endodontics",
        specialty="endodontics",
        phone="+13125550110",
        email="desk@harbor-endodontics.example",
        on_call_phone="+13125550111",
        time_zone=ZONE,
        hours=_week("08:00", "17:00") | {"5": [["09:00", "13:00"]]},
        about="Three endodontists, two offices. Emergencies are seen the same day. We answer every referral and send every report.",
        receives=True,
        procedures=(
            "first_treatment",
            "retreatment",
            "cracked_tooth",
            "post_treatment_pain",
            "trauma",
            "resorption",
            "apical_surgery",
            "diagnosis",
        ),
        languages=("en", "es"),
        insurance=INSURERS[:3],
        locations=(
            _place("Eastside", "12 Pier Street", "60601", "+13125550112"),
            _place("Downtown", "480 Lantern Avenue", "60604", "+13125550113"),
        ),
        people=(
            _doctor("Dr. Mei Lin", "mei.lin@harbor-endodontics.example", "DDS, MS", "triage"),
            _doctor("Dr. Chidi Okafor", "chidi.okafor@harbor-endodontics.example", "DMD"),
            _doctor("Dr. Sofia Brandt", "sofia.brandt@harbor-endodontics.example", "DDS"),
            NewPerson("Dana Ortiz", "dana.ortiz@harbor-endodontics.example", ("coordinator",)),
            NewPerson("Theo Banks", "theo.banks@harbor-endodontics.example", ("scheduler",)),
            NewPerson("Ruth Sandoval", "ruth.sandoval@harbor-endodontics.example", ("manager",)),
            NewPerson("Alex Kim", "alex.kim@harbor-endodontics.example", ("administrator",)),
        ),
        visit_types=proposed_visits("endodontics"),
        availability=(
            *_hours("Dr. Mei Lin", "Eastside", (0, 2)),
            *_hours("Dr. Mei Lin", "Downtown", (1, 3)),
            *_hours("Dr. Chidi Okafor", "Eastside", WEEKDAYS),
            *_hours("Dr. Sofia Brandt", "Downtown", (1, 2, 3, 4)),
            NewHours("Dr. Sofia Brandt", "Eastside", (5,), time(9), time(13)),
        ),
    ),
    NewPractice(
        slug=TIDEWATER,
        name="Tidewater Oral Surgery",
        specialty="oral_surgery",
        phone="+13125550120",
        email="desk@tidewater-oral-surgery.example",
        on_call_phone="+13125550121",
        time_zone=ZONE,
        hours=_week("07:30", "16:30"),
        about="Extractions, implants and oral pathology. Suspicious lesions are seen within two working days.",
        receives=True,
        procedures=("extraction", "third_molars", "implant", "biopsy", "exposure", "jaw_infection", "jaw_joint", "trauma", "consultation"),
        languages=("en", "es"),
        insurance=INSURERS,
        locations=(_place("Tidewater", "9 Breakwater Road", "60605", "+13125550122"),),
        people=(
            _doctor("Dr. Hana Novak", "hana.novak@tidewater-oral-surgery.example", "DDS, MD", "triage"),
            _doctor("Dr. Leon Castell", "leon.castell@tidewater-oral-surgery.example", "DMD"),
            NewPerson("Ines Duarte", "ines.duarte@tidewater-oral-surgery.example", ("coordinator", "scheduler"), language="es"),
        ),
        visit_types=proposed_visits("oral_surgery"),
        availability=(*_hours("Dr. Hana Novak", "Tidewater", WEEKDAYS), *_hours("Dr. Leon Castell", "Tidewater", (0, 1, 3))),
    ),
    NewPractice(
        slug=GUMLINE,
        name="Gumline Periodontics",
        specialty="periodontics",
        phone="+13125550130",
        email="desk@gumline-periodontics.example",
        time_zone=ZONE,
        hours=_week("08:00", "17:00", (0, 1, 2, 3)),
        about="Gum disease, implants and root coverage. We report after every visit.",
        receives=True,
        procedures=("periodontitis", "periodontal_abscess", "recession", "crown_lengthening", "implant", "consultation"),
        insurance=INSURERS[:2],
        locations=(_place("Gumline", "33 Willow Court", "60607", "+13125550131"),),
        people=(
            _doctor("Dr. Amara Diallo", "amara.diallo@gumline-periodontics.example", "DDS, MS", "triage"),
            NewPerson("Peter Hollis", "peter.hollis@gumline-periodontics.example", ("coordinator", "scheduler")),
        ),
        visit_types=proposed_visits("periodontics"),
        availability=_hours("Dr. Amara Diallo", "Gumline", (0, 1, 2, 3)),
    ),
    NewPractice(
        slug=NORTHPOINT,
        name="Northpoint Orthodontics",
        specialty="orthodontics",
        phone="+13125550140",
        email="desk@northpoint-orthodontics.example",
        time_zone=ZONE,
        hours=_week("09:00", "18:00"),
        about="Children and adults. A time chosen in your chair is booked at once.",
        receives=True,
        auto_accept=True,
        procedures=("malocclusion", "early_treatment", "impacted_canine", "before_restoration", "jaw_position", "consultation"),
        languages=("en", "es"),
        insurance=INSURERS,
        locations=(_place("Northpoint", "7 Compass Way", "60610", "+13125550141"),),
        people=(
            _doctor("Dr. Yusuf Rahim", "yusuf.rahim@northpoint-orthodontics.example", "DDS, MS", "triage"),
            NewPerson("Gwen Albright", "gwen.albright@northpoint-orthodontics.example", ("coordinator", "scheduler")),
        ),
        visit_types=proposed_visits("orthodontics"),
        availability=_hours("Dr. Yusuf Rahim", "Northpoint", WEEKDAYS),
    ),
    NewPractice(
        slug=RIVERSIDE_DENTAL,
        name="Riverside Dental",
        organization=HEALTH_CENTER,
        specialty="general",
        phone="+13125550150",
        email="dental@riverside-chc.example",
        time_zone=ZONE,
        hours=_week("08:00", "18:00"),
        about="The dental department of the Riverside Community Health Center. Sliding fee; nobody is turned away.",
        receives=True,
        procedures=("consultation",),
        languages=("en", "es"),
        insurance=INSURERS,
        locations=(_place("Riverside", "200 River Road", "60608", "+13125550151"),),
        people=(
            _doctor("Dr. Camila Reyes", "camila.reyes@riverside-chc.example", "DDS", "referrer", "triage", language="es"),
            NewPerson("Lena Fox", "lena.fox@riverside-chc.example", ("coordinator", "scheduler")),
        ),
        visit_types=proposed_visits("general"),
        availability=_hours("Dr. Camila Reyes", "Riverside", WEEKDAYS),
    ),
    NewPractice(
        slug=RIVERSIDE_MEDICINE,
        name="Riverside Medicine",
        organization=HEALTH_CENTER,
        specialty="medical",
        phone="+13125550152",
        email="medicine@riverside-chc.example",
        time_zone=ZONE,
        hours=_week("08:00", "18:00"),
        about="The medical department of the Riverside Community Health Center.",
        receives=True,
        procedures=(
            "high_blood_pressure",
            "uncontrolled_diabetes",
            "suspicious_lesion_seen",
            "sleep_apnea",
            "medical_clearance",
            "consultation",
        ),
        languages=("en", "es"),
        insurance=INSURERS[3:],
        locations=(_place("Riverside", "200 River Road", "60608", "+13125550153"),),
        people=(
            _doctor("Dr. Samuel Adeyemi", "samuel.adeyemi@riverside-chc.example", "MD", "referrer", "triage"),
            NewPerson("Lena Fox", "lena.fox@riverside-chc.example", ("coordinator", "scheduler")),
        ),
        visit_types=proposed_visits("medical"),
        availability=_hours("Dr. Samuel Adeyemi", "Riverside", WEEKDAYS),
    ),
)


def _office(
    slug: str,
    name: str,
    number: int,
    doctor: str,
    *,
    assistant: str = "",
    language: str = "en",
    on_network: bool = True,
    system: str = "universal",
) -> NewPractice:
    """A referring practice: one clinician who refers, perhaps somebody at the desk; off the network nobody has an account."""
    domain = f"{slug}.example"
    mailbox = doctor.removeprefix("Dr. ").lower().replace(" ", ".").replace("é", "e").replace("í", "i")
    people = [
        NewPerson(
            doctor, f"{mailbox}@{domain}" if on_network else "", ("referrer", "clinician"), "DDS", sees_patients=False, language=language
        )
    ]
    if assistant:
        people.append(NewPerson(assistant, f"{assistant.lower().replace(' ', '.')}@{domain}", ("coordinator",), language=language))
    phone = f"+1312555{number:04d}"
    return NewPractice(
        slug=slug,
        name=name,
        specialty="general",
        phone=phone,
        email=f"office@{domain}",
        time_zone=ZONE,
        hours=_week("08:00", "17:00"),
        on_network=on_network,
        tooth_system=system,
        languages=("en", "es") if language == "es" else ("en",),
        locations=(_place(name, f"{number} Example Street", "60614", phone),),
        people=tuple(people),
    )


REFERRING: tuple[NewPractice, ...] = (
    _office(LAKEVIEW, "Lakeview Family Dental", 160, "Dr. Priya Raman", assistant="Jo Whitman"),
    _office(MARSH, "Marsh Dental", 161, "Dr. Owen Marsh"),
    _office(IBARRA, "Ibarra & Daughters", 162, "Dr. Sam Ibarra", language="es"),
    _office(CEDAR_HOLLOW, "Cedar Hollow Dental", 163, "Dr. Nora Lindqvist", assistant="Bea Turner", system="fdi"),
    _office(BLUESTEM, "Bluestem Dental Group", 164, "Dr. Isaac Grant", assistant="Mona Pratt"),
    _office(QUARRY, "Quarry Street Dental", 165, "Dr. Felix Amato"),
    _office(NORTH_FORK, "North Fork Dentistry", 166, "Dr. June Halloran", assistant="Wes Okada"),
    _office(ORCHARD, "Orchard Lane Pediatric Dentistry", 167, "Dr. Talia Green", assistant="Rosa Medina"),
    _office(HARVEST, "Harvest Moon Dental", 168, "Dr. Victor Sable", system=""),
    _office(COPPERLINE, "Copperline Dental", 169, "Dr. Ayesha Khan"),
    _office(OLD_MILL, "Old Mill Dental", 170, "Dr. Walt Pruitt", on_network=False),
)
"""Eleven practices that refer; the twelfth is the health center's dental department."""

LISTED: tuple[NewPractice, ...] = (
    NewPractice(
        slug=FERNHILL,
        name="Fernhill Prosthodontics",
        specialty="prosthodontics",
        phone="+13125550171",
        email="office@fernhill-prosthodontics.example",
        time_zone=ZONE,
        hours=_week("08:30", "17:00", (0, 1, 2, 3)),
        about="Crowns, bridges and full-mouth rehabilitation.",
        on_network=False,
        receives=True,
        procedures=("consultation",),
        insurance=INSURERS[:1],
        locations=(_place("Fernhill", "21 Orchard Row", "60657", "+13125550171"),),
        people=(NewPerson("Dr. Elena Fern", "", ("clinician",), "DDS, MS"),),
    ),
)
"""Practices that only stand in the directory: they are written to by e-mail, and can be invited."""

FAVORITES: dict[str, tuple[str, ...]] = {LAKEVIEW: (HARBOR, NORTHPOINT), IBARRA: (HARBOR,)}
"""Whose directory begins with whom."""

PRACTICES: tuple[NewPractice, ...] = (*RECEIVING, *REFERRING, *LISTED)
