"""Letters to patients as one PDF to print, fold and post: the address stands where the window of a US #10 envelope is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import segno

from bridgework.messages.moments import day_in_words
from bridgework.reports.accessible_pdf import accessible_pdf

TEMPLATE = Path(__file__).with_name("letters.typ")
SCAN = {"en": "Or point your phone's camera at this code.", "es": "O apunte a este código con la cámara de su teléfono."}


@dataclass(frozen=True, slots=True)
class LetterWords:
    """A letter in words: sender and addressee line by line, `on` the date that it bears, `link` the page that it leads to or ""."""

    language: str
    sender: tuple[str, ...]
    to: tuple[str, ...]
    on: date
    subject: str
    body: str
    link: str = ""


def letters(pages: Sequence[LetterWords]) -> bytes:
    """Each on a page of its own, in their order. A link is printed and drawn as a code for a phone's camera (QR, ISO/IEC 18004)."""
    return accessible_pdf(TEMPLATE.read_bytes(), letters=json.dumps([_told(page) for page in pages]))


def _told(page: LetterWords) -> dict[str, object]:
    return {
        "language": page.language,
        "sender": list(page.sender),
        "to": list(page.to),
        "on": day_in_words(page.on, page.language),
        "subject": page.subject,
        "paragraphs": [paragraph.split("\n") for paragraph in page.body.strip().split("\n\n")],
        "scan": SCAN[page.language],
        "code": _code(page.link) if page.link else "",
    }


def _code(link: str) -> str:
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()
