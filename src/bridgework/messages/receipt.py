"""The receipt that a sender has in hand at once, line by line: what was received, what is missing, when they will hear, how to reach the practice.

The words are in `words/receipt/`; the same lines stand on the sender's desk and on the page of an office without an account.
"""

from collections.abc import Sequence
from datetime import datetime

from bridgework.messages.moments import moment_in_words
from bridgework.messages.templates import fill, read_template
from bridgework.rules.contact import display_phone

BLANK = " "
"""A value that shows nothing and still keeps its line."""


def receipt_lines(
    *,
    practice: str,
    phone: str,
    on_call: str,
    number: int,
    contents: Sequence[str],
    missing: Sequence[str],
    respond_by: datetime | None,
    zone: str,
    reader_zone: str,
    language: str = "en",
) -> tuple[str, ...]:
    """The lines of the receipt. `contents` and `missing` are words; `respond_by` is UTC and told on the practice's clock (`zone`).

    `on_call` is "" where the referral is no emergency or the practice has no such number.
    """
    values = {
        "practice": practice,
        "number": str(number),
        "contents": ", ".join(contents),
        "missing": ", ".join(missing),
        "complete": "" if missing else BLANK,
        "respond_by": moment_in_words(respond_by, zone, language, reader_zone=reader_zone) if respond_by else "",
        "phone": display_phone(phone),
        "on_call": display_phone(on_call) if on_call else "",
    }
    return tuple(line.strip() for line in fill(read_template("receipt", "page", language), values).split("\n") if line.strip())
