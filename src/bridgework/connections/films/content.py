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
TIFF = re.compile(rb"II[*+]\x00|MM\x00[*+]")
MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body|script|svg|iframe|\?xml|!--|!doctype)", re.IGNORECASE)


def media_type_of(head: bytes) -> MediaType:
    """The media type of a file whose first 4,096 bytes are `head`. Raises CannotRead for everything that we do not take."""
    if head[128:132] == b"DICM":
        if head.startswith(PROGRAMS):
            # A DICOM preamble is free space: a file may be a radiograph and a Windows program at once (CVE-2019-11687).
            raise CannotRead("This file is a radiograph and a program at once, so it was not accepted. Please export the film again.")
        return "application/dicom"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if TIFF.match(head):
        return "image/tiff"
    if head.startswith(b"PK\x03\x04"):
        return "application/zip"
    if head.startswith(PROGRAMS):
        raise CannotRead(f"This file is a program, not a film or a document. {SEND_INSTEAD}")
    if MARKUP.match(head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")):
        if b"<svg" in head[:1_024].lower():
            raise CannotRead(f"This file is an SVG drawing; those can carry programs and are not accepted. {SEND_INSTEAD}")
        raise CannotRead(f"This file is a web page, whatever its name says. {SEND_INSTEAD}")
    if b"%PDF-" in head[:1_024]:
        return "application/pdf"
    for pattern, name in OTHER_PICTURES:
        if pattern.match(head):
            raise CannotRead(f"This file is {name}, which cannot be shown here. {SEND_INSTEAD}")
    raise CannotRead(f"This file is {likely_name(head)}. {SEND_INSTEAD}")


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
