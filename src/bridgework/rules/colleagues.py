"""Who works at a practice: which roles make sense, and that somebody can always run the program there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bridgework.rules.facts import ROLES


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody's place in a practice. `key` tells them apart; `is_active`: they may sign in there."""

    key: object
    roles: frozenset[str]
    is_active: bool


def check_roles(roles: Sequence[str]) -> str | None:
    """A sentence where these cannot be somebody's roles, else None."""
    if not roles:
        return "Choose at least one role. Without one they could see nothing."
    unknown = sorted(set(roles) - set(ROLES))
    return f"There is no role “{unknown[0][:40]}”." if unknown else None


def leaves_no_administrator(colleagues: Iterable[Colleague], *, changed: object, roles: Iterable[str], is_active: bool) -> bool:
    """Whether nobody could run the program any more once the one called `changed` has these roles and this access.

    False where nobody could before: such a practice is not made worse by a change.
    """
    before = {one.key for one in colleagues if one.is_active and "administrator" in one.roles}
    after = before - {changed} | ({changed} if is_active and "administrator" in roles else set())
    return bool(before) and not after
