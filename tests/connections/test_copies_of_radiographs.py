"""What is handed out of a DICOM file: the picture bit for bit and who it shows, without the places that a camera or a program wrote down."""

import io
import zipfile

import numpy as np
import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, ExplicitVRLittleEndian, ImplicitVRLittleEndian, JPEG2000Lossless, JPEGBaseline8Bit, JPEGLSLossless, RLELossless

import hostile_files
from bridgework.connections.films import copy_of_radiograph
from bridgework.connections.films.copy_of_radiograph import AS_IT_CAME, NOT_COPIED, clean_frame
from bridgework.connections.films.film import Film
from bridgework.connections.films.reading import read_film
from bridgework.lookups.attachments import Joined

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
SECRET = b"Linden Street"


def photo() -> bytes:
    """A JPEG as a phone makes it: a position, an owner, a comment."""
    exif = Image.Exif()
    exif[Base.Artist] = "Linden Street 4"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude], exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = (41.0, 52.0, 12.34), "N"
    kept = io.BytesIO()
    ramp = np.linspace(0, 255, 80 * 64 * 3).astype(np.uint8).reshape(64, 80, 3)
    Image.fromarray(ramp).save(kept, "JPEG", exif=exif, comment=b"at Linden Street", quality=92)
    return kept.getvalue()


def dicom_photo(*frames: bytes, **facts: object) -> bytes:
    color = {"SamplesPerPixel": 3, "PhotometricInterpretation": "YBR_FULL_422", "PlanarConfiguration": 0, "Modality": "XC"}
    return hostile_files.dicom(64, 80, len(frames), encapsulate(list(frames)), JPEGBaseline8Bit, 8, **(color | facts))


def talkative(**facts: object) -> bytes:
    """An uncompressed film whose header tells where the patient lives, in public and private elements and within items."""
    item = Dataset()
    item.CodeMeaning, item.PatientAddress = "tooth 19", "4 Linden Street"
    item.private_block(0x0011, "MAKER", create=True).add_new(1, "LO", "Linden Street again")
    told = {
        "PatientName": "Vega^Marisol",
        "PatientBirthDate": "19920412",
        "PatientAddress": "4 Linden Street",
        "PatientTelephoneNumbers": "312 555 0130 Linden Street",
        "CameraOwnerName": "Linden Street",
        "GPSLatitude": ["41", "52", "12.3"],
        "AnatomicRegionSequence": [item],
    }
    content = hostile_files.dicom(8, 8, 1, np.arange(64, dtype="<u2").tobytes(), **(told | facts))
    whole = dcmread(io.BytesIO(content))
    whole.private_block(0x0009, "MAKER OF THE SENSOR", create=True).add_new(1, "LT", "Linden Street, Chicago")
    whole.preamble = (b"II*\x00" + SECRET).ljust(128, b"\x00")
    kept = io.BytesIO()
    whole.save_as(kept)
    return kept.getvalue()


def pixels_of(content: bytes) -> np.ndarray:
    return dcmread(io.BytesIO(content)).pixel_array


def test_what_a_camera_wrote_into_the_frames_stays_behind() -> None:
    content = dicom_photo(photo(), photo())
    film = read_film(content)
    assert content.count(SECRET) == 4
    assert SECRET in content, "the original is as it came"
    assert SECRET not in film.copy
    assert b"Exif" not in film.copy
    assert (pixels_of(film.copy) == pixels_of(content)).all()
    assert (film.notes, film.as_it_came) == ((), False)
    for made in (film.display, film.thumbnail, *film.slices):
        assert b"Exif" not in made


def test_the_header_tells_who_and_no_longer_where() -> None:
    content = talkative()
    copy = read_film(content).copy
    assert content.count(SECRET) == 7
    assert SECRET not in copy
    assert b"MAKER" not in copy
    left = dcmread(io.BytesIO(copy))
    assert (str(left.PatientName), left.PatientBirthDate) == ("Vega^Marisol", "19920412")
    assert left.AnatomicRegionSequence[0].CodeMeaning == "tooth 19"
    assert "GPSLatitude" not in left
    assert (pixels_of(copy) == pixels_of(content)).all()
    assert read_film(copy).dicom == read_film(content).dicom


@pytest.mark.parametrize("syntax", [RLELossless, JPEGLSLossless])
def test_compressed_films_are_the_same_bit_for_bit(syntax: str) -> None:
    film = dcmread(io.BytesIO(talkative()))
    film.compress(syntax)
    kept = io.BytesIO()
    film.save_as(kept)
    copy = read_film(kept.getvalue()).copy
    assert SECRET not in copy
    assert (pixels_of(copy) == pixels_of(kept.getvalue())).all()


def test_a_whole_file_inside_a_frame_gives_up_its_boxes() -> None:
    picture, kept = Image.fromarray(np.arange(64, dtype=np.uint8).reshape(8, 8)), io.BytesIO()
    picture.save(kept, "JPEG2000", irreversible=False)
    file = kept.getvalue()
    boxed = file + (24).to_bytes(4) + b"uuid" + b"Linden Street 16"
    frame = clean_frame(boxed, JPEG2000Lossless)
    assert frame.startswith(b"\xff\x4f\xff\x51")
    assert SECRET not in frame
    assert (np.asarray(Image.open(io.BytesIO(frame))) == np.asarray(picture)).all()


def test_slices_in_a_zip_are_handed_out_clean_too() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for number in (2, 1):
            archive.writestr(f"Linden Street/{number}", talkative(InstanceNumber=number))
        archive.writestr("readme.txt", SECRET)
    film = read_film(kept.getvalue())
    assert isinstance(film, Film)
    with zipfile.ZipFile(io.BytesIO(film.copy)) as copy:
        assert [dcmread(copy.open(name)).InstanceNumber for name in copy.namelist()] == [1, 2]
        assert not any(SECRET in copy.read(name) for name in copy.namelist())
    assert SECRET not in film.copy


def test_what_is_too_large_goes_as_it_came_and_what_cannot_be_written_as_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = photo()
    film = read_film(dicom_photo(cut[: cut.index(b"\xff\xd9")] + b"\xff\xe1\xff\xff"))
    assert (film.copy, film.as_it_came, film.notes) == (b"", False, (NOT_COPIED,))
    monkeypatch.setattr(copy_of_radiograph, "MAX_COPIED_DICOM_BYTES", 100)
    film = read_film(dicom_photo(photo()))
    assert (film.copy, film.rest, film.as_it_came, film.notes) == (b"", None, True, (AS_IT_CAME,))


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
def test_of_a_large_volume_the_header_is_written_anew_and_the_pixels_are_those_that_came(
    syntax: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, kept = dcmread(io.BytesIO(talkative())), io.BytesIO()
    plain.DataSetTrailingPadding = SECRET
    plain.file_meta.TransferSyntaxUID = UID(syntax)
    plain.save_as(kept, implicit_vr=syntax == ImplicitVRLittleEndian, little_endian=True)
    content = kept.getvalue()
    monkeypatch.setattr(copy_of_radiograph, "MAX_COPIED_DICOM_BYTES", 100)
    film = read_film(content)
    assert film.rest
    begin, end = film.rest
    with Joined(io.BytesIO(film.copy), io.BytesIO(content), begin, end) as joined:
        whole = io.BufferedReader(joined).read()
    assert whole == film.copy + content[begin:end]
    assert (film.as_it_came, film.notes) == (False, ())
    assert SECRET not in whole
    assert (pixels_of(whole) == pixels_of(content)).all()
    assert str(dcmread(io.BytesIO(whole)).PatientName) == "Vega^Marisol"
