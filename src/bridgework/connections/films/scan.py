"""TIFF files: scans of one page or several, and films of old sensors. All sizes are checked before a pixel is unfolded."""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from bridgework.connections.films.copy_of_picture import SMALLER
from bridgework.connections.films.film import DISPLAY_SIDE, MAX_COPIED_BYTES, MAX_PIXELS_WHOLE, MAX_SCAN_PAGES, CannotRead, Film
from bridgework.connections.films.likeness import likeness_of
from bridgework.connections.films.picture import (
    ORIENTATION,
    check_size,
    encoded,
    flat,
    proposed_kind,
    raw_pixels,
    small_enough,
    thumbnail_of,
    window_of,
    windowed,
)

DAMAGED = "This TIFF picture is damaged, was cut off on its way, or is stored in a way that cannot be read. Please save it as PNG or JPEG."
WRONG = (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError, RuntimeError)


def read_scan(source: BinaryIO, size: int) -> Film:
    """A TIFF file of `size` bytes as a film. Raises CannotRead when it is too large, has too many pages, is cut off or not what it claims."""
    try:
        with Image.open(source, formats=("TIFF",)) as opened:
            pages = count_pages(opened)
            first = upright(opened, 0)
            width, height = first.size
            pixels = None
            if is_deep(first):
                gray = whole_numbers(first)
                pixels = raw_pixels(gray, *window_of(gray), inverted=False)
            shown = viewable(first)
            others = tuple(page_picture(opened, number) for number in range(pages)) if pages > 1 else ()
            copy = b"" if size > MAX_COPIED_BYTES else copy_of_scan(opened, pages)
    except CannotRead:
        raise
    except WRONG as error:
        raise CannotRead(DAMAGED) from error
    display, display_type = encoded(shown, lossless=shown.mode == "L")
    return Film(
        media_type="image/tiff",
        kind=proposed_kind(shown) if pages == 1 else "other",
        width=width,
        height=height,
        pages=pages,
        display=display,
        display_type=display_type,
        thumbnail=thumbnail_of(shown),
        pixels=pixels if pages == 1 else None,
        slices=others,
        copy=copy,
        likeness=likeness_of(shown),
        notes=() if copy else (SMALLER,),
    )


def count_pages(opened: Image.Image) -> int:
    """How many pages there are, each of a size that can be opened. A chain of pages that leads in a circle ends at the limit."""
    pages = pixels = 0
    for page in ImageSequence.Iterator(opened):
        pages += 1
        if pages > MAX_SCAN_PAGES:
            raise CannotRead(
                f"This TIFF file has more than {MAX_SCAN_PAGES} pages. Please send only what belongs to the referral, or a PDF."
            )
        check_size(page.width, page.height, MAX_PIXELS_WHOLE)
        pixels += page.width * page.height
    if pixels > 2 * MAX_PIXELS_WHOLE:
        raise CannotRead(
            f"The pages of this TIFF file have {pixels / 1e6:,.0f} megapixels together; at most {2 * MAX_PIXELS_WHOLE // 1_000_000} can be "
            "opened. Please send a smaller export."
        )
    return pages


def upright(opened: Image.Image, number: int) -> Image.Image:
    """A page, unfolded and turned as its own tag says."""
    opened.seek(number)
    opened.load()
    return ImageOps.exif_transpose(small_enough(opened)) if opened.getexif().get(ORIENTATION, 1) != 1 else small_enough(opened)


def is_deep(page: Image.Image) -> bool:
    """Whether a page has more grays than a screen."""
    return page.mode.startswith(("I", "F"))


def whole_numbers(page: Image.Image) -> "np.ndarray[Any, Any]":
    """Deep grays as whole numbers; fractions are spread over 16 bits."""
    values = np.asarray(page)
    if not np.issubdtype(values.dtype, np.floating):
        return values.astype(np.int32)
    finite = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(finite.min()), float(finite.max())
    spread: np.ndarray[Any, Any] = ((finite - low) * (65_535 / max(high - low, 1e-12))).astype(np.int32)
    return spread


def viewable(page: Image.Image) -> Image.Image:
    """A page in the grays or colors of a screen."""
    if not is_deep(page):
        return flat(page)
    gray = whole_numbers(page)
    return Image.fromarray(windowed(gray, *window_of(gray), inverted=False))


def page_picture(opened: Image.Image, number: int) -> bytes:
    """A page as a picture to leaf through."""
    page = viewable(upright(opened, number))
    page.thumbnail((DISPLAY_SIDE, DISPLAY_SIDE), Image.Resampling.BOX)
    page.info = {}
    kept = io.BytesIO()
    page.save(kept, "JPEG", quality=85)
    return kept.getvalue()


def copy_of_scan(opened: Image.Image, pages: int) -> bytes:
    """The same pixels in a new TIFF file, without any tag of the old one but what is needed to draw them; turned upright."""

    def clean() -> Iterator[Image.Image]:
        for number in range(pages):
            opened.seek(number)
            page = ImageOps.exif_transpose(opened.copy())
            page.info = {}
            yield page

    rest = clean()
    first = next(rest)
    kept = io.BytesIO()
    first.save(
        kept, "TIFF", compression="tiff_lzw" if first.mode in ("L", "RGB", "RGBA", "I;16") else None, save_all=True, append_images=rest
    )
    return kept.getvalue()
