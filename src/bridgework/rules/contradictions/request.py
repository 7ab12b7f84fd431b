"""Does the request agree with itself?"""

from bridgework.rules.contradictions.shapes import Asked, CaseFacts, rule

REQUEST = "The request, compared with itself"


@rule("leave_tooth", REQUEST)
def restoration_without_treatment(facts: CaseFacts) -> Asked | None:
    """The specialist should only evaluate, and is told how to leave the treated tooth."""
    if facts.said("wanted") != "evaluate" or facts.said("leave_tooth") not in ("build_up", "post_space"):
        return None
    return Asked(
        "“Evaluate only” is asked for, and how to leave the treated tooth. Should they treat it as well?", (facts.said("leave_tooth"),)
    )
