"""A PDF that a screen reader can read: tagged, with a title and a language; checked as PDF/UA-1 where its words allow it."""

from pathlib import Path
from typing import Any

import typst


def accessible_pdf(source: Path | bytes, **inputs: str) -> bytes:
    """The typst source as PDF, with its own fonts inside; `inputs` are what the source reads as `sys.inputs`.

    A sign that no font has (somebody writes in another script) breaks the strict standard, never the document: it is then tagged all the same.
    """
    given: Any = str(source) if isinstance(source, Path) else source
    try:
        pdf: bytes = typst.compile(given, format="pdf", ignore_system_fonts=True, sys_inputs=inputs, pdf_standards=["ua-1"])
    except typst.TypstError:
        pdf = typst.compile(given, format="pdf", ignore_system_fonts=True, sys_inputs=inputs)
    return pdf
