"""What is handed out of a picture: the very same pixels, without place, time, device, thumbnail, comment, and whatever was hung on behind.

JPEG and PNG are not encoded again: their parts are copied one by one, and only those that draw the picture. Sources: ITU-T T.81, PNG (W3C).
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from bridgework.connections.films.film import MAX_COPIED_BYTES, MediaType

SMALLER = "The file is so large that a smaller picture of it is handed out; the original is kept."
PNG_MARK = b"\x89PNG\r\n\x1a\n"
DRAWS_PNG = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"}
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
STANDALONE = {0x01, *range(0xD0, 0xD9)}
SOI, EOI, SOS, APP0, APP2, APP14, LAST_APP, COMMENT = 0xD8, 0xD9, 0xDA, 0xE0, 0xE2, 0xEE, 0xEF, 0xFE


def copy_of_picture(source: BinaryIO, media_type: MediaType, size: int, orientation: int) -> tuple[bytes, tuple[str, ...]]:
    """The copy, and what is to be said of it. Empty where the file is too large or its parts cannot be told apart: then the picture that
    is shown is handed out instead.
    """
    if size > MAX_COPIED_BYTES:
        return b"", (SMALLER,)
    source.seek(0)
    content = source.read()
    try:
        parts = png_parts(content, orientation) if media_type == "image/png" else jpeg_parts(content, orientation)
        return b"".join(parts), ()
    except (IndexError, struct.error):
        return b"", ()


def png_parts(content: bytes, orientation: int) -> Iterator[bytes]:
    """The chunks that draw the picture, up to its end; which way is up is kept."""
    yield PNG_MARK
    at = len(PNG_MARK)
    while True:
        (length,) = struct.unpack_from(">I", content, at)
        kind = content[at + 4 : at + 8]
        if kind in DRAWS_PNG:
            yield content[at : at + 12 + length]
        if kind == b"IHDR" and orientation != 1:
            body = _way_up(orientation)[6:]
            yield struct.pack(">I", len(body)) + b"eXIf" + body + struct.pack(">I", zlib.crc32(b"eXIf" + body))
        if kind == b"IEND":
            return
        at += 12 + length
        if at >= len(content):
            raise IndexError(at)


def jpeg_parts(content: bytes, orientation: int) -> Iterator[bytes]:
    """The segments that draw the picture, up to its end; which way is up and the color profile are kept."""
    yield b"\xff\xd8"
    if orientation != 1:
        body = _way_up(orientation)
        yield struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body
    at = 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1  # fill bytes
        if content[at] != 0xFF:
            raise IndexError(at)
        marker = content[at + 1]
        if marker == EOI:
            yield b"\xff\xd9"
            return
        if marker in STANDALONE:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if draws_jpeg(marker, segment[4:]):
            yield segment
        at += 2 + length
        if marker == SOS:
            end = end_of_scan(content, at)
            yield content[at:end]
            at = end


def draws_jpeg(marker: int, body: bytes) -> bool:
    """Whether a segment is needed to draw the picture."""
    if marker == APP0:
        return body.startswith(b"JFIF\x00")
    if marker == APP2:
        return body.startswith(b"ICC_PROFILE\x00")
    return marker == APP14 or not (APP0 <= marker <= LAST_APP or marker == COMMENT)


def end_of_scan(content: bytes, at: int) -> int:
    """Where the entropy-coded bytes that begin at `at` end: at the next marker that is neither stuffing nor a restart."""
    found = MARKER.search(content, at)
    if found is None:
        raise IndexError(at)
    return found.start()


def _way_up(orientation: int) -> bytes:
    """An EXIF block that says nothing but which way is up."""
    return b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00" + struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + b"\x00\x00\x00\x00"
