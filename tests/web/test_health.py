"""What machines ask, and what every answer carries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def worker_says(committed_db: None, owner_sql: Callable[..., Any]) -> Callable[[int], None]:
    """A worker said that many seconds ago that it lives."""

    def said(seconds: int) -> None:
        owner_sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))", [seconds])

    return said


def test_alive_asks_nobody(client: Client) -> None:
    assert client.get("/healthz").json() == {"alive": True}


def test_not_ready_without_a_worker(client: Client, db: None) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "worker": False})


def test_not_ready_when_the_worker_is_silent(client: Client, worker_says: Callable[[int], None]) -> None:
    worker_says(40)
    assert client.get("/readyz").status_code == 503


def test_ready(client: Client, worker_says: Callable[[int], None]) -> None:
    worker_says(5)
    assert client.get("/readyz").status_code == 200


def test_the_demo_is_ready_when_it_is_loaded(client: Client, worker_says: Callable[[int], None], settings: Any) -> None:
    settings.DEMO = True
    worker_says(5)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["demo"]) == (503, False)


def test_metrics_are_for_this_machine(client: Client, db: None) -> None:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert b'bridgework_jobs{status="failed"} 0.0' in answer.content


@pytest.mark.parametrize("asked", [{"REMOTE_ADDR": "192.0.2.1"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}, {"REMOTE_ADDR": ""}])
def test_metrics_are_not_for_others(client: Client, settings: Any, asked: dict[str, str]) -> None:
    assert client.get("/metrics", **asked).status_code == 403
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer ", **asked).status_code == 403


def test_metrics_with_the_token(client: Client, db: None, settings: Any) -> None:
    settings.METRICS_TOKEN = "told"
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION="Bearer told").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION="Bearer other").status_code == 403


def test_browsers_are_told_what_pages_may_do(client: Client) -> None:
    headers = client.get("/healthz").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
