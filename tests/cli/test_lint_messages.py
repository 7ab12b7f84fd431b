"""`bridgework lint-messages`: all shipped words are clean, and a careless file is named with place, reason and source."""

import json
from pathlib import Path

from click.testing import CliRunner

from bridgework.cli.lint_messages import command, spot_of
from bridgework.messages.linter import Spot


def test_the_words_of_the_program_are_clean() -> None:
    done = CliRunner().invoke(command, [])

    assert done.exit_code == 0
    assert ", 0 findings." in done.output


def test_a_careless_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "visit_booked").mkdir()
    careless = tmp_path / "visit_booked" / "sms.en"
    careless.with_name("sms.es").write_text("{practice}: {link} {phone} STOP", encoding="utf-8")
    careless.write_text("{practice}: a painless visit. {link} {phone} STOP to opt out", encoding="utf-8")

    done = CliRunner().invoke(command, ["--json", str(careless)])

    told = json.loads(done.output)
    assert done.exit_code == 1
    assert told["checked"] == 1
    assert {(one["line"], one["column"], one["code"]) for one in told["findings"]} == {(1, 15, "pain_claim"), (1, 15, "health")}
    assert all(one["reason"] and one["source"] and one["file"] == str(careless) for one in told["findings"])
    assert "sms.en:1:15: pain_claim “painless”:" in CliRunner().invoke(command, [str(careless)]).output


def test_a_name_tells_what_a_file_is(tmp_path: Path) -> None:
    named = tmp_path / "what_to_expect" / "page.retreatment.nervous.es"
    letter = tmp_path / "draft.es.txt"
    letter.write_text("Subject: Hola", encoding="utf-8")

    assert spot_of(named) == Spot("what_to_expect", "page", "es", "retreatment", True)
    assert spot_of(letter) == Spot("", "email", "es")


def test_a_language_that_is_not_beside_it_is_missing(tmp_path: Path) -> None:
    (tmp_path / "email.en").write_text("Subject: Hello\n\nThis is {practice}. Call {phone}. {link}", encoding="utf-8")

    done = CliRunner().invoke(command, ["--json", str(tmp_path / "email.en")])

    assert [(one["code"], one["found"]) for one in json.loads(done.output)["findings"]] == [("missing_language", "es")]


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sms.en").write_bytes(b"\xff\xfe\x00")

    assert CliRunner().invoke(command, [str(tmp_path / "sms.en")]).exit_code == 2
