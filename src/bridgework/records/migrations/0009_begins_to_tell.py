"""What stands when a program that tells people of late steps meets rows that were late long before."""

from django.db import migrations

LATE_BEFORE = """
UPDATE records_practice AS practice SET late_before = now()
WHERE NOT EXISTS (SELECT FROM records_escalation AS told WHERE told.practice_id = practice.id)
    AND EXISTS (SELECT FROM records_referral AS late WHERE late.desk_practice_id = practice.id AND late.closed_at IS NULL AND late.due_at < now())
"""
"""Practices of which nobody was ever told anything: what is late there already is told in one summary, not in hundreds of e-mails."""


class Migration(migrations.Migration):
    dependencies = [("records", "0008_reaching")]

    operations = [migrations.RunSQL(LATE_BEFORE, migrations.RunSQL.noop)]
