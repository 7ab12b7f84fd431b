"""The films, photos and papers of a referral, as facts: what they are, whether they could be opened."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from bridgework.records.models import Attachment
from bridgework.rules.completeness import Attached


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """One attached file. `status` is waiting, ready or refused; `has_display` and `has_pixels` say what the viewer can show."""

    id: UUID
    name: str
    label: str
    kind: str
    media_type: str
    status: str
    refused_because: str
    size: int
    width: int | None
    height: int | None
    pages: int
    taken_on: date | None
    added_at: datetime
    has_display: bool
    has_thumbnail: bool
    has_pixels: bool
    reading: dict[str, Any]
    tooth: str = ""
    """Universal; as a person said, else as the header proposes."""
    turns: int = 0
    """Quarter turns to the right in which it is shown."""
    slices: int = 0
    """How many pictures there are to scroll through; 0 where there is just the one."""
    looks_like: UUID | None = None
    """An earlier file with very likely the same picture, which nobody has decided about."""
    is_from_phone: bool = False

    @property
    def is_paper(self) -> bool:
        """A document to read rather than a picture to look at."""
        return self.media_type == "application/pdf"


def film_facts(row: Attachment) -> FilmFacts:
    """The facts of one row."""
    return FilmFacts(
        id=row.pk,
        name=row.name,
        label=row.name if row.status == "refused" else row.label or row.name,
        kind=row.kind,
        media_type=row.media_type,
        status=row.status,
        refused_because=row.refused_because,
        size=row.size,
        width=row.width,
        height=row.height,
        pages=row.pages,
        taken_on=row.taken_on,
        added_at=row.added_at,
        has_display=bool(row.display_sha256),
        has_thumbnail=bool(row.thumbnail_sha256),
        has_pixels=bool(row.pixels_sha256),
        reading=dict(row.reading),
        tooth=str(row.reading.get("tooth") or "") if row.tooth is None else row.tooth,
        turns=row.turns,
        slices=int(row.reading.get("slices") or 0) if row.slices_sha256 else 0,
        looks_like=row.looks_like_id,
        is_from_phone=row.snap_link_id is not None,
    )


def as_attached(films: tuple[FilmFacts, ...]) -> tuple[Attached, ...]:
    """The files as the rules on completeness and contradictions want them; a refused one is not there."""
    return tuple(
        Attached(
            kind=film.kind,
            taken_on=film.taken_on,
            teeth=(film.tooth,) if film.tooth else (),
            name_in_file=str(film.reading.get("patient_name") or ""),
            label=film.label,
        )
        for film in films
        if film.status != "refused"
    )
