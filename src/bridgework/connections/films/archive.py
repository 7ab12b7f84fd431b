"""ZIP files: the slices of one volume, as many programs export it. Nothing is ever written to disk, and no name in it is used as a path."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import numpy as np
import pydicom
from pydicom.dataset import FileDataset

from bridgework.connections.films.copy_of_radiograph import AS_IT_CAME, NOT_COPIED, clean
from bridgework.connections.films.film import (
    MAX_COPIED_DICOM_BYTES,
    MAX_FILE_BYTES,
    MAX_FRAMES,
    MAX_UNFOLDED_BYTES,
    SLICE_PIXELS,
    SLICE_PIXELS_COMPRESSED,
    CannotRead,
    Film,
)
from bridgework.connections.films.header import fact, whole_number, words
from bridgework.connections.films.radiograph import check_claims, decoded_frame, header_window, read_radiograph, rescaled
from bridgework.connections.films.volume import every, pictures_of, said, shown_frames

MAX_ENTRIES = 5_000
MAX_SLICE_BYTES = 64 * 1024 * 1024
HEADER_BYTES = 64 * 1024
DAMAGED = "This ZIP file is damaged or was cut off on its way. Please export it again."
NO_SLICES = "This ZIP file holds no DICOM slices. Please unpack it and send what belongs to the referral."
BOMB = f"This ZIP file unfolds to more than {MAX_UNFOLDED_BYTES // 1024 // 1024} MB, so it was not opened. Please send the region that matters."
LOCKED = "This ZIP file is locked with a password. Please send it without one."
OFFICE = "This is a document of an office program. Please save it as PDF and send that."
BESIDE_THE_POINT = re.compile(r"(^|/)(__MACOSX/|\.|DICOMDIR$|Thumbs\.db$)|/$|\.(txt|html?|xml|inf|exe|dll|ini|pdf|jpe?g)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slice:
    """One slice: the entry it lies in, and where it belongs in the volume."""

    entry: zipfile.ZipInfo
    series: str
    place: float


def read_archive(source: BinaryIO) -> Film:
    """A ZIP file as one volume. Raises CannotRead for bombs, passwords, damage, and for what holds no slices."""
    try:
        with zipfile.ZipFile(source) as archive:
            return _volume(archive, slices_in(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise CannotRead(LOCKED if "password" in str(error) else DAMAGED) from error


def slices_in(archive: zipfile.ZipFile) -> list[Slice]:
    """The slices of the longest series in the archive, in order. Claims are checked before anything is unfolded."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise CannotRead(OFFICE)
    wanted = [entry for entry in entries if not BESIDE_THE_POINT.search(entry.filename)]
    if len(entries) > MAX_ENTRIES or len(wanted) > MAX_FRAMES:
        raise CannotRead(f"This ZIP file holds {len(entries):,} files; at most {MAX_FRAMES:,} slices can be opened.")
    if any(entry.flag_bits & 1 for entry in wanted):
        raise CannotRead(LOCKED)
    if sum(entry.file_size for entry in wanted) > MAX_UNFOLDED_BYTES or any(entry.file_size > MAX_FILE_BYTES for entry in wanted):
        raise CannotRead(BOMB)
    series: dict[str, list[Slice]] = {}
    for entry in wanted:
        found = _slice_in(archive, entry)
        if found is not None:
            series.setdefault(found.series, []).append(found)
    if not series:
        raise CannotRead(NO_SLICES)
    longest = max(series.values(), key=len)
    return sorted(longest, key=lambda one: (one.place, one.entry.filename))


def _slice_in(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Slice | None:
    """A slice by its header, or None for what is no DICOM picture. Only the beginning of the entry is unfolded."""
    with archive.open(entry) as opened:
        head = opened.read(HEADER_BYTES)
    if head[128:132] != b"DICM":
        return None
    try:
        header = pydicom.dcmread(io.BytesIO(head), stop_before_pixels=True, force=True)
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return None
    if not fact(header, "Rows"):
        return None
    return Slice(entry, words(fact(header, "SeriesInstanceUID")), _place_of(header))


def _place_of(header: FileDataset) -> float:
    """Where a slice lies along the axis of its series, in millimeters; its number in the series where the header has no place."""
    try:
        position = [float(part) for part in fact(header, "ImagePositionPatient")]
        cosines = [float(part) for part in fact(header, "ImageOrientationPatient")]
        return float(np.dot(position, np.cross(cosines[:3], cosines[3:])))
    except (TypeError, ValueError):
        pass
    try:
        return float(fact(header, "InstanceNumber") or 0)
    except (TypeError, ValueError):
        return 0.0


def _volume(archive: zipfile.ZipFile, slices: list[Slice]) -> Film:
    """The volume: its middle slice as the film, and the others to scroll."""
    count = len(slices)
    middle = unfolded(archive, slices[count // 2])
    film = read_radiograph(io.BytesIO(middle), len(middle))
    copy, left_out = copy_of_slices(archive, slices)
    whole = replace(
        film,
        media_type="application/zip",
        kind="cbct" if film.kind == "other" else film.kind,
        pages=max(count, film.pages),
        copy=copy,
        rest=None,
        as_it_came=left_out == (AS_IT_CAME,),
        notes=left_out,
    )
    if count == 1:
        return replace(whole, slices=film.slices, notes=(*film.notes, *left_out))
    header = pydicom.dcmread(io.BytesIO(middle), stop_before_pixels=True)
    compressed = header.file_meta.TransferSyntaxUID.is_compressed
    step = every(count, film.width * film.height, SLICE_PIXELS_COMPRESSED if compressed else SLICE_PIXELS)
    window = header_window(header) or (film.pixels.window_center, film.pixels.window_width) if film.pixels else (128.0, 256.0)
    inverted = bool(film.pixels and film.pixels.inverted)
    shown = shown_frames(count, step)
    values = (_values(unfolded(archive, slices[number])) for number in shown)
    pictures = tuple(pictures_of(values, window, inverted=inverted, bits=8))
    return replace(whole, slices=pictures, notes=(*said(count, step, max(film.width, film.height)), *left_out))


def copy_of_slices(archive: zipfile.ZipFile, slices: list[Slice]) -> tuple[bytes, tuple[str, ...]]:
    """The slices without what is not passed on, numbered in their order, and what is to be said of it; other files stay behind."""
    if sum(one.entry.file_size for one in slices) > MAX_COPIED_DICOM_BYTES:
        return b"", (AS_IT_CAME,)
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            for number, one in enumerate(slices, start=1):
                # A fixed day: the same file gives the same copy, whenever it is made.
                copy.writestr(zipfile.ZipInfo(f"slice-{number:04}.dcm"), clean(io.BytesIO(unfolded(archive, one))), zipfile.ZIP_DEFLATED)
    except Exception:  # the parser raises whatever a hostile value leads it to; the volume itself is shown
        return b"", (NOT_COPIED,)
    return made.getvalue(), ()


def unfolded(archive: zipfile.ZipFile, one: Slice) -> bytes:
    """The bytes of an entry, at most as many as it claims and as a slice may have."""
    with archive.open(one.entry) as opened:
        content = opened.read(MAX_SLICE_BYTES + 1)
    if len(content) > MAX_SLICE_BYTES:
        raise CannotRead(f"A slice in this ZIP file has more than {MAX_SLICE_BYTES // 1024 // 1024} MB. Please export it again.")
    return content


def _values(content: bytes) -> "np.ndarray[Any, Any]":
    """The values of a slice, after the same checks as a film of its own gets."""
    header = pydicom.dcmread(io.BytesIO(content), stop_before_pixels=True)
    rows, columns, samples, bits = (
        whole_number(header, name, default) for name, default in (("Rows", 0), ("Columns", 0), ("SamplesPerPixel", 1), ("BitsAllocated", 0))
    )
    check_claims(header, rows, columns, samples, 1, bits, len(content))
    values = decoded_frame(io.BytesIO(content), 0)
    return rescaled(header, values) if values.ndim == 2 else values
