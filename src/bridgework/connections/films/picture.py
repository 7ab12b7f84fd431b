"""Pixels to the two pictures we show, and JPEG and PNG files to pixels. EXIF turns the picture and is then left behind."""

import gzip
import io
from typing import Any, BinaryIO, Literal

import numpy as np
from PIL import Image, ImageOps

from bridgework.connections.films.copy_of_picture import copy_of_picture
from bridgework.connections.films.film import (
    DISPLAY_SIDE,
    MAX_PIXELS,
    MAX_PIXELS_WHOLE,
    MAX_RAW_PIXELS,
    THUMBNAIL_SIDE,
    CannotRead,
    Film,
    FilmKind,
    MediaType,
    RawPixels,
)
from bridgework.connections.films.likeness import likeness_of

ROWS_AT_ONCE = 256
ORIENTATION = 0x0112  # the EXIF tag
# Pillow's own bomb check is replaced by ours, which knows the limit and can say it.
Image.MAX_IMAGE_PIXELS = None

DisplayType = Literal["image/jpeg", "image/png"]


def read_picture(source: BinaryIO, media_type: MediaType, size: int) -> Film:
    """A JPEG or PNG file of `size` bytes as a film. Raises CannotRead when it is too large, cut off or not what it claims to be."""
    try:
        with Image.open(source, formats=("PNG", "JPEG", "MPO")) as opened:
            check_size(opened.width, opened.height, MAX_PIXELS_WHOLE if opened.format == "PNG" else MAX_PIXELS)
            frames = 1 if opened.format == "MPO" else getattr(opened, "n_frames", 1)
            width, height = opened.size
            if opened.format != "PNG":
                opened.draft(None, (DISPLAY_SIDE, DISPLAY_SIDE))  # lets the JPEG decoder skip what would be scaled away
            opened.load()
            orientation = opened.getexif().get(ORIENTATION, 1)
            turned = ImageOps.exif_transpose(small_enough(opened))
    except CannotRead:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError) as error:
        raise CannotRead("This picture is damaged or was cut off on its way. Please export or take it again.") from error
    if (turned.width > turned.height) != (opened.width > opened.height):
        width, height = height, width
    pixels = None
    if turned.mode.startswith("I"):
        gray = np.asarray(turned).astype(np.int32)
        pixels = raw_pixels(gray, *window_of(gray), inverted=False)
        turned = Image.fromarray(windowed(gray, *window_of(gray), inverted=False))
    shown = flat(turned)
    display, display_type = encoded(shown, lossless=media_type == "image/png" and shown.mode == "L")
    notes = (f"The file holds {frames} pictures; the first is shown.",) if frames > 1 else ()
    copy, left_out = copy_of_picture(source, media_type, size, orientation)
    return Film(
        media_type=media_type,
        kind=proposed_kind(shown),
        width=width,
        height=height,
        pages=1,
        display=display,
        display_type=display_type,
        thumbnail=thumbnail_of(shown),
        pixels=pixels,
        copy=copy,
        likeness=likeness_of(shown),
        notes=(*notes, *left_out),
    )


def small_enough(picture: Image.Image) -> Image.Image:
    """A picture much larger than what is shown is made smaller before anything else is done with it: every step would double its memory."""
    times = max(picture.size) // DISPLAY_SIDE
    return picture.reduce(times) if times > 1 and picture.mode in ("L", "RGB", "RGBA", "LA", "CMYK", "YCbCr") else picture


def check_size(width: int, height: int, most: int = MAX_PIXELS) -> None:
    """Refuses a picture by the size its header claims, before a pixel is decoded."""
    if width < 1 or height < 1:
        raise CannotRead("This picture has no pixels. Please export or take it again.")
    if width * height > most:
        raise CannotRead(
            f"This picture says it is {width:,} x {height:,} pixels ({width * height / 1e6:,.0f} megapixels); "
            f"at most {most // 1_000_000} megapixels can be opened. Please send a smaller export."
        )


def flat(picture: Image.Image) -> Image.Image:
    """The picture in gray or in color, without transparency, color tables or four-color print."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "black")  # films are read on black
        picture = Image.alpha_composite(ground, picture)
    if picture.mode in ("1", "L", "LA"):
        return picture.convert("L")
    color = picture.convert("RGB")
    return color.convert("L") if is_gray(color) else color


def is_gray(picture: Image.Image) -> bool:
    """Whether a color picture holds only grays: most radiographs exported as JPEG do. Judged on a small copy."""
    sample = np.asarray(picture.resize((64, 64))).astype(np.int16)
    return bool((sample.max(axis=2) - sample.min(axis=2)).max() <= 8)


def proposed_kind(picture: Image.Image) -> FilmKind:
    """A first guess without a header: color is a photo, wide gray a panoramic, other gray a periapical film."""
    if picture.mode == "RGB":
        return "photo"
    return "panoramic" if picture.width >= 1.7 * picture.height else "periapical"


def encoded(picture: Image.Image, *, lossless: bool) -> tuple[bytes, DisplayType]:
    """The display picture: at most 2,600 pixels a side, without metadata. Gray films stay lossless, photos become JPEG."""
    shown = picture.copy()
    shown.thumbnail((DISPLAY_SIDE, DISPLAY_SIDE), Image.Resampling.LANCZOS)
    shown.info = {}
    buffer = io.BytesIO()
    if lossless:
        shown.save(buffer, "PNG", compress_level=6)
        return buffer.getvalue(), "image/png"
    shown.save(buffer, "JPEG", quality=90, subsampling=0)
    return buffer.getvalue(), "image/jpeg"


def thumbnail_of(picture: Image.Image) -> bytes:
    """A JPEG of at most 320 pixels a side."""
    small = picture.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    small.info = {}
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def window_of(gray: "np.ndarray[Any, Any]") -> tuple[float, float]:
    """Center and width that show the film well when its header names none: from the darkest to the lightest half percent."""
    low, high = (float(edge) for edge in np.percentile(gray[:: max(1, gray.shape[0] // 512), :: max(1, gray.shape[1] // 512)], (0.5, 99.5)))
    return (low + high) / 2, max(high - low, 1.0)


def windowed(gray: "np.ndarray[Any, Any]", center: float, width: float, *, inverted: bool) -> "np.ndarray[Any, Any]":
    """Gray values as 8 bits under a linear window (DICOM PS3.3 C.11.2.1.2.1, without its half-step terms); some rows at a time, so that
    a large film is in memory once and not three times.
    """
    low = center - width / 2
    scaled = np.empty(gray.shape, np.uint8)
    for row in range(0, gray.shape[0], ROWS_AT_ONCE):
        block = gray[row : row + ROWS_AT_ONCE].astype(np.float32)
        block -= low
        block *= 255.0 / width
        scaled[row : row + ROWS_AT_ONCE] = np.clip(block, 0, 255, out=block)
    return np.invert(scaled, out=scaled) if inverted else scaled


def raw_pixels(gray: "np.ndarray[Any, Any]", center: float, width: float, *, inverted: bool) -> RawPixels | None:
    """The film's values for the viewer, or None where they are too many or do not fit 16 bits."""
    low, high = int(gray.min()), int(gray.max())
    signed = low < 0
    if gray.size > MAX_RAW_PIXELS or low < -32_768 or high > (32_767 if signed else 65_535):
        return None
    values = np.ascontiguousarray(gray.astype("<i2" if signed else "<u2"))
    return RawPixels(
        data=gzip.compress(values.tobytes(), compresslevel=4, mtime=0),
        width=gray.shape[1],
        height=gray.shape[0],
        signed=signed,
        window_center=round(center, 2),
        window_width=round(width, 2),
        inverted=inverted,
    )
