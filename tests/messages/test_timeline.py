"""Every kind of event that an action can write has a sentence, in the past tense, with its names and times."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone

import bridgework.actions
from bridgework.messages.timeline import CONSEQUENCE, DECLINED_BECAUSE, KINDS, tell
from bridgework.rules.endings import CONSEQUENCES, DECLINE_REASONS

WRITERS = {"write_event": 2, "move_referral": 3}
"""Who writes events, and which of their positional arguments is the kind."""


def kinds_written() -> set[str]:
    """The kinds in the source of every action, conditional ones included."""
    found: set[str] = set()
    for file in Path(bridgework.actions.__path__[0]).glob("*.py"):
        tree = ast.parse(file.read_text())
        for call in ast.walk(tree):
            name = getattr(getattr(call, "func", None), "id", "")
            if name in WRITERS and len(call.args) > WRITERS[name]:
                found |= texts(call.args[WRITERS[name]], tree)
    return found


def texts(node: ast.expr, tree: ast.Module) -> set[str]:
    """The strings that an argument can be: itself, either branch of a condition, or what a name was given."""
    if isinstance(node, ast.IfExp):
        return texts(node.body, tree) | texts(node.orelse, tree)
    if isinstance(node, ast.Name):
        given = [line.value for line in ast.walk(tree) if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == node.id]
        return set().union(*(texts(value, tree) for value in given)) if given else set()
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def test_every_kind_that_an_action_writes_has_a_sentence() -> None:
    written = kinds_written()
    assert len(written) > 25  # the search finds them
    assert written - KINDS == set()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_sentence_ends_and_needs_no_detail(kind: str) -> None:
    told = tell(kind, "Dana Ortiz", {})
    assert told.text.endswith((".", "”"))
    assert "None" not in told.text
    assert "%(" not in told.text


@pytest.mark.parametrize("reason", sorted(set(DECLINE_REASONS) - {"other"}))
def test_every_reason_to_decline_reads_in_a_sentence(reason: str) -> None:
    assert str(DECLINED_BECAUSE[reason]) in tell("declined", "Dana Ortiz", {"reason": reason}).text


def test_every_consequence_reads_in_a_sentence() -> None:
    assert set(CONSEQUENCE) == set(CONSEQUENCES)


def test_times_are_told_in_the_zone_of_the_reader() -> None:
    details = {"starts_at": datetime(2026, 11, 24, 17, 15, tzinfo=UTC).isoformat(), "provider": "Dr. Mei Lin"}
    with timezone.override("America/Chicago"):
        assert tell("booked", "Theo Banks", details).text == "Theo Banks booked the visit: Tue, Nov 24, 11:15 AM with Dr. Mei Lin."


def test_the_note_names_both_practices_where_one_acted_for_another() -> None:
    told = tell("report_acknowledged", "Dana Ortiz", {}, practice="Harbor Endodontics", acted_for="Old Mill Dental")
    assert told.note == "Harbor Endodontics · for Old Mill Dental"


def test_a_patient_did_it_by_their_link() -> None:
    told = tell("booked", "Robin Sample", {}, way="patient link", acted_for="Harbor Endodontics")
    assert told.note == "by the patient's link"


def test_an_unknown_kind_is_a_mistake_and_not_shown_as_something_else() -> None:
    with pytest.raises(KeyError):
        tell("something_new", "Dana Ortiz", {})
