"""Whether a database has been prepared by exactly this code: then a start need not look again, which takes two seconds."""

import hashlib
import importlib.metadata

import psycopg
from psycopg import sql

from bridgework.config.environment import PACKAGE

WITH_TABLES = ("Django", "django-allauth", "django-pghistory", "django-pgtrigger", "procrastinate")


def fingerprint() -> str:
    """Changes with our tables and migrations, with the packages that bring some, and with how a database is prepared."""
    digest = hashlib.sha256()
    for file in sorted([*(PACKAGE / "records").rglob("*.py"), *(PACKAGE / "cli" / "database").glob("*.py")]):
        digest.update(file.read_bytes())
    for package in WITH_TABLES:
        digest.update(importlib.metadata.version(package).encode())
    return digest.hexdigest()[:12]


def mark(role: str) -> str:
    return f"prepared for {role} by {fingerprint()}"


def is_prepared(owner_url: str, role: str) -> bool:
    with psycopg.connect(owner_url) as owner:
        row = owner.execute("SELECT obj_description(to_regclass('public.django_migrations'), 'pg_class')").fetchone()
    return row is not None and row[0] == mark(role)


def write_mark(owner: psycopg.Connection, role: str) -> None:
    owner.execute(sql.SQL("COMMENT ON TABLE django_migrations IS {}").format(sql.Literal(mark(role))))
