"""Which of a practice's kinds of visit fits a referral: by how urgent it is, by what is asked for, by whether the patient was seen before."""

from collections.abc import Sequence
from typing import Protocol


class Kind(Protocol):
    """What decides: `procedures` are the requests that the kind is for and `tiers` the urgency that it is for whatever is asked (neither: any
    request), `is_follow_up` that it is for a next visit.
    """

    @property
    def procedures(self) -> Sequence[str]: ...

    @property
    def tiers(self) -> Sequence[str]: ...

    @property
    def is_follow_up(self) -> bool: ...


def choose_kind[K: Kind](kinds: Sequence[K], *, procedure: str, wanted: str = "", tier: str = "", seen_before: bool = False) -> K | None:
    """The kind of visit to look for times with, of those that are offered, in the practice's order; None where it offers none.

    A first visit of a tier that has kinds of its own is one of these: the one that names the request too, else the first (pain is stopped
    before a long treatment is begun). Otherwise the first that names the request; else the first for any; else the first at all, so that a
    practice with one kind is never without times. A next visit is a follow-up where there is one. Where only an evaluation is wanted, a kind
    for any request (a consultation) comes before the treatment that is named.
    """
    if not seen_before and (urgent := kind_for_tier(kinds, procedure=procedure, tier=tier)):
        return urgent
    first_visits = [kind for kind in kinds if not kind.is_follow_up]
    for stage in ([kind for kind in kinds if kind.is_follow_up] if seen_before else [], first_visits):
        named = [kind for kind in stage if procedure in kind.procedures]
        for_any = [kind for kind in stage if not kind.procedures and not kind.tiers]
        first_visit_to_evaluate = wanted == "evaluate" and not seen_before
        found = [*for_any, *named] if first_visit_to_evaluate else [*named, *for_any]
        if found:
            return found[0]
    return next(iter(first_visits), None) or next(iter(kinds), None)


def kind_for_tier[K: Kind](kinds: Sequence[K], *, procedure: str, tier: str) -> K | None:
    """The kind of first visit that the practice keeps for this urgency, the one that names the request before the others; None without one."""
    for_tier = [kind for kind in kinds if tier in kind.tiers and not kind.is_follow_up]
    return next((kind for kind in for_tier if procedure in kind.procedures), None) or next(iter(for_tier), None)
