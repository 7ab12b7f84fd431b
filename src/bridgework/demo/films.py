"""Made-up films, drawn and decoded once and hung on many referrals: kept by content, the same film costs nothing twice."""

import io
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from dentdeid.synth import render
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

from bridgework.actions.record_film import Decoded
from bridgework.connections.films.reading import read_film
from bridgework.connections.films.recorded import as_decoded

DIGITAL_INTRA_ORAL = "1.2.840.10008.5.1.4.1.1.1.3"
DIGITAL_X_RAY = "1.2.840.10008.5.1.4.1.1.1.1"


@dataclass(frozen=True, slots=True)
class MadeUpFilm:
    """A file as an office would attach it, and what decoding it gives."""

    kind: str
    name: str
    content: bytes
    decoded: Decoded


@cache
def draw_films(seed: int) -> dict[str, list[MadeUpFilm]]:
    """Films by kind; the same seed draws the same films."""
    chance = np.random.default_rng(seed)
    films: dict[str, list[MadeUpFilm]] = {"periapical": [], "bitewing": [], "panoramic": [], "photo": []}
    for number in range(5):
        # Upper teeth as they are drawn; every other one turned into a lower one.
        picture = render.periapical(chance, 480, 460).image
        upright = picture[::-1] if number % 2 else picture
        films["periapical"].append(_film("periapical", f"PA{number + 1}.dcm", _dicom(_enlarged(upright, 1.5), "IO", seed + number)))
    for number in range(2):
        films["bitewing"].append(_film("bitewing", f"BW{number + 1}.jpg", _jpeg(_enlarged(render.bitewing(chance).image, 1.5))))
    for number in range(2):
        pixels = render.panoramic(chance, 1400, 700).image
        films["panoramic"].append(_film("panoramic", f"PAN{number + 1}.dcm", _dicom(pixels, "PX", seed + 50 + number)))
    films["photo"].append(_film("photo", "IMG_0412.jpg", _jpeg(render.intraoral_photo(chance).image)))
    return films


def _film(kind: str, name: str, content: bytes) -> MadeUpFilm:
    return MadeUpFilm(kind, name, content, as_decoded(read_film(content, name)))


def _enlarged(picture: np.ndarray, times: float) -> np.ndarray:
    image = Image.fromarray(picture)
    return np.asarray(image.resize((int(image.width * times), int(image.height * times)), Image.Resampling.BICUBIC))


def _jpeg(picture: np.ndarray) -> bytes:
    kept = io.BytesIO()
    Image.fromarray(picture).save(kept, "JPEG", quality=88)
    return kept.getvalue()


def _dicom(picture: np.ndarray, modality: str, entropy: int) -> bytes:
    """Twelve bits, as sensors write them, with a measured pixel size and nobody's name."""
    pixels = picture.astype(np.uint16) * 16
    dataset, meta = Dataset(), FileMetaDataset()
    meta.MediaStorageSOPClassUID = DIGITAL_INTRA_ORAL if modality == "IO" else DIGITAL_X_RAY
    meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[f"bridgework-demo-{entropy}"])
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta = meta
    dataset.SOPClassUID, dataset.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    dataset.Modality = modality
    dataset.PatientName, dataset.PatientID = "", ""
    dataset.Manufacturer = "Made up"
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 16, 12, 11, 0
    dataset.ImagerPixelSpacing = [0.035, 0.035] if modality == "IO" else [0.1, 0.1]
    dataset.WindowCenter, dataset.WindowWidth = 2048, 4096
    dataset.PixelData = pixels.tobytes()
    kept = io.BytesIO()
    dataset.save_as(kept, enforce_file_format=True)
    return kept.getvalue()


def taken_before(film: MadeUpFilm, day: date) -> Decoded:
    """What decoding gives for a film that was taken on a day; one drawing serves many patients."""
    fields = {name: getattr(film.decoded, name) for name in Decoded.__dataclass_fields__}
    return Decoded(**fields | {"taken_on": day, "kind": film.kind})
