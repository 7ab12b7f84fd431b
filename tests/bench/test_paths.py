"""The invented past keeps the rule that `bridgework check` asks for: what comes next depends on the urgency, too."""

from bridgework.cli.benchmark.paths import paths_of

WAITS = ((1, "started sent records_asked"),)


def test_nothing_holds_an_emergency_up() -> None:
    (hurried,), (other,) = paths_of(WAITS, "emergency"), paths_of(WAITS, "elective")

    assert (hurried.side, hurried.step) == ("recipient", "review")
    assert (other.side, other.step) == ("initiator", "send_records")
