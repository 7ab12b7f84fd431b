"""What makes searches fast at a million patients and ten thousand practices (docs/decisions/2026-11-22-search-starts-at-home.md).

`records_knownpatient` holds, for each practice, the plain names of the patients it may come across: its own, and those of referrals that it
received. Triggers write it, so that it is right whichever way a patient or a referral comes in. Its index begins with the practice, which
an index on names alone cannot: that one finds the Smiths of all practices first.
"""

from typing import Any

from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations

from bridgework.rules.distance import position_of_zip

PLAIN_NAME = r"""
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- As rules.identity.normalize_name does it, with a space in front: each word then begins after one.
    SELECT rtrim(' ' || regexp_replace(
        ltrim(translate(
            regexp_replace(lower(normalize(replace(name, 'ß', 'ss'), NFKD)), '[\u0300-\u036f]', '', 'g'),
            '-_,.^' || chr(9) || '''’‘`´"()/&!?*;:', '      '
        )), '\s+', ' ', 'g'))
$$
"""
KNOW_PATIENT = """
CREATE FUNCTION know_patient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE records_knownpatient
        SET family_name = plain_name(NEW.family_name), given_name = plain_name(NEW.given_name), phone = NEW.phone
        WHERE patient_id = NEW.id;
    END IF;
    INSERT INTO records_knownpatient (practice_id, patient_id, family_name, given_name, phone)
    VALUES (NEW.practice_id, NEW.id, plain_name(NEW.family_name), plain_name(NEW.given_name), NEW.phone)
    ON CONFLICT (practice_id, patient_id) DO NOTHING;
    RETURN NULL;
END
$$
"""
KNOW_RECEIVED_PATIENT = """
CREATE FUNCTION know_received_patient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO records_knownpatient (practice_id, patient_id, family_name, given_name, phone)
    SELECT NEW.recipient_practice_id, id, plain_name(family_name), plain_name(given_name), phone
    FROM records_patient WHERE id = NEW.patient_id
    ON CONFLICT (practice_id, patient_id) DO NOTHING;
    RETURN NULL;
END
$$
"""
TRIGGERS = (
    (
        "CREATE TRIGGER know_new_patient AFTER INSERT ON records_patient FOR EACH ROW EXECUTE FUNCTION know_patient()",
        "DROP TRIGGER know_new_patient ON records_patient",
    ),
    (
        """
        CREATE TRIGGER know_changed_patient AFTER UPDATE ON records_patient FOR EACH ROW
        WHEN ((OLD.family_name, OLD.given_name, OLD.phone, OLD.practice_id)
            IS DISTINCT FROM (NEW.family_name, NEW.given_name, NEW.phone, NEW.practice_id))
        EXECUTE FUNCTION know_patient()
        """,
        "DROP TRIGGER know_changed_patient ON records_patient",
    ),
    (
        """
        CREATE TRIGGER know_patient_received AFTER INSERT ON records_referral FOR EACH ROW
        WHEN (NEW.state <> 'draft' AND NEW.recipient_practice_id IS NOT NULL) EXECUTE FUNCTION know_received_patient()
        """,
        "DROP TRIGGER know_patient_received ON records_referral",
    ),
    (
        # Every action writes the whole row: only what makes a patient known to somebody else is worth the function.
        """
        CREATE TRIGGER know_patient_received_now AFTER UPDATE ON records_referral FOR EACH ROW
        WHEN (NEW.state <> 'draft' AND NEW.recipient_practice_id IS NOT NULL
            AND (OLD.state = 'draft' OR (OLD.recipient_practice_id, OLD.patient_id)
                IS DISTINCT FROM (NEW.recipient_practice_id, NEW.patient_id)))
        EXECUTE FUNCTION know_received_patient()
        """,
        "DROP TRIGGER know_patient_received_now ON records_referral",
    ),
)
KNOWN_SO_FAR = """
INSERT INTO records_knownpatient (practice_id, patient_id, family_name, given_name, phone)
SELECT known.practice_id, id, plain_name(family_name), plain_name(given_name), phone
FROM (
    SELECT practice_id, id AS patient_id FROM records_patient
    UNION SELECT recipient_practice_id, patient_id FROM records_referral WHERE state <> 'draft' AND recipient_practice_id IS NOT NULL
) AS known JOIN records_patient ON id = known.patient_id
"""
SEARCH_INDEX = """
CREATE INDEX known_patient_search ON records_knownpatient
USING gin (practice_id, family_name gin_trgm_ops, given_name gin_trgm_ops, phone gin_trgm_ops) WITH (gin_pending_list_limit = 256)
"""
"""What is new waits in a list that every search reads whole: a short one, therefore."""
LATEST_PATIENTS = "CREATE INDEX patient_latest ON records_patient (practice_id, created_at DESC) WHERE merged_into_id IS NULL"
"""Without words, the patients' page shows who came into the chart last: not by sorting all of it."""
TAKEN_TIMES = """
CREATE INDEX provider_taken ON records_appointment (provider_id, starts_at) INCLUDE (blocked_until, held_until, status)
WHERE status IN ('held', 'booked', 'arrived', 'seen')
"""
"""The next open times of many practices are read from the index alone: 242 pages instead of 11,062 where they are booked out for weeks."""
PRACTICE_WORDS = """
CREATE FUNCTION write_practice_words(practices uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO records_practicewords (practice_id, words)
    SELECT id, plain_name(concat_ws(' ', name, about,
        (SELECT string_agg(clinician.name, ' ') FROM records_provider AS clinician WHERE practice_id = practice.id AND is_active),
        (SELECT string_agg(place.name || ' ' || place.city, ' ') FROM records_location AS place WHERE practice_id = practice.id)))
    FROM records_practice AS practice WHERE id = ANY(practices)
    ON CONFLICT (practice_id) DO UPDATE SET words = excluded.words
$$
"""
PRACTICE_WORDS_OF = """
CREATE FUNCTION practice_words_{key}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM write_practice_words(ARRAY(SELECT DISTINCT {key} FROM changed));
    RETURN NULL;
END
$$
"""
MADE_OF = (
    ("records_practice", "id", ("INSERT", "UPDATE")),
    ("records_provider", "practice_id", ("INSERT", "UPDATE", "DELETE")),
    ("records_location", "practice_id", ("INSERT", "UPDATE", "DELETE")),
)
"""The tables that a practice's words come from, the column with the practice, and what changes them: once for each statement."""
DIRECTORY_INDEXES = (
    ("practice_by_name", "records_practice (name) WHERE receives"),
    ("practice_words", "records_practicewords USING gin (words gin_trgm_ops)"),
)
"""The directory walks practices by name, and finds words of practices, clinicians and towns."""


def words_triggers() -> list[migrations.RunSQL]:
    """The triggers that keep the words of practices."""
    made = []
    for table, key, events in MADE_OF:
        for event in events:
            name = f"{table.removeprefix('records_')}_words_{event.lower()}"
            rows = "OLD TABLE" if event == "DELETE" else "NEW TABLE"
            made.append(
                migrations.RunSQL(
                    f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows} AS changed "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION practice_words_{key}()",
                    f"DROP TRIGGER {name} ON {table}",
                )
            )
    return made


def place_locations(apps: Any, schema_editor: Any) -> None:
    """Locations that were there before get their position; new ones get it whenever they are saved."""
    Location = apps.get_model("records", "Location")
    for location in Location.objects.using(schema_editor.connection.alias).filter(latitude=None):
        position = position_of_zip(location.zip)
        if position:
            location.latitude, location.longitude = position.latitude, position.longitude
            location.save(update_fields=["latitude", "longitude"])


class Migration(migrations.Migration):
    dependencies = [("records", "0004_referring")]

    operations = [
        BtreeGinExtension(),
        migrations.RunSQL(PLAIN_NAME, "DROP FUNCTION plain_name"),
        migrations.RunSQL(KNOW_PATIENT, "DROP FUNCTION know_patient"),
        migrations.RunSQL(KNOW_RECEIVED_PATIENT, "DROP FUNCTION know_received_patient"),
        *(migrations.RunSQL(make, drop) for make, drop in TRIGGERS),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),  # or no index can be made after the rows
        migrations.RunSQL(KNOWN_SO_FAR, migrations.RunSQL.noop),
        migrations.RunSQL(SEARCH_INDEX, "DROP INDEX known_patient_search"),
        migrations.RunSQL(LATEST_PATIENTS, "DROP INDEX patient_latest"),
        migrations.RunSQL(TAKEN_TIMES, "DROP INDEX provider_taken"),
        migrations.RunSQL(PRACTICE_WORDS, "DROP FUNCTION write_practice_words"),
        *(migrations.RunSQL(PRACTICE_WORDS_OF.format(key=key), f"DROP FUNCTION practice_words_{key}") for key in ("id", "practice_id")),
        *words_triggers(),
        migrations.RunSQL("SELECT write_practice_words(ARRAY(SELECT id FROM records_practice))", migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        *(migrations.RunSQL(f"CREATE INDEX {name} ON {what}", f"DROP INDEX {name}") for name, what in DIRECTORY_INDEXES),
        migrations.RunPython(place_locations, migrations.RunPython.noop),
    ]
