"""What is read from the environment."""

import stat
from pathlib import Path

import pytest

from bridgework.config import environment


@pytest.mark.parametrize(
    ("address", "port", "tls", "ssl"),
    [("smtp://mail.example", 25, False, False), ("smtp+tls://mail.example", 587, True, False), ("smtps://mail.example", 465, False, True)],
)
def test_mail_server(address: str, port: int, tls: bool, ssl: bool) -> None:
    made = environment.mail_server(address)
    assert (made["host"], made["port"], made["use_tls"], made["use_ssl"]) == ("mail.example", port, tls, ssl)


def test_mail_server_with_login() -> None:
    made = environment.mail_server("smtp+tls://me%40example:p%3Aw@mail.example:2587")
    assert (made["username"], made["password"], made["port"]) == ("me@example", "p:w", 2587)


def test_secret_key_is_made_once_and_kept_to_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGEWORK_STATE", str(tmp_path / "new"))
    monkeypatch.delenv("BRIDGEWORK_SECRET_KEY", raising=False)
    key = environment.secret_key()
    assert len(key) >= 50
    assert environment.secret_key() == key
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["secret_key"]


def test_given_secret_key_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGEWORK_STATE", str(tmp_path))
    monkeypatch.setenv("BRIDGEWORK_SECRET_KEY", "given")
    assert environment.secret_key() == "given"
    assert not list(tmp_path.iterdir())
