"""DICOM files: header facts, one frame decoded, the 16-bit values for window and level. Sizes are checked before a pixel is touched."""

import struct
import zlib
from typing import Any, BinaryIO

import numpy as np
import pydicom
import pydicom.config
from PIL import Image
from pydicom.dataset import Dataset, FileDataset
from pydicom.pixels.utils import iter_pixels, pixel_array

from bridgework.connections.films.content import HEAD_BYTES
from bridgework.connections.films.copy_of_radiograph import copy_of_radiograph
from bridgework.connections.films.film import (
    MAX_FILE_BYTES,
    MAX_FRAMES,
    MAX_PIXELS_WHOLE,
    SLICE_PIXELS,
    SLICE_PIXELS_COMPRESSED,
    CannotRead,
    DicomFacts,
    Film,
    FilmKind,
)
from bridgework.connections.films.header import day_of, fact, listed, name_of, number, whole_number, words
from bridgework.connections.films.likeness import likeness_of
from bridgework.connections.films.orientation import edges_of, side_of
from bridgework.connections.films.picture import ROWS_AT_ONCE, encoded, raw_pixels, thumbnail_of, window_of, windowed
from bridgework.connections.films.volume import every, pictures_of, said, shown_frames
from bridgework.rules.teeth import System, Tooth, parse
from bridgework.rules.tooth_words import universal_of_words

DAMAGED = "This DICOM file is damaged or was cut off on its way. Please export the film again."
UNDECODABLE = "The picture in this DICOM file cannot be decoded. Please export the film again, uncompressed or as PNG."
# Modality (DICOM PS3.3 C.7.3.1.1.1) to our kinds; DX and OT are decided by their shape.
KINDS: dict[str, FilmKind] = {
    "IO": "periapical",
    "PX": "panoramic",
    "XC": "photo",
    "CT": "cbct",
    "ES": "photo",
    "GM": "photo",
    "DOC": "letter",
}

pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE  # headers are sloppy in the field; each fact is checked here


def read_radiograph(source: BinaryIO, size: int) -> Film:
    """A DICOM file of `size` bytes as a film. Raises CannotRead when it is damaged, holds no picture or claims impossible sizes."""
    check_deflated(source)
    try:
        header = pydicom.dcmread(source, stop_before_pixels=True)
        rows, columns, samples, frames, bits = (
            whole_number(header, name, default)
            for name, default in (("Rows", 0), ("Columns", 0), ("SamplesPerPixel", 1), ("NumberOfFrames", 1), ("BitsAllocated", 0))
        )
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        raise CannotRead(DAMAGED) from error
    if not rows or not columns:
        raise CannotRead("This DICOM file holds no picture (a report or a list, perhaps). Please send the film itself, or a PDF.")
    check_claims(header, rows, columns, samples, frames, bits, size)
    facts = facts_of(header, frames)
    values = decoded_frame(source, frames // 2)
    if values.ndim not in (2, 3) or not values.size:
        raise CannotRead(DAMAGED)
    pixels = None
    window, inverted = (128.0, 256.0), False
    if values.ndim == 3:
        shown = Image.fromarray(
            values.astype(np.uint8) if values.dtype == np.uint8 else (values >> max(bits - 8, 0)).astype(np.uint8)[..., :3]
        )
    else:
        gray = rescaled(header, values)
        inverted = facts.photometric == "MONOCHROME1"
        window = header_window(header) or window_of(gray)
        pixels = raw_pixels(gray, *window, inverted=inverted)
        shown = Image.fromarray(windowed(gray, *window, inverted=inverted))
    display, display_type = encoded(shown, lossless=shown.mode == "L")
    slices, notes = frames_of(source, header, frames, rows * columns, window, inverted=inverted) if frames > 1 else ((), ())
    copy = copy_of_radiograph(source, size)
    return Film(
        media_type="application/dicom",
        kind=proposed_kind(facts, columns, rows),
        width=columns,
        height=rows,
        pages=frames,
        display=display,
        display_type=display_type,
        thumbnail=thumbnail_of(shown),
        pixels=pixels,
        dicom=facts,
        slices=slices,
        copy=copy.content,
        rest=copy.rest,
        as_it_came=copy.as_it_came,
        likeness=likeness_of(shown),
        notes=(*notes, *copy.notes),
    )


def decoded_frame(source: BinaryIO, number: int) -> "np.ndarray[Any, Any]":
    """The stored values of one frame. Raises CannotRead."""
    source.seek(0)
    try:
        return pixel_array(source, index=number)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        raise CannotRead(UNDECODABLE) from error


def frames_of(
    source: BinaryIO, header: FileDataset, frames: int, pixels_each: int, window: tuple[float, float], *, inverted: bool
) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """The frames of a volume as pictures to scroll through, and what is to be told of them. Raises CannotRead."""
    compressed = header.file_meta.TransferSyntaxUID.is_compressed
    step = every(frames, pixels_each, SLICE_PIXELS_COMPRESSED if compressed else SLICE_PIXELS)
    source.seek(0)
    shown = iter_pixels(source, indices=shown_frames(frames, step))
    values = (rescaled(header, frame) if frame.ndim == 2 else frame for frame in shown)
    try:
        bits = whole_number(header, "BitsStored", 8)
        pictures = tuple(pictures_of(values, window, inverted=inverted, bits=bits))
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        raise CannotRead(UNDECODABLE) from error
    return pictures, said(frames, step, max(header.Rows, header.Columns))


def check_deflated(source: BinaryIO) -> None:
    """Refuses a deflated file (PS3.5 A.5) that unfolds to more than any film: the parser would first unfold all of it."""
    head = source.read(HEAD_BYTES)
    source.seek(0)
    if b"1.2.840.10008.1.2.1.99" in head and head[132:136] == b"\x02\x00\x00\x00":
        source.seek(144 + struct.unpack_from("<I", head, 140)[0])
        unfolding = zlib.decompressobj(-zlib.MAX_WBITS)
        unfolded = 0
        try:
            while block := source.read(65_536):
                unfolded += len(unfolding.decompress(block, MAX_FILE_BYTES - unfolded + 1))
                if unfolded > MAX_FILE_BYTES:
                    raise CannotRead(
                        f"This DICOM file unfolds to more than {MAX_FILE_BYTES // 1024 // 1024} MB. Please send a smaller export."
                    )
        except zlib.error as error:
            raise CannotRead(DAMAGED) from error
        source.seek(0)


def check_claims(header: FileDataset, rows: int, columns: int, samples: int, frames: int, bits: int, size: int) -> None:
    """Refuses what the header claims before memory is reserved for it. A known public sample claims 3.8 trillion pixels in 1 kB."""
    if rows * columns > MAX_PIXELS_WHOLE or frames > MAX_FRAMES:
        raise CannotRead(
            f"This DICOM file says it holds {frames:,} picture{'s' if frames > 1 else ''} of {columns:,} x {rows:,} pixels, "
            f"more than can be opened ({MAX_PIXELS_WHOLE // 1_000_000} megapixels, {MAX_FRAMES:,} frames). Please send a smaller export."
        )
    if frames < 1 or samples not in (1, 3) or bits not in (1, 8, 16, 32):
        raise CannotRead(DAMAGED)
    syntax = header.file_meta.get("TransferSyntaxUID")
    if syntax is None or not syntax.is_transfer_syntax:
        raise CannotRead(DAMAGED)
    compressed = syntax.is_compressed or syntax.is_deflated
    if not compressed and rows * columns * samples * frames * bits // 8 > size:
        raise CannotRead("This DICOM file ends before its picture does: it was cut off on its way. Please export the film again.")


def rescaled(header: FileDataset, values: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Stored values through the linear modality rescale (PS3.3 C.11.1.1.2), rounded to whole numbers."""
    slope, intercept = number(header, "RescaleSlope", 1.0), number(header, "RescaleIntercept", 0.0)
    if (slope == 1.0 and intercept == 0.0) or not slope:
        return values.astype(np.uint8) if values.dtype == bool else values
    scaled = np.empty(values.shape, np.int32)
    for row in range(0, values.shape[0], ROWS_AT_ONCE):
        scaled[row : row + ROWS_AT_ONCE] = np.rint(values[row : row + ROWS_AT_ONCE].astype(np.float32) * slope + intercept)
    return scaled


def header_window(header: FileDataset) -> tuple[float, float] | None:
    """The window the header names (its first), when it is usable."""
    width = number(header, "WindowWidth", 0.0)
    return (number(header, "WindowCenter", 0.0), width) if width >= 1 and fact(header, "WindowCenter") not in (None, "") else None


def facts_of(header: FileDataset, frames: int) -> DicomFacts:
    """The header's claims, each one dropped rather than guessed when it makes no sense."""
    spacing, basis = spacing_of(header)
    return DicomFacts(
        modality=words(fact(header, "Modality"))[:16],
        acquired=next((day for name in ("AcquisitionDate", "ContentDate", "StudyDate") if (day := day_of(fact(header, name)))), None),
        tooth=tooth_of(header),
        patient_name=name_of(fact(header, "PatientName")),
        birth_date=day_of(fact(header, "PatientBirthDate")),
        photometric=words(fact(header, "PhotometricInterpretation"))[:32],
        frames=frames,
        spacing_mm=spacing,
        spacing_basis=basis,
        edges=edges_of(header),
        side=side_of(header),
    )


def spacing_of(header: FileDataset) -> tuple[tuple[float, float] | None, Any]:
    """Millimeters between pixels. PixelSpacing equal to the detector's own is uncalibrated (PS3.3 10.7.1.3)."""
    found: dict[str, tuple[float, float]] = {}
    for name in ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing"):
        try:
            row, column = (float(part) for part in fact(header, name) or ())
        except (TypeError, ValueError):
            continue
        if 0.001 <= row <= 10 and 0.001 <= column <= 10:
            found[name] = (row, column)
    detector = found.get("ImagerPixelSpacing") or found.get("NominalScannedPixelSpacing")
    calibrated = found.get("PixelSpacing")
    if calibrated and (calibrated != detector or words(fact(header, "Modality")) == "CT"):
        return calibrated, "calibrated"
    return (detector, "detector") if detector else (None, "")


def tooth_of(header: FileDataset) -> str:
    """The one tooth that the header's anatomy names in words (PS3.3 10.5, CID 4018/4019), or ""."""
    named = set()
    for sequence in ("AnatomicRegionSequence", "PrimaryAnatomicStructureSequence"):
        for item in listed(header, sequence):
            modifiers = listed(item, sequence.replace("Sequence", "ModifierSequence"))
            for coded in (item, *modifiers):
                named.add(universal_of_words(words(fact(coded, "CodeMeaning"))) or universal_of_code(coded))
    named.discard(None)
    return named.pop() or "" if len(named) == 1 else ""


def universal_of_code(coded: Dataset) -> str | None:
    """A tooth that is coded by its number: ISO 3950 (FDI), as many dental programs write it, or the ADA's Universal system."""
    scheme, code = words(fact(coded, "CodingSchemeDesignator")).upper(), words(fact(coded, "CodeValue")).upper()
    system: System | None = "fdi" if "3950" in scheme or scheme == "FDI" else "universal" if scheme in ("ADA", "UNIVERSAL", "UNS") else None
    found = parse(code, system) if system else None
    return found.universal if isinstance(found, Tooth) else None


def proposed_kind(facts: DicomFacts, columns: int, rows: int) -> FilmKind:
    """What the modality says; a digital radiograph of no stated kind is a panoramic when it is wide."""
    if facts.modality in KINDS:
        return KINDS[facts.modality]
    if facts.photometric.startswith("MONOCHROME") and facts.modality in ("DX", "CR", "OT", "SC", ""):
        return "panoramic" if columns >= 1.7 * rows else "other"
    return "photo" if not facts.photometric.startswith("MONOCHROME") else "other"
