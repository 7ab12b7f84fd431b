"""PDF documents: the first page as a picture, and how many pages there are. Scripts and forms are never run."""

from typing import BinaryIO

import pypdfium2

from bridgework.connections.films.copy_of_document import copy_of_document
from bridgework.connections.films.film import DISPLAY_SIDE, MAX_PAGES, CannotRead, Film
from bridgework.connections.films.likeness import likeness_of
from bridgework.connections.films.picture import encoded, flat, thumbnail_of

POINTS_TO_200_DPI = 200 / 72


def read_document(source: BinaryIO) -> Film:
    """A PDF file as a film. Raises CannotRead when it is locked, damaged, empty or too long."""
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise CannotRead("This PDF is locked with a password. Please save it without one and send it again.") from error
        raise CannotRead("This PDF is damaged or was cut off on its way. Please save and send it again.") from error
    try:
        pages = len(document)
        if pages < 1:
            raise CannotRead("This PDF has no pages. Please save and send it again.")
        if pages > MAX_PAGES:
            raise CannotRead(
                f"This PDF has {pages:,} pages; at most {MAX_PAGES} are accepted. Please send only what belongs to the referral."
            )
        try:
            page = document[0]
            longest = max(*page.get_size(), 1.0)
            picture = page.render(scale=min(DISPLAY_SIDE / longest, POINTS_TO_200_DPI), may_draw_forms=False).to_pil()
            copy, left_out = copy_of_document(document, source)
        except pypdfium2.PdfiumError as error:
            raise CannotRead("The first page of this PDF cannot be drawn. Please save and send it again.") from error
    finally:
        document.close()
    shown = flat(picture)
    display, display_type = encoded(shown, lossless=shown.mode == "L")
    notes = (f"The document has {pages} pages; the first is shown.",) if pages > 1 else ()
    return Film(
        media_type="application/pdf",
        kind="letter",
        width=picture.width,
        height=picture.height,
        pages=pages,
        display=display,
        display_type=display_type,
        thumbnail=thumbnail_of(shown),
        copy=copy,
        likeness=likeness_of(shown),
        notes=(*notes, *left_out),
    )
