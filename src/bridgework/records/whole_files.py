"""The local storage of files: under its name a file is whole and safely on the disk, or it is not there."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Django's writes under the final name: a process that is killed in the middle leaves half a file there, and since a file is named by its
    content, the next one who brings the same would find it kept already. Here it is written beside its name, and moved there whole.

    `durable`: whatever the database acknowledges about a file outlives a power cut, as the row does; tests have nothing to lose.
    """

    def __init__(self, *, durable: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.durable = durable

    def _save(self, name: str, content: File) -> str:
        draft = Path(self.path(super()._save(f"{name}.{uuid4().hex}.part", content)))  # type: ignore[misc]
        whole = Path(self.path(name))
        if self.durable:
            _to_disk(draft)
        draft.replace(whole)
        if self.durable:
            _to_disk(whole.parent)
        return name


def _to_disk(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
