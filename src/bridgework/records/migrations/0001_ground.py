"""What the tables stand on: two extensions (both trusted, so that a database's owner may create them) and the referral number."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL("CREATE SEQUENCE referral_number START 100001", "DROP SEQUENCE referral_number"),
    ]
