"""What PostgreSQL has to know to walk the worklist in order: which desk has how many open referrals at which step.

Without it these columns count as independent of each other. An estimate of 22 referrals where there are 1,565 then makes it fetch and sort
them all instead of reading the first fifty (docs/decisions/2026-11-21-one-million-referrals.md).
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0002_tables")]

    operations = [
        migrations.RunSQL(
            "CREATE STATISTICS open_referrals (mcv) ON desk_practice_id, next_step, closed_at FROM records_referral",
            "DROP STATISTICS open_referrals",
        ),
        migrations.RunSQL("ALTER STATISTICS open_referrals SET STATISTICS 1000", migrations.RunSQL.noop),
    ]
