"""The two searches of the referring side, each against bare prepared SQL: somebody of the own chart, and a practice near a ZIP code."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

import psycopg

from bridgework.cli.benchmark.intake import as_application
from bridgework.cli.benchmark.legs import Operation, Preparation
from bridgework.cli.benchmark.network import FAMILY, GIVEN, Network, Office
from bridgework.lookups.directory import PAGE, find_practices
from bridgework.lookups.habits import MEASURED_DAYS, MEASURED_REFERRALS, TIME_TO_REPORT
from bridgework.lookups.open_times import DAYS_AHEAD
from bridgework.lookups.patients import find_patients
from bridgework.rules.distance import box_around, position_of_zip
from bridgework.rules.search_words import SearchWords

BUSIEST = 4
"""The clients work at so many practices: those with the largest charts."""
FOUND = 12
TAKEN = ["held", "booked", "arrived", "seen"]
MILES = 50
PATIENTS = """
SELECT p.id, p.given_name, p.family_name, p.birth_date, p.phone, p.email, p.language, p.interpreter, p.preferred_channel, p.zip,
    p.may_contact, p.consent_at, p.consent_source, p.is_nervous, p.created_at, sent.how_many, sent.last_at
FROM (
    SELECT patient.*, best.alike FROM (
        SELECT k.patient_id, greatest(similarity(k.family_name, %(name)s), similarity(k.given_name, %(name)s)) AS alike
        FROM records_knownpatient k
        WHERE k.practice_id = %(practice)s AND (k.family_name LIKE %(begins)s OR k.given_name LIKE %(begins)s)
            AND EXISTS (SELECT FROM records_patient WHERE id = k.patient_id AND practice_id = %(practice)s AND merged_into_id IS NULL)
        ORDER BY alike DESC, k.family_name, k.given_name, k.patient_id LIMIT %(limit)s
    ) best JOIN records_patient patient ON patient.id = best.patient_id
) p
CROSS JOIN LATERAL (
    SELECT count(*) AS how_many, max(sent_at) AS last_at FROM records_referral WHERE patient_id = p.id AND sent_at IS NOT NULL
) sent
ORDER BY p.alike DESC, p.family_name, p.given_name
"""
NEAREST = """
SELECT practice.id, practice.name, practice.specialty, practice.about, practice.time_zone, practice.phone, practice.on_call_phone,
    practice.on_network, practice.email, practice.auto_accept, practice.languages, practice.insurance, practice.procedures,
    practice.minimum_records, near.miles, near.places,
    (SELECT array_agg(name ORDER BY name) FROM records_provider WHERE practice_id = practice.id AND is_active AND sees_patients)
FROM (
    SELECT practice_id, min(miles) AS miles, array_agg(name || ', ' || street || ', ' || city || ' ' || phone) AS places
    FROM (
        SELECT *, 7917.6 * asin(least(1, sqrt(power(sin(radians(latitude - %(latitude)s) / 2), 2) + cos(radians(%(latitude)s))
            * cos(radians(latitude)) * power(sin(radians(longitude - %(longitude)s) / 2), 2)))) AS miles
        FROM records_location
        WHERE latitude BETWEEN %(south)s AND %(north)s AND longitude BETWEEN %(west)s AND %(east)s
    ) AS measured
    WHERE miles <= %(miles)s GROUP BY practice_id
) AS near
JOIN records_practice practice ON practice.id = near.practice_id
WHERE practice.receives AND practice.specialty = %(specialty)s AND practice.id <> %(own)s
ORDER BY near.miles, practice.name LIMIT %(limit)s
"""
ANSWERS = """
SELECT asked.id, percentile_cont(0.5) WITHIN GROUP (ORDER BY reviewed_at - sent_at), count(reviewed_at)
FROM unnest(%s::uuid[]) AS asked (id)
CROSS JOIN LATERAL (
    SELECT sent_at, reviewed_at FROM records_referral
    WHERE recipient_practice_id = asked.id AND sent_at > %s ORDER BY sent_at DESC, id DESC LIMIT %s
) AS latest GROUP BY asked.id
"""
REPORTS = """
SELECT asked.id, percentile_cont(0.5) WITHIN GROUP (ORDER BY reported_at - sent_at), count(reported_at), count(*)
FROM unnest(%s::uuid[]) AS asked (id)
CROSS JOIN LATERAL (
    SELECT sent_at, reported_at FROM records_referral
    WHERE recipient_practice_id = asked.id AND sent_at > %s AND sent_at <= %s ORDER BY sent_at DESC, id DESC LIMIT %s
) AS latest GROUP BY asked.id
"""
TIMES = """
SELECT provider.practice_id, hours.provider_id, hours.weekday, hours.starts, hours.ends, location.time_zone, busy.starts_at, busy.blocked_until
FROM records_provider provider
JOIN records_availability hours ON hours.provider_id = provider.id
JOIN records_location location ON location.id = hours.location_id
LEFT JOIN LATERAL (
    SELECT starts_at, blocked_until FROM records_appointment
    WHERE provider_id = provider.id AND status = ANY(%s) AND starts_at BETWEEN %s AND %s
        AND hours.weekday = extract(isodow FROM starts_at) - 1
) AS busy ON true
WHERE provider.practice_id = ANY(%s)
"""


class NothingFound(Exception):
    """A search found nobody: the comparison would not be fair."""


def patients_ours(network: Network) -> Preparation:
    """The lookup behind the search for a patient."""

    def prepare(client: int) -> Operation:
        chart, asked = _chart(network, client), count(client)
        viewer, names = chart.viewer("referrer"), _names_in(chart)

        def search() -> object:
            return _some(find_patients(viewer, SearchWords(names=(_name(names, next(asked)),)), limit=FOUND))

        return search

    return prepare


def patients_bare(network: Network) -> Preparation:
    """The same patients with the same columns by one prepared statement."""

    def prepare(client: int) -> Operation:
        chart, asked, connection = _chart(network, client), count(client), _prepared()
        practice, names = UUID(chart.id), _names_in(chart)

        def search() -> object:
            name = _name(names, next(asked))
            return _some(connection.execute(PATIENTS, _named(practice, name)).fetchall())

        return search

    return prepare


def practices_ours(network: Network) -> Preparation:
    """The lookup behind the directory: whom it finds, with their next open times and habits."""

    def prepare(client: int) -> Operation:
        viewer, asked = _chart(network, client).viewer("referrer"), count(client)

        def search() -> object:
            zip_code, specialty = _place(network, next(asked))
            return _some(find_practices(viewer, now=datetime.now(UTC), specialty=specialty, zip_code=zip_code, miles=MILES).listings)

        return search

    return prepare


def practices_bare(network: Network) -> Preparation:
    """The nearest practices with the same columns, the rows of their hours and visits of four weeks, and their habits: four statements."""

    def prepare(client: int) -> Operation:
        own, asked, connection = UUID(_chart(network, client).id), count(client), _prepared()

        def search() -> object:
            now = datetime.now(UTC)
            rows = _some(connection.execute(NEAREST, _near(own, *_place(network, next(asked)))).fetchall())
            ids = [row[0] for row in rows]
            connection.execute(ANSWERS, [ids, now - timedelta(days=MEASURED_DAYS), MEASURED_REFERRALS]).fetchall()
            oldest = now - TIME_TO_REPORT - timedelta(days=MEASURED_DAYS)
            connection.execute(REPORTS, [ids, oldest, now - TIME_TO_REPORT, MEASURED_REFERRALS]).fetchall()
            connection.execute(TIMES, [TAKEN, now, now + timedelta(days=DAYS_AHEAD), ids]).fetchall()
            return rows

        return search

    return prepare


def _chart(network: Network, client: int) -> Office:
    return network.senders[client % BUSIEST]


def _prepared() -> psycopg.Connection:
    connection = psycopg.connect(as_application(), autocommit=True)
    connection.prepare_threshold = 0
    # A plan for any name and any place is slower than one for this: the bare database shall be as fast as it can.
    connection.execute("SET plan_cache_mode = force_custom_plan")
    return connection


def _names_in(chart: Office) -> tuple[list[str], list[str]]:
    """The family names and the given names of the people in the chart: a small one has not all of those that were invented."""
    with psycopg.connect(as_application()) as connection:
        people = connection.execute(
            "SELECT DISTINCT family_name, given_name FROM records_patient WHERE practice_id = %s", [chart.id]
        ).fetchall()
    family, given = ({person[place] for person in people} for place in (0, 1))
    return [name for name in FAMILY if name in family], [name for name in GIVEN if name in given]


def _name(names: tuple[list[str], list[str]], number: int) -> str:
    """A family name or a given name, as somebody types it: whole, or its beginning."""
    family, given = names
    kind = family if number % 3 else given
    name = kind[number * 7 % len(kind)].lower()
    return name if number % 2 else name[:4]


def _named(practice: UUID, name: str) -> dict[str, object]:
    return {"practice": practice, "name": name, "begins": f"% {name}%", "limit": FOUND}


def _place(network: Network, number: int) -> tuple[str, str]:
    """A ZIP code and a specialty with somebody there."""
    office = network.listed[number * 37 % len(network.listed)]
    return office.place[2], office.specialty


def _near(own: UUID, zip_code: str, specialty: str) -> dict[str, object]:
    middle = position_of_zip(zip_code)
    if middle is None:
        raise NothingFound(zip_code)
    box = box_around(middle, MILES)
    sides = {"south": box.south, "north": box.north, "west": box.west, "east": box.east}
    return {
        "latitude": middle.latitude,
        "longitude": middle.longitude,
        "miles": MILES,
        "specialty": specialty,
        "own": own,
        "limit": PAGE,
    } | sides


def _some[Row](rows: Sequence[Row]) -> Sequence[Row]:
    if not rows:
        raise NothingFound("a search of the benchmark found nothing")
    return rows
