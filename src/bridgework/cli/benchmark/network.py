"""An invented network of practices and their people: a few busy desks, a long tail. The same size and seed give the same network."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from random import Random
from uuid import UUID

import zipcodes

from bridgework.cli.benchmark.rows import NULL, Ids, Rows
from bridgework.rules.distance import position_of_zip
from bridgework.rules.facts import Viewer

SEED = 20261121
BEGAN = datetime(2023, 11, 1, tzinfo=UTC).timestamp()
ZONE = "America/Chicago"
HOURS = '{"0": [["08:00", "17:00"]], "1": [["08:00", "17:00"]], "2": [["08:00", "17:00"]], "3": [["08:00", "17:00"]], "4": [["08:00", "17:00"]]}'
SPECIALTIES = ("endodontics", "endodontics", "oral_surgery", "periodontics", "orthodontics")
PROCEDURES = {
    "endodontics": ("first_treatment", "retreatment", "cracked_tooth", "trauma", "apical_surgery", "diagnosis"),
    "oral_surgery": ("extraction", "third_molars", "implant", "biopsy", "consultation"),
}
LANGUAGES = ("en", "en", "en,es", "en,es", "en,vi", "en,zh")
INSURERS = ("Acorn Dental PPO", "Prairie State Dental", "Union Mutual Dental", "State Medicaid", "Blue River Dental", "Delta Creek PPO")
MINIMUM = "{reason,panoramic_film}"
"""What every practice wants: no film comes with what is taken in, so that each referral is one whose records are chased."""
HOME = ("Port Ellery", "IL", "60601")
"""Where the practices are that refer to each other; those that are only listed lie all over the country."""
FAMILY = (
    "Abbott Alvarez Baker Barnes Bell Bennett Brooks Bryant Butler Campbell Carter Castillo Chavez Clark Coleman Collins Cooper Cruz Diaz "
    "Edwards Evans Fisher Flores Foster Garcia Gibson Gomez Gonzalez Graham Grant Gray Griffin Gutierrez Hamilton Harris Hayes Henderson "
    "Hernandez Howard Hughes Jackson James Jenkins Jimenez Johnson Jordan Kelly Kennedy Kim Lee Lewis Lopez Marshall Martin Martinez Mendoza "
    "Miller Mitchell Moore Morales Morgan Morris Murphy Murray Myers Nelson Nguyen Ortiz Owens Parker Patel Patterson Perez Peterson Phillips "
    "Powell Price Ramirez Ramos Reed Reyes Reynolds Richardson Rivera Roberts Robinson Rodriguez Rogers Ross Ruiz Russell Sanchez Sanders "
    "Schmidt Scott Silva Simmons Smith Stewart Sullivan Taylor Thompson Torres Tran Turner Vargas Vasquez Walker Wallace Ward Watson Webb "
    "Wells West White Williams Wilson Wood Wright Young"
).split()
GIVEN = (
    "Ada Alan Alice Amir Ana Andre Anita Anna Ben Bianca Boris Carla Carlos Chloe Clara Dale Daniel Daria David Diego Dora Edith Elena Eli "
    "Emma Eric Esther Eva Felix Fiona Frank Gloria Grace Hana Harold Hector Helen Hugo Ida Igor Ines Iris Isaac Ivan Jada Jamal Jane Joel "
    "John Jorge Josef Judith Julia Karen Karl Kira Laila Lars Leah Leo Lila Linh Louis Lucia Lydia Marco Maria Marta Max Maya Mei Miguel "
    "Mina Nadia Naomi Nina Noah Nora Olga Omar Oscar Paula Pedro Petra Quinn Rafael Ravi Rita Rosa Ruth Samir Sara Sofia Stella Theo Tina "
    "Tomas Uma Vera Victor Wendy Xavier Yara Yusuf Zoe"
).split()
ROLES = {"referrer": ("referrer", "clinician"), "coordinator": ("coordinator",), "manager": ("manager",)}


@dataclass(frozen=True, slots=True)
class Office:
    """A practice with the keys of its people and clinicians. `weight` is its share of the referrals."""

    id: str
    name: str
    specialty: str
    weight: float
    people: dict[str, str]
    """Role to the key of the person."""
    providers: tuple[str, ...]
    location: str
    visit_type: str
    place: tuple[str, str, str] = HOME
    """City, state and ZIP code."""

    def viewer(self, role: str) -> Viewer:
        """Somebody of this practice, as the desk's pages see them."""
        return Viewer(
            kind="staff",
            name=person_name(role, self.name),
            way="portal",
            person_id=UUID(self.people[role]),
            practice_id=UUID(self.id),
            practice_name=self.name,
            roles=frozenset(ROLES[role]),
        )


@dataclass(frozen=True, slots=True)
class Network:
    """Who sends and who receives, the busiest first; `listed` only stand in the directory."""

    senders: tuple[Office, ...]
    receivers: tuple[Office, ...]
    listed: tuple[Office, ...]
    sender_shares: tuple[float, ...]
    receiver_shares: tuple[float, ...]


def person_name(role: str, practice: str) -> str:
    return f"{role.capitalize()} of {practice}"


def invent_network(size: int) -> Network:
    """A network that fits `size` referrals of three years: some 5,000 for each receiving practice, 400 for each sending one.

    The directory has a practice for every hundred referrals: 10,000 at a million.
    """
    ids, random = Ids(SEED), Random(SEED)
    receivers = tuple(_office(ids, random, number, receives=True) for number in range(max(8, min(200, size // 5000))))
    senders = tuple(_office(ids, random, number, receives=False) for number in range(max(40, min(2500, size // 400))))
    places = _places()
    listed = tuple(
        _office(ids, random, number, receives=True, place=random.choice(places)) for number in range(len(receivers), max(20, size // 100))
    )
    return Network(senders, receivers, listed, _shares(senders), _shares(receivers))


def _places() -> list[tuple[str, str, str]]:
    """The towns of the country by ZIP code."""
    found = zipcodes.filter_by(zip_code_type="STANDARD", active=True)
    return [(place["city"], place["state"], place["zip_code"]) for place in found]


def _shares(offices: tuple[Office, ...]) -> tuple[float, ...]:
    return tuple(accumulate(office.weight for office in offices))


def _office(ids: Ids, random: Random, number: int, *, receives: bool, place: tuple[str, str, str] = HOME) -> Office:
    specialty = SPECIALTIES[number % len(SPECIALTIES)] if receives else "general"
    kind = specialty.replace("_", " ").title() if receives else "Family Dental"
    return Office(
        id=ids.at(BEGAN),
        name=f"{random.choice(FAMILY)} {kind} {number + 1}",
        specialty=specialty,
        weight=(number + 1) ** -0.7,
        people={role: ids.at(BEGAN) for role in (("coordinator", "manager") if receives else ("referrer",))},
        providers=tuple(ids.at(BEGAN) for _ in range(3 if receives else 2)),
        location=ids.at(BEGAN),
        visit_type=ids.at(BEGAN),
        place=place,
    )


def network_rows(network: Network) -> Iterator[Rows]:
    """The rows of the network, table by table, in an order that references allow."""
    ids, random, created = Ids(SEED + 1), Random(SEED + 1), "2023-11-01 00:00:00+00"
    practice = Rows(
        "records_practice",
        "id slug name specialty time_zone phone email on_call_phone about on_network receives tooth_system auto_accept minimum_records "
        "record_terms procedures languages insurance hours holiday_region created_at",
    )
    person = Rows("records_person", "id password email name language time_zone is_active")
    membership = Rows("records_membership", "id person_id practice_id roles is_active")
    provider = Rows("records_provider", "id practice_id person_id name credentials npi sees_patients is_active")
    location = Rows(
        "records_location", "id practice_id name street city region zip phone time_zone directions directions_es latitude longitude"
    )
    visit_type = Rows(
        "records_visittype",
        "id practice_id name name_es minutes buffer_minutes what_to_expect what_to_expect_es what_to_bring what_to_bring_es position is_active",
    )
    availability = Rows("records_availability", "id provider_id location_id weekday starts ends reserved_tier")
    for receives, offices in ((True, network.receivers), (True, network.listed), (False, network.senders)):
        for office in offices:
            slug = f"{office.specialty.replace('_', '-')}-{office.id[-12:]}"
            row = [office.id, slug, office.name, office.specialty, ZONE, "+13125550100", f"desk@{slug}.example", "", ""]
            row += ["t", "t" if receives else "f", "universal", "f", MINIMUM, "{}"]
            row += [_set(PROCEDURES.get(office.specialty, ("consultation",))), f"{{{random.choice(LANGUAGES)}}}"]
            row += [_set(random.sample(INSURERS, random.randint(1, 4))), HOURS, "US", created]
            practice.add(*row)
            for role, key in office.people.items():
                person.add(key, "!", f"{role}@{slug}.example", person_name(role, office.name), "en", "", "t")
                membership.add(ids.at(BEGAN), key, office.id, "{" + ",".join(ROLES[role]) + "}", "t")
            for place, key in enumerate(office.providers):
                own = office.people.get("referrer", NULL) if place == 0 else NULL
                provider.add(key, office.id, own, f"Dr. {FAMILY[int(key[-4:], 16) % len(FAMILY)]}", "DDS", "", "t", "t")
                if receives:
                    for weekday in "01234":
                        availability.add(ids.at(BEGAN), key, office.location, weekday, "08:00", "17:00", "")
            position = position_of_zip(office.place[2])
            lies = (str(position.latitude), str(position.longitude)) if position else (NULL, NULL)
            location.add(office.location, office.id, "Main office", "1 Main Street", *office.place, "+13125550101", ZONE, "", "", *lies)
            if receives:
                visit_type.add(office.visit_type, office.id, "First visit", "Primera visita", "40", "5", "", "", "", "", "0", "t")
    yield from (practice, person, membership, provider, location, visit_type, availability)


def _set(values: Iterable[str]) -> str:
    """A list of texts as PostgreSQL reads an array."""
    return "{" + ",".join(f'"{value}"' for value in values) + "}"
