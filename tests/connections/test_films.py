"""Films from outside: what is read from good ones, and the one sentence that bad and hostile ones get."""

import gzip
import io
import socket
import struct
import subprocess
import sys
import tempfile
import zlib
from datetime import date
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, ExplicitVRLittleEndian, JPEG2000Lossless, JPEGBaseline8Bit, JPEGLSLossless, RLELossless

from bridgework.connections.apart import child_environment
from bridgework.connections.door import Unreadable
from bridgework.connections.films import film as limits
from bridgework.connections.films.decode import CRASHED, decode_in_child
from bridgework.connections.films.film import CannotRead, Film
from bridgework.connections.films.reading import read_film
from work_done import seconds_of_work

# pydicom warns about what it finds in hostile headers; in the child nobody listens.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

INTRA_ORAL = "1.2.840.10008.5.1.4.1.1.1.3"


def picture(mode: str = "L", size: tuple[int, int] = (300, 200), form: str = "PNG", **options: object) -> bytes:
    """A picture with a gradient in it."""
    ramp = Image.linear_gradient("L").resize(size)
    made = Image.merge("RGB", (ramp, ramp.transpose(Image.Transpose.FLIP_TOP_BOTTOM), ramp)) if mode == "RGB" else ramp.convert(mode)
    buffer = io.BytesIO()
    made.save(buffer, form, **options)
    return buffer.getvalue()


def dicom(rows: int = 64, columns: int = 96, pixels: bytes | None = None, syntax: str = ExplicitVRLittleEndian, **facts: object) -> bytes:
    """An intra-oral radiograph of 12 bits with a gradient; `facts` override or add header elements."""
    header = Dataset()
    header.file_meta = FileMetaDataset()
    header.file_meta.MediaStorageSOPClassUID = UID(INTRA_ORAL)
    header.file_meta.MediaStorageSOPInstanceUID = UID("1.2.3.4")
    header.file_meta.TransferSyntaxUID = UID(syntax)
    header.SOPClassUID, header.SOPInstanceUID, header.Modality = INTRA_ORAL, "1.2.3.4", "IO"
    header.PatientName, header.PatientBirthDate, header.AcquisitionDate = "Vega^Marisol^Ana", "19900229", "20261103"
    header.Rows, header.Columns, header.SamplesPerPixel = rows, columns, 1
    header.PhotometricInterpretation, header.BitsAllocated, header.BitsStored, header.HighBit = "MONOCHROME2", 16, 12, 11
    header.PixelRepresentation = 0
    for name, value in facts.items():
        setattr(header, name, value)
    if pixels is None:
        pixels = (np.add.outer(np.arange(rows), np.arange(columns)) * 20 % 4096).astype("<u2").tobytes()
    header.PixelData = pixels
    header["PixelData"].VR = "OW"
    buffer = io.BytesIO()
    header.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def compressed(syntax: str) -> bytes:
    """The same radiograph, compressed without loss."""
    header = dcmread(io.BytesIO(dicom()))
    if syntax == JPEG2000Lossless:
        codestream = io.BytesIO()
        Image.fromarray(header.pixel_array).save(codestream, "JPEG2000", no_jp2=True, irreversible=False)
        return dicom(syntax=syntax, pixels=encapsulate([codestream.getvalue()]))
    header.compress(syntax)
    buffer = io.BytesIO()
    header.save_as(buffer)
    return buffer.getvalue()


def pdf(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(300, 400)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that claims a size; its rows are zeros and compress to almost nothing."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")


def locked_pdf() -> bytes:
    """A PDF that asks for a password nobody has (standard security handler, revision 2)."""
    empty = pdf()
    at = empty.rindex(b"/Root")
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>/ID[<00><00>]"
    return empty[:at] + locked + empty[at:]


def refused(data: bytes) -> str:
    """The sentence a file is refused with."""
    with pytest.raises(CannotRead) as refusal:
        read_film(data)
    return refusal.value.sentence


# What good films say


def test_a_radiograph_tells_its_facts() -> None:
    film = read_film(dicom(PixelSpacing=[0.02, 0.03], ImagerPixelSpacing=[0.025, 0.025], WindowCenter="1500", WindowWidth="2000"))
    assert (film.media_type, film.kind, film.width, film.height, film.pages) == ("application/dicom", "periapical", 96, 64, 1)
    assert film.dicom is not None
    assert (film.dicom.modality, film.dicom.acquired, film.dicom.patient_name) == ("IO", date(2026, 11, 3), "Marisol Ana Vega")
    assert film.dicom.birth_date is None, "1990 had no February 29"
    assert (film.dicom.spacing_mm, film.dicom.spacing_basis) == ((0.02, 0.03), "calibrated")
    assert film.pixels is not None
    assert (film.pixels.window_center, film.pixels.window_width, film.pixels.signed, film.pixels.inverted) == (1500, 2000, False, False)
    values = np.frombuffer(gzip.decompress(film.pixels.data), "<u2").reshape(64, 96)
    assert values[10, 20] == 600


def test_spacing_of_the_detector_is_not_called_calibrated() -> None:
    film = read_film(dicom(PixelSpacing=[0.1, 0.1], ImagerPixelSpacing=[0.1, 0.1]))
    assert film.dicom is not None
    assert film.dicom.spacing_basis == "detector"


def test_monochrome_1_is_shown_the_right_way_round() -> None:
    film, negative = read_film(dicom()), read_film(dicom(PhotometricInterpretation="MONOCHROME1"))
    assert negative.pixels is not None
    assert negative.pixels.inverted
    shown, inverse = (np.asarray(Image.open(io.BytesIO(each.display))).astype(int) for each in (film, negative))
    assert (shown + inverse == 255).all()


def test_rescale_makes_signed_values() -> None:
    film = read_film(dicom(Modality="CT", RescaleSlope="1", RescaleIntercept="-1024"))
    assert film.pixels is not None
    assert film.kind == "cbct"
    assert film.pixels.signed
    assert np.frombuffer(gzip.decompress(film.pixels.data), "<i2").min() == -1024


def test_the_middle_frame_of_a_volume_is_shown() -> None:
    frames = np.stack([np.full((32, 32), value, "<u2") for value in (0, 1000, 4000)])
    frames[1, 0, 0] = 7
    film = read_film(dicom(32, 32, frames.tobytes(), NumberOfFrames=3))
    assert (film.pages, len(film.slices), film.notes) == (3, 3, ())
    assert film.pixels is not None
    assert set(np.frombuffer(gzip.decompress(film.pixels.data), "<u2")) == {7, 1000}


@pytest.mark.parametrize("syntax", [JPEG2000Lossless, JPEGLSLossless, RLELossless])
def test_compressed_radiographs_are_read(syntax: str) -> None:
    film, plain = read_film(compressed(syntax)), read_film(dicom())
    assert film.pixels == plain.pixels


def test_a_color_jpeg_in_dicom_is_read() -> None:
    inside = encapsulate([picture("RGB", (96, 64), "JPEG")])
    film = read_film(
        dicom(
            syntax=JPEGBaseline8Bit,
            pixels=inside,
            Modality="XC",
            SamplesPerPixel=3,
            PhotometricInterpretation="YBR_FULL_422",
            BitsAllocated=8,
            BitsStored=8,
            HighBit=7,
            PlanarConfiguration=0,
        )
    )
    assert (film.kind, film.pixels, film.display_type) == ("photo", None, "image/jpeg")


def test_the_tooth_that_the_header_names_is_proposed() -> None:
    def coded(meaning: str) -> Dataset:
        item = Dataset()
        item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = "0", "SCT", meaning
        return item

    one = read_film(dicom(PrimaryAnatomicStructureSequence=[coded("Mandibular left first molar tooth")]))
    two = read_film(
        dicom(PrimaryAnatomicStructureSequence=[coded("Mandibular left first molar tooth"), coded("Mandibular left canine tooth")])
    )
    assert one.dicom is not None
    assert two.dicom is not None
    assert (one.dicom.tooth, two.dicom.tooth) == ("19", "")


def test_a_photo_is_turned_and_loses_its_exif() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Marisol Vega, taken at home"
    film = read_film(picture("RGB", (300, 200), "JPEG", exif=exif))
    assert (film.kind, film.width, film.height) == ("photo", 200, 300)
    for made in (film.display, film.thumbnail):
        assert b"Marisol" not in made
        assert not Image.open(io.BytesIO(made)).getexif()


def test_gray_pictures_are_taken_for_radiographs() -> None:
    assert read_film(picture("L", (300, 200))).kind == "periapical"
    assert read_film(picture("L", (400, 200), "JPEG")).kind == "panoramic"


def test_a_16_bit_png_keeps_its_values() -> None:
    values = (np.arange(200 * 100) * 3).astype("<u2").reshape(100, 200)
    buffer = io.BytesIO()
    Image.fromarray(values).save(buffer, "PNG")
    film = read_film(buffer.getvalue())
    assert film.pixels is not None
    assert gzip.decompress(film.pixels.data) == values.tobytes()


def test_large_pictures_are_shown_smaller() -> None:
    film = read_film(picture("L", (5200, 3000), "JPEG"))
    display, thumbnail = (Image.open(io.BytesIO(made)) for made in (film.display, film.thumbnail))
    assert (film.width, film.height) == (5200, 3000)
    assert max(display.size) == limits.DISPLAY_SIDE
    assert max(thumbnail.size) == limits.THUMBNAIL_SIDE


def test_a_document_shows_its_first_page_and_counts_the_rest() -> None:
    film = read_film(pdf(3))
    assert (film.kind, film.pages, film.notes) == ("letter", 3, ("The document has 3 pages; the first is shown.",))


# What bad and hostile files are told


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty (0 bytes)"),
        (bytes(5_000), "nothing but zeros"),
        (b"MZ" + bytes(300), "is a program"),
        (b"\x7fELF" + bytes(300), "is a program"),
        (b"#!/bin/sh\nrm -r /\n", "is a program"),
        (b"<!DOCTYPE html><html><script>alert(1)</script>", "is a web page"),
        (b"\xef\xbb\xbf \n<script>alert(1)</script>", "is a web page"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "SVG drawing"),
        (b"<html>\n%PDF-1.7 and a web page at once", "is a web page"),
        (b"II*\x00" + bytes(100), "TIFF picture is damaged"),
        (b"GIF89a" + bytes(100), "GIF picture"),
        (b"RIFF\x00\x00\x00\x00WEBP" + bytes(100), "WebP picture"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "HEIC photo"),
        (b"PK\x03\x04" + bytes(300), "ZIP file is damaged"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(300), "of another kind"),
        (b"just some words", "not a film or document"),
        (b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>", "damaged or was cut off"),
        (b"\xff\xd8\xff\xe0" + b"x" * 500, "damaged or was cut off"),
        (b"%PDF-1.7\nnothing more", "damaged or was cut off"),
        (bytes(128) + b"DICM" + bytes(100), "DICOM file"),
        (bytes(128) + b"DICM" + b"\x08\x00\x05\x00SQ\x00\x00\xff\xff\xff\xff" * 200, "DICOM file"),
        (b"MZ" + bytes(126) + b"DICM" + bytes(100), "radiograph and a program at once"),
    ],
)
def test_a_file_of_another_kind_gets_one_sentence(data: bytes, says: str) -> None:
    sentence = refused(data)
    assert says in sentence
    assert sentence.endswith(".")
    assert len(sentence) < 260


def test_a_png_of_60000_by_60000_is_refused_before_it_is_decoded() -> None:
    began = seconds_of_work()
    sentence = refused(png_of_size(60_000, 60_000))
    assert "60,000 x 60,000 pixels (3,600 megapixels)" in sentence
    assert seconds_of_work() - began < 0.5


def test_a_dicom_file_that_claims_trillions_of_pixels_is_refused() -> None:
    data = dicom(64, 96, Rows=65_535, Columns=65_535, NumberOfFrames=900)
    assert "900 pictures of 65,535 x 65,535 pixels" in refused(data)
    assert "cut off" in refused(dicom(64, 96, Rows=5_000, Columns=5_000))


def test_dicom_without_a_picture_and_with_nonsense_is_refused() -> None:
    assert "holds no picture" in refused(dicom(Rows=None, Columns=None))
    assert "damaged" in refused(dicom(SamplesPerPixel=7))
    assert "damaged" in refused(dicom(NumberOfFrames="-3"))
    assert "cannot be decoded" in refused(
        dicom(
            syntax=JPEG2000Lossless,
            pixels=b"\xfe\xff\x00\xe0\x00\x00\x00\x00\xfe\xff\x00\xe0\x04\x00\x00\x00abcd\xfe\xff\xdd\xe0\x00\x00\x00\x00",
        )
    )


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("whole", [picture("RGB", form="JPEG"), picture("L"), pdf(), dicom()], ids=["jpeg", "png", "pdf", "dicom"])
def test_a_cut_off_file_is_named(whole: bytes, keep: float) -> None:
    sentence = refused(whole[: int(len(whole) * keep)])
    assert "cut off" in sentence or "cannot be decoded" in sentence


def test_a_locked_pdf_is_told_apart_from_a_damaged_one() -> None:
    assert "locked with a password" in refused(locked_pdf())


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridgework.connections.films.document.MAX_PAGES", 2)
    assert "has 3 pages; at most 2" in refused(pdf(3))


def test_a_file_that_is_too_large_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "volume.dcm"
    with path.open("wb") as sparse:
        sparse.truncate(limits.MAX_FILE_BYTES + 1)
    answer = decode_in_child(path)
    assert answer == Unreadable(
        "This file has 200 MB; at most 200 MB are accepted. Please send the region that matters, or a smaller export."
    )


def test_an_animation_shows_its_first_picture_and_says_so() -> None:
    buffer = io.BytesIO()
    first = Image.new("L", (40, 30), 10)
    first.save(buffer, "PNG", save_all=True, append_images=[Image.new("L", (40, 30), 200)])
    assert read_film(buffer.getvalue()).notes == ("The file holds 2 pictures; the first is shown.",)


def test_a_name_that_says_otherwise_is_noted_and_decides_nothing() -> None:
    film = read_film(picture(form="JPEG"), "film.dcm")
    assert film.media_type == "image/jpeg"
    assert film.notes == ("The name ends in .dcm, but the file is a JPEG picture; it is treated as what it is.",)
    assert decode_in_child(picture(form="JPEG"), "film.dcm") == film
    for fitting in ("film.JPG", "film", "film.v2", ""):
        assert read_film(picture(form="JPEG"), fitting).notes == ()


def test_what_follows_a_picture_never_reaches_the_display() -> None:
    film = read_film(picture("L", form="JPEG") + b"<script>alert(1)</script>PK\x03\x04")
    assert b"<script>" not in film.display + film.thumbnail


# The process that does it


def test_the_child_says_the_same_as_reading_here(tmp_path: Path) -> None:
    path = tmp_path / "whatever"
    for data in (dicom(PixelSpacing=[0.02, 0.02]), picture("RGB", form="JPEG"), pdf(2)):
        path.write_bytes(data)
        assert decode_in_child(path) == read_film(data)
        assert path.read_bytes() == data, "the original is never changed"
    assert decode_in_child(b"<html>") == Unreadable(refused(b"<html>"))


def test_a_child_that_takes_too_long_is_stopped() -> None:
    began = seconds_of_work()
    answer = decode_in_child(dicom(), wall_seconds=0.05)
    assert isinstance(answer, Unreadable)
    assert "too long" in answer.sentence
    assert seconds_of_work() - began < 3


def test_a_deflated_film_that_unfolds_to_gigabytes_is_refused() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(16 * 1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)  # stands alone, so it can be repeated
    bomb = block * 256 + packer.flush()
    syntax = b"\x02\x00\x10\x00UI\x16\x001.2.840.10008.1.2.1.99"
    length = b"\x02\x00\x00\x00UL\x04\x00" + struct.pack("<I", len(syntax))
    assert "unfolds to more than 200 MB" in refused(bytes(128) + b"DICM" + length + syntax + bomb)


def test_a_decoder_that_dies_takes_only_the_child_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridgework.connections.films.decode.sys.executable", "/bin/false")
    assert decode_in_child(dicom()) == Unreadable(CRASHED)


def test_broken_header_elements_do_not_spoil_the_film() -> None:
    data = dicom(PixelSpacing=[0.02, 0.02], WindowCenter="1500", WindowWidth="2000")
    for element in (b"\x28\x00\x30\x00DS", b"\x28\x00\x50\x10DS", b"\x10\x00\x10\x00PN"):
        assert element in data
        film = read_film(data.replace(element, element[:4] + b"\x44\xb2"))
        assert (film.width, film.height) == (96, 64)
    assert "damaged" in refused(data.replace(b"1.2.840.10008.1.2.1\x00", b"1.2.840.10008.9.9.9\x00"))


def test_a_child_that_takes_too_much_memory_is_stopped() -> None:
    probe = (
        "import sys, pathlib\nfrom bridgework.connections.films import child\nchild.confine(**child.LIMITS)\n"
        "child.read_film = lambda source: bytes(3 * 1024 ** 3)\nchild.main(pathlib.Path(sys.argv[1]))\n"
    )
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run([sys.executable, "-c", probe, directory], env=child_environment(), check=True, stdin=subprocess.DEVNULL)
        assert "more memory than is allowed" in (Path(directory) / "answer.json").read_text()


def test_the_child_is_told_no_secret_and_has_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    assert "secret" not in str(child_environment())
    probe = (
        "import sys\nfrom bridgework.connections.films import child\nchild.confine(**child.LIMITS)\nimport os, socket\n"
        "own = os.readlink('/proc/self/ns/net')\nprint(own)\n"
        "s = socket.socket(); s.settimeout(60)\nprint(s.connect_ex(('127.0.0.1', int(sys.argv[1]))))\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run(
            [sys.executable, "-c", probe, str(server.getsockname()[1])], env=child_environment(), capture_output=True, text=True, check=True
        )
    space, reached = done.stdout.split()
    if space == Path("/proc/self/ns/net").readlink().name:
        pytest.skip("this system allows no network of one's own")
    assert reached != "0"


def test_a_radiograph_is_decoded_in_well_under_a_second_or_two() -> None:
    began = seconds_of_work()
    film = decode_in_child(dicom(1_700, 1_300))
    assert isinstance(film, Film)
    assert seconds_of_work() - began < 3, "0.4 s on an idle machine"


def test_films_made_for_the_demo_are_read() -> None:
    render = pytest.importorskip("dentdeid.synth.render")
    drawn = render.periapical(np.random.default_rng(7))
    buffer = io.BytesIO()
    Image.fromarray(np.asarray(drawn.image)).save(buffer, "PNG")
    assert read_film(buffer.getvalue()).media_type == "image/png"
