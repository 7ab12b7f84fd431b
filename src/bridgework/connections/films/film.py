"""What a readable film is, and the limits that make reading it safe. Standard library only: the web process imports this file."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

MediaType = Literal["application/dicom", "image/jpeg", "image/png", "application/pdf"]
FilmKind = Literal["periapical", "bitewing", "panoramic", "cbct", "photo", "letter", "other"]

# A cone-beam volume of one jaw is 50 to 150 MB; more is somebody's whole archive.
MAX_FILE_BYTES = 200 * 1024 * 1024
# The largest pictures in practice are phone photos of 108 megapixels and scanned panoramics of about 30.
MAX_PIXELS = 120_000_000
# A volume of 0.1 mm slices through both jaws has about 900.
MAX_FRAMES = 2_000
# A referral letter with a whole chart behind it stays under a hundred pages.
MAX_PAGES = 500
# Enough to zoom into an apex on a large screen; a 30 x 40 mm sensor has about 1,300 x 1,700 pixels.
DISPLAY_SIDE = 2_600
THUMBNAIL_SIDE = 320
# Above this the viewer works on the display picture: 16 bits of 16 megapixels are 32 MB in the browser.
MAX_RAW_PIXELS = 16_000_000

# What the decoding process may use before it is stopped. 108 megapixels in color are 324 MB, twice while scaling; libraries map 0.5 GB.
CHILD_MEMORY_BYTES = 2 * 1024 * 1024 * 1024
CHILD_CPU_SECONDS = 20
CHILD_WALL_SECONDS = 40.0


@dataclass(frozen=True, slots=True)
class RawPixels:
    """The film's own gray values for window and level.

    `data` is gzip over little-endian 16-bit values, row by row, `signed` or not, after the modality rescale (rounded).
    `inverted` is true for MONOCHROME1, where the lowest value is white.
    """

    data: bytes = field(repr=False)
    width: int
    height: int
    signed: bool
    window_center: float
    window_width: float
    inverted: bool


@dataclass(frozen=True, slots=True)
class DicomFacts:
    """What the DICOM header claims. For contradiction checks and proposals only: a header is as wrong as the person who typed it.

    `spacing_mm` is (between rows, between columns). `spacing_basis` 'detector' means measured at the sensor: lengths in the patient are
    shorter by the unknown magnification (DICOM PS3.3 10.7.1.3). `tooth` is Universal, only where the header names exactly one.
    """

    modality: str
    acquired: date | None
    tooth: str
    patient_name: str
    birth_date: date | None
    photometric: str
    frames: int
    spacing_mm: tuple[float, float] | None
    spacing_basis: Literal["calibrated", "detector", ""]


@dataclass(frozen=True, slots=True)
class Film:
    """A film that was opened. `display` and `thumbnail` are fresh encodings: nothing of the original's metadata is in them.

    `kind` is a proposal for a person to correct. `width` and `height` are of the original, in pixels (of the display for a PDF).
    `pages` counts PDF pages or DICOM frames; what is shown is the first page, or the middle frame of a volume.
    `notes` are sentences worth telling (for example that more than one frame is inside).
    """

    media_type: MediaType
    kind: FilmKind
    width: int
    height: int
    pages: int
    display: bytes = field(repr=False)
    display_type: Literal["image/jpeg", "image/png"]
    thumbnail: bytes = field(repr=False)
    pixels: RawPixels | None = None
    dicom: DicomFacts | None = None
    notes: tuple[str, ...] = ()


class CannotRead(Exception):
    """The film cannot be read; the sentence says why and what to do. Becomes `door.Unreadable` at this folder's edge."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
