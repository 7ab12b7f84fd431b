"""Which of a practice's kinds of visit fits a referral: by what is asked for and whether the patient was seen before, never by urgency."""

from collections.abc import Sequence
from typing import Protocol


class Kind(Protocol):
    """What decides: `procedures` are the requests that the kind is for (none: any), `is_follow_up` that it is for a next visit."""

    @property
    def procedures(self) -> Sequence[str]: ...

    @property
    def is_follow_up(self) -> bool: ...


def choose_kind[K: Kind](kinds: Sequence[K], *, procedure: str, wanted: str = "", seen_before: bool = False) -> K | None:
    """The kind of visit to look for times with, of those that are offered, in the practice's order; None where it offers none.

    The first that names the request; else the first for any; else the first at all, so that a practice with one kind is never without times.
    A next visit is a follow-up where there is one. Where only an evaluation is wanted, a kind for any request (a consultation) comes before
    the treatment that is named.
    """
    stages = [[kind for kind in kinds if kind.is_follow_up], []] if seen_before else [[], []]
    stages[1] = [kind for kind in kinds if not kind.is_follow_up]
    for stage in stages:
        named = [kind for kind in stage if procedure in kind.procedures]
        for_any = [kind for kind in stage if not kind.procedures]
        first_visit_to_evaluate = wanted == "evaluate" and not seen_before
        found = [*for_any, *named] if first_visit_to_evaluate else [*named, *for_any]
        if found:
            return found[0]
    return next(iter(stages[1]), None) or next(iter(kinds), None)
