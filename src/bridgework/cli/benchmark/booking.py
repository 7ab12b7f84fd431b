"""Bookings per second, as the action books and as bare statements write the same rows; and how fast open times are found."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import holidays
import psycopg
from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from bridgework.actions.book_appointment import book_appointment
from bridgework.cli.benchmark.clinic import Clinic, accepted_referral, copy_referral_rows, set_up_clinic
from bridgework.cli.benchmark.compare import compare
from bridgework.cli.benchmark.intake import as_application
from bridgework.cli.benchmark.legs import Operation, Preparation, percentiles, run_in_child
from bridgework.cli.benchmark.network import Network
from bridgework.lookups.open_times import open_times

PROVIDERS, DAYS = 50, 90
FULL = 0.85
"""How much of the searched clinic's calendar is taken."""
SEARCHES = 120
FIRST = 200
"""As many times as a page looks at to choose the best ones."""
POOL_A_SECOND = 3000
"""Accepted referrals kept ready for each second of the legs: more than any machine seen so far books in all three."""
WARM_UP = 3

STATEMENTS = (
    """INSERT INTO records_appointment (id, referral_id, provider_id, location_id, visit_type_id, starts_at, ends_at, blocked_from,
        blocked_until, status, purpose, booked_by_id, booked_by_name, created_at, changed_at, reason)
    VALUES (%(visit)s, %(referral)s, %(provider)s, %(location)s, %(kind)s, %(starts)s, %(ends)s, %(starts)s, %(blocked)s, 'booked', '',
        %(person)s, %(who)s, %(now)s, %(now)s, '')""",
    """INSERT INTO records_referralevent (id, referral_id, at, kind, move_number, state_from, state_to, person_id, practice_id, who, way,
        details)
    VALUES (%(event)s, %(referral)s, %(now)s, 'booked', 6, '3.0', '5.1.1', %(person)s, %(practice)s, %(who)s, 'portal', %(details)s)""",
    """UPDATE records_referral SET state = '5.1.1', next_step = 'see_patient', owner_side = 'recipient', due_at = %(due)s, booked_at = %(now)s,
        visit_ends_at = %(ends)s, version = version + 1, another_visit_needed = false WHERE id = %(referral)s""",
    """INSERT INTO records_accessrecord (id, at, act, what, person_id, practice_id, who, way, referral_ids)
    VALUES (%(access)s, %(now)s, 'write', 'book_appointment', %(person)s, %(practice)s, %(who)s, 'portal', %(referrals)s)""",
    """INSERT INTO records_patientlink (id, secret_sha256, referral_id, patient_id, created_at, expires_at, failed_tries)
    SELECT %(link)s, %(secret)s, id, patient_id, %(now)s, %(expires)s, 0 FROM records_referral WHERE id = %(referral)s""",
    """INSERT INTO records_plannedmessage (id, referral_id, kind, occasion, recipient, patient_id, practice_id, channel, language, address,
        facts, status, due_at, created_at, changed_at, tries)
    SELECT %(told)s, id, 'visit_booked', %(occasion)s, 'patient', patient_id, NULL, 'sms', 'en', '+13125550190', %(facts)s, 'planned',
        %(later)s, %(now)s, %(now)s, 0 FROM records_referral WHERE id = %(referral)s
    UNION ALL SELECT %(sender)s, id, 'booked_to_sender', %(occasion)s, 'sender', NULL, sender_practice_id, 'email', 'en',
        'desk@practice.example', %(facts)s, 'planned', %(now)s, %(now)s, %(now)s, 0 FROM records_referral WHERE id = %(referral)s""",
    """INSERT INTO records_referralcadence (referral_id, practice_id, started_on, since, zone, zone_reason, status, stopped_why, next_kind,
        next_channel, next_at, changed_at)
    VALUES (%(referral)s, %(practice)s, %(today)s, %(now)s, 'America/Chicago', 'from the ZIP code', 'running', '', 'reminder_3_days', 'sms',
        %(later)s, %(now)s)""",
    """INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args)
    VALUES ('default', 'bridgework.jobs.send_message', 0, %(job)s)""",
)


def measure(owner_url: str, network: Network, *, clients: int, seconds: float, told: Callable[[str], None]) -> dict[str, Any]:
    """Sets up two clinics, runs the legs, then the searches; the figures of both."""
    now = datetime.now(UTC).replace(microsecond=0)
    holidays.country_holidays("US")  # loads 280 files: here once, and not in every client
    clinic, pool = run_in_child(lambda: _prepare(owner_url, network, int((seconds + WARM_UP) * POOL_A_SECOND), now))
    told(f"{len(pool):,} accepted referrals")
    legs = {"bare": bare(clinic, pool, clients, now), "ours": ours(clinic, pool, clients, now)}
    found = compare(owner_url, **legs, clients=clients, seconds=seconds, told=told)
    searched = run_in_child(lambda: _search(owner_url, network, now))
    told("searched")
    return found | {"search": searched}


def _prepare(owner_url: str, network: Network, copies: int, now: datetime) -> tuple[Clinic, list[UUID]]:
    clinic = set_up_clinic("Booking", PROVIDERS, now)
    pool = copy_referral_rows(owner_url, accepted_referral(network, clinic, 0, now), copies)
    _settle(owner_url, "records_referral")
    return clinic, pool


def _settle(owner_url: str, table: str) -> None:
    """What the server does by itself within a minute of so many new rows. Only the owner of a table may ask for it."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))


def _search(owner_url: str, network: Network, now: datetime) -> dict[str, Any]:
    clinic = set_up_clinic("Search", PROVIDERS, now)
    taken = fill_calendars(clinic, accepted_referral(network, clinic, 1, now), now)
    _settle(owner_url, "records_appointment")
    return {"providers": PROVIDERS, "days": DAYS, "visits": taken} | search(clinic, now)


def ours(clinic: Clinic, pool: list[UUID], clients: int, now: datetime) -> Preparation:
    """The action, as the desk books while a patient is on the phone. Each client has clinicians of its own: races are another measurement."""

    def prepare(client: int) -> Operation:
        waiting = iter(_waiting(pool[client::clients]))
        times = _open(clinic, clinic.providers[client::clients], now)

        def book() -> object:
            provider, starts_at = next(times)
            return book_appointment(
                clinic.desk, next(waiting), provider_id=provider, visit_type_id=clinic.kind, starts_at=starts_at, now=datetime.now(UTC)
            )

        return book

    return prepare


def _open(clinic: Clinic, providers: tuple[UUID, ...], now: datetime) -> Iterator[tuple[UUID, datetime]]:
    """Open times of these clinicians that do not overlap each other, from the soonest on."""
    own, until = set(providers), dict.fromkeys(providers, now)
    for slot in open_times(clinic.desk, clinic.id, clinic.kind, tier="elective", now=now + timedelta(days=1), days=DAYS):
        if slot.provider_id in own and slot.starts_at >= until[slot.provider_id]:
            until[slot.provider_id] = slot.blocked_until
            yield slot.provider_id, slot.starts_at


def _waiting(referral_ids: list[UUID]) -> list[UUID]:
    """Those for which nothing is booked yet: what an earlier leg has booked is left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM records_referral WHERE id = ANY(%s) AND state = '3.0'", [referral_ids])
        return [row[0] for row in cursor.fetchall()]


def bare(clinic: Clinic, pool: list[UUID], clients: int, now: datetime) -> Preparation:
    """The same rows by prepared statements and nothing else: no look whether the time is open, no lock, no decision."""

    def prepare(client: int) -> Operation:
        waiting = iter(_waiting(pool[client::clients]))
        provider = clinic.providers[client % len(clinic.providers)]
        application = psycopg.connect(as_application())
        application.prepare_threshold = 0
        last = application.execute("SELECT max(blocked_until) FROM records_appointment WHERE provider_id = %s", [provider]).fetchone()
        begins = max(now + timedelta(days=365), (last and last[0]) or now)
        person, practice = clinic.desk.person_id, clinic.id
        facts = {"practice": clinic.desk.practice_name, "phone": "+13125550100", "zone": "America/Chicago", "link_id": str(uuid7())}

        def write() -> None:
            nonlocal begins
            begins += timedelta(minutes=45)
            at, referral = datetime.now(UTC), next(waiting)
            values: dict[str, Any] = {name: uuid7() for name in ("visit", "event", "access", "link", "told", "sender")}
            values |= {
                "referral": referral,
                "referrals": [referral],
                "provider": provider,
                "practice": practice,
                "person": person,
                "who": clinic.desk.name,
                "location": clinic.location,
                "kind": clinic.kind,
                "starts": begins,
                "ends": begins + timedelta(minutes=40),
                "blocked": begins + timedelta(minutes=45),
                "due": begins + timedelta(hours=12),
                "now": at,
                "today": at.date(),
                "later": at + timedelta(hours=9),
                "expires": at + timedelta(days=90),
                "secret": values["link"].hex * 2,
                "occasion": str(values["event"]),
                "details": Jsonb({"starts_at": begins.isoformat(), "provider": "Dr. Booking 001", "visit_type": "First visit"}),
                "facts": Jsonb(facts),
                "job": Jsonb({"message_id": str(values["sender"])}),
            }
            with application.transaction():
                for statement in STATEMENTS:
                    application.execute(statement, values)

        return write

    return prepare


def fill_calendars(clinic: Clinic, referral_id: UUID, now: datetime) -> int:
    """Visits in most of the working time of the coming 90 days, the same at every run; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO records_appointment (id, referral_id, provider_id, location_id, visit_type_id, starts_at, ends_at, blocked_from,
                blocked_until, status, purpose, booked_by_name, created_at, changed_at, reason)
            SELECT gen_random_uuid(), %(referral)s, provider.id, %(location)s, %(kind)s, at, at + interval '40 minutes', at,
                at + interval '45 minutes', 'seen', '', 'Bench', %(now)s, %(now)s, ''
            FROM unnest(%(providers)s::uuid[]) WITH ORDINALITY AS provider (id, place), generate_series(0, %(days)s) AS day,
                generate_series(0, 11) AS nth,
                LATERAL (SELECT ((%(now)s AT TIME ZONE 'America/Chicago')::date + day + time '08:00' + nth * interval '45 minutes')
                    AT TIME ZONE 'America/Chicago' AS at) AS slot
            WHERE (place * 7919 + day * 104729 + nth * 1299709) %% 100 < %(full)s
            """,
            {
                "referral": referral_id,
                "location": clinic.location,
                "kind": clinic.kind,
                "providers": list(clinic.providers),
                "days": DAYS,
                "now": now,
                "full": int(FULL * 100),
            },
        )
        return int(cursor.rowcount)


def search(clinic: Clinic, now: datetime) -> dict[str, Any]:
    """Times of a search as the pages make it (the first so many of 90 days), and of one that lists every open time of them."""
    answer: dict[str, Any] = {}
    for name, most in (("first", FIRST), ("all", None)):
        seconds, found = [], 0
        for turn in range(SEARCHES):
            began = time.perf_counter()
            slots = open_times(
                clinic.desk, clinic.id, clinic.kind, tier="elective", now=now + timedelta(minutes=turn), days=DAYS, most=most
            )
            seconds.append(time.perf_counter() - began)
            found = len(slots)
        answer[name] = {"times": found} | percentiles(sorted(seconds))
    return answer
