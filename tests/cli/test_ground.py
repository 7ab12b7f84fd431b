"""The ground that tests stand on: what is committed is gone afterwards, and the network is not there."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

INSERT = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('left behind', '', now())"


@pytest.mark.parametrize("time", ["first", "again"])
def test_committed_rows_are_taken_away(committed_db: None, owner_sql: Callable[..., Any], time: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT)
    assert owner_sql("SELECT count(*) FROM django_session") == [(1,)]


def test_a_transaction_is_rolled_back(db: None, owner_sql: Callable[..., Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT)
    assert owner_sql("SELECT count(*) FROM django_session") == [(0,)]


def test_pages_are_served_to_a_browser(live_server: Any) -> None:
    with socket.create_connection((live_server.thread.host, live_server.thread.port)) as browser:
        browser.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
        assert b" 200 " in browser.makefile("rb").readline()


def test_the_network_is_not_there() -> None:
    with socket.socket() as reaching, pytest.raises(RuntimeError, match="only this machine"):
        reaching.connect(("192.0.2.1", 80))
