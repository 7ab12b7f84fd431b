"""What keeps a draft from being sent. Missing records never do: they are named on both sides and chased (`completeness`)."""

from collections.abc import Mapping, Sequence
from typing import Any

from bridgework.rules.forms.coding import problem_of_direction
from bridgework.rules.questions import form_for


def problems_before_sending(
    *,
    has_recipient: bool,
    has_referring_provider: bool,
    case: Mapping[str, Any],
    teeth: Sequence[str],
    specialty: str,
    sender: str = "",
    is_discarded: bool = False,
) -> dict[str, str]:
    """Field -> sentence, in the order of the form; empty where the draft may go.

    `case` has the shape of `questions`; `specialty` is the recipient's and `sender` the sender's: together they choose the form.
    """
    form = form_for(specialty, sender)
    problems: dict[str, str] = {}
    if not has_recipient:
        problems["recipient"] = "Choose where to refer to."
    if not has_referring_provider:
        problems["referring_provider"] = "Say which clinician refers; the report goes back to them."
    if form.needs_tooth(str(case.get("procedure") or "")) and not teeth:
        problems["teeth"] = "Choose the tooth."
    if not case.get("procedure"):
        problems["procedure"] = "Say what you ask for."
    if not case.get("wanted"):
        problems["wanted"] = "Say what the specialist should do."
    wrong_code = problem_of_direction(form.direction, str(case.get("procedure_code") or ""))
    if wrong_code:
        problems["procedure_code"] = wrong_code
    if is_discarded:
        problems["referral"] = "This draft was given up. Start a new one."
    return problems
