"""What a file is, by its first bytes and never by its name."""

import re

from bridgework.connections.films.film import CannotRead, MediaType

HEAD_BYTES = 4_096
SEND_INSTEAD = "Please send a DICOM, JPEG, PNG, TIFF or PDF file."

PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
OTHER_PICTURES = (
    (re.compile(rb"GIF8[79]a"), "a GIF picture"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "a WebP picture"),
    (re.compile(rb"BM....\x00\x00\x00\x00", re.DOTALL), "a BMP picture"),
    (re.compile(rb"....ftyp(heic|heix|mif1|msf1|hevc|avif)", re.DOTALL), "a HEIC photo"),
)
BEGINNINGS: tuple[tuple[bytes | tuple[bytes, ...], MediaType], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    ((b"II*\x00", b"II+\x00", b"MM\x00*", b"MM\x00+"), "image/tiff"),
    (b"PK\x03\x04", "application/zip"),
)
MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body|script|svg|iframe|\?xml|!--|!doctype)", re.IGNORECASE)


def media_type_of(head: bytes) -> MediaType:
    """The media type of a file whose first 4,096 bytes are `head`. Raises CannotRead for everything that we do not take."""
    if head[128:132] == b"DICM":
        if head.startswith(PROGRAMS):
            # A DICOM preamble is free space: a file may be a radiograph and a Windows program at once (CVE-2019-11687).
            raise CannotRead("This file is a radiograph and a program at once, so it was not accepted. Please export the film again.")
        return "application/dicom"
    for beginning, media_type in BEGINNINGS:
        if head.startswith(beginning):
            return media_type
    # Readers of PDF find its mark anywhere near the beginning: a program or a page that carries one is none.
    if b"%PDF-" in head[:1_024] and not head.startswith(PROGRAMS) and not is_markup(head):
        return "application/pdf"
    raise CannotRead(f"This file is {what_it_is(head)}. {SEND_INSTEAD}")


def is_markup(head: bytes) -> bool:
    """Whether it begins like a web page or an SVG drawing."""
    return MARKUP.match(head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")) is not None


def what_it_is(head: bytes) -> str:
    """A few words for a file that we do not take, and why where that needs saying."""
    if head.startswith(PROGRAMS):
        return "a program, not a film or a document"
    if is_markup(head):
        is_drawing = b"<svg" in head[:1_024].lower()
        return "an SVG drawing; those can carry programs and are not accepted" if is_drawing else "a web page, whatever its name says"
    for pattern, name in OTHER_PICTURES:
        if pattern.match(head):
            return f"{name}, which cannot be shown here"
    return likely_name(head)


def likely_name(head: bytes) -> str:
    """A few words for a file we do not accept, as the public signature tables name it."""
    if not head.strip(b"\x00"):
        return "empty space (nothing but zeros)"
    import puremagic  # noqa: PLC0415  half the start-up time of a small decode, and only refusals need it

    try:
        guesses = puremagic.magic_string(head)
    except puremagic.PureError:
        guesses = []
    if guesses and guesses[0].confidence >= 0.4 and guesses[0].name:
        return f"of another kind ({guesses[0].name})"
    return "not a film or document that can be recognized"
