"""What is handed out of a PDF: what is drawn on its pages, and nothing that acts. Scripts, forms, links and attached files stay behind."""

import io
import re
from typing import BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|OpenAction|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA)\b")
MADE_AT = re.compile(rb"/CreationDate\(D:[^)]*\)|/ID\s*\[\s*<[0-9A-F]*>\s*<[0-9A-F]*>\s*\]", re.IGNORECASE)
DEFUSED = "This PDF held something that acts when it is opened (a script, a form or an attached file). It was left out; only what is on the pages is shown and handed out."


def copy_of_document(document: pypdfium2.PdfDocument, source: BinaryIO) -> tuple[bytes, tuple[str, ...]]:
    """A new PDF with the drawings of every page, and what is to be said of it. Raises PdfiumError where a page cannot be read.

    Filled-in form fields and notes are drawn into the page first. Each page then becomes one drawing on an empty page: what is not a
    drawing (actions of pages and documents, annotations, names, attachments) has no place in there to hide.
    """
    made = pypdfium2.PdfDocument.new()
    try:
        for number in range(len(document)):
            page = document[number]
            if pdfium.FPDFPage_GetAnnotCount(page):
                pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
                page.close()
                page = document[number]
            drawing = document.page_as_xobject(number, made)  # turned and cropped as the page is shown
            copy = made.new_page(*page.get_size())
            copy.insert_obj(drawing.as_pageobject())
            copy.gen_content()
            copy.close()
            drawing.close()
            page.close()
        kept = io.BytesIO()
        made.save(kept)
    finally:
        made.close()
    # The same file gives the same copy, whenever it is made; nothing moves, since the places of objects are counted in bytes.
    copy = MADE_AT.sub(lambda found: b" " * len(found[0]), kept.getvalue())
    return copy, (DEFUSED,) if acts(document, source) else ()


def acts(document: pypdfium2.PdfDocument, source: BinaryIO) -> bool:
    """Whether there is anything in the file that would act: for the note only, since it is left out in any case."""
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0 or pdfium.FPDFDoc_GetAttachmentCount(document) > 0:
        return True
    source.seek(0)
    before = b""
    while block := source.read(1 << 20):
        if ACTS.search(before + block):
            return True
        before = block[-32:]
    return False
