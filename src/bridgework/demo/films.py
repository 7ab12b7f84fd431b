"""Made-up films, drawn and decoded once and hung on many referrals: kept by content, the same film costs nothing twice."""

import io
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from dentdeid.synth import render
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian, generate_uid

from bridgework.actions.record_film import Decoded
from bridgework.connections.films.reading import read_film
from bridgework.connections.films.recorded import as_decoded

DIGITAL_INTRA_ORAL = "1.2.840.10008.5.1.4.1.1.1.3"
DIGITAL_X_RAY = "1.2.840.10008.5.1.4.1.1.1.1"
COMPUTED_TOMOGRAPHY = "1.2.840.10008.5.1.4.1.1.2"
SLICES, SLICE_SIDE, VOXEL_MM = 72, 144, 0.4


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
    films: dict[str, list[MadeUpFilm]] = {"periapical": [], "bitewing": [], "panoramic": [], "photo": [], "cbct": []}
    for number in range(5):
        # Upper teeth as they are drawn; every other one turned into a lower one.
        picture = render.periapical(chance, 480, 460).image
        upright = picture[::-1] if number % 2 else picture
        films["periapical"].append(_film("periapical", f"PA{number + 1}.dcm", _dicom(_enlarged(upright), "IO", seed + number)))
    for number in range(2):
        films["bitewing"].append(_film("bitewing", f"BW{number + 1}.jpg", _jpeg(_enlarged(render.bitewing(chance).image))))
    for number in range(2):
        pixels = render.panoramic(chance, 1400, 700).image
        films["panoramic"].append(_film("panoramic", f"PAN{number + 1}.dcm", _dicom(pixels, "PX", seed + 50 + number)))
    films["cbct"].append(_film("cbct", "CBCT.dcm", _dicom(_jaw(chance), "CT", seed + 70)))
    films["photo"].append(_film("photo", "IMG_0412.jpg", _jpeg(render.intraoral_photo(chance).image)))
    return films


def _film(kind: str, name: str, content: bytes) -> MadeUpFilm:
    return MadeUpFilm(kind, name, content, as_decoded(read_film(content, name)))


def _enlarged(picture: np.ndarray) -> np.ndarray:
    image = Image.fromarray(picture)
    return np.asarray(image.resize((int(image.width * 1.5), int(image.height * 1.5)), Image.Resampling.BICUBIC))


def _jaw(chance: np.random.Generator) -> np.ndarray:
    """A small lower jaw in slices from the crowns down: an arch of bone with teeth in it, one of them with a dark area at its root tip."""
    down, back, across = np.meshgrid(np.arange(SLICES), np.arange(SLICE_SIDE), np.arange(SLICE_SIDE), indexing="ij", sparse=True)
    sideways = (across - SLICE_SIDE / 2) / (SLICE_SIDE * 0.36)
    arch = SLICE_SIDE * (0.16 + 0.62 * sideways**2)
    off = np.abs(back - arch) / np.sqrt(1 + (1.24 * sideways / 0.36) ** 2)
    bone = (down > SLICES * 0.33) & (np.abs(sideways) < 1.05)
    volume = np.where(bone & (off < 9), 1100.0, 0.0) + np.where(bone & (off >= 7) & (off < 9), 500.0, 0.0)
    for place in np.linspace(-0.95, 0.95, 14):
        middle, front = SLICE_SIDE / 2 + place * SLICE_SIDE * 0.36, SLICE_SIDE * (0.16 + 0.62 * place**2)
        wide = 3.4 + 2.6 * abs(place)
        reach = SLICES * 0.72
        thin = np.clip(1.15 - down / reach, 0.15, 1) * wide
        from_axis = np.hypot(across - middle, back - front)
        inside = (from_axis < thin) & (down > SLICES * 0.08) & (down < reach)
        volume = np.where(inside, np.where(down < SLICES * 0.34, 2700.0, 1900.0), volume)
        volume = np.where((from_axis < thin * 0.22) & inside & (down > SLICES * 0.2), 600.0, volume)
        if 0 < place < 0.1:
            dark = np.hypot(np.hypot(across - middle, back - front), down - reach)
            volume = np.where(dark < 5.5, 250.0, volume)
    volume += chance.normal(0, 55, volume.shape) + 120
    film: np.ndarray = np.clip(volume, 0, 4095).astype(np.uint16)
    return film


def _jpeg(picture: np.ndarray) -> bytes:
    kept = io.BytesIO()
    Image.fromarray(picture).save(kept, "JPEG", quality=88)
    return kept.getvalue()


def _dicom(picture: np.ndarray, modality: str, entropy: int) -> bytes:
    """Twelve bits, as sensors write them, with a measured pixel size and nobody's name. A volume has its slices first."""
    pixels = picture if modality == "CT" else picture.astype(np.uint16) * 16
    dataset, meta = Dataset(), FileMetaDataset()
    meta.MediaStorageSOPClassUID = UID({"IO": DIGITAL_INTRA_ORAL, "CT": COMPUTED_TOMOGRAPHY}.get(modality, DIGITAL_X_RAY))
    meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[f"bridgework-demo-{entropy}"])
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta = meta
    dataset.SOPClassUID, dataset.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    dataset.Modality = modality
    dataset.PatientName, dataset.PatientID = "", ""
    dataset.Manufacturer = "Made up"
    dataset.Rows, dataset.Columns = pixels.shape[-2:]
    if modality == "CT":
        dataset.NumberOfFrames = pixels.shape[0]
        dataset.PixelSpacing = [VOXEL_MM, VOXEL_MM]
        dataset.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    elif modality == "PX":
        dataset.PatientOrientation = ["L", "F"]
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 16, 12, 11, 0
    dataset.ImagerPixelSpacing = [0.035, 0.035] if modality == "IO" else [0.1, 0.1]
    dataset.WindowCenter, dataset.WindowWidth = (1350, 2700) if modality == "CT" else (2048, 4096)
    dataset.PixelData = pixels.tobytes()
    kept = io.BytesIO()
    dataset.save_as(kept, enforce_file_format=True)
    return kept.getvalue()


def taken_before(film: MadeUpFilm, day: date, tooth: str = "") -> Decoded:
    """What decoding gives for a film that was taken on a day and whose header names the tooth; one drawing serves many patients."""
    fields = {name: getattr(film.decoded, name) for name in Decoded.__dataclass_fields__}
    return Decoded(**fields | {"taken_on": day, "kind": film.kind, "reading": film.decoded.reading | {"tooth": tooth}})
