"""Somebody can always run the program at a practice, whatever is changed one at a time."""

from hypothesis import given
from hypothesis import strategies as some

from bridgework.rules.colleagues import Colleague, check_roles, leaves_no_administrator
from bridgework.rules.facts import ROLES

roles = some.frozensets(some.sampled_from(ROLES), min_size=1)
practices = some.lists(some.tuples(roles, some.booleans()), min_size=1, max_size=6).map(
    lambda people: [Colleague(key, *person) for key, person in enumerate(people)]
)


def can_run(colleagues: list[Colleague]) -> bool:
    return any(one.is_active and "administrator" in one.roles for one in colleagues)


@given(practices, some.data(), roles, some.booleans())
def test_it_says_so_exactly_if_the_last_one_goes(
    colleagues: list[Colleague], data: some.DataObject, new: frozenset[str], works: bool
) -> None:
    changed = data.draw(some.sampled_from(range(len(colleagues))))
    afterwards = [Colleague(one.key, new, works) if one.key == changed else one for one in colleagues]
    said = leaves_no_administrator(colleagues, changed=changed, roles=new, is_active=works)
    assert said == (can_run(colleagues) and not can_run(afterwards))


def test_roles_are_those_that_there_are() -> None:
    assert check_roles(["triage"]) is None
    assert "at least one" in str(check_roles([]))
    assert "“king”" in str(check_roles(["triage", "king"]))
