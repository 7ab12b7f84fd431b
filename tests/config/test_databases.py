"""Which login works and which one owns, for each way in which an operator may name the database."""

from bridgework.config.databases import UNTOLD, application_role, databases

APP, OWNER = "postgresql://app:secret@db.example:5433/bridgework?sslmode=require", "postgresql://owner@db.example:5433/bridgework"


def test_one_login_steps_down() -> None:
    made = databases(OWNER, "", pool_size=5)
    assert made["default"]["OPTIONS"]["options"] == "-c role=bridgework_app"
    assert "options" not in made["owner"]["OPTIONS"]
    assert made["default"]["USER"] == made["owner"]["USER"] == "owner"
    assert application_role(OWNER, "") == application_role(OWNER, OWNER) == "bridgework_app"


def test_two_logins_are_taken_as_they_are() -> None:
    made = databases(APP, OWNER, pool_size=5)
    assert "options" not in made["default"]["OPTIONS"]
    assert (made["default"]["USER"], made["owner"]["USER"]) == ("app", "owner")
    assert application_role(APP, OWNER) == "app"


def test_web_and_worker_are_not_told_the_owner() -> None:
    made = databases(APP, UNTOLD, pool_size=5)
    assert "options" not in made["default"]["OPTIONS"]
    assert made["owner"]["NAME"] == made["owner"]["USER"] == ""


def test_what_libpq_knows_is_passed_on() -> None:
    default = databases(APP, OWNER, pool_size=5)["default"]
    assert (default["HOST"], default["PORT"], default["PASSWORD"], default["NAME"]) == ("db.example", "5433", "secret", "bridgework")
    assert default["OPTIONS"]["sslmode"] == "require"


def test_options_of_the_operator_stay() -> None:
    made = databases("postgresql:///b?options=-c%20search_path%3Dpublic", "", pool_size=5)
    assert made["default"]["OPTIONS"]["options"] == "-c search_path=public -c role=bridgework_app"
