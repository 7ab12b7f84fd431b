"""What is handed out of a DICOM file: the same pixels and the same header, without private elements, addresses and places.

Who the patient is stays in it: films without a name are mixed up. What goes is what no reader of a film needs: everything in private
elements (PS3.5 7.8), where the patient lives (PS3.3 C.7.1.1, C.2.3), and what a camera wrote down: the position, the maker's note and the owner
in group 0016 (PS3.3 C.8.12), and EXIF, XMP and comments in each compressed frame (ITU-T T.81 segments, ISO/IEC 15444-1 boxes).
"""

import io
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

import pydicom
from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import encapsulate, generate_frames
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag
from pydicom.uid import JPEG2000TransferSyntaxes, JPEGLSTransferSyntaxes, JPEGTransferSyntaxes, RLELossless

from bridgework.connections.films.copy_of_picture import SOS, draws_jpeg, jpeg_parts
from bridgework.connections.films.film import MAX_COPIED_DICOM_BYTES

AS_IT_CAME = "The file is so large that it is handed out as it came, with everything in its header."
NOT_COPIED = "No clean copy could be made of this file: the picture of it is handed out; the original is kept."
LEFT_OUT = frozenset(
    tag_for_keyword(keyword)
    for keyword in (
        "PatientAddress",
        "PatientTelephoneNumbers",
        "PatientTelecomInformation",
        "CountryOfResidence",
        "RegionOfResidence",
        "PatientInstitutionResidence",
        "CurrentPatientLocation",
        "PatientMotherBirthName",
        "PatientReligiousPreference",
        "MilitaryRank",
        "BranchOfService",
        "Occupation",
        "OtherPatientIDs",
        "OtherPatientIDsSequence",
        "IconImageSequence",  # a second, small picture, with whatever came along in it
        "DataSetTrailingPadding",
    )
)
OF_THE_CAMERA = range(0x0016002B, 0x00160090)
"""Maker note, owner, serial numbers and the position of the camera, among them how the picture was exposed."""
PRIVATE_META = 0x00020100
PIXELS = b"\xe0\x7f\x10\x00"
JP2 = b"\x00\x00\x00\x0cjP  \r\n\x87\n"


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """What is handed out: `content`, followed by the bytes of the original from `rest[0]` to `rest[1]` where a volume is too large to be held
    twice. `as_it_came` where nothing could be left out of one so large; `notes` are what is to be said.
    """

    content: bytes = b""
    rest: tuple[int, int] | None = None
    as_it_came: bool = False
    notes: tuple[str, ...] = ()


def copy_of_radiograph(source: BinaryIO, size: int) -> CleanCopy:
    """The copy of a DICOM file of `size` bytes. Never raises for what is in it."""
    source.seek(0)
    try:
        if size <= MAX_COPIED_DICOM_BYTES:
            return CleanCopy(clean(source))
        head, rest = clean_head(source, size)
        return CleanCopy(head, rest) if rest else CleanCopy(as_it_came=True, notes=(AS_IT_CAME,))
    except Exception:  # the parser raises whatever a hostile value leads it to; the film itself was read
        return CleanCopy(notes=(NOT_COPIED,))


def clean(source: BinaryIO) -> bytes:
    """A DICOM file without what is not to be passed on. Raises whatever the parser raises for a file that it cannot write again."""
    film = pydicom.dcmread(source)
    leave_out(film)
    syntax = film.file_meta.TransferSyntaxUID
    if syntax.is_compressed and not syntax.is_deflated:
        frames = generate_frames(film.PixelData, number_of_frames=int(film.get("NumberOfFrames") or 1))
        film.PixelData = encapsulate([clean_frame(frame, syntax) for frame in frames])
        film["PixelData"].is_undefined_length = True
    return written(film)


def clean_head(source: BinaryIO, size: int) -> tuple[bytes, tuple[int, int] | None]:
    """The header alone, clean, and where its pixels lie in the file as it came; None where they are compressed, and so may hold more."""
    film = pydicom.dcmread(source, stop_before_pixels=True)
    begin, syntax = source.tell(), film.file_meta.TransferSyntaxUID
    if syntax.is_compressed or syntax.is_deflated or not syntax.is_little_endian:
        return b"", None
    start = source.read(12)
    (length,) = struct.unpack_from("<I", start, 4 if syntax.is_implicit_VR else 8)
    end = begin + (8 if syntax.is_implicit_VR else 12) + length
    if not start.startswith(PIXELS) or end > size:
        return b"", None
    leave_out(film)
    return written(film), (begin, end)


def written(film: FileDataset) -> bytes:
    """A data set as a file, without what its beginning may hide."""
    for element in [element for element in film.file_meta if element.tag >= PRIVATE_META]:
        del film.file_meta[element.tag]
    film.preamble = b"\x00" * 128  # another file may hide in what no reader of DICOM looks at
    made = io.BytesIO()
    film.save_as(made)
    return made.getvalue()


def leave_out(dataset: Dataset) -> None:
    """Takes out of a data set, and of every item in it, what is not passed on; a sequence that cannot be read goes as a whole."""
    for tag in list(dataset.keys()):
        if not is_passed_on(tag):
            del dataset[tag]
            continue
        try:
            value = dataset[tag].value if _may_hold_items(dataset, tag) else None
        except Exception:  # as above: one broken element does not spoil the film
            del dataset[tag]
            continue
        if isinstance(value, Sequence):
            for item in value:
                leave_out(item)


def is_passed_on(tag: BaseTag) -> bool:
    """Whether an element belongs to what a reader of the film needs."""
    return not (tag.is_private or tag in LEFT_OUT or tag in OF_THE_CAMERA)


def _may_hold_items(dataset: Dataset, tag: BaseTag) -> bool:
    # What is no sequence stays unread, byte for byte.
    raw = dataset.get_item(tag)
    return raw is not None and raw.VR in (None, "SQ", "UN")


def clean_frame(frame: bytes, syntax: str) -> bytes:
    """One compressed frame without what its camera noted; bit for bit the same picture. Raises IndexError where its parts cannot be told."""
    if syntax in JPEGTransferSyntaxes:
        return even(b"".join(jpeg_parts(frame, 1)))
    if syntax in JPEGLSTransferSyntaxes:
        return even(b"".join(ls_parts(frame)))
    if syntax in JPEG2000TransferSyntaxes:
        return even(codestream(frame))
    if syntax == RLELossless:
        return frame
    raise IndexError(syntax)


def ls_parts(frame: bytes) -> Iterable[bytes]:
    """The segments of a JPEG-LS frame that draw it; from the first scan on as it is (its stuffing is not that of JPEG: T.87 A.1)."""
    yield frame[:2]
    at = 2
    while frame[at + 1] != SOS:
        (length,) = struct.unpack_from(">H", frame, at + 2)
        if draws_jpeg(frame[at + 1], frame[at + 4 : at + 2 + length]):
            yield frame[at : at + 2 + length]
        at += 2 + length
    yield frame[at : frame.rindex(b"\xff\xd9") + 2]


def codestream(frame: bytes) -> bytes:
    """The picture alone where a frame wrongly brings a whole JP2 file along, in whose boxes there is room for EXIF."""
    if not frame.startswith(JP2):
        return frame
    at = 0
    while True:
        length, kind = struct.unpack_from(">I4s", frame, at)
        if length == 1:
            (length,) = struct.unpack_from(">Q", frame, at + 8)
            begin = at + 16
        else:
            begin = at + 8
        if kind == b"jp2c":
            return frame[begin : at + length if length else len(frame)]
        if length < 8:
            raise IndexError(at)
        at += length


def even(frame: bytes) -> bytes:
    """Fragments have an even length (PS3.5 A.4)."""
    return frame if len(frame) % 2 == 0 else frame + b"\x00"
