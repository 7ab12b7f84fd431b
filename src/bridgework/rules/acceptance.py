"""Whether a patient wants the visit that they were referred for, and if not, why not. The practice's acceptance is another matter.

Source of the reasons: what lost referrals are lost for (design row D6: cost, coverage, fear, time, travel, resolved, went elsewhere).
Labels are English message ids.
"""

from bridgework.rules.questions import Choice

SAYS = (Choice("yes", "Wants the visit"), Choice("thinking", "Is still thinking"), Choice("no", "Does not want the visit"))
BECAUSE = (
    Choice("cost", "What it costs"),
    Choice("coverage", "The coverage"),
    Choice("fear", "Fear"),
    Choice("time", "No time"),
    Choice("travel", "The way there"),
    Choice("resolved", "It does not hurt any more"),
    Choice("elsewhere", "Went somewhere else"),
)
SAID = frozenset(choice.code for choice in SAYS)
REASONS = frozenset(choice.code for choice in BECAUSE)


def is_answer(says: str, because: str) -> bool:
    """Whether this can be recorded: a known answer, with a reason exactly where it is "no" or where "thinking" gives one."""
    if says not in SAID:
        return False
    return because in REASONS if says == "no" else because in REASONS | {""}
