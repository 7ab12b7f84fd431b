"""A browser as small as can be: one session, one form posted, and whether the server answered."""

import http.client
import secrets
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

from bridgework.lookups.patient_door import key_of
from bridgework.web.patient.door import OPENED

PATIENCE_SECONDS = 60


def signed_in(person_id: UUID) -> str:
    """The key of a new session of somebody of the staff, as after the sign-in page."""
    person = get_user_model().objects.get(pk=person_id)
    return _session(
        {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
    )


def opened(link_id: UUID, birth_date: date) -> str:
    """The key of a new session of a patient, as after the birth date."""
    return _session({OPENED: [key_of(link_id, None, birth_date)]})


def _session(facts: Mapping[str, object]) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update(facts)
    session.save()
    return str(session.session_key)


def is_there(port: int) -> bool:
    """Whether a web server answers."""
    return _ask(port, "GET", "/healthz", "", {}) == 200


def post(port: int, path: str, session: str, fields: Mapping[str, str | list[str]]) -> int:
    """Posts a form; the status of the answer, 0 where there was none: nobody was there, or they died over it."""
    mark = secrets.token_hex(16)
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={mark}",
        "X-CSRFToken": mark,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return _ask(port, "POST", path, urlencode(fields, doseq=True), headers)


def _ask(port: int, method: str, path: str, body: str, headers: Mapping[str, str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        connection.request(method, path, body or None, dict(headers))
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
