"""What an earlier report says was done to a tooth: the history that a new request is compared with."""

import re
from collections.abc import Sequence

from bridgework.rules.contradictions.shapes import PastTreatment

_EXTRACTED = re.compile(r"\b(?:extract(?:ed|ion)|removed the tooth|tooth (?:was )?removed|teeth removed)\b", re.IGNORECASE)
_ROOT_CANAL = re.compile(r"\b(?:root canal|rct|obturat\w*|retreatment|canals? (?:\w+ ){0,4}filled)\b", re.IGNORECASE)
_NOT_DONE = re.compile(r"\b(?:not|no|instead of|without)\b", re.IGNORECASE)


def past_treatments(teeth: Sequence[str], *, procedure: str, status: str, treatment_done: str) -> tuple[PastTreatment, ...]:
    """What a final report with that status and text did to the teeth of its referral; nothing where it does not say that it was done.

    A sentence with a "no" or "not" in it is not read at all: a history that is guessed would ask the wrong questions.
    """
    if status != "done":
        return ()
    sentences = [sentence for sentence in re.split(r"[.;\n]", treatment_done) if not _NOT_DONE.search(sentence)]
    if any(_EXTRACTED.search(sentence) for sentence in sentences):
        what = "extracted"
    elif procedure in ("first_treatment", "retreatment") or any(_ROOT_CANAL.search(sentence) for sentence in sentences):
        what = "root_canal"
    else:
        return ()
    return tuple(PastTreatment(tooth, what) for tooth in teeth)
