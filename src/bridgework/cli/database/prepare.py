"""Brings a database up to date with the code: migrations, the cache table, and what the application role may do.

A program of its own (`python -m bridgework.cli.database.prepare`), so that the memory it takes is given back when it is done.
"""

import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, cast

import django
from django.core.management import call_command
from django.db import connections

from bridgework.cli.database.fingerprint import write_mark
from bridgework.cli.database.first_migration import each_model_drawn_alone, is_empty
from bridgework.cli.database.grants import GrantsRefused, grant, make_role
from bridgework.config.databases import application_role

if TYPE_CHECKING:
    import psycopg


def prepare_database() -> None:
    """As the owner: tables as the code wants them, and the application role admitted to them."""
    owner = connections["owner"]
    url, owner_url = os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL", "")
    role = application_role(url, owner_url)
    if owner_url in {"", url}:
        with owner.cursor() as cursor:
            make_role(cast("psycopg.Connection", cursor.connection))
    with each_model_drawn_alone() if is_empty(owner) else nullcontext():
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    call_command("createcachetable", database="owner", verbosity=0)
    with owner.cursor() as cursor:
        connection = cast("psycopg.Connection", cursor.connection)
        grant(connection, role, append_only_tables())
        write_mark(connection, role)


def append_only_tables() -> list[str]:
    """Tables of history: what pghistory writes, and models that say so of themselves with `append_only = True`."""
    from django.apps import apps
    from pghistory.models import Event

    models = apps.get_models(include_auto_created=True)
    return [
        model._meta.db_table
        for model in models
        if not model._meta.proxy and model._meta.managed and (issubclass(model, Event) or getattr(model, "append_only", False))
    ]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bridgework.config.settings")
    django.setup()
    try:
        prepare_database()
    except GrantsRefused as refused:
        sys.exit(str(refused))


if __name__ == "__main__":
    main()
