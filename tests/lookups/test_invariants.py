"""`bridgework check` finds every broken invariant. What the program may not do is done here as the owner, with guards taken away."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

import make
from bridgework.actions.merge_patients import merge_patients
from bridgework.actions.receive_document import receive_document
from bridgework.cli import check
from bridgework.lookups.invariants import Proof, prove
from bridgework.records.models import Appointment, Patient, Referral
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import NotAllowed
from people import NOW, Cast

OwnerSql = Callable[..., list[tuple[Any, ...]]]


@contextmanager
def unguarded(owner_sql: OwnerSql, table: str, constraint: str = "", cleaning: str = "") -> Iterator[None]:
    """The table without its triggers and without one constraint; `cleaning` makes the rows fit the constraint again."""
    guard = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s"
    definition = owner_sql(guard, [constraint])[0][0] if constraint else ""
    owner_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    if constraint:
        owner_sql(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
    try:
        yield
    finally:
        if cleaning:
            owner_sql(cleaning)
        if constraint:
            owner_sql(f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {definition}" + (" NOT VALID" if "CHECK" in definition else ""))
        owner_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def broken(proof: Proof) -> dict[str, tuple[str, ...]]:
    return {finding.name: finding.rows for finding in proof.findings if not finding.holds}


def test_a_network_in_every_state_breaks_nothing(cast: Cast) -> None:
    for maker in (
        *make.IN_STATE.values(),
        make.held,
        make.records_asked,
        make.offered,
        make.arrived,
        make.closed,
        make.ending_acknowledged,
    ):
        maker(cast)
    told: list[tuple[int, int]] = []

    proof = prove(SYSTEM, lambda done, total: told.append((done, total)))

    assert broken(proof) == {}
    assert proof.referrals == Referral.objects.count()
    assert told[-1] == (proof.referrals, proof.referrals)


def test_only_the_operator_may_look_at_everything(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        prove(cast.alex)


class Broken:
    """One way to break the database: the maker of the referral, what is taken away, what is done, and which invariants notice."""

    def __init__(self, maker: Any, table: str, constraint: str, damage: str, *noticed: str, cleaning: str = "") -> None:
        self.maker, self.table, self.constraint, self.damage = maker, table, constraint, damage
        self.noticed, self.cleaning = set(noticed), cleaning


REFERRAL, EVENT, VISIT, MESSAGE = "records_referral", "records_referralevent", "records_appointment", "records_plannedmessage"
WAYS = {
    "next step lost": Broken(
        make.sent,
        REFERRAL,
        "open_referral_has_next_step",
        "UPDATE records_referral SET next_step = NULL",
        "open_has_next_step",
        "next_step_is_rule",
    ),
    "owner unknown": Broken(
        make.sent,
        REFERRAL,
        "open_referral_has_next_step",
        "UPDATE records_referral SET owner_side = 'both'",
        "open_has_next_step",
        "next_step_is_rule",
    ),
    "closed with a next step": Broken(
        make.closed,
        REFERRAL,
        "open_referral_has_next_step",
        "UPDATE records_referral SET next_step = 'review'",
        "closed_has_none",
        "next_step_is_rule",
    ),
    "closed without receipt": Broken(
        make.closed,
        REFERRAL,
        "closed_referral_is_ended",
        "UPDATE records_referral SET report_acknowledged_at = NULL",
        "closed_when_acknowledged",
        "next_step_is_rule",
    ),
    "acknowledged and still open": Broken(
        make.reported,
        REFERRAL,
        "",
        "UPDATE records_referral SET report_acknowledged_at = now()",
        "closed_when_acknowledged",
        "next_step_is_rule",
    ),
    "wrong next step": Broken(make.sent, REFERRAL, "", "UPDATE records_referral SET next_step = 'send_report'", "next_step_is_rule"),
    "state without history": Broken(
        make.accepted,
        REFERRAL,
        "",
        "UPDATE records_referral SET state = '5.1.4', seen_at = now(), next_step = 'send_report'",
        "state_is_history",
    ),
    "history row gone": Broken(make.accepted, EVENT, "", "DELETE FROM records_referralevent WHERE move_number = 2", "state_is_history"),
    "history row rewritten": Broken(
        make.accepted, EVENT, "", "UPDATE records_referralevent SET move_number = 3 WHERE move_number = 2", "state_is_history"
    ),
    "patient not to be found": Broken(
        make.sent, "records_knownpatient", "", "UPDATE records_knownpatient SET family_name = ' x'", "patients_can_be_found"
    ),
    "visit lost": Broken(make.booked, VISIT, "", "UPDATE records_appointment SET status = 'cancelled'", "scheduled_has_visit"),
    "hold of an ended referral": Broken(
        make.declined,
        VISIT,
        "",
        """INSERT INTO records_appointment (id, referral_id, provider_id, location_id, visit_type_id, starts_at, ends_at, blocked_until,
               status, held_until, purpose, booked_by_name, created_at, changed_at, reason)
           SELECT gen_random_uuid(), referral.id, provider.id, location.id, visit_type.id, now(), now() + interval '1 hour',
               now() + interval '1 hour', 'held', now(), 'offer', '', now(), now(), ''
           FROM records_referral AS referral, records_location AS location, records_provider AS provider, records_visittype AS visit_type
           LIMIT 1""",
        "no_orphan_hold",
    ),
    "marked as told, and nobody was": Broken(make.sent, REFERRAL, "", "UPDATE records_referral SET escalated_at = now()", "late_is_told"),
    "message planned twice": Broken(
        make.sent,
        MESSAGE,
        "message_planned_once",
        "INSERT INTO records_plannedmessage SELECT gen_random_uuid(), " + "{columns} FROM records_plannedmessage LIMIT 1",
        "message_planned_once",
        cleaning="DELETE FROM records_plannedmessage",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_broken_is_found(committed_db: None, cast: Cast, owner_sql: OwnerSql, way: str) -> None:
    how = WAYS[way]
    referral = how.maker(cast)
    untouched = make.booked(cast, now=NOW + timedelta(days=1)) if how.table == REFERRAL and "WHERE" not in how.damage else None
    damage = how.damage
    if "{columns}" in damage:
        names = [
            row[0]
            for row in owner_sql(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position", [how.table]
            )
        ]
        damage = damage.format(columns=", ".join(name for name in names if name != "id"))
    if untouched is not None:
        damage += f" WHERE id = '{referral.pk}'"
    with unguarded(owner_sql, how.table, how.constraint, how.cleaning):
        owner_sql(damage)

        found = broken(prove(SYSTEM))

    assert set(found) == how.noticed
    if how.table == REFERRAL:
        assert all(rows == (str(referral.pk),) for rows in found.values())


def test_a_double_booking_is_found(committed_db: None, cast: Cast, owner_sql: OwnerSql) -> None:
    first, second = make.booked(cast), make.booked(cast)
    taken = make.visit(first)
    there = {"provider_id": taken.provider_id, "starts_at": taken.starts_at, "ends_at": taken.ends_at, "blocked_until": taken.blocked_until}
    with unguarded(owner_sql, VISIT, "provider_not_double_booked", "UPDATE records_appointment SET status = 'released'"):
        Appointment.objects.filter(pk=make.visit(second).pk).update(**there)

        found = broken(prove(SYSTEM))

    assert set(found) == {"no_double_booking"}
    assert found["no_double_booking"][0] in {str(visit.pk) for visit in Appointment.objects.all()}


def test_a_merge_that_moved_nothing_is_found(cast: Cast) -> None:
    kept, merged, other = (make.patient(cast.lakeview, phone="") for _ in range(3))
    make.sent(cast, of=merged)
    merge_patients(cast.jo, kept_id=kept.pk, merged_id=merged.pk, now=NOW)
    assert broken(prove(SYSTEM)) == {}
    make.sent(cast, of=other)

    Patient.objects.filter(pk=other.pk).update(merged_into=kept)

    assert broken(prove(SYSTEM)) == {"merged_holds_nothing": (str(other.pk),)}


def test_a_document_without_a_next_step_is_found(committed_db: None, cast: Cast, owner_sql: OwnerSql) -> None:
    receive_document(SYSTEM, cast.harbor.pk, source="fhir", name="x.json", content=b"{}", reading={}, now=NOW)
    with unguarded(owner_sql, "records_intakedocument", "open_intake_has_next_step", "DELETE FROM records_intakedocument"):
        owner_sql("UPDATE records_intakedocument SET next_step = NULL")

        assert set(broken(prove(SYSTEM))) == {"intake_has_next_step"}


def test_the_command_says_which_rows_and_exits_with_one(
    committed_db: None, cast: Cast, owner_sql: OwnerSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridgework.cli.database.database", nullcontext)
    referral = make.sent(cast)
    referral.messages.update(status="sent")  # the clock of the command is the real one
    whole = CliRunner().invoke(check.command, ["--json"])
    owner_sql("UPDATE records_referral SET next_step = 'offer_times'")

    for_people = CliRunner().invoke(check.command)
    for_programs = CliRunner().invoke(check.command, ["--json"])

    assert (whole.exit_code, json.loads(whole.stdout)["ok"]) == (0, True)
    assert for_people.exit_code == for_programs.exit_code == 1
    assert str(referral.pk) in for_people.stdout
    assert "Sample" not in for_people.stdout
    told = json.loads(for_programs.stdout)
    assert told["ok"] is False
    assert [each["rows"] for each in told["findings"] if each["count"]] == [[str(referral.pk)]]
