"""What a readable film is, and the limits that make reading it safe. Standard library only: the web process imports this file."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

MediaType = Literal["application/dicom", "application/zip", "image/jpeg", "image/png", "image/tiff", "application/pdf"]
FilmKind = Literal["periapical", "bitewing", "panoramic", "cbct", "photo", "letter", "other"]

# A cone-beam volume of one jaw is 50 to 150 MB; more is somebody's whole archive.
MAX_FILE_BYTES = 200 * 1024 * 1024
# The largest pictures in practice are phone photos of 108 megapixels (JPEG, which is read at the size it is shown in) ...
MAX_PIXELS = 120_000_000
# ... and scanned panoramics of about 30 megapixels: what has to be unfolded whole is bound by the memory of the decoding process.
MAX_PIXELS_WHOLE = 64_000_000
# A volume of 0.1 mm slices through both jaws has about 900.
MAX_FRAMES = 2_000
# A volume is scrolled as pictures of at most this side; 400 of them are one for every 0.2 mm of a jaw.
SLICE_SIDE = 512
MAX_SLICES = 400
# What is decoded for scrolling, in pixels: noisy slices take 0.2 seconds of processor for a megapixel of JPEG 2000, plain ones 0.02.
SLICE_PIXELS = 240_000_000
SLICE_PIXELS_COMPRESSED = 20_000_000
# A ZIP of slices, unfolded. Bombs claim more, or unfold to more than they claim; both end here.
MAX_UNFOLDED_BYTES = 600 * 1024 * 1024
# Pages of a scan.
MAX_SCAN_PAGES = 60
# A copy that is handed out without the notes of its maker is made of files up to this size.
MAX_COPIED_BYTES = 64 * 1024 * 1024
# ... and of DICOM, which is in memory several times while it is written, up to this one: of a larger one only the header is written anew.
MAX_COPIED_DICOM_BYTES = 32 * 1024 * 1024
# A referral letter with a whole chart behind it stays under a hundred pages.
MAX_PAGES = 500
# Enough to zoom into an apex on a large screen; a 30 x 40 mm sensor has about 1,300 x 1,700 pixels.
DISPLAY_SIDE = 2_600
THUMBNAIL_SIDE = 320
# Above this the viewer works on the display picture: 16 bits of 16 megapixels are 32 MB in the browser.
MAX_RAW_PIXELS = 16_000_000

# What the decoding process may use before it is stopped. Address space is more than memory: libraries map half a gigabyte of it.
CHILD_ADDRESS_BYTES = 2 * 1024 * 1024 * 1024
CHILD_DATA_BYTES = 400 * 1024 * 1024
CHILD_CPU_SECONDS = 8
# On an idle machine the time on the clock is the time on the processor; on a crowded one a good film is not refused for that.
CHILD_WALL_SECONDS = 60.0


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
    `edges` is what lies at the left, right, upper and lower edge of the picture as it is stored: R(ight), L(eft), A(nterior), P(osterior),
    H(ead) or F(eet) of the patient; empty where the header does not say. `side` is the side of the mouth it shows, "R" or "L" or "".
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
    edges: tuple[str, str, str, str] | None = None
    side: str = ""


@dataclass(frozen=True, slots=True)
class Film:
    """A film that was opened. `display` and `thumbnail` are fresh encodings: nothing of the original's metadata is in them.

    `kind` is a proposal for a person to correct. `width` and `height` are of the original, in pixels (of the display for a PDF).
    `pages` counts pages, frames or the slices of a ZIP; what is shown is the first page, or the middle frame of a volume.
    `slices` are pictures to scroll through, of a volume or of the pages of a scan, at most 512 (2,600) pixels a side.
    `copy` is what may be handed out: the same pixels or pages without places, scripts and notes; empty where that is the file as it came
    (a file too large to be copied: `as_it_came`). `likeness` is a perceptual hash, 16 hexadecimal digits.
    `notes` are sentences worth telling (for example that not every slice is shown).
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
    slices: tuple[bytes, ...] = field(default=(), repr=False)
    copy: bytes = field(default=b"", repr=False)
    rest: tuple[int, int] | None = None
    """Where the bytes of the original lie that follow `copy`, of a volume too large to be held twice."""
    as_it_came: bool = False
    likeness: str = ""
    notes: tuple[str, ...] = ()


class CannotRead(Exception):
    """The film cannot be read; the sentence says why and what to do. Becomes `door.Unreadable` at this folder's edge."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
