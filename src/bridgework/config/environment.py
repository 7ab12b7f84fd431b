"""What the operator said: every `BRIDGEWORK_...` name that the program reads from its environment, in one place.

Nothing here needs Django, so that the command line can look before it leaps.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent
"""The folder with `pyproject.toml` and `frontend/`; meaningless when the package was installed from a wheel."""

APPLICATION_ROLE = "bridgework_app"
"""The database role that reads and writes but owns nothing."""
OWNER_ROLE = "bridgework_owner"
"""The database role that owns the tables of the embedded server and migrates them."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"BRIDGEWORK_{name}", "").strip() or default


def number(name: str, default: int) -> int:
    return int(text(name, str(default)))


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "on"}


def state_folder() -> Path:
    """Where everything that is not code lives: the secret key, files, logs, and the embedded database."""
    return Path(text("STATE", str(CHECKOUT / "var"))).resolve()


def secret_key() -> str:
    """The operator's key, or one made at first use and readable by its owner only."""
    if given := text("SECRET_KEY"):
        return given
    place = state_folder() / "secret_key"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f"secret_key.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, place)  # never replaces: of two processes starting together, one wins and both read its key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return place.read_text()


def mail_server(address: str) -> dict[str, object]:
    """`smtp://user:password@host:25`, `smtp+tls://` (STARTTLS) or `smtps://` as the options of Django's SMTP sender."""
    parts = urlsplit(address)
    return {
        "host": parts.hostname or "localhost",
        "port": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 20,
    }


def mail_service(service: str, options: str) -> dict[str, str]:
    """`server_token=... message_stream=...` as anymail's settings of that service: `POSTMARK_SERVER_TOKEN` and so on."""
    pairs = (pair.partition("=") for pair in options.split())
    return {f"{service}_{name}".upper(): value for name, _, value in pairs}
