"""A session ends after a while without a person: what a page asks by itself does not keep it open."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory

from bridgework.config.idle import REFRESH_SECONDS, IdleMiddleware


def visit(session: SessionStore, at: int, monkeypatch: pytest.MonkeyPatch, **headers: str) -> bool:
    """One request at a time in seconds; whether it moved the end of the session on."""
    monkeypatch.setattr("time.time", lambda: at)
    request = RequestFactory(headers=headers).get("/")
    request.session = session
    session.modified = False
    IdleMiddleware(lambda _: HttpResponse())(request)
    return session.modified


def test_a_persons_request_moves_the_end_on_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SessionStore()
    session["who"] = "somebody"
    assert visit(session, 1000, monkeypatch)
    assert not visit(session, 1000 + REFRESH_SECONDS - 1, monkeypatch)
    assert visit(session, 1000 + REFRESH_SECONDS, monkeypatch)


def test_background_requests_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SessionStore()
    session["who"] = "somebody"
    assert not visit(session, 1000, monkeypatch, **{"X-Background": "1"})


def test_a_visitor_without_a_session_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SessionStore()
    assert not visit(session, 1000, monkeypatch)
    assert session.is_empty()
