"""A file that arrives in pieces, and a phone that sends pictures: what fits, and where the next piece has to begin."""

from datetime import datetime, timedelta

from bridgework.rules.refusals import FileRefused, Refusal

LARGEST_FILE = 200 * 1024 * 1024
"""Bytes. A panoramic film has about 5 MB, a CBCT volume 100 to 200 MB."""
SMALLEST_PIECE = 64 * 1024
LARGEST_PIECE = 8 * 1024 * 1024
"""Bytes of one piece; the last one may be smaller."""
MOST_UNDER_WAY = 40
"""Files on their way to one referral at a time."""
HALF_LIVES = timedelta(hours=24)
"""How long what has arrived of a file waits for the rest: over night, for whoever closed the laptop."""

PHONE_LIVES = timedelta(minutes=30)
"""How long a phone may send after the code was shown; a form stays open for about a quarter of an hour."""
PHONE_LARGEST = 40 * 1024 * 1024
"""Bytes. A phone photo of 48 megapixels has about 12 MB, one of 108 about 30."""
PHONE_MOST = 20
PHONE_MOST_A_MINUTE = 8


class OutOfStep(Refusal):
    """A piece does not begin where the last one ended. The sender asks where it is, and goes on from there."""


def check_size(size: int, largest: int = LARGEST_FILE) -> None:
    """Raises FileRefused for an empty file and for one that is larger than what can be kept."""
    if size < 1:
        raise FileRefused("This file is empty (0 bytes). Nothing was attached; please export it again.")
    if size > largest:
        raise FileRefused(f"This file has {-(-size // 2**20)} MB; at most {largest // 2**20} MB can be attached. Nothing was attached.")


def check_piece(*, size: int, received: int, offset: int, length: int) -> None:
    """Whether a piece of `length` bytes at `offset` may follow `received` of `size` bytes. Raises OutOfStep or FileRefused.

    A piece of no length at the very end is allowed: it asks for a file to be finished that has arrived whole.
    """
    if offset != received:
        raise OutOfStep(f"The next piece begins at byte {received}.")
    if offset + length > size:
        raise FileRefused("More arrived than the file has. Please choose the file again.")
    if length > LARGEST_PIECE or (length < SMALLEST_PIECE and offset + length < size):
        raise FileRefused(f"A piece has between {SMALLEST_PIECE // 1024} KB and {LARGEST_PIECE // 2**20} MB.")


def check_phone(*, size: int, sent_at: list[datetime], now: datetime) -> None:
    """Whether a phone that sent pictures at `sent_at` may send one more of `size` bytes. Raises FileRefused."""
    if size < 1 or size > PHONE_LARGEST:
        raise FileRefused("This picture is empty or larger than 40 MB. Please take it again.")
    if len(sent_at) >= PHONE_MOST:
        raise FileRefused("This phone has sent as many pictures as one form takes. Ask for a new code if there are more.")
    if sum(at > now - timedelta(minutes=1) for at in sent_at) >= PHONE_MOST_A_MINUTE:
        raise FileRefused("That was fast. Please wait a minute before you send the next picture.")
