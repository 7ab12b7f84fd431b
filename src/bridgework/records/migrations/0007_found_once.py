"""What pages would look for again and again is found once (docs/decisions/2026-11-22-found-once.md).

`records_uncomparedpatient` is the list of work of the job that compares patients with each other: triggers write it, so that nobody is
forgotten whichever way a patient comes in. `records_directoryvalue` holds what the directory can be filtered by.
"""

from django.db import migrations

COMPARE_KNOWN_PATIENT = """
CREATE FUNCTION compare_known_patient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- DO UPDATE, not DO NOTHING: it waits for a job that is about to take the row away, and then writes it anew.
    INSERT INTO records_uncomparedpatient (practice_id, patient_id) VALUES (NEW.practice_id, NEW.patient_id)
    ON CONFLICT (practice_id, patient_id) DO UPDATE SET patient_id = excluded.patient_id;
    RETURN NULL;
END
$$
"""
COMPARE_CHANGED_PATIENT = """
CREATE FUNCTION compare_changed_patient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO records_uncomparedpatient (practice_id, patient_id)
    SELECT practice_id, patient_id FROM records_knownpatient WHERE patient_id = NEW.id
    ON CONFLICT (practice_id, patient_id) DO UPDATE SET patient_id = excluded.patient_id;
    RETURN NULL;
END
$$
"""
COMPARING = (
    (
        """
        CREATE TRIGGER compare_known_patient AFTER INSERT OR UPDATE ON records_knownpatient
        FOR EACH ROW EXECUTE FUNCTION compare_known_patient()
        """,
        "DROP TRIGGER compare_known_patient ON records_knownpatient",
    ),
    (
        # The names and the phone come by way of the known patient.
        """
        CREATE TRIGGER compare_changed_patient AFTER UPDATE ON records_patient FOR EACH ROW
        WHEN ((OLD.birth_date, OLD.email) IS DISTINCT FROM (NEW.birth_date, NEW.email)) EXECUTE FUNCTION compare_changed_patient()
        """,
        "DROP TRIGGER compare_changed_patient ON records_patient",
    ),
)
COMPARE_ALL = """
INSERT INTO records_uncomparedpatient (practice_id, patient_id) SELECT practice_id, patient_id FROM records_knownpatient ORDER BY id
"""
WRITE_DIRECTORY_VALUES = """
CREATE FUNCTION write_directory_values() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- One after the other, each seeing what the one before committed: else a value that one practice gives up while another takes it on is lost.
    PERFORM pg_advisory_xact_lock(hashtext('records_directoryvalue'));
    WITH there AS (
        SELECT 'specialty' AS "column", specialty::text AS value FROM records_practice WHERE receives
        UNION SELECT 'procedures', unnest(procedures) FROM records_practice WHERE receives
        UNION SELECT 'languages', unnest(languages) FROM records_practice WHERE receives
        UNION SELECT 'insurance', unnest(insurance) FROM records_practice WHERE receives
    ), gone AS (
        DELETE FROM records_directoryvalue AS former
        WHERE NOT EXISTS (SELECT FROM there WHERE there."column" = former."column" AND there.value = former.value)
    )
    INSERT INTO records_directoryvalue ("column", value) (SELECT "column", value FROM there EXCEPT SELECT "column", value FROM records_directoryvalue);
END
$$
"""
PRACTICES_CAME_OR_WENT = """
CREATE FUNCTION practices_came_or_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM changed WHERE receives) THEN
        PERFORM write_directory_values();
    END IF;
    RETURN NULL;
END
$$
"""
PRACTICES_CHANGED = """
CREATE FUNCTION practices_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM changed JOIN former USING (id)
        WHERE (changed.receives, changed.specialty, changed.procedures, changed.languages, changed.insurance)
            IS DISTINCT FROM (former.receives, former.specialty, former.procedures, former.languages, former.insurance)
    ) THEN
        PERFORM write_directory_values();
    END IF;
    RETURN NULL;
END
$$
"""
VALUES_TRIGGERS = (
    ("insert", "NEW TABLE AS changed", "practices_came_or_went"),
    ("update", "OLD TABLE AS former NEW TABLE AS changed", "practices_changed"),
    ("delete", "OLD TABLE AS changed", "practices_came_or_went"),
)


TAKEN_TIMES = """
CREATE INDEX provider_taken_times ON records_appointment (provider_id, starts_at)
INCLUDE (blocked_from, blocked_until, held_until, operatory_id, status, id) WHERE status IN ('held', 'booked', 'arrived', 'seen')
"""
"""Open times are still looked for in the index alone, now that visits keep time free before them and may take up a room."""
FORMER_TAKEN_TIMES = """
CREATE INDEX provider_taken ON records_appointment (provider_id, starts_at) INCLUDE (blocked_until, held_until, status)
WHERE status IN ('held', 'booked', 'arrived', 'seen')
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0006_review_and_schedule")]

    operations = [
        migrations.RunSQL(COMPARE_KNOWN_PATIENT, "DROP FUNCTION compare_known_patient"),
        migrations.RunSQL(COMPARE_CHANGED_PATIENT, "DROP FUNCTION compare_changed_patient"),
        *(migrations.RunSQL(make, drop) for make, drop in COMPARING),
        migrations.RunSQL(COMPARE_ALL, migrations.RunSQL.noop),
        migrations.RunSQL(WRITE_DIRECTORY_VALUES, "DROP FUNCTION write_directory_values"),
        migrations.RunSQL(PRACTICES_CAME_OR_WENT, "DROP FUNCTION practices_came_or_went"),
        migrations.RunSQL(PRACTICES_CHANGED, "DROP FUNCTION practices_changed"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER directory_values_{event} AFTER {event} ON records_practice REFERENCING {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
                f"DROP TRIGGER directory_values_{event} ON records_practice",
            )
            for event, rows, function in VALUES_TRIGGERS
        ),
        migrations.RunSQL("SELECT write_directory_values()", migrations.RunSQL.noop),
        migrations.RunSQL(TAKEN_TIMES, "DROP INDEX provider_taken_times"),
        migrations.RunSQL("DROP INDEX provider_taken", FORMER_TAKEN_TIMES),
    ]
