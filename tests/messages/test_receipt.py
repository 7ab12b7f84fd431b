"""The receipt: what was received, what is missing, when you will hear, how to reach us; a line without a fact is left out."""

from datetime import UTC, datetime
from typing import Any

from bridgework.messages.receipt import receipt_lines

FACTS: dict[str, Any] = {
    "practice": "Harbor Endodontics",
    "phone": "+13125550123",
    "on_call": "",
    "number": 100123,
    "contents": ["Retreatment, #19", "2 files"],
    "missing": ["periapical film", "symptoms"],
    "respond_by": datetime(2026, 11, 18, 23, 0, tzinfo=UTC),
    "zone": "America/Chicago",
    "reader_zone": "America/New_York",
}


def test_everything_in_its_order() -> None:
    assert receipt_lines(**FACTS) == (
        "Harbor Endodontics has received referral 100123.",
        "Received: Retreatment, #19, 2 files.",
        "Not there yet: periapical film, symptoms. They see the same list; add it now or later.",
        "You will hear from them by Wed, Nov 18, 5:00 PM (Chicago time).",
        "To reach them, call (312) 555-0123.",
    )


def test_a_complete_one_says_so_and_an_emergency_gives_the_number_of_the_night() -> None:
    lines = receipt_lines(**FACTS | {"missing": [], "on_call": "+13125550199"})
    assert "Nothing is missing." in lines
    assert lines[-1] == "In an emergency, call (312) 555-0199 at any hour."


def test_in_spanish() -> None:
    lines = receipt_lines(**FACTS, language="es")
    assert lines[0] == "Harbor Endodontics ha recibido la referencia 100123."
    assert lines[3] == "Le responderán a más tardar el mié 18 nov, 5:00 p.m. (hora de Chicago)."
