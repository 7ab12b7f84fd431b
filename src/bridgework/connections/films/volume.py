"""Volumes: the frames of a DICOM file, or the files of a ZIP, as pictures to scroll through, within limits that are said."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from PIL import Image

from bridgework.connections.films.film import MAX_SLICES, SLICE_SIDE
from bridgework.connections.films.picture import windowed


def every(frames: int, pixels_each: int, most_pixels: int) -> int:
    """Every how many slices one is shown: 1 for all of them. Bound by the number and by what decoding them takes."""
    by_number = -(-frames // MAX_SLICES)
    by_work = -(-frames * max(pixels_each, 1) // most_pixels)
    return max(1, by_number, by_work)


def shown_frames(frames: int, step: int) -> list[int]:
    """The numbers of the frames that are shown, the middle one among them."""
    return list(range(frames // 2 % step, frames, step))


def said(frames: int, step: int, side: int) -> tuple[str, ...]:
    """What is to be told of a volume."""
    notes = []
    if step > 1:
        nth = {2: "second", 3: "third"}.get(step, f"{step}th")
        notes.append(f"The volume has {frames:,} slices; every {nth} one is shown. The file itself is kept whole.")
    if side > SLICE_SIDE:
        notes.append(f"Its slices have {side:,} pixels a side and are scrolled at {SLICE_SIDE}; the file itself is kept whole.")
    return tuple(notes)


def pictures_of(values: Iterable["np.ndarray[Any, Any]"], window: tuple[float, float], *, inverted: bool, bits: int) -> Iterator[bytes]:
    """Each slice as a JPEG of at most 512 pixels a side, all in one window."""
    for slice_ in values:
        if slice_.ndim == 3:
            picture = Image.fromarray(slice_ if slice_.dtype == np.uint8 else (slice_ >> max(bits - 8, 0)).astype(np.uint8))
        else:
            picture = Image.fromarray(windowed(slice_, *window, inverted=inverted))
        picture.thumbnail((SLICE_SIDE, SLICE_SIDE), Image.Resampling.BOX)
        kept = io.BytesIO()
        picture.save(kept, "JPEG", quality=88)
        yield kept.getvalue()
