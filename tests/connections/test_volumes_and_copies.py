"""Volumes and scans to scroll through, which side is where, what is the same picture, and what is handed out of a file."""

import io
import struct
import zipfile
from uuid import UUID

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

import hostile_files
from bridgework.connections.films import film as limits
from bridgework.connections.films.film import CannotRead, Film
from bridgework.connections.films.likeness import likeness_of
from bridgework.connections.films.reading import read_film
from bridgework.connections.films.volume import every, shown_frames
from bridgework.rules.likeness import MOST_BITS_APART, bits_apart, most_alike

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def frame(number: int, side: int = 48) -> np.ndarray:
    """A slice that tells its number: a bar as bright as that."""
    values = np.zeros((side, side), "<u2")
    values[:, : side // 2] = 100 + number * 30
    values[0, -1] = 4_000
    return values


def volume(frames: int, side: int = 48, **facts: object) -> bytes:
    pixels = np.stack([frame(number, side) for number in range(frames)]).tobytes()
    return hostile_files.dicom(side, side, frames, pixels, WindowCenter="2000", WindowWidth="4000", **facts)


def brightness(picture: bytes) -> int:
    return int(np.asarray(Image.open(io.BytesIO(picture)))[:, :10].mean())


# Volumes


def test_a_volume_is_scrolled_in_its_order_and_one_window() -> None:
    film = read_film(volume(100))
    assert (film.kind, film.pages, len(film.slices), film.notes) == ("cbct", 100, 100, ())
    bright = [brightness(picture) for picture in film.slices]
    assert bright == sorted(bright)
    assert bright[-1] > bright[0] + 100
    assert brightness(film.display) == pytest.approx(bright[50], abs=2), "what is shown is the middle one"


def test_a_compressed_volume_is_scrolled_too() -> None:
    header = dcmread(io.BytesIO(volume(5)))
    header.compress(RLELossless)
    kept = io.BytesIO()
    header.save_as(kept)
    plain, packed = read_film(volume(5)), read_film(kept.getvalue())
    assert packed.slices == plain.slices


def test_large_volumes_are_thinned_out_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridgework.connections.films.volume.MAX_SLICES", 40)
    film = read_film(volume(100))
    assert len(film.slices) == 33
    assert film.notes == ("The volume has 100 slices; every third one is shown. The file itself is kept whole.",)
    wide = read_film(volume(2, side=600))
    assert max(Image.open(io.BytesIO(wide.slices[0])).size) == limits.SLICE_SIDE
    assert "600 pixels a side" in wide.notes[0]


@pytest.mark.parametrize(("frames", "pixels"), [(2, 1), (400, 512 * 512), (2_000, 1_000_000), (2_000, 64_000_000)])
def test_however_large_the_work_has_an_end_and_the_middle_is_shown(frames: int, pixels: int) -> None:
    step = every(frames, pixels, limits.SLICE_PIXELS)
    shown = shown_frames(frames, step)
    assert frames // 2 in shown
    assert 1 <= len(shown) <= limits.MAX_SLICES
    assert len(shown) * pixels <= limits.SLICE_PIXELS + pixels


def zipped(slices: dict[str, bytes], **more: bytes) -> bytes:
    return hostile_files.archive(slices | more)


def slice_file(place: int, series: str = "1.2.3", **facts: object) -> bytes:
    position = {"ImagePositionPatient": [0, 0, place], "ImageOrientationPatient": [1, 0, 0, 0, 1, 0]}
    return hostile_files.dicom(
        48, 48, 1, frame(place).tobytes(), SeriesInstanceUID=series, WindowCenter="2000", WindowWidth="4000", **(position | facts)
    )


def test_a_zip_of_slices_is_one_volume_in_the_order_of_their_places() -> None:
    names = {f"{(place * 7) % 20:02d}.dcm": slice_file(place) for place in range(20)}
    film = read_film(zipped(names | {"other/scout.dcm": slice_file(90, "9.9")}, **{"DICOMDIR": b"x", "readme.txt": b"viewer"}))
    assert (film.media_type, film.kind, film.pages, len(film.slices)) == ("application/zip", "cbct", 20, 20)
    bright = [brightness(picture) for picture in film.slices]
    assert bright == sorted(bright)
    assert film.dicom is not None
    assert film.dicom.edges == ("R", "L", "A", "P")
    with zipfile.ZipFile(io.BytesIO(film.copy)) as copy:
        assert copy.namelist()[0] == "slice-0001.dcm"
        assert len(copy.namelist()) == film.pages


def test_slices_without_places_go_by_their_number() -> None:
    names = {
        f"{place}.dcm": slice_file(place, ImagePositionPatient=None, ImageOrientationPatient=None, InstanceNumber=str(place))
        for place in range(12)
    }
    bright = [brightness(picture) for picture in read_film(zipped(names)).slices]
    assert bright == sorted(bright)


def test_a_name_in_a_zip_leads_nowhere() -> None:
    film = read_film(zipped({f"/tmp/x\\{place}.dcm": slice_file(place) for place in range(3)}))
    assert len(film.slices) == 3


def test_a_broken_slice_is_told_and_a_stored_one_is_read() -> None:
    good = {f"{place}.dcm": slice_file(place) for place in range(3)}
    assert len(read_film(hostile_files.archive(good, zipfile.ZIP_STORED)).slices) == 3
    cut = slice_file(1)[:-2_000]
    with pytest.raises(CannotRead, match="cut off"):
        read_film(zipped(good | {"1.dcm": cut}))


# Scans


def scan(pages: int = 1, mode: str = "L", **options: object) -> bytes:
    made = [Image.linear_gradient("L").resize((300, 200)).point(lambda value, n=number: (value + 40 * n) % 256) for number in range(pages)]
    made = [page.convert(mode) for page in made]
    kept = io.BytesIO()
    made[0].save(kept, "TIFF", save_all=True, append_images=made[1:], **options)
    return kept.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK"])
def test_scans_of_every_color_are_shown(mode: str) -> None:
    film = read_film(scan(mode=mode))
    assert (film.media_type, film.width, film.height, film.pages) == ("image/tiff", 300, 200, 1)
    assert Image.open(io.BytesIO(film.copy)).size == (300, 200)


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits"])
def test_scans_packed_in_every_way_are_shown(compression: str | None) -> None:
    assert read_film(scan(compression=compression)).width == 300


def test_the_pages_of_a_scan_are_leafed_through() -> None:
    film = read_film(scan(4))
    assert (film.kind, film.pages, len(film.slices), film.slices[0] != film.slices[1]) == ("other", 4, 4, True)
    assert Image.open(io.BytesIO(film.copy)).n_frames == 4


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridgework.connections.films.scan.MAX_SCAN_PAGES", 3)
    with pytest.raises(CannotRead, match="more than 3 pages"):
        read_film(scan(4))


def test_a_deep_scan_keeps_its_grays() -> None:
    kept = io.BytesIO()
    values = (np.arange(200 * 100) * 3).astype("<u2").reshape(100, 200)
    Image.fromarray(values).save(kept, "TIFF")
    film = read_film(kept.getvalue())
    assert film.pixels is not None
    assert film.pixels.width == 200
    kept = io.BytesIO()
    Image.fromarray(np.linspace(0, 1, 10_000, dtype=np.float32).reshape(100, 100)).save(kept, "TIFF")
    assert read_film(kept.getvalue()).pixels is not None


# Which side is where


@pytest.mark.parametrize(
    ("facts", "edges"),
    [
        ({}, None),
        ({"PatientOrientation": ["L", "F"]}, ("R", "L", "H", "F")),
        ({"PatientOrientation": ["A", "F"]}, ("P", "A", "H", "F")),
        ({"PatientOrientation": ["L", "R"]}, None),
        ({"PatientOrientation": ["X", "F"]}, None),
        ({"ImageOrientationPatient": [1, 0, 0, 0, 1, 0]}, ("R", "L", "A", "P")),
        ({"ImageOrientationPatient": [-1, 0, 0, 0, 0, -1]}, ("L", "R", "H", "F")),
        ({"ImageOrientationPatient": [0.7, 0.7, 0, 0, 0, 1]}, None),
    ],
)
def test_letters_at_the_edges_are_those_of_the_header(facts: dict[str, object], edges: tuple[str, ...] | None) -> None:
    film = read_film(hostile_files.dicom(48, 48, 1, frame(1).tobytes(), **facts))
    assert film.dicom is not None
    assert film.dicom.edges == edges


def test_a_volume_keeps_its_directions_where_volumes_keep_them() -> None:
    plane, shared = Dataset(), Dataset()
    plane.ImageOrientationPatient = [1, 0, 0, 0, 0, -1]
    shared.PlaneOrientationSequence = [plane]
    film = read_film(volume(3, SharedFunctionalGroupsSequence=[shared]))
    assert film.dicom is not None
    assert film.dicom.edges == ("R", "L", "H", "F")


def test_the_side_and_the_tooth_are_read_from_codes() -> None:
    def coded(scheme: str, value: str) -> Dataset:
        item = Dataset()
        item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, "Tooth"
        return item

    for scheme, value, tooth in (
        ("ISO3950-2010", "36", "19"),
        ("FDI", "85", "T"),
        ("ADA", "19", "19"),
        ("LOCAL", "36", ""),
        ("FDI", "99", ""),
    ):
        film = read_film(
            hostile_files.dicom(48, 48, 1, frame(1).tobytes(), PrimaryAnatomicStructureSequence=[coded(scheme, value)], ImageLaterality="L")
        )
        assert film.dicom is not None
        assert (film.dicom.tooth, film.dicom.side) == (tooth, "L")


# The same picture


def drawing(seed: int) -> Image.Image:
    chance = np.random.default_rng(seed)
    small = Image.fromarray(chance.integers(0, 255, (7, 9), dtype=np.uint8))
    return small.resize((360, 280), Image.Resampling.BICUBIC)


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, form, **options)
    return kept.getvalue()


@pytest.mark.parametrize("seed", range(8))
def test_a_picture_saved_again_is_known_and_another_one_is_not(seed: int) -> None:
    first = read_film(saved(drawing(seed), "PNG")).likeness
    for again in (
        saved(drawing(seed), "JPEG", quality=55),
        saved(drawing(seed).resize((180, 140)), "TIFF"),
        saved(drawing(seed), "PNG", compress_level=1),
    ):
        apart = bits_apart(first, read_film(again).likeness)
        assert apart is not None
        assert apart <= MOST_BITS_APART
    other = bits_apart(first, read_film(saved(drawing(seed + 100), "PNG")).likeness)
    assert other is not None
    assert other > MOST_BITS_APART


def test_empty_pictures_are_like_nothing() -> None:
    assert likeness_of(Image.new("L", (100, 100), 30)) == ""
    assert bits_apart("", "") is None
    assert bits_apart("zz" * 8, "00" * 8) is None


def test_the_nearest_is_named() -> None:
    one, two, far = UUID(int=1), UUID(int=2), UUID(int=3)
    known = [(one, f"{0b111:016x}"), (two, f"{0b1:016x}"), (far, "f" * 16)]
    assert most_alike(f"{0:016x}", known) == two
    assert most_alike(f"{0xFFFF:016x}", [(far, "f" * 16)]) is None
    assert most_alike("", known) is None


# What is handed out


def photo(form: str, *, orientation: int = 1, **options: object) -> bytes:
    """A photo with a place, a name, a comment and a thumbnail of its own in it."""
    picture = Image.new("RGB", (320, 240), (180, 120, 110))
    ImageDraw.Draw(picture).rectangle((10, 10, 120, 60), fill=(20, 40, 200))
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Artist], exif[Base.ImageDescription] = orientation, "Marisol Vega", "at home"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (41.0, 52.0, 12.34)
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    return saved(picture, form, exif=exif, **options)


def pixels_of(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_places_and_names_stay_behind_and_pixels_are_the_same(form: str, orientation: int) -> None:
    content = photo(form, orientation=orientation, **({"quality": 95, "comment": b"Marisol at 41.87 N"} if form == "JPEG" else {}))
    film = read_film(content)
    for handed_out in (film.copy, film.display, film.thumbnail):
        exif = Image.open(io.BytesIO(handed_out)).getexif()
        assert not exif.get_ifd(IFD.GPSInfo)
        assert set(exif) & {Base.Artist, Base.ImageDescription, Base.Make, Base.DateTime} == set()
        assert b"Marisol" not in handed_out
    if form == "TIFF":
        assert Image.open(io.BytesIO(film.copy)).size == ((320, 240) if orientation == 1 else (240, 320))
    else:
        assert (pixels_of(film.copy) == pixels_of(content)).all()
        assert Image.open(io.BytesIO(film.copy)).getexif().get(Base.Orientation, 1) == orientation


def test_a_progressive_photo_with_restarts_is_copied_without_loss() -> None:
    for options in ({"progressive": True}, {"restart_marker_blocks": 3}, {"progressive": True, "restart_marker_rows": 1}):
        content = photo("JPEG", quality=80, **options)
        assert (pixels_of(read_film(content).copy) == pixels_of(content)).all()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_what_hangs_behind_a_picture_is_cut_off(form: str) -> None:
    behind = b"PK\x03\x04 a second file <script>alert(1)</script> \xff\xd9"
    film = read_film(photo(form) + behind)
    assert b"script" not in film.copy
    assert film.copy.endswith(b"\xff\xd9" if form == "JPEG" else struct.pack(">I", 0xAE426082))


def test_large_files_are_handed_out_as_the_picture_that_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridgework.connections.films.copy_of_picture.MAX_COPIED_BYTES", 100)
    film = read_film(photo("JPEG"))
    assert (film.copy, film.notes) == (b"", ("The file is so large that a smaller picture of it is handed out; the original is kept.",))


# Everything that a dental office exports


def test_every_kind_of_generated_film_is_read() -> None:
    synth = pytest.importorskip("dentdeid.synth.render")
    chance = np.random.default_rng(11)
    drawn = {"IO": synth.periapical(chance, 300, 280), "PX": synth.panoramic(chance, 500, 240), "DX": synth.bitewing(chance)}
    kinds = {"IO": "periapical", "PX": "panoramic", "DX": "other", "CT": "cbct"}
    for modality, picture in drawn.items():
        pixels = np.asarray(picture.image).astype("<u2") * 16
        film = read_film(hostile_files.dicom(*pixels.shape, 1, pixels.tobytes(), Modality=modality))
        assert isinstance(film, Film)
        assert film.kind in (kinds[modality], "panoramic")
    color = np.asarray(synth.intraoral_photo(chance).image)
    header = {"Modality": "XC", "SamplesPerPixel": 3, "PhotometricInterpretation": "RGB", "PlanarConfiguration": 0}
    film = read_film(hostile_files.dicom(*color.shape[:2], 1, color.astype(np.uint8).tobytes(), bits=8, **header))
    assert (film.kind, film.display_type) == ("photo", "image/jpeg")
    assert read_film(volume(3)).kind == kinds["CT"]
