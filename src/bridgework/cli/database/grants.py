"""What the application role may do: read and write rows, never change or own a table. Run by the owner after every migration."""

from collections.abc import Iterable

import psycopg
from psycopg import sql

from bridgework.config.environment import APPLICATION_ROLE


class GrantsRefused(Exception):
    """The login may not set up the application role; the message says what its administrator has to run."""


def make_role(connection: psycopg.Connection) -> None:
    """The application role on a server that is not ours, and the right of the login to step down to it."""
    role = sql.Identifier(APPLICATION_ROLE)
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION_ROLE]).fetchone()
    try:
        if not known:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(role))
        if connection.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [APPLICATION_ROLE]).fetchone() != (True,):
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
    except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
        pass  # somebody else made it a moment ago
    except psycopg.errors.InsufficientPrivilege:
        user = connection.info.user
        raise GrantsRefused(
            f"The login '{user}' may not make roles. An administrator of that server has to run once: "
            f'CREATE ROLE {APPLICATION_ROLE} NOLOGIN; GRANT {APPLICATION_ROLE} TO "{user}";'
        ) from None


def grant(connection: psycopg.Connection, role_name: str, append_only: Iterable[str]) -> None:
    """Rows of every table for the application role; of history tables it may only read and add, whatever the program asks for."""
    role = sql.Identifier(role_name)
    for statement in (
        "GRANT USAGE ON SCHEMA public TO {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
    ):
        connection.execute(sql.SQL(statement).format(role))
    for table in append_only:
        connection.execute(sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(table), role))
