"""Two ways into one database: as the application, which owns nothing, and as the owner, which migrates."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from bridgework.config.environment import APPLICATION_ROLE

CONNECTED_BY = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}

UNTOLD = "untold"
"""What web and worker are given as DATABASE_OWNER_URL where the owner has a login of its own: that it has, and not which."""


def database(url: str, *, role: str = "", pool: dict[str, Any] | None = None) -> dict[str, Any]:
    """One entry of Django's DATABASES from a PostgreSQL URL, with every option that libpq knows.

    `role`: the role to act as from the first moment of every connection, where it differs from the login.
    """
    given = conninfo_to_dict(url)
    options: dict[str, Any] = {name: value for name, value in given.items() if name not in CONNECTED_BY}
    if role:
        options["options"] = f"{options.get('options', '')} -c role={role}".strip()
    if pool:
        options["pool"] = pool
    entry: dict[str, Any] = {name: str(given.get(key) or "") for key, name in CONNECTED_BY.items()}
    return entry | {"ENGINE": "django.db.backends.postgresql", "OPTIONS": options, "CONN_HEALTH_CHECKS": bool(pool)}


def application_role(url: str, owner_url: str) -> str:
    """The role that reads and writes: the login of `url` where the owner has another, else the one that login steps down to."""
    if owner_url in {"", url}:
        return APPLICATION_ROLE
    return str(conninfo_to_dict(url)["user"])


def databases(url: str, owner_url: str, *, pool_size: int) -> dict[str, dict[str, Any]]:
    """`default` for everything, `owner` for migrations and grants.

    With one address for both, the login is the owner's, and `default` steps down to the application role at once.
    """
    pool = {"min_size": 1, "max_size": pool_size, "timeout": 10, "max_idle": 30}
    role = APPLICATION_ROLE if owner_url in {"", url} else ""
    owner = database("") if owner_url == UNTOLD else database(owner_url or url)
    return {"default": database(url, role=role, pool=pool), "owner": owner}
