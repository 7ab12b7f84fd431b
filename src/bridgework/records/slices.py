"""Many pictures in one stored content: the slices of a volume, the pages of a scan.

The layout: the word SLICES01, then how many (four bytes, little-endian), where each begins and where the last one ends (eight bytes each),
then the pictures themselves, PNG or JPEG.
"""

import struct
from collections.abc import Sequence

from bridgework.records import files

MARK = b"SLICES01"
HEAD = len(MARK) + 4


def packed(pictures: Sequence[bytes]) -> bytes:
    """The pictures as one content."""
    begins = HEAD + 8 * (len(pictures) + 1)
    places = [begins]
    for picture in pictures:
        places.append(places[-1] + len(picture))
    return b"".join((MARK, struct.pack("<I", len(pictures)), struct.pack(f"<{len(places)}Q", *places), *pictures))


def read_slice(sha256: str, number: int) -> bytes:
    """One picture, counted from 0. Raises IndexError where there are not as many, FileNotFoundError where the content was never kept."""
    with files.open_blob(sha256) as stream:
        head = stream.read(HEAD)
        if head[: len(MARK)] != MARK:
            raise IndexError(number)
        (count,) = struct.unpack("<I", head[len(MARK) :])
        if not 0 <= number < count:
            raise IndexError(number)
        stream.seek(HEAD + 8 * number)
        begin, end = struct.unpack("<2Q", stream.read(16))
        stream.seek(begin)
        return stream.read(end - begin)
